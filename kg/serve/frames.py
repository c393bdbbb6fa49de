"""What a worker says to the server: frames of a kind, a length and bytes."""

from __future__ import annotations

import asyncio
import struct
from typing import BinaryIO

HEAD = b"H"  # the media type of the answer
DATA = b"D"  # a piece of the answer
END = b"Z"  # it is whole
ERROR = b"E"  # JSON: status, message

_PREFIX = struct.Struct(">cI")


def write(out: BinaryIO, kind: bytes, data: bytes = b"") -> None:
    """Writes a frame."""
    out.write(_PREFIX.pack(kind, len(data)))
    out.write(data)
    out.flush()


async def read(stream: asyncio.StreamReader) -> tuple[bytes, bytes]:
    """Reads a frame; raises ``asyncio.IncompleteReadError`` when the worker is gone."""
    kind, length = _PREFIX.unpack(await stream.readexactly(_PREFIX.size))
    return kind, await stream.readexactly(length)
