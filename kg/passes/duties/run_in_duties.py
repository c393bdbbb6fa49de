"""Entries of a duty list that follow each other in one paragraph, by their numbers or their colons.

职责如下：1.甲局。组织演练。2.乙部门。负责预报。       （10）省甲厅：核实损失。（11）省乙厅：负责供水。
甲局：负责监测；乙局：提供预报。
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.passes.names.agents import Mention, names_in_prose
from kg.passes.names.kinds import is_concrete_body

_ENTRY = re.compile(
    r"(?:(?<=[。；;：:\s])|\A)(?:(?P<n>\d{1,2})[.．、]|[（(](?P<m>\d{1,2})[）)])\s?(?P<names>[^。，；;：:\d\n]{2,60})[。：:](?=[^。]{3})"
)
_FURTHER = re.compile(r"(?<=[。；;])\s?(?:\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)])")  # （36）其他单位按照…
_FIRST = re.compile(r"(?P<names>[^。，；;：:\d\n]{2,60})[。:：](?=[^。]{5})")  # its number is the paragraph's
_BARE = re.compile(r"(?<=[。；;])\s?(?P<names>[^。，；;：:\d\n]{2,60})[：:](?=[^。]{5})")
# one of several entries ends and the next begins: with its number, or with a name and a colon
_TWO = re.compile("[。；;：:\\s](?:[0-9]|[（(][0-9]|(?<=[。；;])[^。，；;：:]{2,60}[：:])")
_MIN_ENTRIES = 2


class RunInDuty(NamedTuple):
    """Whose duty it is, where the entry starts (behind its number), and the span of the duty."""

    owners: list[Mention]
    start: int
    begin: int
    end: int


def run_in_duties(text: str, start: int, end: int) -> list[RunInDuty]:
    """Read the entries in the paragraph ``text[start:end]``; gives none where fewer than two are numbered in turn."""
    if _TWO.search(text, start, end) is None:
        return []
    marks = list(_ENTRY.finditer(text, start, end))
    first = _FIRST.match(text, start, end) if marks and marks[0].start() > start else None
    if first is not None and names_in_prose(text, *first.span("names")):
        marks.insert(0, first)
    if len(marks) < _MIN_ENTRIES:
        return _without_numbers(text, start, end)
    found: list[RunInDuty] = []
    for k, mark in enumerate(marks):
        owners = names_in_prose(text, *mark.span("names"))
        further = None if k + 1 < len(marks) else _FURTHER.search(text, mark.end(), end)
        stop = marks[k + 1].start() if k + 1 < len(marks) else further.start() if further else end
        last = _number(marks[k - 1]) if k and marks[k - 1] is not first else None
        if owners is None or (last is not None and _number(mark) != last + 1):
            return []
        found.append(
            RunInDuty(owners, mark.start("names"), mark.end(), _without_space(text, mark.end(), stop))
        )
    return found


def _without_numbers(text: str, start: int, end: int) -> list[RunInDuty]:
    """Read 甲局：负责监测；乙局：提供预报: each name is that of one body."""
    marks = [mark for mark in _BARE.finditer(text, start, end) if _names_bodies(text, mark)]
    first = _FIRST.match(text, start, end) if marks else None
    if first is None or text[first.end() - 1] == "。" or not _names_bodies(text, first):
        return []
    marks.insert(0, first)
    stops = [mark.start() for mark in marks[1:]] + [end]
    return [
        RunInDuty(
            names_in_prose(text, *mark.span("names")) or [],
            mark.start("names"),
            mark.end(),
            _without_space(text, mark.end(), stop),
        )
        for mark, stop in zip(marks, stops, strict=True)
    ]


def _names_bodies(text: str, mark: re.Match[str]) -> bool:
    names = names_in_prose(text, *mark.span("names"))
    return names is not None and all(is_concrete_body(name.agent.name) for name in names)


def _number(mark: re.Match[str]) -> int:
    return int(mark.group("n") or mark.group("m"))


def _without_space(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())
