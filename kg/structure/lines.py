"""Printed lines: split, measure, and tell page furniture (page numbers, running headers, contents) from text."""

from __future__ import annotations

import re

from kg.structure.model import Line
from kg.structure.running_lines import BARE_NUMBER, drop_running_lines

_LINE = re.compile(r"[^\n\r\f\v\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\f\v\x85\u2028\u2029]")
_CONTROL = bytes([*range(0x20), 0x7F])
_TRIM = " \t\u3000\xa0\u200b\ufeff"
_PRINTED = re.compile(r"[^\s\u3000\u200b\ufeff*]")  # * rules off a note or is a mark-up; alone it is no text

# 市 财 政 局 、 市 公 安 局: a line that was set wide to fill its column; its spaces are no columns of their own
_SPREAD = re.compile("[^ ]{1,3}(?: [^ ]{1,3}){7}")
_BETWEEN = re.compile(" (?=[\u3000-\u9fff\uff00-\uffef,;:])|(?<=[\u3000-\u9fff\uff00-\uffef,;:]) ")
_AROUND = 6  # lines on either side of such a one that it is measured by
_HEADING_MARK = re.compile(r"#{1,6}[ \t]+")

# — 12 —, - 12 -, 第 3 页, 第3页 共20页, 3/20; a bare number is furniture only beside a running header
_PAGE_NUMBER = re.compile(
    r"[-—–－•·]\s{0,3}\d{1,4}\s{0,3}[-—–－•·]|第\s?\d{1,4}\s?页(?:[\s/，,]?共\s?\d{1,4}\s?页)?|\d{1,4}\s?/\s?\d{1,4}"
)
_PAGE_MARKS = frozenset("-—–－•·第")
# 甲市人民政府公报（2021 年第 3期）: the masthead of a gazette repeated on its pages, at both ends of a wide line too, and
# in front of the name of the part it heads (甲市人民政府公报 2021年第3期      市政府文件)
_MASTHEAD = re.compile(
    r"(?:\d{1,4}\s{1,60})?[^，。；：\d]{2,40}(?:公报|政报)\s{0,60}[（(]?[^，。；\s]{0,8}\s?[^，。；\s]{0,4}第\s?\d{1,3}\s?[期号][^，。；]{0,12}?"
    r"(?:\s{2,60}[\u4e00-\u9fff]{2,16}(?:\s{2,60}\d{1,4})?)?"
    r"|(?:\d{1,4}\s{1,60})?\d{4}\s?年第\s?\d{1,3}\s?[期号]\s{0,60}[^，。；《》\s]{0,30}(?:公报|政报)(?:\s{1,60}\d{1,4})?"
    # 市政府文件      甲市人民政府公报 2021·3
    r"|(?:[\u4e00-\u9fff]{2,16}\s{2,60})?[\u4e00-\u9fff]{2,30}(?:公报|政报)\s{0,60}20\d\d\s?[.·．]\s?\d{1,2}(?:\s{2,60}[\u4e00-\u9fff]{2,16})?"
    r"|20\d\d\s?[.·．]\s?\d{1,2}\s{1,60}[\u4e00-\u9fff]{2,30}(?:公报|政报)(?:\s{2,60}[\u4e00-\u9fff]{2,16})?"
)
_MAX_REPEATED = 8  # lines that a page repeats of the one before it
_MIN_REPEATED = 30  # columns of what is repeated: no cell that two rows share
# 总则………3: dots before a page number, or so many that they are no ellipsis
_LEADER = re.compile(
    r"(?:(?<!\.)\.{3,}+|(?<!…)…{2,}+|(?<!·)·{3,}+|(?<!．)．{3,}+|(?<![.·．…] )(?:[.·．…] ){3,})\s?\d{1,4}$"
    r"|(?:(?<!\.)\.{6,}+|(?<!…)…{3,}+|(?<!·)·{6,}+|(?<!．)．{6,}+)$"
)
_WEAK_LEADER = re.compile(r"…\s?\d{1,4}$")  # beside another entry of the contents
_CONTENTS = re.compile(r"目\s{0,8}[录錄次]")
_MAX_CONTENTS_GAP = 6  # lines of a wrapped contents entry before its dot leader


def printed_lines(text: str) -> list[Line]:
    """Give the non-blank lines of a text, stripped, with their source spans.

    Every Unicode line end separates lines here (a form feed is a page break), though only line feeds count for
    line numbers.
    """
    lines: list[Line] = []
    spread: list[int] = []
    breaks = 0
    last_end = 0
    for match in _LINE.finditer(text):
        begin, end = match.span()
        raw = text[begin:end]
        gap = text[last_end:begin]
        breaks += 1 if gap == "\n" else gap.count("\n") or len(_BREAK.findall(gap))
        last_end = end
        stripped = raw.strip(_TRIM)
        # nearly always the first character tells
        plain = stripped and ("*" < stripped[0] < "\x7f" or stripped[0] > "\u3000")
        if not plain and not _PRINTED.search(stripped):
            continue
        indent = 0
        if stripped[0] == "#":  # the mark of a heading in Markdown
            stripped = _HEADING_MARK.sub("", stripped) or stripped
        if stripped != raw:
            left = raw.find(stripped)
            begin += left
            indent = width(raw[:left])
        blank = breaks - 1 if breaks else 0
        if " " in stripped and stripped.count(" ") * 3 > len(stripped) and _SPREAD.match(stripped):
            spread.append(len(lines))
        lines.append(Line(begin, begin + len(stripped), stripped, width(stripped), blank, indent))
        breaks = 0
    _measure_spread(lines, spread)
    return lines


def _measure_spread(lines: list[Line], spread: list[int]) -> None:
    """Give lines that were set wide to fill their column the width of the lines around them."""
    inside = frozenset(spread)
    for i in spread:
        around = range(max(0, i - _AROUND), min(len(lines), i + _AROUND + 1))
        full = max((lines[j].width for j in around if j not in inside), default=0)
        least = width(_BETWEEN.sub("", lines[i].text))
        lines[i] = lines[i]._replace(width=max(least, min(full, lines[i].width)))


def width(text: str) -> int:
    """Count half-width columns: two for a Chinese character, one for printable ASCII."""
    if text.isascii():
        return len(text)
    return 2 * len(text) - len(text.encode("ascii", "ignore").translate(None, _CONTROL))


def without_furniture(lines: list[Line]) -> list[Line]:
    """Leave out page numbers, running headers and contents pages.

    A line that stands alone as a bare number is dropped only next to a running header: in a table that lost its
    rulings the same line is the number of a row.
    """
    drop = [False] * len(lines)
    for i, (_, _, text, columns, _, _) in enumerate(lines):
        if columns > 90:
            continue
        if (text[0] in _PAGE_MARKS or text[0].isdecimal()) and _PAGE_NUMBER.fullmatch(text):
            drop[i] = True
        elif "报" in text and _MASTHEAD.fullmatch(text):
            drop[i] = True
            for j in (i - 1, i + 1):
                if 0 <= j < len(lines) and BARE_NUMBER.fullmatch(lines[j].text):
                    drop[j] = True
    _drop_repeated(lines, drop)
    drop_running_lines(lines, drop)
    _drop_contents(lines, drop)
    return [line for line, dropped in zip(lines, drop, strict=True) if not dropped]


def _drop_repeated(lines: list[Line], drop: list[bool]) -> None:
    """Drop the lines at the top of a page that repeat those at the bottom of the page before it."""
    for i in range(1, len(lines) - 1):
        if not drop[i] or drop[i - 1]:
            continue
        top = next((j for j in range(i + 1, len(lines)) if not drop[j]), len(lines))
        for count in range(min(_MAX_REPEATED, i, len(lines) - top), 0, -1):
            if lines[i - 1].text != lines[top + count - 1].text or any(
                lines[i - count + n].text != lines[top + n].text for n in range(count)
            ):
                continue
            if sum(lines[top + n].width for n in range(count)) >= _MIN_REPEATED:
                drop[top : top + count] = [True] * count
            break


def _drop_contents(lines: list[Line], drop: list[bool]) -> None:
    leaders = [
        i
        for i, line in enumerate(lines)
        if (line.text[-1] in ".…·．" or line.text[-1].isdecimal())
        and line.width <= 160
        and _LEADER.search(line.text)
    ]
    near = {i + step for i in leaders for step in (-1, 1)}
    weak = [
        i
        for i in near.difference(leaders)
        if 0 <= i < len(lines) and lines[i].width <= 160 and _WEAK_LEADER.search(lines[i].text)
    ]
    leaders = sorted([*leaders, *weak])
    for n, i in enumerate(leaders):
        drop[i] = True
        follows = n > 0 and i - leaders[n - 1] <= _MAX_CONTENTS_GAP
        begin = leaders[n - 1] + 1 if follows else _contents_heading(lines, i)
        for j in range(begin, i):
            drop[j] = True


def _contents_heading(lines: list[Line], leader: int) -> int:
    """Give the index of the 目录 heading above a first dot leader, or the leader itself."""
    for j in range(leader - 1, max(-1, leader - 1 - _MAX_CONTENTS_GAP), -1):
        if _CONTENTS.fullmatch(lines[j].text):
            return j
    return leader
