"""Reading in a process of its own: a parser that hangs, crashes or eats memory harms nothing but its own document.

The process is forked, so that the format's library, loaded once, is not loaded again for every document.
"""

from __future__ import annotations

import faulthandler
import logging
import multiprocessing
import os
import resource
import warnings
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from kg.processes import end_with_parent
from kg.sources.limits import Limits
from kg.sources.model import Extracted, FormatError

Work = Callable[[], Extracted]


def confined(work: Work, limits: Limits) -> Extracted:
    """Do the work in a child process with bounded time and memory.

    Raises:
        FormatError: the work raised it, failed, took too long or too much memory, or ended its process.
    """
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_child, args=(work, sender, limits), daemon=True)
    process.start()
    sender.close()
    try:
        if not receiver.poll(limits.seconds):
            raise FormatError(
                f"took more than {limits.seconds:g} s to read; it was left out (limit: seconds)"
            )
        outcome = receiver.recv()
    except EOFError:
        raise FormatError("is damaged: its reader crashed on it") from None
    finally:
        process.kill()
        process.join()
        receiver.close()
    if isinstance(outcome, Extracted):
        return outcome
    raise FormatError(outcome)


def _child(work: Work, sender: Connection, limits: Limits) -> None:
    """What the child does: the result or one line on what is wrong goes into the pipe."""
    end_with_parent()
    _quiet()
    _bound(limits)
    outcome: Extracted | str
    try:
        outcome = work()
    except FormatError as error:
        outcome = str(error)
    except MemoryError:
        outcome = f"needs more than {limits.memory_bytes // 1_000_000} MB of memory (limit: memory_bytes)"
    except RecursionError:
        outcome = "is nested too deep"
    except Exception as error:  # libraries raise anything on damaged files
        outcome = f"is damaged ({type(error).__name__}: {' '.join(str(error).split())[:120]})"
    sender.send(outcome)
    sender.close()


def _quiet() -> None:
    """Libraries and C code print what they think of a damaged file; the user gets one line, not theirs."""
    faulthandler.disable()
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)


def _bound(limits: Limits) -> None:
    """Set limits that hold even where the parent cannot act any more."""
    seconds = int(limits.seconds) + 5
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    statm = Path("/proc/self/statm")
    if statm.exists():  # Linux; elsewhere the address space cannot be bounded reliably
        now = int(statm.read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (now + limits.memory_bytes, resource.RLIM_INFINITY))
