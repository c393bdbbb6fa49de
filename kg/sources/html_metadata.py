"""The metadata block of a portal's page: 索引号, 发文机关, 成文日期, 发文字号 and their values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from kg.language.data import load
from kg.sources.html_lines import PageLine
from kg.sources.model import Stated

_LABELS = {label: key for key, labels in load("portals")["labels"].items() for label in labels}
_SPACED = "|".join(
    r"[\s\u3000]{0,12}".join(map(re.escape, label))
    for label in sorted(_LABELS, key=lambda label: -len(label))
)
_LABEL = re.compile(rf"[\[【]?\s?(?P<label>{_SPACED})[\s\u3000]{{0,6}}(?:[\]】]?\s{{0,6}}[:：]|】)")
_BARE = re.compile(
    rf"(?:^|(?<=\s))(?P<label>{_SPACED})(?:[\s\u3000]{{1,6}}(?=\S)|\s{{0,6}}$)"
)  # no colon: 文号 甲政办〔2023〕1号
_ALONE = re.compile(rf"[\[【]?\s?(?P<label>{_SPACED})[\s\u3000]{{0,6}}[\]】]?[:：]?")
_MAX_VALUE = 200
_BULLETS = "∙·•●▪◆*- "
_MIN_LABELS = 2
_SITE = ("网站", "门户网")  # who put a page up is no issuer
_DATE = re.compile(r"((?:19|20)\d\d)\s?[-年/.]\s?(\d{1,2})\s?[-月/.]\s?(\d{1,2})")
_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{1,14}[〔\[（(［【]\s?(?:19|20)\d\d\s?[〕\])）］】]\s?第?\s?\d{1,5}\s?号|第\s?\d{1,5}\s?号"
)
_GLUED = re.compile(rf"(?P<label>{_SPACED})\s{{0,6}}(?=\S)(?![:：])")
_SENTENCE = re.compile("[，。；：:]")
_MAX_GLUED = 40
_MIN_GLUED = 3
# what the value of a glued label must look like
_CHECKS = {
    "number": re.compile(rf"(?:{_NUMBER.pattern})$"),
    "date": _DATE,
    "issuer": re.compile(r"[\u4e00-\u9fff]{2,30}$"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the block: ``key`` says what it means, ``label`` and ``value`` are as printed."""

    key: str
    label: str
    value: str


def read_metadata(lines: Sequence[PageLine]) -> list[Entry]:
    """Find the entries of the metadata block in a page's lines; fewer than two different ones are none."""
    entries: list[Entry] = []
    for line in lines:
        entries += _in_row(line) if isinstance(line, list) else _in_line(line)
    return entries if len({entry.key for entry in entries}) >= _MIN_LABELS else []


def _in_row(cells: Sequence[str]) -> list[Entry]:
    entries = []
    for cell, following in pairwise([*cells, ""]):
        match = _ALONE.fullmatch(cell.strip())
        if match is None:
            entries += _in_line(cell)
        elif following.strip() and _ALONE.fullmatch(following.strip()) is None:
            entries.append(_entry(match.group("label"), following))
    return entries


def _in_line(line: str) -> list[Entry]:
    """A line of the block begins with a label and may hold several; labels without a colon come two in a line."""
    text = line.strip()
    if len(line) > _MAX_VALUE * 2:
        return []
    found = list(_LABEL.finditer(text)) if _LABEL.match(text) else list(_BARE.finditer(text))
    if not found or found[0].start() or (len(found) < _MIN_LABELS and not _LABEL.match(text)):
        return []
    ends = [match.start() for match in found[1:]] + [len(text)]
    return [
        _entry(match.group("label"), value)
        for match, end in zip(found, ends, strict=True)
        if (value := text[match.end() : end].strip())
    ]


def read_glued(lines: Sequence[str]) -> dict[int, Entry]:
    """Find the entries of a block printed without colons (发文字号甲政发〔2023〕2号, 文 号 甲政发〔2023〕2号), by their line.

    A label that nothing marks is one only beside others: a number, date or issuer must stand among them.
    """
    found: dict[int, Entry] = {}
    for i, line in enumerate(lines):
        text = line.strip()
        match = _GLUED.match(text) if len(text) <= _MAX_GLUED and not _SENTENCE.search(text) else None
        if match is None:
            continue
        entry = _entry(match.group("label"), text[match.end() :])
        if (check := _CHECKS.get(entry.key)) is None or check.match("".join(entry.value.split())):
            found[i] = entry
    sure = sum(1 for entry in found.values() if entry.key in _CHECKS)
    return found if len(found) >= _MIN_GLUED and sure >= _MIN_LABELS else {}


def _entry(label: str, value: str) -> Entry:
    compact = "".join(label.split())
    return Entry(_LABELS[compact], compact, value.strip()[:_MAX_VALUE])


def stated(entries: Sequence[Entry], title: tuple[int, int] | None) -> Stated:
    """Give what the entries say of the document; the first entry of a kind counts."""
    values: dict[str, str] = {}
    for entry in entries:
        values.setdefault(entry.key, "".join(entry.value.split()))
    number = _NUMBER.search(values.get("number", ""))
    return Stated(
        title=title,
        number=number.group() if number else None,
        issuer=None if values.get("issuer", "").endswith(_SITE) else values.get("issuer"),
        date=_iso_date(values.get("date", "")),
    )


def _iso_date(text: str) -> str | None:
    match = _DATE.search(text)
    if match is None:
        return None
    try:
        return date(*map(int, match.groups())).isoformat()
    except ValueError:
        return None
