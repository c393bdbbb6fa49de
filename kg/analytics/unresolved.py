"""Names that may denote the same and were kept apart: what a person could decide."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from kg.analytics.functions import function_of
from kg.analytics.near import misprints, near_names
from kg.analytics.prefixes import PREFIXES
from kg.analytics.scope import Rows, Scope
from kg.resolve.instruments import folded_title
from kg.table import Table

if TYPE_CHECKING:
    from kg.graph.store import GraphStore

COLUMNS = ("place", "kind", "name", "other", "reason", "likeness", "mentions", "iri", "other_iri")
_SHORTEST = 2  # characters of a function; a single one is in many names

_AGENTS = """SELECT DISTINCT ?agent ?kind ?where WHERE {
  VALUES (?class ?kind) { (gov:PublicBody "body") (gov:CoordinatingBody "group") (foaf:Person "official") }
  ?agent a ?class ; gov:jurisdiction/skos:prefLabel ?where
}"""
_MENTIONS = """SELECT DISTINCT ?document ?e ?agent ?fact WHERE {
  ?fact gov:inDocument ?document ; gov:evidence ?e ; gov:agent|gov:coordinatingBody|org:organization ?agent
}"""
_TITLES = """SELECT DISTINCT ?document ?e ?cited ?title ?place WHERE {
  ?fact gov:cited ?cited ; gov:citedTitle ?title ; gov:inDocument ?document ; gov:evidence ?e .
  ?document gov:jurisdiction/skos:prefLabel ?place
}"""
_Line = tuple[tuple[object, ...], tuple[object, ...], set[str]]


def unresolved(
    store: GraphStore,
    *,
    place: str | None = None,
    instrument: str | None = None,
    top: int | None = None,
    evidence: bool = False,
) -> Table:
    """List pairs of bodies, coordinating bodies, persons or cited titles of one place that are alike and two nodes.

    ``reason`` is ``same name`` (two nodes print alike: persons whose posts do not fit, or bodies told apart by their
    instrument), ``short form`` (all characters of one name stand in the other in the same order, and both end
    alike), ``similar``, or ``misprint`` (titles of cited instruments that one character tells apart, if it is no figure
    and not in a place's name). ``likeness`` is 1 for the same name, else twice the number of characters that both have
    in the same order divided by all characters of the two (indel similarity, RapidFuzz), names without their place
    and with abbreviations written out; pairs below 0.75 are left out, short forms below 0.5. Nothing is merged by
    likeness. ``mentions`` counts the facts that name the one of the two that is named less.

    Args:
        store: the graph.
        place: only names in instruments of places with this name (or part of a name).
        instrument: only names in instruments with this number or title (or part of it).
        top: only the first so many rows.
        evidence: end every row with the quotes that name either.

    Returns:
        Columns ``place, kind, name, other, reason, likeness, mentions, iri, other_iri``, the likest first.

    Raises:
        UnknownNameError: no such place or instrument.
    """
    scope = Scope(store, place, instrument)
    facts: Counter[str] = Counter()
    proof: defaultdict[str, set[str]] = defaultdict(set)
    for _, e, agent, _ in scope.rows(_MENTIONS):
        facts[str(agent)] += 1
        proof[str(agent)].add(str(e))
    groups: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for agent, kind, where in store.select(PREFIXES + _AGENTS).rows:
        if str(agent) in facts:
            groups[str(where), str(kind)].append(str(agent))
    rows = Rows(scope, COLUMNS, evidence)
    lines: list[_Line] = list(_misprinted(scope, facts, proof))
    for (where, kind), agents in groups.items():
        for one, other, reason, likeness in _near(scope, where, kind, sorted(agents)):
            a, b = sorted((one, other), key=lambda i: (-facts[i], scope.name(i), i))
            said = (where, kind, scope.name(a), scope.name(b), reason, round(likeness, 4), facts[b], a, b)
            lines.append(((-likeness, -facts[b], *map(str, said)), said, proof[a] | proof[b]))
    for _, cells, quotes in sorted(lines, key=lambda line: line[0]):
        rows.add(cells, quotes)
    return rows.table(top)


def _near(scope: Scope, where: str, kind: str, agents: list[str]) -> Iterator[tuple[str, str, str, float]]:
    names = {agent: scope.name(agent) for agent in agents}
    if kind == "official":
        same: defaultdict[str, list[str]] = defaultdict(list)
        for agent in agents:
            same[names[agent]].append(agent)
        for equal in same.values():
            for one, other in combinations(equal, 2):
                yield one, other, "same name", 1.0
        return
    levels: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for agent in agents:
        level, function = function_of(names[agent], where)
        if len(function) >= _SHORTEST:
            levels[level][agent] = function
    for functions in levels.values():
        yield from near_names(functions)


def _misprinted(scope: Scope, facts: Counter[str], proof: dict[str, set[str]]) -> Iterator[_Line]:
    """Cited titles of one place that one character tells apart."""
    titles: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for _, e, cited, title, place in scope.rows(_TITLES):
        iri = str(cited)
        facts[iri] += 1
        proof[iri].add(str(e))
        titles[str(place)].setdefault(iri, str(title))
    for where, printed in titles.items():
        folded = {iri: folded_title(title) for iri, title in printed.items()}
        for one, other, likeness in misprints(folded):
            a, b = sorted((one, other), key=lambda i: (-facts[i], printed[i], i))
            cells = (
                where,
                "instrument",
                printed[a],
                printed[b],
                "misprint",
                round(likeness, 4),
                facts[b],
                a,
                b,
            )
            yield (-likeness, -facts[b], *map(str, cells)), cells, proof[a] | proof[b]
