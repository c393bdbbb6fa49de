"""When a component fails on an instrument: what it finds without the paragraphs that it fails on.

The component runs again on the instrument with paragraphs hidden: each of their characters is replaced by one that no
document has, so all offsets stay. Which paragraphs must be hidden is found by bisection over the visible beginning of
the instrument; they become gaps, and so does a fact that took something from a hidden one. A component that does not
fail never comes here.

Invariant of the search: with the first ``works`` paragraphs visible, those in ``hidden`` excepted, it does not fail.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace

from kg.facts import Fact, Gap
from kg.structure.model import Instrument, Line, Paragraph

HIDDEN = "\ufdd0"
"""Stands for every character of a hidden paragraph: a noncharacter, which Unicode keeps for use inside programs."""

MAX_RUNS = 200
"""How often a component runs on one instrument; what is not searched by then is hidden as a whole."""

Attempt = Callable[[Instrument], tuple[list[Fact], list[Gap]]]


@dataclass(frozen=True, slots=True)
class Isolated:
    """What a component found in an instrument without the hidden paragraphs, and the gaps that stand for these."""

    facts: tuple[Fact, ...]
    gaps: tuple[Gap, ...]


def isolate(instrument: Instrument, name: str, attempt: Attempt) -> Isolated:
    """Runs a component that has failed on an instrument again, without the paragraphs that it fails on.

    Args:
        instrument: what it failed on.
        name: the component's, for the gaps.
        attempt: runs the component on an instrument and gives what it found.

    Raises:
        Exception: whatever the component raises on an instrument whose paragraphs are all hidden.
    """
    search = _Search(instrument, attempt)
    while search.works < search.count and search.runs < MAX_RUNS:
        search.find_next()
    return _without(instrument, name, search.found, search.give_up())


class _Search:
    """The search for the paragraphs to hide: ``works`` grows, ``hidden`` gets the error of each paragraph."""

    def __init__(self, instrument: Instrument, attempt: Attempt) -> None:
        self._instrument = instrument
        self._attempt = attempt
        self.count = len(instrument.paragraphs)
        self.hidden: dict[int, str] = {}
        self.runs = 0
        self.works = 0
        self.found: tuple[list[Fact], list[Gap]] = ([], [])
        error = self._fails(0)
        if error is not None:
            raise error

    def find_next(self) -> None:
        """Shows all that is left, or as much as works before the next paragraph that fails, which is hidden."""
        error = self._fails(self.count)
        if error is None:
            return
        fails = self.count
        while fails - self.works > 1:
            middle = (self.works + fails) // 2
            problem = self._fails(middle)
            if problem is not None:
                fails, error = middle, problem
        self.hidden[self.works] = type(error).__name__
        self.works = fails

    def give_up(self) -> dict[int, str]:
        """Gives what is hidden, with all that was not searched."""
        rest = range(self.works, self.count)
        return self.hidden | dict.fromkeys(rest, "too many failures")

    def _fails(self, visible: int) -> Exception | None:
        """Runs with the first ``visible`` paragraphs, the hidden ones excepted, and keeps what is found."""
        self.runs += 1
        try:
            self.found = self._attempt(hide(self._instrument, {*self.hidden, *range(visible, self.count)}))
        except Exception as error:  # whatever the pass raises: the caller narrows down where
            return error
        self.works = visible
        return None


def hide(instrument: Instrument, indexes: Iterable[int]) -> Instrument:
    """Gives an instrument with some paragraphs hidden; all offsets, lines and sections stay as they are."""
    hidden = set(indexes)
    text = list(instrument.text)
    paragraphs = list(instrument.paragraphs)
    for index in hidden:
        paragraph = paragraphs[index]
        text[paragraph.start : paragraph.end] = _hidden(instrument.text[paragraph.start : paragraph.end])
        paragraphs[index] = paragraph._replace(lines=tuple(map(_hidden_line, paragraph.lines)))
    tables = []
    for table in instrument.tables:
        rows = [
            tuple(cell._replace(text=_hidden(cell.text)) for cell in row) if index in hidden else row
            for index, row in zip(table.paragraphs, table.rows, strict=True)
        ]
        tables.append(replace(table, rows=tuple(rows)))
    return replace(instrument, text="".join(text), paragraphs=tuple(paragraphs), tables=tuple(tables))


def _hidden(text: str) -> str:
    return "".join(c if c in "\n\t" else HIDDEN for c in text)


def _hidden_line(line: Line) -> Line:
    return line._replace(text=_hidden(line.text))


def _without(
    instrument: Instrument, name: str, found: tuple[list[Fact], list[Gap]], hidden: dict[int, str]
) -> Isolated:
    gaps = [
        Gap(instrument.evidence(first.start, last.end), f"pass {name} failed here: {error}", name)
        for first, last, error in _runs(instrument.paragraphs, hidden)
    ]
    spans = [(gap.evidence.start, gap.evidence.end) for gap in gaps]

    def overlaps(row: Fact | Gap) -> bool:
        return any(row.evidence.start < end and start < row.evidence.end for start, end in spans)

    facts: list[Fact] = []
    for fact in found[0]:
        if overlaps(fact):
            continue  # the gap tells
        if HIDDEN in json.dumps(asdict(fact), ensure_ascii=False, default=str):
            gaps.append(Gap(fact.evidence, f"pass {name} failed where this leads to", name))
            continue
        facts.append(fact)
    gaps.extend(gap for gap in found[1] if not overlaps(gap))
    return Isolated(tuple(facts), tuple(gaps))


def _runs(
    paragraphs: tuple[Paragraph, ...], hidden: dict[int, str]
) -> list[tuple[Paragraph, Paragraph, str]]:
    """The hidden paragraphs; neighbours with the same error in one."""
    runs: list[tuple[int, int, str]] = []
    for index, error in sorted(hidden.items()):
        if runs and runs[-1][1] == index - 1 and runs[-1][2] == error:
            runs[-1] = (runs[-1][0], index, error)
        else:
            runs.append((index, index, error))
    return [(paragraphs[first], paragraphs[last], error) for first, last, error in runs]
