"""Decrees (令): an issuer's name, 令 and a running number open them; the title is that of what they promulgate.

    甲市人民政府令
    第12号
    《甲市供水办法》已经市人民政府第3次常务会议通过，现予公布…

Source of the layout: 党政机关公文处理工作条例, article 8, and GB/T 9704-2012, section 10.2.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from kg.language.data import alternation
from kg.structure.model import Header, Line

_ISSUER = rf"[\u4e00-\u9fff]{{2,30}}?(?:{alternation('structure', 'issuer_endings')}|主席)"
_DECREE = re.compile(rf"(?P<issuer>{_ISSUER})令[（(]?(?P<number>第\d{{1,4}}号)[）)]?")
_BEGINNING = re.compile(rf"{_ISSUER}令")
_PROMULGATED = re.compile(
    r"(?:现公布|现发布|公布)?《(?P<title>[^。；]{2,80}?)》[^。]{0,120}(?:公布|发布|施行|通过)"
)
_MAX_WIDTH = 60
_STATE = "中华人民共和国"


def decree_title(lines: Sequence[Line], i: int) -> int | None:
    """Give the index after the title lines of a decree that begins at line ``i``, or None if none does."""
    if lines[i].width > _MAX_WIDTH:
        return None
    first = "".join(lines[i].text.split())
    if "令" not in first or not _BEGINNING.match(first):
        return None
    if _DECREE.fullmatch(first):
        return i + 1
    if i + 1 < len(lines) and lines[i + 1].width <= _MAX_WIDTH:
        both = first + "".join(lines[i + 1].text.split())
        if _DECREE.fullmatch(both):
            return i + 2
    return None


def as_decree(header: Header, paragraphs: Sequence[str], starts: Sequence[int]) -> Header:
    """Give the header of a decree its number, its issuer and the title of what it promulgates.

    Args:
        header: the header as read.
        paragraphs: the compact paragraphs of the instrument.
        starts: their offsets in the instrument's text.

    Returns:
        The header unchanged if the instrument is no decree.
    """
    decree = _DECREE.fullmatch(header.title)
    if decree is None:
        return header
    issuer = decree.group("issuer")
    header = dataclasses.replace(
        header,
        number=f"{issuer.removeprefix(_STATE)}令{decree.group('number')}",
        issuers=(issuer.removeprefix(_STATE),),
    )
    at = header.opening_end
    promulgated = _PROMULGATED.match(paragraphs[at]) if at < len(paragraphs) else None
    if promulgated is None:
        return header
    start, end = promulgated.span("title")
    return dataclasses.replace(
        header,
        title=promulgated.group("title"),
        title_start=starts[at] + start,
        title_end=starts[at] + end,
    )
