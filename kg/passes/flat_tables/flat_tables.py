"""Rows of flattened task tables, rebuilt from the kinds of the cells.

The grammar (cells in the order in which they were printed):

    item = [number] text {person} row+        a project with the leaders who oversee it
    row  = [text] {body} step*                a part of it, the bodies that carry it, its dated steps

with what centring in tall cells and page breaks do to it: the number comes late (behind the text, the leader or even
some rows); a leader in between begins a band of rows of his own; a row's first steps come before its names; a row
without a body belongs to the one printed for a neighbouring row of the item.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.facts import Agent, AgentKind, Role, Task
from kg.passes.flat_tables.flat_cells import CellRun, Kind, cells_of
from kg.passes.flat_tables.flat_clauses import clause_in
from kg.passes.flat_tables.flat_columns import ColumnRow, column_rows, fits, has_periods
from kg.passes.flat_tables.flat_cuts import STEP
from kg.passes.flat_tables.flat_dates import is_bare_date, is_date
from kg.passes.flat_tables.flat_fits import is_listed, without_label
from kg.passes.flat_tables.flat_groups import names_groups, without_groups
from kg.passes.flat_tables.flat_items import Item, RowCells, assemble, follows_grammar
from kg.passes.flat_tables.flat_lines import FlatTable, Fragment, flat_tables
from kg.passes.flat_tables.flat_names import begins_names, is_glued
from kg.passes.names.agents import Mention, split_names
from kg.passes.names.kinds import is_person, person_in
from kg.passes.responsibility.clause_words import label_at
from kg.passes.rows.table_headers import ROLES, Column, is_period, task_among
from kg.passes.rows.task_rows import DatedSpan, Post, Span, TaskRow, owner_of
from kg.passes.words.dates import anchor_year, find_dues
from kg.structure.model import Instrument

_BROKEN_DATE = "a deadline broken over lines with other cells between them"
_GLUED = "two names with nothing between them"
_MIXED_STEPS = "steps of several stretches of time that could not be told apart"
_LEADING = "，、；。：）)　 "


def flat_rows(instrument: Instrument) -> Iterator[TaskRow]:
    """Give the rows of all flattened task tables of an instrument."""
    anchor = anchor_year(instrument) or 2000
    for printed in flat_tables(instrument):
        table = without_groups(printed)
        rows = column_rows(table)
        unread = rows is None and not follows_grammar(table)
        if table.rows is not None or unread:
            yield from _unread(instrument, table)
        if rows is not None:
            for cut in rows:
                row = _not_cut(instrument, cut) if cut.doubtful else _of_columns(instrument, table, cut)
                if row is not None:
                    yield row
        if rows is not None or unread:
            continue
        items = assemble(instrument.text, cells_of(table), table.columns, anchor)
        for item in items:
            yield from _ItemRows(instrument, table, item).rows()


def _unread(instrument: Instrument, table: FlatTable) -> Iterator[TaskRow]:
    """Give what could not be cut into the columns printed side by side: the whole table, or some rows of it."""
    spans = [
        Span(min(f.start for f in fragments), max(f.end for f in fragments))
        for cells in table.rows or ()
        if not fits(cells, table.columns)
        for fragments in ([fragment for cell in cells for fragment in cell],)
    ]
    if not table.rows:
        spans = [Span(table.fragments[0].start, table.fragments[-1].end)]
    yield from (_unread_row(instrument, span) for span in spans)


def _not_cut(instrument: Instrument, row: ColumnRow) -> TaskRow:
    fragments = [fragment for cell in row.cells for fragment in cell]
    return _unread_row(instrument, Span(fragments[0].start, fragments[-1].end))


def _unread_row(instrument: Instrument, span: Span) -> TaskRow:
    text = instrument.text[span.start : span.end].replace("\n", "")
    task = Task(text, instrument.evidence(span.start, span.end))
    reason = "columns printed side by side that could not be told apart"
    return TaskRow(task, Span(span.start, span.start), (), None, unread=((span, reason),))


def _of_columns(instrument: Instrument, table: FlatTable, row: ColumnRow) -> TaskRow | None:
    """Read a row that was cut into the columns of its header: its task is one of its texts."""
    texts = [n for n, column in enumerate(table.columns) if column is Column.TASK and row.cells[n]]
    if not texts:  # the one text in front of the names, whatever its heading says
        carried = next((n for n, column in enumerate(table.columns) if column in ROLES), 0)
        texts = [n for n, c in enumerate(table.columns[:carried]) if c is Column.OTHER and row.cells[n]]
    if not texts:
        return None
    listed = [
        n for n in texts if is_listed(row.cells[n][0].text) and not names_groups(table.headings[n])
    ]  # 就业创业 | 1.开展培训 …: its tasks are counted
    task_at = listed[-1] if listed else texts[task_among([table.headings[n] for n in texts])]
    cell = row.cells[task_at]
    cell = without_label(cell)
    text = "".join(fragment.text for fragment in cell).rstrip("。；")
    task = Task(text, instrument.evidence(cell[0].start, cell[-1].end))
    named = [
        one
        for column, names in zip(table.columns, row.cells, strict=True)
        if column in ROLES and names
        for one in _named(instrument, column, names)
    ]
    glued = [(Span(start, end), _GLUED) for _, agent, start, end in named if is_glued(agent.name)]
    posts = [
        Post(role, agent, task, instrument.evidence(start, end))
        for role, agent, start, end in named
        if not is_glued(agent.name)
    ]
    span = Span(cell[0].start, cell[-1].end)
    dated = [c for h, column, c in _headed(table, row) if c and _is_dated(h, column, c)]
    dues = [_due_span(instrument, c) for c in dated]
    broken = [c for c, due in zip(dated, dues, strict=True) if due is None]
    put_together = [due for c in broken for due in _broken_dues(instrument, c)]
    unread = [(Span(c[0].start, c[-1].end), _BROKEN_DATE) for c in broken if not put_together]
    unread += glued
    if not posts:
        unread.append((span, "task of a flattened table for which no body was found"))
    steps = [(h, c) for h, column, c in _headed(table, row) if column is Column.STEPS and c not in dated]
    printed_steps = _steps(instrument, steps[0][1]) if steps and not has_periods(table) else ()
    if not steps:  # 形象进度 below the plan of a year
        told = [c for h, column, c in _headed(table, row) if column is Column.OTHER and "进度" in h and c]
        printed_steps = tuple(step for c in told for step in _steps(instrument, c))
    dated_steps = () if printed_steps else _dated(instrument, steps)
    if dated_steps is None:
        said = [fragment for _, c in steps for fragment in c]
        unread.append((Span(said[0].start, said[-1].end), _MIXED_STEPS))
    return TaskRow(
        task=task,
        task_span=span if _is_whole(instrument, cell) else Span(span.start, span.start),
        posts=tuple(posts),
        owner=owner_of(posts),
        steps=printed_steps,
        deadlines=tuple(due for due in dues if due is not None),
        dated=(*(dated_steps or ()), *put_together),
        unread=tuple(unread),
    )


def _is_dated(heading: str, column: Column, cell: Sequence[Fragment]) -> bool:
    """Tell whether a cell says when the task is due: below a heading that says so, or a bare date below one of steps."""
    if column is Column.STEPS:
        return not is_period(heading) and is_bare_date("".join(fragment.text for fragment in cell))
    return column is Column.DEADLINE


def _headed(table: FlatTable, row: ColumnRow) -> Iterator[tuple[str, Column, tuple[Fragment, ...]]]:
    yield from zip(table.headings, table.columns, row.cells, strict=True)


def _dated(
    instrument: Instrument, steps: Sequence[tuple[str, tuple[Fragment, ...]]]
) -> tuple[DatedSpan, ...] | None:
    """Give what is due by the dates that headings name, or None where it is not certain below which one it stands."""
    if not any(cell for _, cell in steps):
        return ()
    anchor = anchor_year(instrument)
    found = []
    for heading, cell in steps:
        dues = find_dues(heading, 0, len(heading), anchor)
        if not cell or len(dues) != 1:
            return None
        found.append(DatedSpan(dues[0].last, cell[0].start, cell[-1].end, cell[0].start))
    return tuple(found)


def _steps(instrument: Instrument, cell: Sequence[Fragment]) -> tuple[Span, ...]:
    """Give the steps of a cell, each from its date on; all of them in one span where another cell stands between its lines."""
    begins = [n for n, fragment in enumerate(cell) if not n or STEP.match(instrument.text, fragment.start)]
    steps = list(pairwise([*begins, len(cell)]))
    if not all(_is_whole(instrument, cell[a:b]) for a, b in steps):
        return (_span_of_cells(instrument, cell),)
    return tuple(Span(cell[a].start, cell[b - 1].end) for a, b in steps)


def _span_of_cells(instrument: Instrument, cell: Sequence[Fragment]) -> Span:
    """Give the span of a cell, what other cells stand between its lines left out."""
    between = ((above.end, below.start) for above, below in pairwise(cell))
    others = tuple(span for span in between if instrument.text[slice(*span)].strip())
    return Span(cell[0].start, cell[-1].end, others)


def _is_whole(instrument: Instrument, cell: Sequence[Fragment]) -> bool:
    """Tell whether nothing of another cell stands between the lines of a cell."""
    return not any(instrument.text[above.end : below.start].strip() for above, below in pairwise(cell))


def _due_span(instrument: Instrument, cell: Sequence[Fragment]) -> Span | None:
    """Give where a deadline stands: its cell, or the one line that dates it alone, or None where there is none."""
    anchor = anchor_year(instrument)
    joined = "".join(fragment.text for fragment in cell)
    dues = find_dues(joined, 0, len(joined), anchor)
    meant = [due.value for due in dues]
    if _is_whole(instrument, cell):
        # 1   2024年6月底前 on one line: without the gap the number of the row is part of the date
        found = find_dues(instrument.text, cell[0].start, cell[-1].end, anchor)
        whole = [due.end - due.start for due in found] == [due.end - due.start for due in dues]
        return Span(cell[0].start, cell[-1].end) if whole else None
    for line in cell:
        if meant and [due.value for due in find_dues(line.text, 0, len(line.text), anchor)] == meant:
            return Span(line.start, line.end)
    return None


def _broken_dues(instrument: Instrument, cell: Sequence[Fragment]) -> Iterator[DatedSpan]:
    """Give the one date that the lines of a cell make together, other cells between them; nothing where they say more."""
    joined = "".join(fragment.text for fragment in cell)
    dues = find_dues(joined, 0, len(joined), anchor_year(instrument))
    if len(dues) == 1 and is_date(joined):
        yield DatedSpan(dues[0].value, cell[0].start, cell[-1].end, None)


def _named(
    instrument: Instrument, column: Column, cell: tuple[Fragment, ...]
) -> Iterator[tuple[Role, Agent, int, int]]:
    """Give the agents of a cell with role and span of each in the instrument's text; a name may run over lines."""
    offsets: list[int] = []
    joined = ""
    lines = [line.text for line in cell]
    for n, line in enumerate(cell):
        if n and begins_names(lines, n):
            offsets.append(line.start)
            joined += "、"
        at = [k for k in range(line.start, line.end) if instrument.text[k] != "\n"]
        offsets.extend(at)
        joined += "".join(instrument.text[k] for k in at)
    clause = clause_in(joined) if column is not Column.OVERSEER else None
    if clause is not None:
        for said in clause.assignments:
            yield (
                said.role,
                said.mention.agent,
                offsets[said.mention.start],
                offsets[said.mention.end - 1] + 1,
            )
        return
    role = ROLES[column]
    for mention in split_names(joined, 0, len(joined)):
        name, begin = mention.agent.name, mention.start
        span = None
        if column is Column.OVERSEER:
            span = (0, len(name)) if is_person(name) else person_in(name)
        if span is None:
            yield role, mention.agent, offsets[begin], offsets[mention.end - 1] + 1
        else:
            agent = Agent(name[slice(*span)], AgentKind.PERSON)
            yield role, agent, offsets[begin + span[0]], offsets[begin + span[1] - 1] + 1


class _ItemRows:
    """Turns the cells of an item into rows."""

    def __init__(self, instrument: Instrument, table: FlatTable, item: Item) -> None:
        self._instrument = instrument
        self._item = item
        bodies = [c for c in table.columns if c in (Column.LEAD, Column.RESPONSIBLE, Column.SUPPORT)]
        self._by_deadline = Column.DEADLINE in table.columns and Column.STEPS not in table.columns
        self._tasks: dict[tuple[int, int], Task | None] = {}
        self._body_roles = [ROLES[column] for column in dict.fromkeys(bodies)] or [Role.RESPONSIBLE]

    def rows(self) -> Iterator[TaskRow]:
        item = self._item
        text = self._task(item.text)
        leaders = {m.agent.name for row in item.rows for cell in row.persons for m in self._mentions(cell)}
        owners = [self._row_posts(row, text) for row in item.rows]
        anybody = any(owners)
        answers = _nearest(owners)
        for n, row in enumerate(item.rows):
            named = next((cells for cells in (row.part, item.text, row.steps[:1]) if self._task(cells)), [])
            task = self._task(named)
            if task is None:
                continue
            # one leader oversees the item; of several each oversees the part beside his name
            several = len(leaders) > 1 and (n > 0 or any(later.persons for later in item.rows[1:]))
            posts = [*self._leaders(row, task if several or text is None else text), *owners[n]]
            span = Span(named[0].start, named[-1].end)
            dated = tuple(self._dated(cell) for cell in row.steps)
            nobody = not posts and not anybody
            yield TaskRow(
                task=task,
                task_span=span,
                posts=tuple(posts),
                owner=answers[n],
                steps=() if self._by_deadline else dated,
                deadlines=dated if self._by_deadline else (),
                unread=((span, "task of a flattened table for which no body was found"),) if nobody else (),
            )

    def _dated(self, cell: CellRun) -> Span:
        """Give the span of a step, without the cells that stand between its lines."""
        return _span_of_cells(self._instrument, cell.fragments)

    def _row_posts(self, row: RowCells, text: Task | None) -> list[Post]:
        task = self._task(row.part) or text or self._task(row.steps[:1])
        posts: list[Post] = []
        if task is None:
            return posts
        for n, cell in enumerate(row.bodies):
            role = self._body_roles[min(n, len(self._body_roles) - 1)]
            for mention in self._mentions(cell):
                evidence = self._instrument.evidence(mention.start, mention.end)
                posts.append(Post(role, mention.agent, task, evidence))
        return posts

    def _leaders(self, row: RowCells, task: Task) -> Iterator[Post]:
        for cell in row.persons:
            for mention in self._mentions(cell):
                evidence = self._instrument.evidence(mention.start, mention.end)
                yield Post(Role.OVERSEER, mention.agent, task, evidence)

    def _mentions(self, cell: CellRun) -> list[Mention]:
        """Give the names in a cell of persons or bodies; a body's name may run over lines."""
        text = self._instrument.text
        if cell.kind is Kind.PERSON:
            found = [m for f in cell.fragments for m in split_names(text, f.start, f.end)]
            return [Mention(Agent(m.agent.name, AgentKind.PERSON), m.start, m.end) for m in found]
        joined = "".join(text[f.start : f.end] for f in cell.fragments)
        offsets = [f.start + k for f in cell.fragments for k in range(f.end - f.start)]
        found = split_names(joined, 0, len(joined))
        return [Mention(m.agent, offsets[m.start], offsets[m.end - 1] + 1) for m in found]

    def _task(self, cells: list[CellRun]) -> Task | None:
        """Give the text of cells as a task, a field label and stray punctuation in front left out."""
        if not cells:
            return None
        key = (cells[0].start, cells[-1].end)
        if key not in self._tasks:
            self._tasks[key] = self._read_task(cells)
        return self._tasks[key]

    def _read_task(self, cells: list[CellRun]) -> Task | None:
        joined = "".join(cell.text for cell in cells)
        label = label_at(joined, 0, len(joined))
        text = joined[label.end() :] if label else joined
        text = text.lstrip(_LEADING).rstrip("。；")
        if not text:
            return None
        return Task(text, self._instrument.evidence(cells[0].start, cells[0].end))


def _nearest(owners: Sequence[Sequence[Post]]) -> list[Agent | None]:
    """Give the body that answers for each row: its own, or that of the nearest row above, or below."""
    first = next((posts for posts in owners if posts), ())
    answers: list[Agent | None] = []
    answer = owner_of(first)
    for posts in owners:
        answer = owner_of(posts) if posts else answer
        answers.append(answer)
    return answers
