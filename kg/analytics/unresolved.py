"""Names that may denote the same and were kept apart: what a person could decide."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import combinations
from typing import TYPE_CHECKING

from kg.analytics.functions import function_of
from kg.analytics.prefixes import PREFIXES
from kg.analytics.scope import Rows, Scope
from kg.resolve.coordination import is_subsequence
from kg.table import Table

if TYPE_CHECKING:
    from kg.graph.store import GraphStore

COLUMNS = ("place", "kind", "name", "other", "reason", "likeness", "mentions", "iri", "other_iri")
_LEAST = 0.75  # likeness of two names
_SHORTEST = 2  # characters of a function; a single one is in many names

_AGENTS = """SELECT DISTINCT ?agent ?kind ?where WHERE {
  VALUES (?class ?kind) { (gov:PublicBody "body") (gov:CoordinatingBody "group") (foaf:Person "official") }
  ?agent a ?class ; gov:jurisdiction/skos:prefLabel ?where
}"""
_MENTIONS = """SELECT DISTINCT ?document ?e ?agent ?fact WHERE {
  ?fact gov:inDocument ?document ; gov:evidence ?e ; gov:agent|gov:coordinatingBody|org:organization ?agent
}"""


def unresolved(
    store: GraphStore,
    *,
    place: str | None = None,
    instrument: str | None = None,
    top: int | None = None,
    evidence: bool = False,
) -> Table:
    """List pairs of bodies, coordinating bodies or persons of one place with like names that are two nodes.

    ``reason`` is ``same name`` (two nodes print alike: persons whose posts do not fit, or bodies told apart by their
    instrument), ``short form`` (all characters of one name stand in the other in the same order, and both end
    alike) or ``similar``. ``likeness`` is 1 for the same name, else twice the number of characters in common runs
    divided by all characters of the two names (Ratcliff and Obershelp), both without their place and with
    abbreviations written out; pairs below 0.75 are left out. ``mentions`` counts the facts that name the one of
    the two that is named less.

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
    lines = []
    for (where, kind), agents in groups.items():
        for one, other, reason, likeness in _near(scope, where, kind, sorted(agents)):
            a, b = sorted((one, other), key=lambda i: (-facts[i], scope.name(i), i))
            cells = (where, kind, scope.name(a), scope.name(b), reason, round(likeness, 4), facts[b], a, b)
            order = (-likeness, -facts[b], *map(str, cells))
            lines.append((order, cells, proof[a] | proof[b]))
    for _, cells, quotes in sorted(lines, key=lambda line: line[0]):
        rows.add(cells, quotes)
    return rows.table(top)


def _near(scope: Scope, where: str, kind: str, agents: list[str]) -> Iterator[tuple[str, str, str, float]]:
    names = {agent: scope.name(agent) for agent in agents}
    if kind == "official":
        for one, other in combinations(agents, 2):
            if names[one] == names[other]:
                yield one, other, "same name", 1.0
        return
    functions = {agent: function_of(names[agent], where) for agent in agents}
    characters = {agent: Counter(function) for agent, (_, function) in functions.items()}
    for one, other in combinations(agents, 2):
        (level, a), (other_level, b) = functions[one], functions[other]
        if level != other_level or min(len(a), len(b)) < _SHORTEST:
            continue
        if a == b:
            yield one, other, "same name", 1.0
            continue
        # No likeness is above what the common characters allow: most pairs are passed over by this alone.
        common = (characters[one] & characters[other]).total()
        if 2 * common < _LEAST * (len(a) + len(b)):
            continue
        likeness = SequenceMatcher(None, a, b, autojunk=False).ratio()
        if likeness >= _LEAST:
            short, long = sorted((a, b), key=len)
            reason = "short form" if a[-1] == b[-1] and is_subsequence(short, long) else "similar"
            yield one, other, reason, likeness
