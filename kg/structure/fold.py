"""Traditional characters and marks at half width are folded for matching; facts keep them as printed.

Folding replaces one character by one, so offsets stay. It is used only where a text is written so: single traditional
characters occur in names of simplified texts and must stay, and so do single marks at half width.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from kg.language.data import load

_SAMPLE = 20_000
_MIN_SHARE = (
    0.05  # of a text in traditional characters about a third changes, of a simplified one next to nothing
)

# marks typed at half width in Chinese sentences; not inside numbers, times, addresses and words of letters, nor the
# brackets around the year of a document's number: 甲政发(2023)5号
_HALF_WIDTH = re.compile(
    r"(?<![0-9A-Za-z])[,;]|[,;](?![0-9A-Za-z])|(?<![0-9A-Za-z]):(?!//)|:(?![0-9A-Za-z/])"
    r"|(?<![\x00-\x7f])\((?!(?:19|20)\d\d\))|\((?![\x00-\x7f])"
    r"|(?<![\x00-\x7f])\)|(?<!\((?:19|20)\d\d)\)(?![\x00-\x7f])"
)
_FULL_WIDTH = str.maketrans(",;:()", "，；：（）")
_HALF_COMMA = re.compile("[\u4e00-\u9fff],")


@cache
def _table() -> dict[int, int]:
    data = load("traditional")
    traditional, simplified = "".join(data["traditional"].split()), "".join(data["simplified"].split())
    return {ord(t): ord(s) for t, s in zip(traditional, simplified, strict=True)}


@cache
def _changing() -> re.Pattern[str]:
    return re.compile(f"[{''.join(chr(t) for t, s in _table().items() if t != s)}]")


def is_traditional(text: str) -> bool:
    """Tell whether a text is written in traditional characters (judged by its first 20,000)."""
    sample = text[:_SAMPLE]
    return len(_changing().findall(sample)) > len(sample) * _MIN_SHARE


def fold(text: str) -> str:
    """Replace traditional characters by simplified ones; the length stays."""
    return text.translate(_table()) if _changing().search(text) else text


def is_half_width(text: str) -> bool:
    """Tell whether most commas of a text's Chinese sentences are typed at half width (judged by its first 20,000)."""
    sample = text[:_SAMPLE]
    return "," in sample and len(_HALF_COMMA.findall(sample)) > sample.count("，")


def at_full_width(text: str) -> str:
    """Replace the marks of Chinese sentences that are typed at half width; the length stays."""
    return _HALF_WIDTH.sub(lambda mark: mark.group().translate(_FULL_WIDTH), text)


def folding(text: str) -> Callable[[str], str] | None:
    """Give how a text is folded for matching, or None where it is written as the passes expect it."""
    half, traditional = is_half_width(text), is_traditional(text)
    if half and traditional:
        return lambda part: at_full_width(fold(part))
    return at_full_width if half else fold if traditional else None
