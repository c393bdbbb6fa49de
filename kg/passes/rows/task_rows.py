"""What the rows of task tables say, whatever the layout they were read from.

Tabbed tables (:mod:`kg.passes.tables.tabbed_tables`), flattened ones (:mod:`kg.passes.flat_tables.flat_tables`) and field lines
(:mod:`kg.passes.fields.field_lines`) all become :class:`TaskRow` objects; the passes for roles and milestones turn these
into facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.evidence import Evidence
from kg.facts import Agent, Role, Task


@dataclass(frozen=True, slots=True)
class Post:
    """An agent printed in a row, its role, and the task it carries there (an item or one of its parts)."""

    role: Role
    agent: Agent
    task: Task
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Span:
    """A span of the instrument's text in which a row says what is due when.

    ``without`` are the spans in it that belong to cells printed beside it.
    """

    start: int
    end: int
    without: tuple[tuple[int, int], ...] = ()

    def own(self, text: str) -> str:
        """Give the text with a line feed in place of every character that belongs to other cells."""
        for start, end in self.without:
            text = text[:start] + "\n" * (end - start) + text[end:]
        return text


@dataclass(frozen=True, slots=True)
class DatedSpan:
    """A span that says what is due by ``due``: a date the heading of its column names, or one printed in it.

    What is due is said from ``said`` on, or by the task itself (None).
    """

    due: str
    start: int
    end: int
    said: int | None


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One row: its task, who carries it, and the spans that hold its steps and its deadline.

    ``owner`` is the one body that answers for the row (the lead, else the only one named), or None where there are
    several. ``dated`` are the cells of columns for a stretch of time, and dates with what is due by them. ``unread``
    are spans that stand where names are expected but are none, with the reason. ``texts`` are what other cells say of the
    task, such as its goal.
    """

    task: Task
    task_span: Span
    posts: tuple[Post, ...]
    owner: Agent | None
    steps: tuple[Span, ...] = ()
    deadlines: tuple[Span, ...] = ()
    dated: tuple[DatedSpan, ...] = ()
    unread: tuple[tuple[Span, str], ...] = ()
    texts: tuple[Span, ...] = ()


def first_leading(posts: Sequence[Post], rest: Role) -> list[Post]:
    """Give the posts where the document says that the first body named for a task leads it, unless it says who does.

    ``rest`` is the role of those named behind it.
    """
    found = list(posts)
    for task in dict.fromkeys(post.task for post in posts):
        places = [n for n, post in enumerate(posts) if post.task == task]
        answers = [n for n in places if posts[n].role is Role.RESPONSIBLE]
        if len(answers) > 1 and not any(posts[n].role is Role.LEAD for n in places):
            for n in answers:
                found[n] = replace(posts[n], role=Role.LEAD if n == answers[0] else rest)
    return found


def owner_of(posts: Iterable[Post]) -> Agent | None:
    """Give the one body that answers for a row: the only lead, else the only responsible one."""
    return owner_among([(post.role, post.agent) for post in posts])


def owner_among(carried: Sequence[tuple[Role, Agent]]) -> Agent | None:
    """Give the one agent that answers among those who carry a task: the only lead, else the only responsible one."""
    for roles in ((Role.LEAD,), (Role.LEAD, Role.RESPONSIBLE)):
        agents = {agent for role, agent in carried if role in roles}
        if len(agents) == 1:
            return agents.pop()
        if agents:
            return None
    return None
