"""Where targets can stand: the passages of an instrument to read, tables of tasks and told past left out.

A passage is a piece of text with a map to the instrument: a paragraph, a cell of a tabbed row, or the cell of a
flattened table rejoined from its lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.language.data import alternation
from kg.passes.fields.field_lines import tells_of_money
from kg.passes.flat_tables.indicator_grids import indicator_grids
from kg.passes.names.kinds import is_concrete_body, is_name_in_prose, is_person
from kg.passes.rows.table_headers import Column, is_header, tells_what_is
from kg.passes.targets.bare_values import is_bare_value, joined_value, named_values
from kg.passes.targets.heading_years import names_goal, years_of_headings
from kg.passes.targets.indicator_columns import indicator_rows, signed_in
from kg.passes.targets.sub_tasks import sub_tasks
from kg.passes.targets.target_cells import task_cells
from kg.passes.targets.target_flat_tables import flat_tables
from kg.passes.words.past_parts import past_sections
from kg.passes.words.quantities import may_hold_quantity
from kg.structure.model import Cell, Instrument, LabelKind, Paragraph
from kg.structure.tables import split_row

_RULE_TITLE = re.compile(
    rf"(?:{alternation('targets', 'rule_kinds')})(?:[（(][^（）()]{{1,8}}[）)])?》?(?:的(?:通知|决定|公告|通告))?$"
    "|文件清理(?:结果|情况)的(?:通知|决定|公告)$"
)
_LAW_TITLE = re.compile(
    r"(?:办法|规定|细则|条例|规则)(?:[（(][^（）()]{1,8}[）)])?[》〉]?(?:的(?:通知|决定|公告|通告))?$"
)
# approvals of plans, and decisions on what is to be done: they set goals
_SETS_GOALS = re.compile(
    "关于(?:同意|原则同意)?[^关]{0,40}规划[^关]{0,24}的批复$"
    "|关于(?:加快|进一步|全面|大力|深化|推进|加强|促进|推动|做好|切实|深入|打赢)[^《》]{2,40}的决定$|若干[^《》]{1,12}的决定$"
)
_SCORING = re.compile(alternation("targets", "scoring"))
_ANSWERS = re.compile("牵头|责任(?:单位|部门)")
_CHARGES = re.compile("[（(〔[](?:责任|牵头)(?:单位|部门)|(?:牵头|配合|负责)[）)〕\\]]")
_NUMBER = re.compile(r"\d{1,3}")
_STEP = re.compile(r"\d{1,2}(?:\.\d)?月|第[一二三四]季度|[一二三四]季度|\d{1,2}[.、](?!\d)")
_NODES = re.compile("节点任务|时间节点|任务节点|进度安排|阶段任务|节点目标")
_LEADER = re.compile("领导|责任人|负责人")
_DUE = re.compile(r"(?:20\d\d)年(?:(?P<month>\d{1,2})月)?(?:底|末|年底)?(?:之?前|以前)?(?:完成)?")
_SENTENCE = re.compile("[^。\n]+")
_LATER = re.compile(r"(?<![较比\d])(?P<year>20\d\d)年(?:年?[底末])?(?:之?前|以前|，)")
_UNTIL = re.compile("到(?P<year>20\\d\\d)年(?:年?[底末])?[，,]")
_MIN_ITEMS = 3
_MIN_CELL = 6  # characters of a cell that may hold a verb, a number and what is counted
_MAX_HEADING = 40
_MAX_CELL_LINES = 16


class Passage(NamedTuple):
    """A piece of text to read; ``offsets`` gives the instrument offset of each of its characters."""

    text: str
    offsets: range | tuple[int, ...]
    paragraph: int
    due: str | None = None  # the deadline its table row sets
    goal: str | None = None  # what the task says that this is a part of: numbers in it are told there
    sought: bool = False  # it stands below the heading of what is to be reached


def passages(instrument: Instrument) -> Iterator[Passage]:
    """Give the passages of an instrument in which targets can stand; paragraphs without a number are left out."""
    text = instrument.text
    if sets_rules(instrument):  # 到2025年，…达到60%: approvals and rules set a goal so, if at all
        for i in range(instrument.header.opening_end, len(instrument.paragraphs)):
            paragraph = instrument.paragraphs[i]
            if text.find("到20", paragraph.body, paragraph.end) >= 0:
                yield from _still_to_come(instrument, i, _UNTIL)
        return
    indicators = flat_tables(instrument)
    skip = {i for table in indicators for i in table.paragraphs}
    grids = indicator_grids(instrument)
    if grids:
        skip.update(
            i
            for i, paragraph in enumerate(instrument.paragraphs)
            if any(grid.covers(paragraph.start, paragraph.end) for grid in grids)
        )
    for table in indicators:  # its header may stand in one paragraph with the text above it
        above = instrument.paragraphs[table.paragraphs[0]]
        end, _ = instrument.text_map.span_of(table.start, table.start + 1)
        if end > above.body:
            yield Passage(text[above.body : end], range(above.body, end), table.paragraphs[0])
    first, items = _task_table(instrument)
    cells, tables = task_cells(instrument)
    if first >= 0 and any(start <= instrument.paragraphs[first].start < end for start, end in tables):
        first, items = -1, []  # cut into its columns
    elif first >= 0:
        cells, tables = [], []
    scoring = False
    past = past_sections(instrument)
    apart = _cells_apart(instrument)
    for i, paragraph in enumerate(instrument.paragraphs):
        if i < instrument.header.opening_end or i in skip or (first >= 0 and i >= first):
            continue
        if tables and any(start <= paragraph.start < end for start, end in tables):
            continue
        if paragraph.end - paragraph.start <= _MAX_HEADING:
            scoring = _scores(text, paragraph, scoring)
        if scoring:
            continue
        if paragraph.section in past:
            yield from _still_to_come(instrument, i)
            continue
        if paragraph.is_row:
            yield from _cells(instrument, i, apart)
        elif may_hold_quantity(text, paragraph.body, paragraph.end) and not tells_of_money(text, paragraph):
            yield Passage(text[paragraph.body : paragraph.end], range(paragraph.body, paragraph.end), i)
    yield from items
    spans = [(item.offsets[0], item.offsets[-1] + 1) for item in items]
    for offsets, n in sub_tasks(instrument, spans) if items else ():
        part = "".join(text[at] for at in offsets)
        yield Passage(part, offsets, instrument.paragraph_at(offsets[0]), goal=items[n].text)
    for cell in cells:
        at = instrument.paragraph_at(cell.offsets[0])
        yield Passage(cell.text, cell.offsets, at, cell.due, sought=cell.sought)


def _still_to_come(instrument: Instrument, index: int, when: re.Pattern[str] = _LATER) -> Iterator[Passage]:
    """Give the sentences of a part on the past that say what follows: 下一步，…，2025年底前达到92%."""
    text, paragraph = instrument.text, instrument.paragraphs[index]
    signed = (instrument.header.date or "9")[:4]
    for sentence in _SENTENCE.finditer(text, paragraph.body, paragraph.end):
        later = [m.group("year") for m in when.finditer(text, *sentence.span())]
        if any(year > signed for year in later) and may_hold_quantity(text, *sentence.span()):
            yield Passage(sentence.group(), range(*sentence.span()), index)


def _scores(text: str, paragraph: Paragraph, before: bool) -> bool:
    """Tell whether a short paragraph opens an annex of scoring rules, or ends one."""
    if _SCORING.search(text, paragraph.start, paragraph.end):
        # 考核指标 | 目标要求 | 分值 | 责任单位: what each is to reach
        return not (paragraph.is_row and _ANSWERS.search(text, paragraph.start, paragraph.end))
    if paragraph.label is not None and paragraph.label.kind is LabelKind.ANNEX:
        return False
    return before


def sets_rules(instrument: Instrument) -> bool:
    """Tell whether an instrument sets rules or plans a response, by the kind its title names."""
    title = instrument.header.title
    if _RULE_TITLE.search(title) is None or _SETS_GOALS.search(title):
        return False
    return not ("细则" in title and _divides_work(instrument))


def _divides_work(instrument: Instrument) -> bool:
    """Tell whether detailed rules (实施细则) are a plan by their making: no articles, but who answers for each measure."""
    if any(p.label is not None and p.label.kind is LabelKind.ARTICLE for p in instrument.paragraphs):
        return False
    return len(_CHARGES.findall(instrument.text)) >= _MIN_ITEMS


def lays_down_rules(instrument: Instrument) -> bool:
    """Tell whether an instrument is made of rules (办法, 条例), by the kind its title names."""
    return _LAW_TITLE.search(instrument.header.title) is not None


class Apart(NamedTuple):
    """What is known of the cells of rows of tabs, by where they begin.

    ``unread`` are those that are not read by themselves; behind each that holds only a value stands in ``values`` the
    cell of the same row that says of what. ``years`` are the years that headings set, and below those of ``sought``
    stands what is to be reached.
    """

    unread: frozenset[int]
    values: dict[int, Cell]
    years: dict[int, str]
    sought: frozenset[int]


def _cells_apart(instrument: Instrument) -> Apart:
    """Tell the cells apart.

    Those that say what is due in a stretch of time are milestones, those of problems tell how things are, and those
    of a table of indicators are read there.
    """
    apart: set[int] = set()
    values: dict[int, Cell] = {}
    years: dict[int, str] = {}
    sought: set[int] = set()
    for table in instrument.tables:
        columns: tuple[Column | None, ...] = ()
        headings: list[str] = []
        for row, indicators in indicator_rows(table, signed_in(instrument)):
            header = is_header([cell.text for cell in row])
            columns = header or columns
            headings = [cell.text for cell in row] if header else headings
            below = [(cell, heading) for cell, heading in zip(row, headings, strict=False) if cell.text]
            apart.update(cell.start for cell, heading in below if tells_what_is(heading))
            set_for = zip(row, years_of_headings(headings), strict=False)
            years.update((cell.start, year) for cell, year in set_for if year and cell.text)
            sought.update(cell.start for cell, heading in below if names_goal(heading))
            steps = [
                c.start for c, column in zip(row, columns, strict=False) if column is Column.STEPS and c.text
            ]
            apart.update(steps)
            if indicators is not None:
                targets = [row[n] for n, _ in indicators.targets if n < len(row)]
                apart.update(c.start for c in targets if is_bare_value("".join(c.text.split())))
                continue
            tasks = [c for c, column in zip(row, columns, strict=False) if column is Column.TASK and c.text]
            for name, value in named_values(["".join(c.text.split()) for c in tasks]):
                values[tasks[value].start] = tasks[name]
    return Apart(frozenset(apart), values, years, frozenset(sought))


def _cells(instrument: Instrument, index: int, known: Apart) -> Iterator[Passage]:
    paragraph = instrument.paragraphs[index]
    cells = split_row(instrument.text, paragraph)
    dues = [_iso(cell.text) for cell in cells if _DUE.fullmatch(cell.text)]
    due = max(dues, default=None)  # 开工时间, 竣工时间: what is reached is reached at the end
    for cell in cells:
        name, by = known.values.get(cell.start), known.years.get(cell.start, due)
        sought = cell.start in known.sought
        if name is not None and cell.text:
            at, value_at = range(name.start, name.end), range(cell.start, cell.end)
            text, offsets = joined_value(name.text, at, cell.text, value_at)
            yield Passage(text, offsets, index, by, sought=sought)
        elif len(cell.text) >= _MIN_CELL and cell.start not in known.unread:
            yield Passage(cell.text, range(cell.start, cell.end), index, by, sought=sought)


def _iso(printed: str) -> str:
    match = _DUE.fullmatch(printed)
    month = match.group("month") if match else None
    return f"{printed[:4]}-{int(month):02d}" if month else printed[:4]


def _task_table(instrument: Instrument) -> tuple[int, list[Passage]]:
    """Find a table of tasks flattened to one cell fragment per line, with dated steps.

    Its targets stand in the cell after the running number (the project and its goal); sub-tasks repeat them and
    dated steps are milestones.

    Returns:
        The index of its first paragraph (or -1), and the passages of its goal cells.
    """
    if not _NODES.search(instrument.text):
        return -1, []
    paragraphs = instrument.paragraphs
    first = next(
        (
            i
            for i, p in enumerate(paragraphs)
            if not p.is_row and p.end - p.start <= 40 and _NODES.search(instrument.text, p.start, p.end)
        ),
        -1,
    )
    if first < 0:
        return -1, []
    head = instrument.text[paragraphs[max(0, first - 6)].start : paragraphs[first].end]
    with_leader = _LEADER.search(head) is not None
    items = []
    i = first + 1
    while i < len(paragraphs):
        text = instrument.text[paragraphs[i].start : paragraphs[i].end]
        if _NUMBER.fullmatch(text):
            cell, i = _goal_cell(instrument, i + 1, with_leader=with_leader)
            if cell:
                items.append(cell)
        else:
            i += 1
    return (first, items) if len(items) >= _MIN_ITEMS else (-1, [])


def _is_body(printed: str) -> bool:
    return is_name_in_prose(printed) and is_concrete_body(printed)


def _goal_cell(instrument: Instrument, start: int, *, with_leader: bool) -> tuple[Passage | None, int]:
    """Rejoin the paragraphs from a running number to the leader, the body or the first dated step of its row.

    Without a column of leaders the cell ends with the first sentence that ends a line: sub-tasks follow.
    """
    offsets: list[int] = []
    text = instrument.text
    i = start
    while i < min(len(instrument.paragraphs), start + _MAX_CELL_LINES):
        paragraph = instrument.paragraphs[i]
        printed = text[paragraph.start : paragraph.end]
        if _NUMBER.fullmatch(printed) or _STEP.match(printed) or is_person(printed) or _is_body(printed):
            break
        if not with_leader and offsets and text[offsets[-1]] in "。；" and printed[0] not in "。；，":
            break
        offsets.extend(range(paragraph.start, paragraph.end))
        i += 1
    if not offsets:
        return None, i
    return Passage("".join(text[at] for at in offsets), tuple(offsets), start), i
