"""Everything there is to draw, read from the store once: things, the facts about them, the links between them.

All views and all pages of the site choose from this. A link is what a picture shows as a line; every link that was
read from a document knows its facts, and every fact its sentence.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.analytics.facts import fact_rows
from kg.analytics.labels import agent_labels, instrument_places
from kg.analytics.prefixes import PREFIXES
from kg.export.html.levels import level_of_title

if TYPE_CHECKING:
    from kg.graph.store import GraphStore

_NAMES = """SELECT DISTINCT ?iri ?kind ?name WHERE {
  VALUES (?class ?kind) { (gov:CoordinatingBody "coordinating") (gov:PublicBody "body") (gov:BodyGroup "group")
    (foaf:Person "person") (org:Post "post") }
  ?iri a ?class ; skos:prefLabel|skos:altLabel ?name }"""
_INSTRUMENTS = """SELECT DISTINCT ?iri ?title ?number ?date WHERE { ?iri a eli:LegalResource
  OPTIONAL { ?iri eli:title ?title } OPTIONAL { ?iri eli:number ?number } OPTIONAL { ?iri eli:date_document ?date } }"""
_POSTS = "SELECT DISTINCT ?fact ?post WHERE { ?fact gov:post ?post }"
_LEVELS = "SELECT DISTINCT ?iri ?level WHERE { ?iri a gov:Instrument ; gov:jurisdiction/gov:level ?level }"

_SIGNS = {">=": "≥ ", "<=": "≤ ", ">": "> ", "<": "< "}
Fact = Mapping[str, Any]
# Every kind of fact that links things; where a bare name stands in a text (mentions) is left to `kg show`.
DRAWN = ("document", "role", "duty", "target", "citation", "person", "member", "milestone")
TASK_ROLES = ("lead", "responsible", "support", "overseer")


@dataclass(frozen=True, slots=True)
class Thing:
    """A node. ``name`` is the usual printed name, ``full`` the fullest one, ``others`` all other ones.

    ``document`` is the instrument a task or target stands in; ``year`` and ``level`` are an instrument's.
    """

    iri: str
    kind: str
    name: str
    full: str
    others: tuple[str, ...] = ()
    place: str = ""
    document: str = ""
    year: str = ""
    level: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """``start`` ``role`` ``end``, with the indexes of the facts that say so; ``word`` is a post's title."""

    start: str
    role: str
    end: str
    facts: tuple[int, ...]
    word: str = ""


@dataclass(frozen=True, slots=True)
class Atlas:
    """The whole graph for drawing; ``about`` are the indexes of the facts that name a thing, in source order."""

    things: Mapping[str, Thing]
    facts: Sequence[Fact]
    links: Sequence[Link]
    about: Mapping[str, Sequence[int]]

    def of_kind(self, *kinds: str) -> Iterator[Thing]:
        """The things of these kinds."""
        return (thing for thing in self.things.values() if thing.kind in kinds)

    def links_by_end(self) -> dict[str, list[Link]]:
        """The links of each thing, at either end."""
        links: defaultdict[str, list[Link]] = defaultdict(list)
        for link in self.links:
            links[link.start].append(link)
            links[link.end].append(link)
        return links


def read_atlas(store: GraphStore) -> Atlas:
    """Read the store once."""
    facts = fact_rows(store, types=DRAWN)
    places = {iri: place.name for iri, place in instrument_places(store).items()}
    posts = {str(fact): str(post) for fact, post in store.select(PREFIXES + _POSTS).rows}
    things = dict(_instruments(store, places))
    things |= _agents(store, facts, places)
    for fact in facts:
        if fact.get("task_id") and fact.get("task"):
            iri, text = str(fact["task_id"]), str(fact["task"])
            place = places.get(str(fact["document"]), "")
            things.setdefault(iri, Thing(iri, "task", text, text, (), place, str(fact["document"])))
        if fact["type"] == "target":
            sign = _SIGNS.get(str(fact["op"]), "")
            text = f"{fact['indicator']} {sign}{fact['value'] or ''}{fact['unit'] or ''}"
            things[str(fact["iri"])] = Thing(
                str(fact["iri"]),
                "target",
                text,
                text,
                place=places.get(str(fact["document"]), ""),
                document=str(fact["document"]),
                year=str(fact["by"] or "")[:4],
            )
    about: defaultdict[str, list[int]] = defaultdict(list)
    tally: dict[tuple[str, str, str, str], dict[int, None]] = {}
    for index, fact in enumerate(facts):
        named = {fact.get(key) for key in ("agent_id", "task_id", "org_id", "body_id", "cited")}
        named |= {posts.get(str(fact["iri"])), fact["iri"] if fact["type"] == "target" else None}
        if fact["type"] in {"document", "citation"}:
            named.add(fact["document"])
        for iri in sorted(str(one) for one in named if one in things):
            about[iri].append(index)
        for start, role, end, word in _links(fact, posts):
            if start in things and end in things and start != end:
                tally.setdefault((start, role, end, word), {})[index] = None
    links = [Link(start, role, end, tuple(found), word) for (start, role, end, word), found in tally.items()]
    return Atlas(things, facts, links, dict(about))


def _links(fact: Fact, posts: Mapping[str, str]) -> Iterator[tuple[str, str, str, str]]:
    document = str(fact["document"])
    match fact["type"]:
        case "role":
            yield str(fact["agent_id"]), str(fact["role"]), str(fact["task_id"]), ""
            yield str(fact["task_id"]), "in", document, ""
        case "target":
            yield str(fact["iri"]), "in", document, ""
            if fact["task_id"]:
                yield str(fact["iri"]), "in", str(fact["task_id"]), ""
        case "citation":
            yield document, str(fact["relation"]), str(fact["cited"]), ""
        case "person":
            # The body where it is known, so that a body's people stand around it; else the post alone.
            end = fact["org_id"] or posts.get(str(fact["iri"]))
            yield (
                str(fact["agent_id"]),
                str(fact["event"]),
                str(end),
                str(fact["title"] or fact["post"] or ""),
            )
        case "member":
            yield str(fact["agent_id"]), str(fact["role"]), str(fact["body_id"]), ""
        case "milestone":
            yield str(fact["task_id"]), "in", document, ""


def _agents(store: GraphStore, facts: Iterable[Fact], places: Mapping[str, str]) -> dict[str, Thing]:
    """Bodies, groups, persons and posts; an agent stands in the place whose instruments name it most often."""
    kinds: dict[str, str] = {}
    names: defaultdict[str, set[str]] = defaultdict(set)
    for iri, kind, name in store.select(PREFIXES + _NAMES).rows:
        names[str(iri)].add(str(name))
        if kinds.get(str(iri)) != "coordinating":
            kinds[str(iri)] = str(kind)
    printed: defaultdict[str, Counter[str]] = defaultdict(Counter)
    homes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for fact in facts:
        for key, name in (
            ("agent_id", "agent"),
            ("agent_id", "person"),
            ("org_id", "org"),
            ("body_id", "body"),
        ):
            if fact.get(key) and fact.get(name):
                printed[str(fact[key])][str(fact[name])] += 1
                homes[str(fact[key])][places.get(str(fact["document"]), "")] += 1
    full = agent_labels(store)
    things = {}
    for iri in sorted(kinds):
        main = full.get(iri) or max(names[iri], key=lambda n: (len(n), n))
        usual = min(printed[iri], key=lambda n: (-printed[iri][n], n), default=main)
        home = min(homes[iri], key=lambda n: (-homes[iri][n], n), default="")
        others = tuple(sorted((names[iri] | set(printed[iri])) - {main, usual}))
        things[iri] = Thing(iri, kinds[iri], usual, main, others, home)
    return things


def _instruments(store: GraphStore, places: Mapping[str, str]) -> Iterator[tuple[str, Thing]]:
    levels = {str(iri): str(level) for iri, level in store.select(PREFIXES + _LEVELS).rows}
    said: defaultdict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for iri, title, number, date in store.select(PREFIXES + _INSTRUMENTS).rows:
        said[str(iri)].append((str(title or ""), str(number or ""), str(date or "")))
    for iri, rows in sorted(said.items()):
        titles, numbers, dates = (
            sorted({value for value in column if value}) for column in zip(*rows, strict=True)
        )
        title = max(titles, key=lambda n: (len(n), n), default="")
        number = numbers[0] if numbers else ""
        name = title or number or iri
        others = tuple(sorted({*titles, *numbers} - {name}))
        level = levels.get(iri, "unknown")
        if level == "unknown":
            level = level_of_title(title, number)
        year = dates[0][:4] if dates else next((n[n.find("〔") + 1 :][:4] for n in numbers if "〔" in n), "")
        yield iri, Thing(iri, "instrument", name, name, others, places.get(iri, ""), iri, year, level)
