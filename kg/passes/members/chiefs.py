"""Officials who answer for one water, wood or road each, as lists of them print it below its name.

（一）甲河             what they are chiefs of: the heading above
河　长：张三　县委书记  persons, or posts, with labels; several labels may stand on a line
副河长：李四　副县长
协　助：县水利局
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.evidence import Evidence
from kg.facts import Role, Task
from kg.language.data import load
from kg.passes.members.roster_agents import agents_in
from kg.passes.members.roster_entries import Listed, Printed
from kg.passes.members.roster_lines import persons_in
from kg.passes.names.posts import Post as Held
from kg.passes.rows.task_rows import Post, Span, TaskRow, owner_of
from kg.structure.model import Instrument, Paragraph

_DATA = load("roles")["chiefs"]
_GAP = r"[ \u3000]{0,6}"


def _spaced(words: Iterable[str]) -> str:
    return "|".join(_GAP.join(word) for word in sorted(words, key=lambda word: (-len(word), word)))


_CHIEF = rf"(?:(?:{_spaced(_DATA['ranks'])}){_GAP}){{0,2}}(?:{_spaced(_DATA['objects'])}){_GAP}长"
_LABEL = re.compile(
    rf"(?:(?<=[\s；;。，,、）)长记任员席])|\A)(?:(?P<chief>{_CHIEF})|(?P<support>{_spaced(_DATA['helpers'])})"
    rf"|(?P<lead>{_spaced(_DATA['lead'])})|(?P<responsible>{_spaced(_DATA['responsible'])})){_GAP}[:：]"
)
_WORTH = re.compile("长[ \u3000]{0,6}[:：]")
_GENERAL = re.compile("|".join((*_DATA["general"], f"总{_GAP}[河湖林路田]")))
_STOP = re.compile("[。；;]")
_MAX_PERSON = 80  # characters of a line that is nothing but a person with posts
_MAX_NAME = 40  # characters of what somebody is chief of


@dataclass(frozen=True, slots=True)
class Chiefs:
    """What one list says: who answers for a water, wood or road, and the posts that the persons among them hold.

    ``row`` is None where nothing above the list names what they are chiefs of.
    """

    row: TaskRow | None
    held: tuple[tuple[str, Held, Evidence], ...]
    lines: tuple[int, int]  # where they are printed, in the instrument's text


@lru_cache(maxsize=1)  # the passes for roles and for persons ask one after the other
def chiefs(instrument: Instrument) -> tuple[Chiefs, ...]:
    """Read the lists of chiefs of an instrument."""
    if not _WORTH.search(instrument.text):
        return ()
    return tuple(_lists(instrument))


def _lists(instrument: Instrument) -> Iterator[Chiefs]:
    paragraphs = instrument.paragraphs
    index = instrument.header.opening_end + 1
    while index < len(paragraphs):
        end = index
        while end < len(paragraphs) and (
            _labelled(paragraphs[end]) or (end > index and _goes_on(paragraphs[end]))
        ):
            end += 1
        if end > index and (found := _read(instrument, paragraphs[index - 1], range(index, end))) is not None:
            yield found
        index = max(end, index + 1)


def _labelled(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph begins with a label of such a list."""
    return (
        not paragraph.is_row
        and paragraph.label is None
        and _LABEL.match(Printed.of(paragraph).text.lstrip()) is not None
    )


def _goes_on(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph is nothing but more persons with their posts."""
    if paragraph.is_row or paragraph.label is not None or paragraph.end - paragraph.start > _MAX_PERSON:
        return False
    text = Printed.of(paragraph).text
    persons = list(persons_in(text, 0, len(text), listed=True))
    return bool(persons) and all(p.posts for p in persons) and not text[persons[-1].posts[-1].end :].strip()


def _names_thing(instrument: Instrument, heading: Paragraph) -> bool:
    text = instrument.text
    return (
        heading.label is not None
        and not heading.is_row
        and 2 <= heading.end - heading.body <= _MAX_NAME
        and text[heading.end - 1] not in "。；;，："
        and _GENERAL.search(text, heading.body, heading.end) is None
    )


def _read(instrument: Instrument, heading: Paragraph, lines: range) -> Chiefs | None:
    named = _names_thing(instrument, heading)
    name = Span(heading.body, heading.end)
    task = Task(
        instrument.text[name.start : name.end].replace("\n", ""), instrument.evidence(name.start, name.end)
    )
    posts: list[Post] = []
    held: list[tuple[str, Held, Evidence]] = []
    unread: list[tuple[Span, str]] = []
    led = False
    last: re.Match[str] | None = None

    def _add(found: list[Listed], label: re.Match[str], printed: Printed, start: int) -> None:
        for one in found:
            posts.append(Post(_role(label), one.agent, task, printed.evidence(instrument, start, one.end)))
            held.extend(
                (one.agent.name, post, printed.evidence(instrument, one.start, post.end))
                for post in one.posts
            )

    for index in lines:
        paragraph = instrument.paragraphs[index]
        printed = Printed.of(paragraph)
        labels = list(_LABEL.finditer(printed.text))
        if not labels and last is not None:
            _add(_agents(printed.text, 0, len(printed.text)), last, printed, 0)
        for n, label in enumerate(labels):
            last = label
            stop = labels[n + 1].start() if n + 1 < len(labels) else len(printed.text)
            led = led or label.group("chief") is not None
            found = _agents(printed.text, label.end(), stop)
            if not found and printed.text[label.end() : stop].strip():
                unread.append(
                    (Span(paragraph.body, paragraph.end), "chief of a water, wood or road not read")
                )
            _add(found, label, printed, label.start())
    if not led or not (named or held):
        return None
    row = TaskRow(task, name, tuple(posts), owner_of(posts), unread=tuple(unread)) if named else None
    inside = instrument.paragraphs[lines.start].start, instrument.paragraphs[lines.stop - 1].end
    return Chiefs(row, tuple(held), inside)


def _role(label: re.Match[str]) -> Role:
    if label.group("chief"):
        return Role.OVERSEER
    if label.group("lead"):
        return Role.LEAD
    return Role.SUPPORT if label.group("support") else Role.RESPONSIBLE


def _agents(text: str, start: int, end: int) -> list[Listed]:
    persons = list(persons_in(text, start, end, listed=True))
    if persons:
        return persons
    stop = _STOP.search(text, start, end)
    return agents_in(text, start, stop.start() if stop else end)
