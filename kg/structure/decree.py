"""Decrees and numbered announcements (令, 公告): an issuer's name, 令 or 公告 and a running number open them.

Their title is that of what they promulgate.

    甲市人民政府令
    第12号
    《甲市供水办法》已经市人民政府第3次常务会议通过，现予公布…

Joint decrees name their issuers on lines of their own, before a line with 令 alone.

Source of the layout: 党政机关公文处理工作条例, article 8, and GB/T 9704-2012, section 10.2.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from kg.language.data import alternation
from kg.structure.model import Header, Line

_ENDINGS = f"{alternation('structure', 'issuer_endings')}|主席"
_ISSUER = re.compile(rf"[\u4e00-\u9fff]{{2,30}}?(?:{_ENDINGS})")
_ISSUERS = rf"[\u4e00-\u9fff]{{2,200}}(?:{_ENDINGS})"
_COUNT = r"(?:\d{1,4}|[一二三四五六七八九十百〇零]{1,6})"
_NUMBER = rf"第{_COUNT}号|(?:19|20)\d\d年?第?{_COUNT}号|[〔\[（(](?:19|20)\d\d[〕\]）)]第?{_COUNT}号"
_DECREE = re.compile(rf"(?P<issuer>{_ISSUERS})(?P<kind>令|公告)[（(]?(?P<number>{_NUMBER})[）)]?")
_BEGINNING = re.compile(rf"{_ISSUERS}(?:令|公告|$)")
_WORD = re.compile("令|公告")
_WORD_LINE = re.compile(rf"[\u4e00-\u9fff]{{0,200}}(?:令|公告)(?:[（(]?(?:{_NUMBER})[）)]?)?")
_AFTER_NAME = re.compile("(?:令|公告).*$")
# 甲部 / 乙部　令 / 丙部 / 第12号: the word beside the middle one of the issuers
_BESIDE = re.compile(rf"(?P<first>{_ISSUERS})(?P<kind>令|公告)(?P<last>{_ISSUERS})(?P<number>(?:{_NUMBER})?)")
_BARE_NUMBER = re.compile(_NUMBER)
_MAX_LINES = 8  # lines that the issuers of a joint decree may take
_PROMULGATED = re.compile(
    # 甲市第十五届人大常委会第三次会议于2021年5月8日通过的《甲市供水条例》，业经…批准，现予公布
    r"(?:现公布|现发布|公布|[\u4e00-\u9fff\d]{4,80}通过的)?《(?P<title>[^。；]{2,80}?)》[^。]{0,120}(?:公布|发布|施行|通过)"
)
_MAX_WIDTH = 60
_SHORT_DECREE = re.compile(rf"[\u4e00-\u9fff]{{1,6}}令(?:{_NUMBER})")
_MAX_SHORT = 20
_STATE = "中华人民共和国"
_HEAD_OF_STATE = f"{_STATE}主席"


def decree_title(lines: Sequence[Line], i: int, floor: int) -> tuple[int, int] | None:
    """Give the half-open range of the title lines of a decree whose word 令 (公告) stands in line ``i``, or None.

    Issuers on lines of their own above it, down to line ``floor``, belong to the title.
    """
    end = _title_end(lines, i)
    first = i
    joined = _compact(lines[i])
    for above in range(i - 1, max(floor, i - _MAX_LINES) - 1, -1):
        name = _compact(lines[above])
        if (
            lines[above].width > _MAX_WIDTH
            or not _ISSUER.fullmatch(name)
            or name in joined
            or _names_again(name, joined)
        ):
            break
        joined = name + joined
        found = _title_end(lines, above)
        if found is not None:
            first, end = above, found
    return None if end is None else (first, end)


def _names_again(name: str, decree: str) -> bool:
    """Tell whether a line above a decree names its issuer in full (甲省乙市人民政府 / 乙市人民政府令): a page's own."""
    issuer = _AFTER_NAME.sub("", decree)
    return bool(issuer) and name.endswith(issuer)


def _in_order(joined: str) -> str:
    """Move 令 behind the last of the issuers where it is printed beside one in the middle."""
    beside = _BESIDE.fullmatch(joined) if len(_WORD.findall(joined)) == 1 else None
    return "".join(beside.group("first", "last", "kind", "number")) if beside else joined


def decree_word(text: str) -> bool:
    """Tell whether a compact line holds 令 or 公告 where a decree's title may have it."""
    return bool(_WORD_LINE.fullmatch(text))


def _compact(line: Line) -> str:
    return "".join(line.text.split())


def _title_end(lines: Sequence[Line], i: int) -> int | None:
    """Give the index after the title lines of a decree that begins at line ``i``, or None if none does."""
    joined = ""
    for end in range(i + 1, min(len(lines), i + _MAX_LINES) + 1):
        line = lines[end - 1]
        text = _compact(line)
        if line.width > _MAX_WIDTH or not (
            _BEGINNING.match(text) or _WORD.search(joined) or _WORD.match(text)
        ):
            return None
        joined += text
        if _DECREE.fullmatch(joined):
            return end
        if _WORD.search(joined) and not joined.endswith(("令", "公告", "公")):
            if _ISSUER.fullmatch(text) and len(_WORD.findall(joined)) == 1:
                continue  # 甲部 / 乙部　令 / 丙部
            return end if _BARE_NUMBER.fullmatch(text) and _DECREE.fullmatch(_in_order(joined)) else None
    return None


def as_decree(header: Header, paragraphs: Sequence[str], starts: Sequence[int], printed: str) -> Header:
    """Give the header of a decree its number, its issuers and the title of what it promulgates.

    Args:
        header: the header as read.
        paragraphs: the compact paragraphs of the instrument.
        starts: their offsets in the instrument's text.
        printed: the title as printed, with the spaces between several names.

    Returns:
        The header unchanged if the instrument is no decree.
    """
    decree = _DECREE.fullmatch(header.title) or _DECREE.fullmatch(_in_order(header.title))
    if decree is None:
        return _by_short_word(header, paragraphs, starts)
    issuers = _issuers(decree.group("issuer"), printed)
    header = dataclasses.replace(
        header, number=f"{''.join(issuers)}{decree.group('kind')}{decree.group('number')}", issuers=issuers
    )
    at = header.opening_end
    told = _told(paragraphs, at)
    if told is None:
        return header
    start, end = told.span("title")
    if "〈" in told.group("title"):  # 《关于废止〈甲规定〉的决定》: printed below with its own marks
        folded = _as_inner(told.group("title"))
        for n in range(at + 1, min(len(paragraphs), at + _MAX_LINES)):
            if _as_inner(paragraphs[n]) == folded:
                return dataclasses.replace(
                    header,
                    title=paragraphs[n],
                    title_start=starts[n],
                    title_end=starts[n] + len(paragraphs[n]),
                )
    return dataclasses.replace(
        header,
        title=told.group("title"),
        title_start=starts[at] + start,
        title_end=starts[at] + end,
    )


def _told(paragraphs: Sequence[str], at: int) -> re.Match[str] | None:
    """Match the sentence that says what is promulgated, perhaps cut where its line ends."""
    if at >= len(paragraphs):
        return None
    whole = _PROMULGATED.match(paragraphs[at])
    if whole is None and at + 1 < len(paragraphs) and not paragraphs[at].endswith("。"):
        whole = _PROMULGATED.match(paragraphs[at] + paragraphs[at + 1])
        whole = whole if whole and whole.end("title") <= len(paragraphs[at]) else None
    return whole


def _by_short_word(header: Header, paragraphs: Sequence[str], starts: Sequence[int]) -> Header:
    """Read a decree that is called by the short name of its place (甲府令第12号), and whose title stands below it."""
    at = header.opening_end
    if len(header.title) > _MAX_SHORT or not _SHORT_DECREE.fullmatch(header.title) or at >= len(paragraphs):
        return header
    told = _told(paragraphs, at)
    if told is None:
        return header
    title = told.group("title")
    issuer = _ISSUER.match(title.partition("关于")[0])
    issuers = header.issuers or (
        (issuer.group(),) if issuer and title.startswith(f"{issuer.group()}关于") else ()
    )
    start, end = (starts[at] + place for place in told.span("title"))
    return dataclasses.replace(
        header, title=title, number=header.title, issuers=issuers, title_start=start, title_end=end
    )


def promulgated(lines: Sequence[Line], start: int, end: int) -> bool:
    """Tell whether ``lines[start:end]`` is the title, printed below a decree, of the decision that it promulgates."""
    above = "".join(_compact(line) for line in lines[max(0, start - _MAX_LINES) : start])
    title = "".join(_compact(line) for line in lines[start:end])
    return "公布" in above and f"《{_as_inner(title)}》" in above


def _as_inner(title: str) -> str:
    """Give a title with the marks that titles inside titles have."""
    return title.replace("《", "〈").replace("》", "〉")


def _issuers(compact: str, printed: str) -> tuple[str, ...]:
    """Split the issuers of a joint decree at the spaces between them; the name of the state is left out."""
    names: list[str] = []
    for piece in printed.split():
        name = _AFTER_NAME.sub("", piece)
        if "".join(names) + name == compact[: len("".join(names)) + len(name)] and name:
            names.append(name)
    if "".join(names) != compact or not all(_ISSUER.fullmatch(name) for name in names):
        names = [compact]
    return tuple(name if name == _HEAD_OF_STATE else name.removeprefix(_STATE) for name in names)
