"""What child processes owe to the one that started them: to end with it, whatever ended it."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1  # prctl(2)


def end_with_parent() -> None:
    """Makes the kernel kill this child process when its parent ends, even by a SIGKILL (Linux; elsewhere nothing).

    A worker that waits for work in a pipe would wait for ever: its siblings hold the other end of the pipe open too.
    """
    parent = multiprocessing.parent_process()
    if sys.platform != "linux" or parent is None:
        return
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent.pid:  # it ended before the kernel was told
        os._exit(1)
