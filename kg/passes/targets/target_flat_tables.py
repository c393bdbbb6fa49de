"""Indicator tables that text extraction flattened: header and rows on plain lines, cells parted by spaces.

A table begins where printed lines name an indicator column and at least one year column; its rows are then read line
by line: a row is complete when its text ends with as many values as there are year columns. Wrapped names, rows that
begin before their number and categories between rows need no rule of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from kg.language.data import alternation, words
from kg.passes.targets.flat_names import is_whole, rest_of_bracket
from kg.passes.targets.target_nouns import ends_with_head
from kg.structure.model import Instrument, Line

_YEAR = re.compile(r"(20\d\d)\s?年")
_HEADER = re.compile("指标")
_HEADER_WORD = re.compile(
    r"指\s?标|序号|单位|属性|领域|类别|类型|20\d\d\s?年|目标|备注|性质|分类|年均|累计|基期|现状|规划"
    "|(?:数据|指标)来源|(?:责任|牵头|负责|统计|主管|考核)(?:部门|单位)"
)
# columns behind the years that hold neither a value nor a kind
_MORE_WORDS = re.compile("(?:数据|指标)来源|(?:责任|牵头|负责|统计|主管|考核)(?:部门|单位)")
_DAY = re.compile(r"月\s?\d{1,2}\s?日")
# 指  标, 单  位: words of a header that are set wide
_WIDE_WORD = re.compile(r"(?<!\S)(指|单|序|属|性|类|备)\s+(标|位|号|性|质|别|注)(?!\S)")
_MAX_UNKNOWN = 5  # characters of a header's piece with a year that are no word of a header: more is a caption
_PROSE = re.compile("[，。；：:]")
_END = re.compile(
    r"备注|注\s?[:：]|说明[:：]|数据来源(?=.)|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[章节条]|附件|——|专栏"
)
_KIND = rf"(?:{alternation('targets', 'indicator_kinds')})"
_PER = "|".join(r"\s?".join(map(re.escape, unit)) for unit in words("units", "per"))
_UNITS = (
    _PER
    + "|"
    + "|".join(alternation("units", key) for key in ("ratios", "measures", "classifiers", "times", "ages"))
)
_WORDS = (
    r"(?:比\s?20\d\d\s?年\s?)?"
    r"(?:增\s?长|下\s?降|提\s?高|降\s?低|减\s?少|达\s?到|达|不\s?低\s?于|不\s?少\s?于|控\s?制\s?在|超\s?过|近|约)?"
)
_DIGITS = r"[><≥≤＞＜]?=?\s?[\[〔［【]?[><≥≤＞＜]?(?!20\d\d\s?年)\d[\d,]{0,11}(?:\.\d{1,4})?[\]〕］】]?"
_MEASURE = rf"\s?(?:%|％|‰|/10\s?万|万|亿)?(?:(?:{_UNITS})(?:/[\u4e00-\u9fff]{{1,6}})?)?(?:\s?(?:以\s?[上下内]|左\s?右))?"
_REMARK = r"(?:\s?[（(][\u4e00-\u9fff]{2,8}[）)])?"  # 16（累计）
_VALUE = (
    rf"(?:[—－–―-]{{1,8}}|{_WORDS}\s?{_DIGITS}{_MEASURE}{_REMARK}"
    r"|(?:基本)?(?:解决|消除)|实现脱贫|(?:实现|基本)?全覆盖"
    r"|(?:年均)?(?:增速|增幅)?(?:高于|低于|略高于|不高于|与|同)[\u4e00-\u9fffA-Z]{2,14}|完成[\u4e00-\u9fff]{2,12}|[持逐稳][\u4e00-\u9fff]{3,6})"
)
_CELL_VALUE = re.compile(_VALUE)
_MORE_VALUES = re.compile("年均|累计|增速")  # a column of yearly growth after the years
_SUMMED = re.compile(r"[\[［〔【（(](?:[五三]年)?累计(?:值|数)?[\]］〕】）)]")
_KIND_LINE = re.compile(_KIND)
_BOUND_LINE = re.compile(r"(?:以上|以下|以内|左右)")
_UNIT_COLUMN = re.compile(r"单\s{0,4}位")
_NO_UNIT = "—－–―/-"
_CATEGORY = re.compile("领域|类别|类型|分类")
_BRACKET = re.compile("[（(][^（()）]*[）)]$")
_MAX_CATEGORY = 4  # characters of a line of a column of categories
_MAX_TAIL = 14  # characters of what is left of a name below its values
# a row over all columns that says what the rows below measure: 经济发展, （二）创新驱动
_CATEGORY_ROW = re.compile(
    r"(?:(?P<numbered>[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])[\u4e00-\u9fff、]{2,14}|[\u4e00-\u9fff]{2,12})(?:[（(]\d{1,2}[项个][）)])?"
)
_ROW_NUMBER = re.compile(r"(\d{1,2})[.、．](?=[\u4e00-\u9fffA-Z])")
_VALUES = re.compile(r"\s(?:[—－–―-]+|[><≥≤＞＜]?\d)")
_VALUE_LAST = re.compile(r"[\u4e00-\u9fff）)%](?:\s+[\[［]?\d[\d,.]*[%％]?[\]］]?){1,8}$")
_WORD = re.compile(r"([\u4e00-\u9fff]+)\s+(?=[\u4e00-\u9fff])")
_INDEX = re.compile(r"(?:^|\s)(\d{1,2})[.、．]?\s(?!岁)")  # 15 岁以上人群: an age
_CHINESE = re.compile("[\u4e00-\u9fff]")
_MAX_HEADER_LINES = 8
_MAX_HEAD = 14
_MAX_HEADER_LINE = 90
_MAX_ROW_LINES = 12
_MAX_ROW = 200
_MAX_LOOK = 60  # lines by which the width of the column of names is known
_NARROW = 0.5  # of that width a line of a broken name is not


@dataclass(frozen=True, slots=True)
class FlatRow:
    """A row: the indicator's name, the printed unit (perhaps empty), the printed values, and its source span."""

    name: str
    unit: str
    values: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FlatTable:
    """A flattened table: the indexes of its paragraphs, the years of its columns in order, and its rows.

    ``start`` is where its header begins in the source.
    """

    paragraphs: tuple[int, ...]
    start: int
    years: tuple[str, ...]
    rows: tuple[FlatRow, ...]
    unread: tuple[tuple[int, int], ...] = ()  # source spans of lines that fit into no row


@lru_cache(maxsize=1)  # asked for by the passes for targets in prose and in tables
def flat_tables(instrument: Instrument) -> tuple[FlatTable, ...]:
    """Find the flattened indicator tables of an instrument."""
    if not _HEADER.search(instrument.text):
        return ()
    lines = [
        (line, i)
        for i, paragraph in enumerate(instrument.paragraphs)
        if not paragraph.is_row
        for line in paragraph.lines
    ]
    found = []
    at = 0
    while at < len(lines):
        header = _header(lines, at) if _HEADER_WORD.search(lines[at][0].text, 0, _MAX_HEADER_LINE) else None
        if header is None:
            at += 1
            continue
        years, first = header
        table, below = _best_table(lines, first, at, years)
        if table is None:
            end = _end_of_values(lines, first) if first == at + 1 else first
            if end > first + 1:  # rows, none of which could be read
                covered = tuple(sorted({paragraph for _, paragraph in lines[at:end]}))
                unread = (lines[first][0].start, lines[end - 1][0].end)
                found.append(FlatTable(covered, lines[at][0].start, years, (), (unread,)))
                at = end
            else:
                at += 1  # a caption in the words of a header stands above the header
        else:
            found.append(table)
            at = below
    return tuple(found)


def _header(lines: list[tuple[Line, int]], at: int) -> tuple[tuple[str, ...], int] | None:
    """Give the year columns of a header that begins at a line, and the index of the first line below it."""
    text = ""
    i = at
    while i < min(len(lines), at + _MAX_HEADER_LINES):
        line = lines[i][0].text
        if not _is_header_line(line):
            break
        text += " " + line
        i += 1
    years = tuple(_YEAR.findall(text))
    if i == at or not _HEADER.search(text.replace(" ", "")) or not years or len(years) > 8:
        return None
    if len(years) == 1 and not re.search("属性|目标|单位|序号", text):
        return None
    return years, i


def _is_header_line(line: str) -> bool:
    """Tell whether every piece of a line, parted by spaces, is short and holds a word of a header."""
    if len(line) > _MAX_HEADER_LINE or _PROSE.search(line) or _END.match(line) or _DAY.search(line):
        return False
    pieces = _WIDE_WORD.sub(r"\1\2", _YEAR.sub(r"\1年", line)).split()
    return all(map(_is_head, pieces))


def _is_head(piece: str) -> bool:
    """Tell whether a piece of a line heads a column; a caption (甲市2024年主要指标) says more than the year and what it is."""
    if len(piece) > _MAX_HEAD or not _HEADER_WORD.search(piece):
        return False
    return not _YEAR.search(piece) or len(_HEADER_WORD.sub("", piece)) <= _MAX_UNKNOWN


def _best_table(
    lines: list[tuple[Line, int]], first: int, header: int, years: tuple[str, ...]
) -> tuple[FlatTable | None, int]:
    """Read a table; [累计] behind a year may be a remark on its values or head a column: the rows tell."""
    head = " ".join(line.text for line, _ in lines[header:first])
    more = bool(_MORE_VALUES.search(head))
    read = [_table(lines, first, header, years, more=more)]
    if more and not _MORE_VALUES.search(_SUMMED.sub("", head)):
        read.append(_table(lines, first, header, years, more=False))
    return max(read, key=lambda one: len(one[0].rows) - len(one[0].unread) if one[0] else 0)


def _table(
    lines: list[tuple[Line, int]], first: int, header: int, years: tuple[str, ...], *, more: bool
) -> tuple[FlatTable | None, int]:
    head = " ".join(line.text for line, _ in lines[header:first])
    headings = frozenset(line.text.replace(" ", "") for line, _ in lines[header:first])
    categories = _CATEGORY.search(head) is not None
    columns = len(years) + more
    values = "".join(rf"\s+(?P<v{n}>{_VALUE})" for n in range(columns))
    without = "|[—－–―/-]{1,2}" if _UNIT_COLUMN.search(head) else ""  # what is counted without a unit
    pattern = re.compile(
        rf"(?P<name>\S.*?)(?:\s+(?P<unit>(?:万亿|[万亿千百])?(?:{_UNITS})(?:/[\u4e00-\u9fff]{{1,6}})?{without}))?{values}(?:\s+{_KIND})?(?:\s+\D{{0,40}})?"
    )
    name_width = _name_width(lines[first : first + _MAX_LOOK])
    behind = len(_MORE_WORDS.findall(head[latest.end() :])) if (latest := _last_year(head)) else 0
    skip = 0  # cells behind the values of a row, one a line, that are still to come
    rows: list[FlatRow] = []
    broken: list[FlatRow] = []
    pending: list[Line] = []
    unread: list[tuple[int, int]] = []
    expected = 1
    i = first
    while i < len(lines):
        line = lines[i][0]
        compact = line.text.replace(" ", "")
        number = _row_number(line.text)
        opens = number is not None and expected <= number <= expected + 1
        if (
            opens and pending
        ):  # what stands above is a category, or a row whose values could not be told apart
            if any(_VALUES.search(above.text) for above in pending):
                unread.append((pending[0].start, pending[-1].end))
            pending = []
        if number is not None and opens:
            expected = number
        if _CATEGORY_ROW.fullmatch(compact) and i + 1 < len(lines):
            below_number = _row_number(lines[i + 1][0].text)
            if below_number in (1, expected, expected + 1):
                if pending:
                    unread.append((pending[0].start, pending[-1].end))
                    pending = []
                if below_number == 1:
                    expected = 1  # every category counts its own
                i += 1
                continue
        over = _CATEGORY_ROW.fullmatch(compact) if not pending else None
        if over and (categories or over.group("numbered")) and _one_a_line(lines, i + 1):
            i += 1  # 一、经济发展, in a table with a column of categories and one cell a line
            continue
        if _END.match(compact) or (_PROSE.search(compact) and len(compact) > 40):
            break
        if compact in headings or (_HEADER.search(compact) and _YEAR.search(line.text)):
            i += 1  # the header again, after a page break
            continue
        if not pending and _KIND_LINE.fullmatch(compact):
            i += 1
            continue
        if skip and not pending and not any(c.isdigit() for c in compact):
            skip -= 1
            i += 1
            continue
        if not pending and rows and _BOUND_LINE.fullmatch(compact):
            last = rows[-1]
            rows[-1] = FlatRow(
                last.name, last.unit, (*last.values[:-1], last.values[-1] + compact), last.start, line.end
            )
            i += 1
            continue
        if _is_category(pending, line, name_width) and pattern.fullmatch(line.text):
            pending = []
        pending.append(line)
        text = " ".join(part.text for part in pending)
        match = pattern.fullmatch(text) if len(text) <= _MAX_ROW else None
        if match and _VALUE_LAST.search(match.group("name")):  # more values than columns
            unread.append((pending[0].start, pending[-1].end))
            pending = []
            i += 1
            continue
        if match and without and _goes_on(match, lines[i + 1][0].text if i + 1 < len(lines) else ""):
            match = None
        row = _row(match, pending, expected, categories=categories) if match else None
        if row is not None:
            below = lines[i + 1][0] if i + 1 < len(lines) else None
            numbered = number is not None or _INDEX.match(line.text) is not None
            if below is not None and numbered and _is_rest(lines, i + 1, expected + 1):
                tail = "".join(below.text.split())
                row = replace(row, name=row.name + tail, end=below.end)
                i += 1
            elif below is not None and (tail := _tail(row.name, below.text)):
                row = replace(row, name=row.name + tail, end=below.end)
                i += 1
            (rows if is_whole(row.name) else broken).append(row)
            pending = []
            expected += 1
            skip = behind if _CELL_VALUE.fullmatch(line.text.strip()) else 0
        elif len(pending) > _MAX_ROW_LINES:
            unread.append((pending[0].start, pending[-1].end))
            break
        i += 1
    if any(_VALUES.search(line.text) for line in pending[:_MAX_ROW_LINES]):
        unread.append((pending[0].start, pending[-1].end))  # the last row of the table
    if len(rows) + len(broken) < 2:
        return None, first
    unread.extend((row.start, row.end) for row in broken)
    covered = sorted({lines[k][1] for k in range(header, i)})
    return FlatTable(tuple(covered), lines[header][0].start, years, tuple(rows), tuple(unread)), i


def _last_year(head: str) -> re.Match[str] | None:
    return max(_YEAR.finditer(head), key=re.Match.end, default=None)


def _one_a_line(lines: list[tuple[Line, int]], at: int) -> bool:
    """Tell whether a name and a value stand here, each on a line of its own."""
    if at + 1 >= len(lines):
        return False
    name, value = lines[at][0].text, lines[at + 1][0].text
    return _CELL_VALUE.fullmatch(value.strip()) is not None and not _CELL_VALUE.fullmatch(name.strip())


def _goes_on(match: re.Match[str], below: str) -> bool:
    """Tell whether a dash read as the first value is that of the column of units, for another value stands below."""
    return (
        not match.group("unit")
        and not match.group("v0").strip(_NO_UNIT)
        and _CELL_VALUE.fullmatch(below.strip()) is not None
    )


def _end_of_values(lines: list[tuple[Line, int]], first: int) -> int:
    """Give the index behind the lines with values that follow one another from a line on."""
    end = first
    while end < min(len(lines), first + _MAX_ROW_LINES):
        text = lines[end][0].text
        if _END.match(text) or _PROSE.search(text) or not _VALUES.search(text):
            break
        end += 1
    return end


def _name_width(lines: list[tuple[Line, int]]) -> int:
    """Give the width, in characters, of the widest name that stands in front of values."""
    found = ((line.text, _VALUES.search(line.text)) for line, _ in lines)
    return max((len(text[: values.start()]) for text, values in found if values), default=0)


def _is_category(pending: list[Line], line: Line, name_width: int) -> bool:
    """Tell whether the one line above a row is a row of its own: much narrower than a name that breaks at its column's end."""
    if len(pending) != 1 or _row_number(line.text) is not None:
        return False
    text = pending[0].text
    return _CATEGORY_ROW.fullmatch(text) is not None and len(text) < _NARROW * name_width


def _row_number(line: str) -> int | None:
    """Give the number, marked as one, with which a line begins (3.常住人口城镇化率)."""
    match = _ROW_NUMBER.match(line)
    return int(match.group(1)) if match else None


def _is_rest(lines: list[tuple[Line, int]], at: int, number: int) -> bool:
    """Tell whether a short line without a value stands between a row that began with its number and the next one."""
    if at + 1 >= len(lines):
        return False
    text = lines[at][0].text
    if len(text) > _MAX_TAIL or _END.match(text) or _PROSE.search(text) or any(c.isdigit() for c in text):
        return False
    following = _INDEX.match(lines[at + 1][0].text)
    return following is not None and int(following.group(1)) == number and not _KIND_LINE.fullmatch(text)


def _tail(name: str, below: str) -> str:
    """Give what a line holds of a name that its row's values interrupt (…执业医师 人 2.8 3.4, below: 服务 医师数), or nothing.

    Names are centred beside their values; what stands in front on that line belongs to the column of categories.
    """
    if rest := rest_of_bracket(name, below):
        return rest
    tail = below.split()[-1] if below.strip() else ""
    whole = ends_with_head(_BRACKET.sub("", name))
    if whole or not 1 < len(tail) <= _MAX_TAIL or any(c.isdigit() for c in below) or _END.match(below):
        return ""
    return tail if ends_with_head(tail) and len("".join(below.split())) <= _MAX_TAIL else ""


def _row(match: re.Match[str], pending: list[Line], expected: int, *, categories: bool) -> FlatRow | None:
    name = match.group("name")
    left = 0
    if categories:  # lines of the column of categories, which merged cells spread over their rows
        while (cut := _WORD.match(name)) and len(cut.group(1)) <= _MAX_CATEGORY and cut.end() < len(name):
            name = name[cut.end() :]
            left += cut.end()
    start = _line_at(pending, left).start
    for index in _INDEX.finditer(name):
        if int(index.group(1)) == expected or index.start() == 0:
            name = name[index.end() :]
            start = _line_at(pending, left + index.start(1)).start
            break
    name = "".join(name.split())
    if len(name) < 2 or not _CHINESE.search(name):
        return None
    values = tuple("".join(match.group(f"v{n}").split()) for n in range(len(match.re.groupindex) - 2))
    unit = "".join((match.group("unit") or "").split())
    return FlatRow(name, unit if unit.strip(_NO_UNIT) else "", values, start, pending[-1].end)


def _line_at(lines: list[Line], offset: int) -> Line:
    """Give the line that holds an offset of the lines joined by one space each."""
    for line in lines:
        if offset <= len(line.text):
            return line
        offset -= len(line.text) + 1
    return lines[-1]
