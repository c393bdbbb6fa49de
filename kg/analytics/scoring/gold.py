"""The gold folder: which part of which file was annotated, and what a careful reader took from it.

``scope.tsv`` has one line per annotated part (id, source file, first line, last line, …); ``<id>.jsonl``
holds its rows.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import InputError


@dataclass(frozen=True, slots=True)
class Part:
    """An annotated part of a source file; facts outside its lines are not counted."""

    name: str
    file: str
    first_line: int
    last_line: int
    rows: tuple[dict[str, Any], ...]


def read_gold(folder: Path) -> tuple[Part, ...]:
    """Read a gold folder.

    Raises:
        InputError: the folder has no ``scope.tsv``, a part has no file, or a line cannot be read.
    """
    scope = folder / "scope.tsv"
    if not scope.is_file():
        raise InputError(f"{folder}: no scope.tsv in it; name a folder of gold annotations")
    return tuple(_parts(scope))


def _parts(scope: Path) -> Iterator[Part]:
    for n, line in enumerate(scope.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            name, file, first, last = line.split("\t")[:4]
            lines = int(first), int(last)
        except ValueError:
            raise InputError(
                f"{scope}:{n}: expected id, file, first line, last line with tabs between"
            ) from None
        yield Part(name, file, *lines, tuple(_rows(scope.parent / f"{name}.jsonl")))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    if not path.is_file():
        raise InputError(f"{path}: listed in scope.tsv, but there is no such file")
    for n, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise InputError(f"{path}:{n}: not JSON: {error.msg}") from None
        if not isinstance(row, dict) or "type" not in row or "line" not in row:
            raise InputError(f"{path}:{n}: a row needs `type` and `line`")
        yield row
