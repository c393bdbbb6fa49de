"""Rows of task tables that kept their tabs: who carries which task by when, with the columns in any order.

Cells shift where cells are merged or pages break, and empty cells at the end of a row are lost, so a row is not read
by position alone: cells that hold names, deadlines and texts are told apart by what they hold and matched with the
columns of the header from left to right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.facts import Agent, AgentKind, Role, Task
from kg.passes.flat_tables.flat_dates import is_bare_date
from kg.passes.members.tabbed_duties import tells_groups
from kg.passes.names.agents import split_names
from kg.passes.names.kinds import is_body, is_group, is_name_in_prose, is_person, is_post, kind_of
from kg.passes.names.person_names import is_name
from kg.passes.responsibility.clause_grammar import parse_clause
from kg.passes.rows.table_headers import ROLES, Column, first_leads, is_period, task_among
from kg.passes.rows.task_rows import DatedSpan, Post, Span, TaskRow, owner_of
from kg.passes.tables.tabbed_headers import Header, is_title, read_header
from kg.passes.words.dates import anchor_year, find_dues
from kg.sources.lines import MERGED
from kg.structure.model import Cell, Instrument, Table

_NUMBER = re.compile(r"[（(]?\d{1,4}(?:[.-]\d{1,3})*[）).、．]?|[一二三四五六七八九十]{1,3}[、.]?")
# 责任县区: a column of places, each of which answers for its row
_OF_PLACES = re.compile("责任(?:县|区|市|镇|乡|街道)|属地")
_PLACE = re.compile("[\u4e00-\u9fff]{1,10}(?:[县区市旗镇乡]|街道)")
_LABEL = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.．]|[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]|\d{1,3}[.．、](?!\d)|[①-⑳])\s*"
)
_REMARK = re.compile(r"[（(][^（()）]{0,40}(?:的|以上|以下|按|包括|涉及)[^（()）]{0,40}[）)]$")
_NO_STEP = re.compile(r"[-—－–―/\\ ]*|无")
_MAX_DEADLINE = 40
_MAX_NAMES = 400
_TOWN = re.compile("(?:[镇乡]|街道)$")
_BODIES = (AgentKind.ORG, AgentKind.GROUP)
_NAMED = (Column.OVERSEER, Column.LEAD, Column.RESPONSIBLE)


_Named = tuple[Agent, int, int, Role | None]
"""An agent with its span, and the role that a verb in its cell gives."""


@dataclass(frozen=True, slots=True)
class _Names:
    """What a cell of names holds: agents with the span of each, and the role that a verb in the cell gives."""

    agents: tuple[_Named, ...]


def tabbed_rows(instrument: Instrument) -> Iterator[TaskRow]:
    """Give the rows of all task tables that kept their tabs."""
    for table in instrument.tables:
        yield from _rows(instrument, table)


def _rows(instrument: Instrument, table: Table) -> Iterator[TaskRow]:
    header: Header | None = None
    above: _Row | None = None
    anchor = anchor_year(instrument)
    for index, cells in zip(table.paragraphs, table.rows, strict=True):
        found = read_header(instrument, cells, anchor, header, directly=above is None)
        if found is not None:
            above = above if found is header else None
            header = found if found is header or not tells_groups(cells) else None
            continue
        if header is None or is_title(cells, header):
            continue
        raw = _printed_cells(instrument, index, cells)
        read = _Row(instrument, header, cells, raw, anchor, above)
        row = read.read()
        if row is not None:
            above = read
            yield row


def read_row(instrument: Instrument, header: Header, cells: tuple[Cell, ...]) -> TaskRow | None:
    """Read cells against the columns of a header; None where none of them is a task."""
    return _Row(
        instrument, header, cells, [cell.text for cell in cells], anchor_year(instrument), None
    ).read()


def _printed_cells(instrument: Instrument, index: int, cells: tuple[Cell, ...]) -> list[str]:
    """Give the cells as printed, with the spaces between names that the compact text leaves out."""
    lines = instrument.paragraphs[index].lines
    printed = lines[0].text.split("\t") if len(lines) == 1 else []
    printed = [""] * (len(cells) - len(printed)) + printed if printed else []
    return printed if len(printed) == len(cells) else [cell.text for cell in cells]


class _Row:
    """One data row, read against the columns of its header.

    Where the source says that a cell is merged with the one above, or where the cells by which rows are grouped are
    empty on its left, what stands above holds for it, too.
    """

    def __init__(
        self,
        instrument: Instrument,
        header: Header,
        cells: tuple[Cell, ...],
        printed: list[str],
        anchor: int | None,
        above: _Row | None,
    ) -> None:
        self._instrument = instrument
        self._columns = header.columns
        self._headings = header.headings
        self._dues = header.dues
        self._cells = cells
        self._printed = printed
        self._anchor = anchor
        self._above = above
        self._names = [self._read_names(i) for i in range(len(cells))]
        self._shifted = self._shift()
        self._posts: dict[int, tuple[Post, ...]] = {}
        self._deadlines: dict[int, Span] = {}
        self.task: Task | None = None

    def read(self) -> TaskRow | None:
        """Read the row."""
        shift = self._shifted
        at: dict[int, Column | None] = {
            i: self._columns[i - shift] if 0 <= i - shift < len(self._columns) else None
            for i in range(len(self._cells))
        }
        roles = self._role_cells(at)
        cells = [i for i in range(len(self._cells)) if i not in roles]
        deadlines = [i for i in cells if self._is_deadline(i, at, self._cells[i])]
        cells = [i for i in cells if i not in deadlines and self._cells[i].text]
        steps = [i for i in cells if at[i] is Column.STEPS]
        task_cell = self._task_cell(at, set(roles) | set(deadlines) | set(steps), shift)
        found = self._task(task_cell, self._above.task if self._above else None)
        if found is None:
            return None
        task, span = found
        self.task = task
        unread: list[tuple[Span, str]] = []
        for i, column in roles.items():
            names = self._names[i]
            cell = self._cells[i]
            if names is None:
                unread.append(
                    (Span(cell.start, cell.end), "no name of a body or person in a column of names")
                )
                continue
            self._posts[i - shift] = tuple(self._named(names, column, task, self._headings_of(i - shift)))
        self._deadlines = {i - shift: Span(self._cells[i].start, self._cells[i].end) for i in deadlines}
        unknown = self._go_on(task) if task_cell is not None else ()
        posts = [post for n in sorted(self._posts) for post in self._posts[n]]
        nobody = not roles and not posts and any(column in _NAMED for column in self._columns)
        if task_cell is not None and (nobody or unknown):
            unread.append((span, "nobody named for a task: the cell is empty or merged with the one above"))
        return TaskRow(
            task=task,
            task_span=span,
            posts=tuple(posts),
            owner=None if unknown else owner_of(posts),
            steps=tuple(
                Span(self._cells[i].start, self._cells[i].end) for i in steps if not self._due_of(i - shift)
            ),
            dated=tuple(
                DatedSpan(due, self._cells[i].start, self._cells[i].end, self._cells[i].start)
                for i in steps
                if (due := self._due_of(i - shift)) is not None
                and not _NO_STEP.fullmatch(self._cells[i].text)
            ),
            deadlines=tuple(self._deadlines[n] for n in sorted(self._deadlines)),
            unread=tuple(unread),
            texts=tuple(
                Span(c.start, c.end)
                for i, c in enumerate(self._cells)
                if at[i] is Column.TASK and c.text and i not in (task_cell, *roles, *deadlines)
            ),
        )

    def _go_on(self, task: Task) -> tuple[int, ...]:
        """Take over what merged cells above say; give the columns of who leads of which it is not certain."""
        above = self._above
        if above is None:
            return ()
        unknown: list[int] = []
        for n, column in enumerate(self._columns):
            if self._text_at(n) or n in self._posts or n in self._deadlines:
                continue
            merged = self._is_merged(n)
            if n in above._posts and merged:
                self._posts[n] = tuple(replace(post, task=task) for post in above._posts[n])
            elif n in above._posts and column is Column.LEAD and not self._shifted:
                unknown.append(n)
            elif n in above._deadlines and merged:
                self._deadlines[n] = above._deadlines[n]
        return tuple(unknown)

    def _is_merged(self, n: int) -> bool:
        """Tell whether the cell of a column goes on with the one above.

        The source says so, or nothing stands on its left (the row's number aside); or it is that of who carries the
        task, and the cell of what the rows are grouped by is empty, too, but not that of others who carry it. Where
        nothing stands behind the task the rest of the row may have been lost.
        """
        i = n + self._shifted
        if 0 <= i < len(self._cells) and self._printed[i].strip(" ") == MERGED:
            return True
        if self._shifted or not (self._posts or self._deadlines):
            return False
        left = [k for k in range(n) if self._columns[k] is not Column.NUMBER]
        texts = [k for k, column in enumerate(self._columns) if column is Column.TASK]
        groups = left[:1] + (texts[:1] if len(texts) > 1 else [])
        return not any(map(self._text_at, left)) or (
            bool(self._posts)
            and self._columns[n] in _NAMED
            and any(k < n and not self._text_at(k) for k in groups)
        )

    def _text_at(self, n: int) -> str:
        i = n + self._shifted
        return self._cells[i].text if 0 <= i < len(self._cells) else ""

    def _shift(self) -> int:
        """Give the number of cells by which the row is shifted against its header."""
        named = [i for i, names in enumerate(self._names) if names is not None]
        dated = [i for i in range(len(self._cells)) if self._due(i)]
        best, best_score = 0, -1
        whole = len(self._cells) == len(self._columns)
        for shift in (0, 1, -1, 2, -2):
            score = int(whole and not shift)
            for i in named:
                score += 2 * (self._column(i - shift) in ROLES)
            for i in dated:
                score += self._column(i - shift) in (Column.DEADLINE, Column.STEPS)
            if score > best_score:
                best, best_score = shift, score
        return best

    def _column(self, at: int) -> Column | None:
        return self._columns[at] if 0 <= at < len(self._columns) else None

    def _role_cells(self, at: dict[int, Column | None]) -> dict[int, Column]:
        """Give the cells that hold agents, with the column of each."""
        found = {
            i: column
            for i, column in at.items()
            if column in ROLES
            and column is not None
            and self._cells[i].text
            and not _NO_STEP.fullmatch(self._cells[i].text)
            and not self._due(i)
        }
        if any(self._names[i] is not None for i in found):
            return found
        # no cell of names below a heading of names: the row lost a cell in the middle
        columns = [column for column in self._columns if column in ROLES and column is not None]
        named = [i for i, names in enumerate(self._names) if names is not None and i > 0]
        return dict(zip(named, columns, strict=False)) if named else found

    def _is_deadline(self, i: int, at: dict[int, Column | None], cell: Cell) -> bool:
        if not cell.text:
            return False
        if at[i] is Column.STEPS and not is_period(self._headings_of(i - self._shifted)):
            return is_bare_date(cell.text)  # 时间节点: 6月底前
        if at[i] is Column.DEADLINE:
            return True
        # 于4月底前报送, a task that is mostly a date, stands beside a deadline of its own
        own = any(column is Column.DEADLINE and self._cells[j].text for j, column in at.items())
        return Column.DEADLINE in self._columns and i > 0 and not own and self._due(i)

    def _due(self, i: int) -> bool:
        cell = self._cells[i]
        if not 2 <= len(cell.text) <= _MAX_DEADLINE or self._names[i] is not None:
            return False
        dues = find_dues(self._instrument.text, cell.start, cell.end, self._anchor or 2000)
        return bool(dues) and sum(due.end - due.start for due in dues) * 2 >= len(cell.text)

    def _task_cell(self, at: dict[int, Column | None], taken: set[int], shift: int) -> int | None:
        """Give the cell of the task, one of the texts before the names."""
        texts = [
            i
            for i, cell in enumerate(self._cells)
            if cell.text
            and i not in taken
            and at[i] not in (Column.NUMBER, Column.OTHER, Column.DEADLINE)
            and not _NUMBER.fullmatch(cell.text)
        ]
        if not texts:
            return None
        names = [i for i in taken if self._names[i] is not None]
        left = [i for i in texts if not names or i < min(names)] or texts
        return left[task_among([self._headings_of(i - shift) for i in left])]

    def _task(self, i: int | None, above: Task | None) -> tuple[Task, Span] | None:
        if i is None:
            return None if above is None else (above, Span(self._cells[0].start, self._cells[-1].end))
        cell = self._cells[i]
        label = _LABEL.match(cell.text)
        start = cell.start + (label.end() if label and label.end() < len(cell.text) else 0)
        text = self._instrument.text[start : cell.end]
        return Task(text, self._instrument.evidence(start, cell.end)), Span(start, cell.end)

    def _due_of(self, at: int) -> str | None:
        return self._dues[at] if 0 <= at < len(self._dues) else None

    def _headings_of(self, at: int) -> str:
        return self._headings[at] if 0 <= at < len(self._headings) else ""

    def _named(self, names: _Names, column: Column, task: Task, heading: str) -> Iterator[Post]:
        role = ROLES[column]
        agents = self._with_joint_posts(names.agents) if role is Role.OVERSEER else names.agents
        for n, (agent, start, end, verb) in enumerate(agents):
            given = verb or role
            if verb is None and first_leads(heading) and role in (Role.LEAD, Role.RESPONSIBLE):
                given = Role.LEAD if n == 0 else Role.RESPONSIBLE
            elif role is Role.OVERSEER and agent.kind in _BODIES and not agent.name.endswith("领导"):
                given = verb or Role.RESPONSIBLE
            elif role is not Role.OVERSEER and agent.kind is AgentKind.PERSON:
                given = Role.OVERSEER
            yield Post(given, agent, task, self._instrument.evidence(start, end))

    def _with_joint_posts(self, agents: Sequence[_Named]) -> list[_Named]:
        """Join towns that share the post behind the last of them (甲镇、乙乡党委书记): none of them oversees the row."""
        joined: list[_Named] = []
        for agent, start, end, verb in agents:
            begin = start
            while agent.kind is AgentKind.POST and joined and _TOWN.search(joined[-1][0].name):
                if joined[-1][2] + 1 != begin:
                    break
                begin = joined.pop()[1]
            one = agent if begin == start else Agent(self._instrument.text[begin:end], AgentKind.POST)
            joined.append((one, begin, end, verb))
        return joined

    def _read_names(self, i: int) -> _Names | None:
        """Read a cell as a list of names; None if it holds anything else."""
        cell = self._cells[i]
        if not 2 <= len(cell.text) <= _MAX_NAMES or "。" in cell.text[:-1]:
            return None
        found: list[_Named] = []
        at = cell.start
        whole = len(self._cells) == len(self._headings)
        if "·" in cell.text and whole and self._columns[i] is Column.OVERSEER and is_name(cell.text):
            return _Names(((Agent(cell.text, AgentKind.PERSON), cell.start, cell.end, None),))
        of_places = whole and _OF_PLACES.search(self._headings[i]) is not None
        pieces = self._printed[i].split()
        known = len(pieces) > 1 and all(_all_names(piece) for piece in pieces)
        for piece in pieces if known else [cell.text]:
            start, end = at, at + len(piece)
            if self._instrument.text[start:end] != piece:  # a space was kept inside the compact text
                start, end = cell.start, cell.end
                known = False
            remark = _REMARK.search(self._instrument.text, start, end)
            clause = parse_clause(self._instrument.text, start, remark.start() if remark else end)
            for assignment in clause.assignments:
                mention = assignment.mention
                verb = assignment.role if clause.explicit or "会同" in cell.text else None
                found.append((mention.agent, mention.start, mention.end, verb))
            if len(clause.unread) > len(clause.assignments):
                return None
            if not known:
                break
            at = end
        found = [
            one
            for n, one in enumerate(found)
            if one[0].kind is not AgentKind.POST or not _is_of(found[n + 1 : n + 2], one[2])
        ]
        if cell.text.endswith("。") and not all(_is_name(agent.name) for agent, *_ in found):
            return None  # 出台《…》，打造新型社区。: a sentence that ends like a name
        solid = sum(
            1 for agent, *_ in found if _is_solid(agent.name) or (of_places and _PLACE.fullmatch(agent.name))
        )
        return _Names(tuple(found)) if found and solid * 2 >= len(found) else None


def _is_of(following: Sequence[_Named], end: int) -> bool:
    """Tell whether a post that ends at ``end`` is that of the person named directly behind it (副县长 王甲)."""
    return any(agent.kind is AgentKind.PERSON and start == end for agent, start, *_ in following)


def _all_names(piece: str) -> bool:
    names = split_names(piece, 0, len(piece))
    return bool(names) and all(_is_solid(name.agent.name) for name in names)


def _is_name(name: str) -> bool:
    return is_name_in_prose(name) or is_person(name) or is_post(name)


def _is_solid(name: str) -> bool:
    return (
        is_body(name)
        or is_group(name)
        or is_person(name)
        or (is_post(name) and kind_of(name) is AgentKind.POST)
    )
