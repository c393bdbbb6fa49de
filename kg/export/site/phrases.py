"""Facts as lines of a page: text with links to the things they name, the quote, and where it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.analytics.lookup import statement
from kg.export.html.atlas import TASK_ROLES, Atlas, Fact, Link
from kg.export.html.drawing import cut
from kg.export.html.words import words

_LONGEST = 600


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text, and the thing it names (an IRI, or empty)."""

    text: str
    iri: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One fact: what it says, with whom, and its evidence."""

    pieces: tuple[Piece, ...]
    others: tuple[Piece, ...]
    quote: str
    where: str
    document: str


@dataclass(frozen=True, slots=True)
class Section:
    """Facts under a heading."""

    heading: str
    lines: tuple[Line, ...]


class Phrases:
    """Words the facts of an atlas in a language."""

    def __init__(self, atlas: Atlas, lang: str) -> None:
        self._atlas = atlas
        self._words = words(lang)
        self._lang = lang
        self._hands: defaultdict[str, list[Link]] = defaultdict(list)
        for link in atlas.links:
            if link.role in TASK_ROLES:
                self._hands[link.end].append(link)

    def sections(self, iri: str) -> list[Section]:
        """The facts about a thing: parts in tasks by role first, then by kind of fact."""
        groups: defaultdict[str, list[Line]] = defaultdict(list)
        for index in self._atlas.about.get(iri, ()):
            fact = self._atlas.facts[index]
            mine = fact["type"] == "role" and fact["agent_id"] == iri
            heading = self._words["roles" if mine else "facts"][fact["role"] if mine else fact["type"]]
            groups[heading].append(self._line(fact, iri))
        ranks = [*(self._words["roles"][role] for role in TASK_ROLES), *self._words["facts"].values()]
        return [
            Section(heading, tuple(groups[heading])) for heading in dict.fromkeys(ranks) if groups[heading]
        ]

    def _line(self, fact: Fact, of: str) -> Line:
        quote = cut(" ".join(str(fact["quote"]).split()), _LONGEST)
        where = f"{fact['file']}:{fact['line']}"
        return Line(
            tuple(self._pieces(fact, of)), tuple(self._others(fact, of)), quote, where, str(fact["document"])
        )

    def _pieces(self, fact: Fact, of: str) -> Iterator[Piece]:
        """The statement, with the things it names apart, so that they can be links."""
        if fact["type"] == "role" and fact["agent_id"] == of:
            yield Piece(cut(str(fact["task"]), _LONGEST))
            return
        text = cut(statement(fact, self._lang), _LONGEST)
        named = {
            str(fact[name]): str(fact[key])
            for key, name in _NAMED
            if fact.get(key) and fact.get(name) and fact[key] != of
        }
        for part in text.split(" · "):
            iri = named.get(part.strip("《》"), "")
            yield Piece(part, iri)

    def _others(self, fact: Fact, of: str) -> Iterator[Piece]:
        """Who else has a part in the task."""
        if fact["type"] not in {"role", "milestone"} or not fact.get("task_id"):
            return
        for link in self._ranked(self._hands[str(fact["task_id"])]):
            if link.start not in (of, fact.get("agent_id")):
                thing = self._atlas.things[link.start]
                yield Piece(f"{thing.name}（{self._words['roles'][link.role]}）", thing.iri)

    def _ranked(self, links: Sequence[Link]) -> list[Link]:
        return sorted(links, key=lambda link: (TASK_ROLES.index(link.role), link.facts[0]))[:30]


_NAMED: Sequence[tuple[str, str]] = (
    ("agent_id", "agent"),
    ("agent_id", "person"),
    ("org_id", "org"),
    ("org_id", "post"),
    ("body_id", "body"),
    ("cited", "title"),
    ("cited", "number"),
)

Addresses = Mapping[str, str]
