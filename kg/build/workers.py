"""Worker processes: items go in, results come out; a worker that dies costs no other item anything."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

from kg.processes import end_with_parent

Item = TypeVar("Item")
Result = TypeVar("Result")

_AHEAD = 4  # items per worker that are handed over before their turn: results that wait stay few


class Lost(Generic[Item]):
    """Stands in the place of a result: the worker that had the item ended without one, twice."""


class Workers:
    """Runs a function on items, in other processes when there is more than one job.

    Args:
        jobs: number of worker processes; with one, the work is done in this process.
    """

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._pool: ProcessPoolExecutor | None = None

    def map(
        self, function: Callable[[Item], Result], items: Sequence[Item]
    ) -> Iterator[tuple[Item, Result | Lost[Item]]]:
        """Yields every item with its result, as they come: give results an order of their own.

        Args:
            function: can be pickled, as can items and results.
            items: started in this order.

        Raises:
            Exception: what the function raised.
        """
        if self._jobs <= 1:
            for item in items:
                yield item, function(item)
            return
        waiting = iter(items)
        running: dict[Future[Result], Item] = {}
        while True:
            lost = self._hand_over(function, waiting, running)
            if not running and not lost:
                return
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for task in done:
                item = running.pop(task)
                try:
                    yield item, task.result()
                except BrokenProcessPool:
                    lost.append(item)
            if lost:  # a worker died, and its pool with it: what it may have had is done again, one by one
                for task, item in running.items():
                    try:
                        yield item, task.result()
                    except BrokenProcessPool:
                        lost.append(item)
                running.clear()
                self.close()
                yield from self._again(function, lost)

    def _hand_over(
        self, function: Callable[[Item], Result], waiting: Iterator[Item], running: dict[Future[Result], Item]
    ) -> list[Item]:
        """Fills the queue; gives an item that a broken pool did not take."""
        if self._pool is None:
            self._pool = _pool(self._jobs)
        while len(running) < self._jobs * _AHEAD:
            for item in waiting:
                try:
                    running[self._pool.submit(function, item)] = item
                except BrokenProcessPool:
                    return [item]
                break
            else:
                break
        return []

    def _again(
        self, function: Callable[[Item], Result], items: Sequence[Item]
    ) -> Iterator[tuple[Item, Result | Lost[Item]]]:
        """Does each item in a process that has nothing else; one that ends it too is lost."""
        pool = _pool(1)
        try:
            for item in items:
                try:
                    result: Result | Lost[Item] = pool.submit(function, item).result()
                except BrokenProcessPool:
                    result = Lost()
                    pool.shutdown()
                    pool = _pool(1)
                yield item, result
        finally:
            pool.shutdown(cancel_futures=True)

    def close(self) -> None:
        """Ends the processes; the next :meth:`map` starts new ones."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _pool(jobs: int) -> ProcessPoolExecutor:
    context: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    return ProcessPoolExecutor(jobs, context, initializer=end_with_parent)
