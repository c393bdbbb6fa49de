"""The worker processes: one query each at a time, killed and replaced when one takes too long or its reader goes away."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any

from kg.serve import frames
from kg.serve.settings import Settings

_LOG = logging.getLogger("uvicorn.error")  # the server's own, on standard error
_FIRST = 256 * 1024  # held back, so that an error that comes early has its own HTTP status


class AnswerError(Exception):
    """A query that has no answer, with its HTTP status."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that is on its way."""

    media_type: str
    pieces: AsyncIterator[bytes]
    close: Callable[[], None]  # ends the query when nobody reads the rest


class Pool:
    """A fixed number of workers."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._idle: asyncio.Queue[asyncio.subprocess.Process] = asyncio.Queue()
        self._all: set[asyncio.subprocess.Process] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Starts the workers."""
        for _ in range(self._settings.workers):
            await self._add()

    async def stop(self) -> None:
        """Ends the workers."""
        for process in list(self._all):
            await self._kill(process)

    async def run(self, request: dict[str, Any]) -> Answer:
        """Gives a request to the next idle worker.

        Raises:
            AnswerError: it is refused, wrong, took too long, or all workers are busy for too long.
        """
        run = _Run(self, self._settings.seconds)
        try:
            async with asyncio.timeout(self._settings.seconds):
                run.process = await self._idle.get()
        except TimeoutError:
            raise AnswerError(503, "the server is busy; try again later") from None
        try:
            return await run.begin(request)
        except BaseException:
            run.end()
            raise

    def give_back(self, process: asyncio.subprocess.Process, *, killed: bool) -> None:
        """Takes a worker back; one to be killed is replaced, in a task that a client that went away cannot cancel."""
        if killed or process.returncode is not None:
            task = asyncio.get_running_loop().create_task(self._replace(process))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        else:
            self._idle.put_nowait(process)

    async def _replace(self, process: asyncio.subprocess.Process) -> None:
        await self._kill(process)
        await self._add()

    async def _add(self) -> None:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "kg.serve.worker",
            str(self._settings.store),
            str(self._settings.memory),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            limit=2**20,
        )
        self._all.add(process)
        self._idle.put_nowait(process)

    async def _kill(self, process: asyncio.subprocess.Process) -> None:
        self._all.discard(process)
        if process.returncode is None:
            process.kill()
        await process.wait()


class _Run:
    """One request at one worker."""

    def __init__(self, pool: Pool, seconds: float) -> None:
        self._pool = pool
        self._seconds = seconds
        self._left = seconds
        self._ended = False
        self.process: asyncio.subprocess.Process
        self.done = False  # the worker is ready for the next request

    async def begin(self, request: dict[str, Any]) -> Answer:
        assert self.process.stdin is not None  # noqa: S101  (it was started with pipes)
        try:
            self.process.stdin.write(json.dumps(request).encode() + b"\n")
            await self.process.stdin.drain()
        except ConnectionError:
            raise AnswerError(503, "the query's process is gone; try again") from None
        _, media_type = await self._frame()
        held, size = [], 0
        while size < _FIRST and not self.done:
            kind, data = await self._frame()
            if kind == frames.DATA:
                held.append(data)
                size += len(data)
        if self.done:
            self.end()
        return Answer(media_type.decode(), self._pieces(held), self.end)

    async def _pieces(self, held: list[bytes]) -> AsyncIterator[bytes]:
        try:
            for data in held:
                yield data
            while not self.done:
                kind, data = await self._frame()
                if kind == frames.DATA:
                    yield data
        finally:
            self.end()

    async def _frame(self) -> tuple[bytes, bytes]:
        assert self.process.stdout is not None  # noqa: S101
        loop = asyncio.get_running_loop()
        started = loop.time()
        try:
            async with asyncio.timeout(self._left):
                kind, data = await frames.read(self.process.stdout)
        except TimeoutError:
            raise AnswerError(
                503, f"the query took longer than {self._seconds:g} seconds and was ended"
            ) from None
        except asyncio.IncompleteReadError:
            raise AnswerError(
                503, "the query's process ended: it needed more memory than it may take"
            ) from None
        self._left -= loop.time() - started
        if kind == frames.ERROR:
            self.done = True
            error = json.loads(data)
            if error["log"]:
                _LOG.error(error["log"])
            raise AnswerError(error["status"], error["message"])
        self.done = kind == frames.END
        return kind, data

    def end(self) -> None:
        """Gives the worker back; one that is still busy is killed."""
        if not self._ended:
            self._ended = True
            self._pool.give_back(self.process, killed=not self.done)
