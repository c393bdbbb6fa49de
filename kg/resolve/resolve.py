"""Resolves sources: each alone, then what only a view over all can tell (titles, names of a place), then each again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.errors import KgError
from kg.facts import SourceFacts
from kg.resolve.decisions import NO_DECISIONS, Decisions
from kg.resolve.divisions import complete
from kg.resolve.homes import homes
from kg.resolve.instrument import carried_out_by, citations_of, names_of, resolve_instrument
from kg.resolve.instruments import Claim, InstrumentIndex, Title, asked, claims
from kg.resolve.model import InstrumentNames, InstrumentResolution, Name, Place, Resolution
from kg.resolve.names import compact
from kg.resolve.places import place_of_issuer
from kg.resolve.settle import Settled, settle_all, with_settled
from kg.uncollected import uncollected


@dataclass(frozen=True, slots=True)
class Census:
    """All that the resolution of other documents needs to know of one; each entry once."""

    claims: tuple[Claim, ...]  # what it says of titles
    names: tuple[Name, ...]
    asked: tuple[Title, ...]  # titles it wants to know the instruments of


def take_census(source: SourceFacts, given: Place | None = None) -> Census:
    """Gives what one document says and asks; looks at no other.

    Args:
        source: what was read from it.
        given: the place of documents that state none.
    """
    return census_of(source, read_names(source, given))


def read_names(source: SourceFacts, given: Place | None) -> tuple[InstrumentNames, ...]:
    """Gives what the names in the instruments of one document denote as far as it tells; looks at no other."""
    return tuple(map(names_of, source.instruments, homes(source, given)))


def census_of(source: SourceFacts, read: Sequence[InstrumentNames]) -> Census:
    """Gives what one document says and asks; ``read`` is what :func:`read_names` gives for it."""
    found: dict[Claim, None] = {}
    titles: dict[Title, None] = {}
    names: dict[Name, None] = {}
    for instrument, named in zip(source.instruments, read, strict=True):
        citations = citations_of(instrument)
        found |= dict.fromkeys(claims(instrument.document, citations, named.place))
        cited = (*citations.values(), *carried_out_by(citations.values()).values())
        titles |= dict.fromkeys(title for full in cited for title in asked(full, named.place))
        names |= dict.fromkeys(named.all())
    return Census(tuple(found), tuple(names), tuple(titles))


def agreed(all_claims: Iterable[Claim]) -> Mapping[Title, str | None]:
    """Gives the key of each title; None for a title that denotes several instruments."""
    keys: dict[Title, str | None] = {}
    for claim in all_claims:
        if keys.setdefault(claim.title, claim.key) != claim.key:
            keys[claim.title] = None
    return keys


def resolve_source(
    source: SourceFacts,
    given: Place | None,
    titles: Mapping[Title, str | None],
    settled: Mapping[Name, Settled],
) -> tuple[InstrumentResolution, ...]:
    """Gives the identities in the instruments of one document, in their order.

    Args:
        source: what was read from it.
        given: the place of documents that state none.
        titles: what :func:`agreed` gives, at least for the titles that its census asks.
        settled: what its names denote, at least for the names of its census.
    """
    return resolve_read(source, read_names(source, given), titles, settled)


def resolve_read(
    source: SourceFacts,
    read: Sequence[InstrumentNames],
    titles: Mapping[Title, str | None],
    settled: Mapping[Name, Settled],
) -> tuple[InstrumentResolution, ...]:
    """Gives what :func:`resolve_source` gives; ``read`` is what :func:`read_names` gives for the document."""
    index = InstrumentIndex(titles)
    return tuple(
        resolve_instrument(instrument, with_settled(named, settled), index)
        for instrument, named in zip(source.instruments, read, strict=True)
    )


@uncollected
def resolve(
    sources: Sequence[SourceFacts], decisions: Decisions = NO_DECISIONS, jurisdiction: str | None = None
) -> Resolution:
    """Decides which printed names denote the same body, person, post, group or instrument; all in memory.

    The steps are those of a build, which takes them document by document: census of each document, then what only a
    view over all of them can tell, then each document again.

    Args:
        sources: what was read, in any order: the outcome for one source does not depend on it.
        decisions: the user's own, which win over the rules.
        jurisdiction: the name of the place of documents that state none (甲市乙区).

    Returns:
        The identities in every instrument, in the order of ``sources``. Bodies of different places never meet,
        but by decision.

    Raises:
        DecisionsError: a decision names what no document names, or is not clear.
        JurisdictionError: the jurisdiction is no name of a place.
    """
    given = named_place(jurisdiction) if jurisdiction else None
    read = [read_names(source, given) for source in sources]
    counted = list(map(census_of, sources, read))
    titles = agreed(claim for census in counted for claim in census.claims)
    settled = settle_all((name for census in counted for name in census.names), decisions)
    return Resolution(
        tuple(
            (source, resolve_read(source, names, titles, settled))
            for source, names in zip(sources, read, strict=True)
        ),
        dict(label for found in settled.values() for label in found.labels),
        {found.identity: found.members for found in settled.values() if found.members},
    )


class JurisdictionError(KgError):
    """The name of a jurisdiction that cannot be read as a place."""

    exit_status = 2


def named_place(name: str) -> Place:
    """Gives the place a user names: 甲省, 甲市乙区, 乙县, 国家.

    Raises:
        JurisdictionError: it is no name of a place.
    """
    text = compact(name)
    place = place_of_issuer(text) or place_of_issuer(f"{text}人民政府")
    if place is None:
        raise JurisdictionError(f"{name}: not the name of a place; give one such as 甲省, 甲市乙区 or 乙县")
    return complete(place)
