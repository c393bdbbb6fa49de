"""Pass ``indicator_tables``: one target per indicator and target-year column of a table of indicators.

Three forms: a tabbed table with year columns, the same flattened to plain lines, and a table of places with one
column per indicator, whose first row holds the total.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from kg.evidence import Evidence
from kg.facts import Comparator, Gap, TargetFact
from kg.language.data import alternation, load
from kg.passes.component import Findings, register
from kg.passes.flat_tables.indicator_grids import IndicatorGrid, indicator_grids
from kg.passes.targets.heading_years import parted_heading
from kg.passes.targets.indicator_columns import (
    ESTIMATED,
    IndicatorColumns,
    indicator_columns,
    indicator_rows,
    signed_in,
)
from kg.passes.targets.place_tables import PlaceTable, indicators, of_tabs, place_tables
from kg.passes.targets.target_flat_tables import FlatTable, flat_tables
from kg.passes.targets.target_nouns import is_rate
from kg.passes.targets.target_scope import sets_rules
from kg.passes.targets.target_years import Years
from kg.passes.words.quantities import Quantity, find_quantities
from kg.structure.model import Cell, Instrument, Table

NAME = "indicator_tables"

_TARGETS = load("targets")
_KIND = re.compile(alternation("targets", "indicator_kinds"))
_NUMBERED = re.compile(r"^(?:\d{1,3}[.、．](?!\d)|[（(]\d{1,3}[）)]|[①-⑳])")
_UNIT_IN_NAME = re.compile(r"[（(](?P<unit>[^（）()]{1,12})[）)]$")
_PART = re.compile("其中[：:]?(?=.{2})")
_NOTED = re.compile("(?<=.)[①-⑳]")  # 排放强度②下降率: a mark of a note below
_REMARK = re.compile(
    r"(?<=[）)])[（(][^（）()]*[\u4e00-\u9fff]{2}[^（）()]*[）)]$"
)  # 造林面积（万亩）（五年新增）
_UNIT = re.compile(
    "|".join(
        alternation("units", key) for key in ("ratios", "per", "measures", "classifiers", "times", "ages")
    )
)
_SCALES = frozenset(("万", "亿", "万亿"))
_SCALED = re.compile(r"(?:万亿|[万亿千百])?")
_PER_MANY = re.compile("1?/10?万")
_YEAR = re.compile(r"20\d\d")
_EMPTY = re.compile(r"[-—－–―/ ]*")
_SQUARE = str.maketrans("", "", "[]［］【】〔〕")
_WORDS_BEFORE = (
    ("不低于", Comparator.AT_LEAST),
    ("不少于", Comparator.AT_LEAST),
    ("不超过", Comparator.AT_MOST),
    ("不高于", Comparator.AT_MOST),
    ("控制在", Comparator.AT_MOST),
    ("超过", Comparator.MORE_THAN),
    ("突破", Comparator.MORE_THAN),
    ("高于", Comparator.MORE_THAN),
    ("低于", Comparator.LESS_THAN),
    ("近", Comparator.ABOUT),
    ("约", Comparator.ABOUT),
)
_CHANGE = re.compile("增长|下降|提高|降低|减少")
_BASE_YEAR = re.compile(r"比(20\d\d年)")
_NO_ROW = "lines of an indicator table that fit into no row"
# of a table of indicators, or of places
_TELLING = ("指标", "合计", "乡镇", "镇街", "街道", "区县", "县区", "县（", "市州")
_SHARES = "a table that parts tasks among places, of which not all was read"


def find_indicator_tables(instrument: Instrument) -> Findings:
    """Find the targets in the indicator tables of an instrument."""
    if sets_rules(instrument) or not (instrument.tables or any(word in instrument.text for word in _TELLING)):
        return Findings()
    years = Years(instrument)
    found = [item for table in instrument.tables for item in _read_table(instrument, years, table)]
    grids = indicator_grids(instrument)
    found.extend(item for grid in grids for item in _read_grid(instrument, years, grid))
    found.extend(_read_flat(instrument, grids))
    for places in place_tables(instrument):
        found.extend(_read_place_table(places, years, instrument.source.evidence))
    return Findings(
        facts=tuple(item for item in found if isinstance(item, TargetFact)),
        gaps=tuple(item for item in found if isinstance(item, Gap)),
    )


def _read_table(instrument: Instrument, years: Years, table: Table) -> Iterator[TargetFact | Gap]:
    above = ""
    read = False
    for row, columns in indicator_rows(table, signed_in(instrument)):
        if columns is None:
            continue
        read = True
        printed = row[columns.name].text if len(row) > columns.name else ""
        above = _name_and_unit(printed, above)[1] or above
        yield from _read_row(instrument, years, row, columns, above)
    if table.rows and not read:
        places = of_tabs(instrument, table)
        if places is not None:
            yield from _read_place_table(places, years, instrument.evidence)


def _read_grid(instrument: Instrument, years: Years, grid: IndicatorGrid) -> Iterator[TargetFact | Gap]:
    columns = indicator_columns(grid.header, signed_in(instrument))
    if columns is None:
        return
    above = ""
    for row in grid.rows:
        above = _name_and_unit(row[columns.name].text, above)[1] or above
        yield from _read_row(instrument, years, row, columns, above)
    for start, end in grid.unread:
        yield Gap(instrument.evidence(start, end), _NO_ROW, NAME)


def _read_row(
    instrument: Instrument, years: Years, row: tuple[Cell, ...], columns: IndicatorColumns, above: str
) -> Iterator[TargetFact | Gap]:
    """Read a row; ``above`` is the unit of the row above, which a part of what it measures shares (其中：…)."""
    if len(row) <= columns.name or not any(cell.text for cell in row[columns.name + 1 :]):
        return
    name, unit = _name_and_unit(row[columns.name].text, above)
    if columns.unit >= 0 and columns.unit < len(row):
        unit = unit or _clean_unit(row[columns.unit].text)
    if not name:
        return
    base = row[columns.base].text if 0 <= columns.base < len(row) else ""
    last_column, last_year = columns.targets[-1]
    targets = columns.targets
    if 0 <= columns.growth < len(row) and _EMPTY.fullmatch(row[last_column].text):
        targets = (*targets, (columns.growth, last_year))
    for column, year in targets:
        if column == columns.growth and not _quantity(row[column].text.translate(_SQUARE)):
            continue  # 与经济增长基本同步
        if column >= len(row) or _EMPTY.fullmatch(row[column].text):
            continue
        evidence = instrument.evidence(row[columns.name].start, max(row[column].end, row[columns.name].end))
        fact = _fact(name, unit, row[column].text, year or years.title, _baseline(base), evidence)
        yield fact or Gap(evidence, "no value could be read from the target cell", NAME)


def _name_and_unit(printed: str, above: str = "") -> tuple[str, str]:
    name = _NUMBERED.sub("", "".join(printed.split()))
    part = _PART.match(name)
    name = _NOTED.sub("", name[part.end() :] if part else name)
    remark = _REMARK.search(name)
    name = name[: remark.start()] if remark else name
    match = _UNIT_IN_NAME.search(name)
    if match and (_UNIT.fullmatch(match.group("unit")) or _is_unit(match.group("unit"))):
        return name[: match.start()], _clean_unit(match.group("unit"))
    return name, above if part else ""


def _is_unit(text: str) -> bool:
    """Tell whether a bracketed remark is a unit: a scale and units parted by strokes (万立方米, 人/亿元, 1/10万), or a scale."""
    if text in _SCALES or _PER_MANY.fullmatch(text):
        return True
    parts = [part[scaled.end() :] if (scaled := _SCALED.match(part)) else part for part in text.split("/")]
    return all(part and _UNIT.fullmatch(part) for part in parts)


def _clean_unit(text: str) -> str:
    unit = text.replace("％", "%").strip()
    return "" if _EMPTY.fullmatch(unit) else unit


def _baseline(printed: str) -> str | None:
    return None if _EMPTY.fullmatch(printed) else printed


def _fact(
    name: str, unit: str, printed: str, by: str | None, baseline: str | None, evidence: Evidence
) -> TargetFact | None:
    """Read a value cell; a change it prints (比2020年下降10%) goes to the indicator and the baseline."""
    text = printed.translate(_SQUARE)
    quantity = _quantity(text)
    if quantity is None:
        return None
    change = _CHANGE.search(text)
    base_year = _BASE_YEAR.search(text)
    bound = quantity.bound or next((op for word, op in _WORDS_BEFORE if word in text), Comparator.EQUAL)
    return TargetFact(
        evidence,
        NAME,
        name + (change.group() if change else ""),
        bound,
        quantity.value,
        quantity.unit or unit or ("%" if is_rate(name) and _is_share(quantity.value) else ""),
        by,
        base_year.group(1) if base_year else baseline,
    )


def _is_share(value: str) -> bool:
    """Tell whether a number without a unit can be so much per cent (3500 of a million cannot)."""
    return (
        value.partition("-")[0].partition(".")[0].lstrip("0").isdigit()
        and float(value.partition("-")[0]) <= 100
    )


def _quantity(text: str) -> Quantity | None:
    without_base = _BASE_YEAR.sub("", text)
    found = [quantity for quantity in find_quantities(without_base) if not quantity.numeral]
    return found[-1] if found else None


def _read_place_table(
    table: PlaceTable, years: Years, evidence_of: Callable[[int, int], Evidence]
) -> Iterator[TargetFact | Gap]:
    """Read the row of the total of a table of places; a gap tells that each place has more to it than its share."""
    for head, cell in indicators(table):
        year, measured = parted_heading(head)
        if year and table.year and year < table.year:
            continue  # what was done the year before
        name, unit = _name_and_unit(measured)
        evidence = evidence_of(table.total[0].start, cell.end)
        fact = _fact(name, unit or table.unit, cell.text, year or table.year or years.title, None, evidence)
        yield fact or Gap(evidence, "no value could be read from the target cell", NAME)
    if table.told or not table.total:
        yield Gap(evidence_of(*table.rows), _SHARES, NAME)


def _estimated(instrument: Instrument, table: FlatTable) -> frozenset[int]:
    """Give which of the years in the header of a flattened table are those of estimates (2024年预计)."""
    if not table.rows:
        return frozenset()
    head = "".join(instrument.source.text[table.start : table.rows[0].start].split())
    years = [found.end() for found in _YEAR.finditer(head)]
    if len(years) != len(table.years):
        return frozenset()
    return frozenset(n for n, at in enumerate(years) if ESTIMATED.match(head, at))


def _read_flat(instrument: Instrument, grids: Sequence[IndicatorGrid]) -> Iterator[TargetFact | Gap]:
    signed = signed_in(instrument)
    for table in flat_tables(instrument):
        own = [instrument.paragraphs[i] for i in table.paragraphs]
        if any(grid.covers(own[0].start, own[-1].end) for grid in grids):
            continue
        columns = [(i, year) for i, year in enumerate(table.years) if year >= signed]
        columns = [one for one in columns if one[0] not in _estimated(instrument, table)] or columns
        if len(table.years) > 1 and columns and columns[0][0] == 0:
            columns = columns[1:]
        last = len(table.years) - 1
        first = columns[0][0] if columns else 0  # where things stand is in the column before it
        above = ""
        for row in table.rows:
            evidence = instrument.source.evidence(row.start, row.end)
            name, unit = _name_and_unit(row.name, above)
            above = row.unit or unit
            read = columns
            if last + 1 < len(row.values) and _EMPTY.fullmatch(row.values[last]):
                read = [*columns, (last + 1, table.years[last])]  # the column of yearly growth
            for column, year in read:
                printed = row.values[column]
                if _EMPTY.fullmatch(printed) or not any(c.isdigit() for c in printed):
                    continue
                base = row.values[first - 1] if first else ""
                fact = _fact(name, row.unit or unit, printed, year, _baseline(base), evidence)
                yield fact or Gap(evidence, "no value could be read from the target cell", NAME)
        for start, end in table.unread:
            yield Gap(instrument.source.evidence(start, end), _NO_ROW, NAME)


register(NAME, find_indicator_tables)
