"""On what it all rests: the instruments cited most, and the chains of legal bases."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.analytics.prefixes import PREFIXES
from kg.analytics.records import Citation, citations
from kg.analytics.scope import Rows, Scope, ranks
from kg.table import Table

if TYPE_CHECKING:
    from kg.graph.store import GraphStore

_COUNTS = ("cited_by", "basis_of", "citations")
CITED = ("rank", "cited", "number", *_COUNTS, "repealed_by", "cited_after", "read", "iri")
CHAINS = ("place", "instrument", "depth", "basis", "chain", "iri")

_LEGAL = """SELECT DISTINCT ?iri ?title ?number WHERE {
  ?iri a eli:LegalResource . OPTIONAL { ?iri eli:title ?title } OPTIONAL { ?iri eli:number ?number }
}"""

_CARRIED_OUT = """SELECT DISTINCT ?cited ?basis ?e WHERE {
  ?cited eli:based_on ?basis . ?link gov:cited ?cited ; gov:evidence ?e
}"""


def legal_bases(
    store: GraphStore,
    *,
    place: str | None = None,
    instrument: str | None = None,
    top: int | None = None,
    year: int | None = None,
    evidence: bool = False,
) -> Table:
    """List the instruments that are cited, those cited by most first.

    ``cited_by`` counts the distinct instruments that name it, ``basis_of`` those that name it as their basis,
    ``citations`` the distinct statements (an instrument may cite another twice, or in two ways). ``repealed_by``
    names the instruments of the whole store that repeal it; ``cited_after`` counts those instruments, signed on or
    after the day the first of these was signed and not repealing it themselves, that still cite it. ``read`` says
    whether its own text is in the store. ``rank`` is by ``cited_by``, ties sharing the better.

    Args:
        store: the graph.
        place: only citations by instruments of places with this name (or part of a name).
        instrument: only citations by instruments with this number or title (or part of it).
        top: only the first so many rows.
        year: only citations by instruments signed in this year.
        evidence: end every row with the quotes of its citations.

    Returns:
        Columns ``rank, cited, number, cited_by, basis_of, citations, repealed_by, cited_after, read, iri``.

    Raises:
        UnknownNameError: no such place or instrument.
    """
    scope = Scope(store, place, instrument, year)
    names = cited_names(store)
    repeals: defaultdict[str, set[str]] = defaultdict(set)
    for c in citations(Scope(store)):
        if c.relation == "repeals":
            repeals[c.cited].add(c.document)
    of: defaultdict[str, list[Citation]] = defaultdict(list)
    for c in citations(scope):
        of[c.cited].append(c)
    by = {cited: {c.document for c in found} for cited, found in of.items()}
    basis = {cited: {c.document for c in of[cited] if c.relation == "basis"} for cited in of}
    rows = Rows(scope, CITED, evidence)
    order = sorted(of, key=lambda i: (-len(by[i]), -len(basis[i]), -len(of[i]), names[i], i))
    for rank, iri in zip(ranks(len(by[iri]) for iri in order), order, strict=True):
        title, number = names[iri]
        counts = (len(by[iri]), len(basis[iri]), len({c.iri for c in of[iri]}))
        repealing = "、".join(sorted(scope.title(d) or d for d in repeals[iri])) or None
        late = _cited_after(scope, repeals[iri], by[iri]) if repealing else None
        read = iri in scope.instruments
        rows.add(
            (rank, title or number or iri, number or None, *counts, repealing, late, read, iri),
            {c.evidence for c in of[iri]},
        )
    return rows.table(top)


def legal_chains(
    store: GraphStore,
    *,
    place: str | None = None,
    instrument: str | None = None,
    top: int | None = None,
    year: int | None = None,
    evidence: bool = False,
) -> Table:
    """List, for each instrument that was read, what it rests on, directly and through the bases of its bases.

    A row is an instrument and one of its bases; ``depth`` is the least number of steps between them (1: named as
    basis by the instrument itself, 2: basis of one of its bases …), ``chain`` such a way, from the instrument up.
    Only instruments whose text is in the store can lead further, and those whose title says what they carry out
    (贯彻〈…〉的意见). An instrument is no basis of itself.

    Args:
        store: the graph.
        place: only chains from instruments of places with this name (or part of a name).
        instrument: only chains from instruments with this number or title (or part of it).
        top: only the first so many rows.
        year: only chains from instruments signed in this year.
        evidence: end every row with the quotes of the chain's citations.

    Returns:
        Columns ``place, instrument, depth, basis, chain, iri`` (IRI of the basis), the deepest first.

    Raises:
        UnknownNameError: no such place or instrument.
    """
    scope = Scope(store, place, instrument, year)
    names = {iri: title or number or iri for iri, (title, number) in cited_names(store).items()}
    bases: defaultdict[str, set[str]] = defaultdict(set)
    proof: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for c in citations(Scope(store)):
        if c.relation == "basis":
            bases[c.document].add(c.cited)
            proof[c.document, c.cited].add(c.evidence)
    for cited, basis, e in store.select(PREFIXES + _CARRIED_OUT).rows:
        if str(cited) not in scope.instruments:
            bases[str(cited)].add(str(basis))
            proof[str(cited), str(basis)].add(str(e))
    lines = []
    for start in [iri for iri in bases if iri in scope.instruments and scope.takes(iri)]:
        for path in _ways_up(start, bases, names):
            chain = " → ".join(names[iri] for iri in path)
            where = (scope.place(start), names[start])
            quotes = {e for step in pairwise(path) for e in proof[step]}
            lines.append(((*where, len(path) - 1, names[path[-1]], chain, path[-1]), quotes))
    rows = Rows(scope, CHAINS, evidence)
    for cells, quotes in sorted(lines, key=lambda line: (-line[0][2], *map(str, line[0]))):
        rows.add(cells, quotes)
    return rows.table(top)


def _ways_up(start: str, bases: dict[str, set[str]], names: dict[str, str]) -> Iterable[tuple[str, ...]]:
    """Breadth first: a shortest way to each basis, the first by name among equal ones."""
    seen: set[str] = {start}
    queue: deque[tuple[str, ...]] = deque([(start,)])
    while queue:
        path = queue.popleft()
        for basis in sorted(bases.get(path[-1], ()), key=lambda i: (names[i], i)):
            if basis not in seen:
                seen.add(basis)
                queue.append(longer := (*path, basis))
                yield longer


def _cited_after(scope: Scope, repealing: set[str], citing: set[str]) -> int:
    days = {d: scope.instruments[d].date for d in repealing | citing}
    first = min((day for d in repealing if (day := days[d])), default=None)
    if first is None:
        return 0
    return sum((days[d] or "") >= first for d in citing - repealing)


def cited_names(store: GraphStore) -> dict[str, tuple[str, str]]:
    """Title and number of each instrument, of several the longest; empty for none."""
    names: dict[str, tuple[str, str]] = {}
    for iri, *found in store.select(PREFIXES + _LEGAL).rows:
        old = names.get(str(iri), ("", ""))
        title, number = (
            max(a, str(b or ""), key=lambda n: (len(n), n)) for a, b in zip(old, found, strict=True)
        )
        names[str(iri)] = title, number
    return names
