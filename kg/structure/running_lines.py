"""Running lines: what a gazette, an office or a program prints again and again above or below the pages of a text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.structure.model import Line
from kg.structure.page_numbers import is_regular

BARE_NUMBER = re.compile(r"\d{1,4}")
"""A page number without dashes, or the number of a table's row."""

# 市政府文件, 部门规范性文件: the name of a gazette's part above its pages
_PART = re.compile("[\u4e00-\u9fff]{2,16}(?:文件|公报|政报)")
_NO_TEXT_ENDS = frozenset("建成rRgG描")
_ADDRESS = frozenset("hHwW")
_PART_ENDS = frozenset("件报")
# what is no text where it is printed twice: 甲市人民政府行政规范性文件, an address. Once it may be the line of a title, and
# without a government in full the cell of a catalogue
_BY_ITSELF = re.compile(
    r"[\u4e00-\u9fff]{2,20}人民政府(?:办公[室厅])?(?:公报|(?:(?:行政)?规范性)?文件)"
    r"|(?:[\u4e00-\u9fff]{2,30}[:：]?\s?)?(?:https?://|www\.)[\x21-\x7e]{4,120}"
    # 2024/3/5 10:12　甲市人民政府: what a browser prints above a page
    r"|20\d\d[/.-]\d{1,2}[/.-]\d{1,2}[ ,]{1,3}(?:[上下]午)?\d{1,2}[:：]\d\d(?:[:：]\d\d)?(?:\s{1,60}\S.{0,100})?",
    re.IGNORECASE,
)
# what is none wherever it stands: the mark of a scanning program, what a browser prints below a page
_NO_TEXT = re.compile(
    r"(?:https?://|www\.)[\x21-\x7e]{4,200}\s{1,100}\d{1,3}\s?/\s?\d{1,3}"
    r"|(?:由?扫描全能王|CamScanner|CS\s?扫描)[\u4e00-\u9fffA-Za-z\s]{0,16}|[\u4e00-\u9fff]{0,8}扫描(?:生成|创建)",
    re.IGNORECASE,
)
_SAYS = re.compile("[：:、，,。；;]")  # a field, a list of names, a sentence
_MIN_REPEATS = 3
_MIN_PAGES = 4  # on which a line stands that nothing but its distance tells to be no text
_MIN_WIDTH = 16  # columns of a running line that no cell of a table's header has
_MAX_WIDTH = 160
_BESIDE = 0.8  # share of a running line's places that are beside page numbers


def drop_running_lines(lines: Sequence[Line], drop: list[bool]) -> None:
    """Mark in ``drop`` the lines that are printed again and again on the pages of a text.

    Lines that may as well be text count only beside page numbers or as far from each other as pages are long, and
    of those the first stays.

    Args:
        lines: the printed lines.
        drop: for each line whether it is known to be no text (a page number); changed in place.
    """
    first: dict[str, int] = {}
    places: dict[str, list[int]] = {}
    for i, line in enumerate(lines):
        text = line.text
        if line.width > _MAX_WIDTH or drop[i]:
            continue
        if text not in first:
            first[text] = i
        elif text not in places:
            places[text] = [first[text], i]
        else:
            places[text].append(i)
    for text, i in first.items():
        if (text[-1] in _NO_TEXT_ENDS or text[0] in _ADDRESS) and _NO_TEXT.fullmatch(text):
            for same in places.pop(text, [i]):
                drop[same] = True
        elif text[-1] in _PART_ENDS and _PART.fullmatch(text):
            for same in places.get(text, [i]):
                drop[same] = any(_is_page_number(lines, drop, j, bare=False) for j in (same - 1, same + 1))
    for text, at in places.items():
        if _BY_ITSELF.fullmatch(text):
            for i in at:
                drop[i] = True
            continue
        if len(at) < _MIN_REPEATS:
            continue
        part = lines[at[0]].width <= 36 and _PART.fullmatch(text) is not None
        if not part and (lines[at[0]].width < _MIN_WIDTH or _SAYS.search(text)):
            continue
        if not part and len(at) >= _MIN_PAGES and is_regular(at, len(lines)):
            for i in at[1:]:
                drop[i] = True
            continue
        beside = [i for i in at if any(_is_page_number(lines, drop, j, bare=part) for j in (i - 1, i + 1))]
        if len(beside) < (_MIN_REPEATS if part else max(_MIN_REPEATS, len(at) * _BESIDE)):
            continue
        for i in beside if part else beside[1:]:
            drop[i] = True
            for j in (i - 1, i + 1):
                if part and 0 <= j < len(lines) and BARE_NUMBER.fullmatch(lines[j].text):
                    drop[j] = True


def _is_page_number(lines: Sequence[Line], drop: Sequence[bool], at: int, *, bare: bool) -> bool:
    """Tell whether a line is known to be a page number, or may be one that has no dashes."""
    if not 0 <= at < len(lines):
        return False
    return drop[at] or (bare and BARE_NUMBER.fullmatch(lines[at].text) is not None)
