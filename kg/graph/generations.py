"""Generations that are being read are not removed.

A reader holds a shared lock on its generation's manifest as long as it is open; the writer removes a generation only
under an exclusive one. Locks of the kernel: a reader that is killed holds nothing back.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from pathlib import Path

from kg.graph.layout import Layout, StoreError, manifest_file


def hold(layout: Layout) -> tuple[Path, int]:
    """Gives the generation in use, with the descriptor that keeps it until it is closed.

    Raises:
        StoreError: there is no finished build, or what it left is damaged.
    """
    while True:
        generation = layout.generation()
        if generation is None:
            raise StoreError(
                f"the store {layout.root} holds no finished build; run: kg build --store {layout.root}"
            )
        try:
            descriptor = os.open(manifest_file(generation), os.O_RDONLY)
        except OSError as error:
            if generation != layout.generation():
                continue  # a build has landed another one and removed this
            raise StoreError(
                f"the store {layout.root} cannot be opened ({error}); mend it by a build: kg build PATH --store {layout.root}"
            ) from None
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            pass
        else:
            if os.fstat(descriptor).st_nlink:
                return generation, descriptor
        os.close(descriptor)  # it is being removed: another one is in use by now


def remove(generation: Path) -> None:
    """Removes a generation, unless somebody reads it."""
    try:
        descriptor = os.open(manifest_file(generation), os.O_RDONLY)
    except OSError:  # never finished
        shutil.rmtree(generation, ignore_errors=True)
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(generation, ignore_errors=True)
    except BlockingIOError:
        pass
    finally:
        os.close(descriptor)
