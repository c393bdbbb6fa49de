"""Tables whose columns are bodies: a mark or a word in a cell says what the body of the column is for the task of the row.

序号    任务              甲局    乙局    丙局
1       新建幼儿园三所     ★       ☆
注：★为牵头单位，☆为配合单位。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.facts import Agent, AgentKind, Role, Task
from kg.language.data import load
from kg.passes.names.kinds import is_body, is_group, kind_of
from kg.passes.rows.table_headers import Column, meaning
from kg.passes.rows.task_rows import Post, Span, TaskRow, owner_of
from kg.structure.model import Cell, Instrument, Table

_DATA = load("tables")["matrix"]
_MARKS = f"[{re.escape(_DATA['marks'])}]"
# ★为牵头单位; “●”代表主办; ☆：配合; ★牵头、☆配合; but ●甲局负责… and ■负责… are items of a list
_LEGEND = re.compile(
    rf"({_MARKS})[”\"’）)]?(?:的|者|号)*(?:(?:为|是|表示|代表|指|[:：])[^，。；、☆★（）()]{{0,4}})?"
    rf"({'|'.join(word for words in _DATA['roles'].values() for word in words)})"
    r"(?:责任)?(?:单位|部门|方|者)?(?=[，,。；;、（）()\n]|\Z)"
)
_TASKS = re.compile("任务|举措|事项|工作|职责")
_TICKS = frozenset(_DATA["ticks"])
_ROLES = {word: Role(role) for role, words in _DATA["roles"].items() for word in words}
_LONGEST_SAID = 4  # characters of a word in a cell that says the role (牵头, 配合)
_LEAST = 2  # bodies that make the header of such a table
_MOST_OTHERS = 5  # columns of such a table that are no bodies
_NUMBER = re.compile(r"[（(]?\d{1,4}[）)]?|[一二三四五六七八九十]{1,3}")


@dataclass(frozen=True, slots=True)
class _Bodies:
    """A header: the bodies by the index of their columns, and the columns of the tasks and of what is due when."""

    agents: Mapping[int, Agent]
    task: int
    ticked: bool  # under a heading of tasks a tick that nothing is said of stands for who answers
    deadlines: tuple[int, ...]


def matrix_rows(instrument: Instrument) -> Iterator[TaskRow]:
    """Give the rows of all tables that kept their tabs and whose columns are bodies."""
    for table in instrument.tables:
        bodies = _header(table.rows[0])
        if bodies is not None:
            yield from _rows(instrument, table, bodies)


def is_legend(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch of text says what a mark in such a table stands for."""
    return _LEGEND.search(text, start, end) is not None


def _header(cells: Sequence[Cell]) -> _Bodies | None:
    """Read a first row as a header of bodies: names in all cells but those of the number and the task."""
    agents = {
        n: Agent(cell.text, kind_of(cell.text))
        for n, cell in enumerate(cells)
        if meaning(cell.text) is None and (is_body(cell.text) or is_group(cell.text))
    }
    agents = {n: a for n, a in agents.items() if a.kind in (AgentKind.ORG, AgentKind.GROUP)}
    others = [(n, meaning(cell.text)) for n, cell in enumerate(cells) if n not in agents and cell.text]
    if len(agents) < _LEAST or not others or len(others) > _MOST_OTHERS:
        return None
    if _NUMBER.fullmatch(cells[0].text):
        return None  # a row of a table of which the header is lost
    tasks = [n for n, column in others if column is Column.TASK]
    left = [n for n, _ in others if n < min(agents)]
    task = tasks[-1] if tasks else left[-1] if left else None
    if task is None or task > min(agents):
        return None
    return _Bodies(
        agents,
        task,
        any(_TASKS.search(cells[n].text) for n in tasks),
        tuple(n for n, column in others if column is Column.DEADLINE),
    )


def _rows(instrument: Instrument, table: Table, bodies: _Bodies) -> Iterator[TaskRow]:
    first, *rows = table.rows
    for cells in rows:
        if len(cells) <= bodies.task or [cell.text for cell in cells] == [cell.text for cell in first]:
            continue
        said = [(n, cells[n]) for n in bodies.agents if n < len(cells) and cells[n].text]
        if not said or not cells[bodies.task].text or _NUMBER.fullmatch(cells[bodies.task].text):
            continue
        cell = cells[bodies.task]
        task = Task(cell.text, instrument.evidence(cell.start, cell.end))
        posts: list[Post] = []
        unread: list[tuple[Span, str]] = []
        for n, mark in said:
            role = _role(mark.text, _legend(instrument))
            if role is None and bodies.ticked and mark.text in _TICKS:
                role = Role.RESPONSIBLE
            if role is None:
                unread.append(
                    (Span(mark.start, mark.end), "a mark below the name of a body that no note explains")
                )
                continue
            # the name stands in the header: the row up to the mark shows where the two were brought together
            evidence = instrument.evidence(cell.start, mark.end)
            posts.append(Post(role, bodies.agents[n], task, evidence))
        yield TaskRow(
            task=task,
            task_span=Span(cell.start, cell.end),
            posts=tuple(posts),
            owner=owner_of(posts),
            steps=(),
            dated=(),
            deadlines=tuple(
                Span(cells[n].start, cells[n].end)
                for n in bodies.deadlines
                if n < len(cells) and cells[n].text
            ),
            unread=tuple(unread),
        )


def _role(said: str, legend: Mapping[str, Role]) -> Role | None:
    if len(said) == 1 and said in legend:
        return legend[said]
    if len(said) <= _LONGEST_SAID:
        return next((role for word, role in _ROLES.items() if word in said), None)
    return None


@lru_cache(maxsize=1)
def _legend(instrument: Instrument) -> Mapping[str, Role]:
    """Give what the notes of an instrument say of its marks."""
    text = instrument.text
    return {m.group(1): _ROLES[m.group(2)] for m in _LEGEND.finditer(text)}
