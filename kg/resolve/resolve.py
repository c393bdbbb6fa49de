"""Resolves a set of sources: the place of each instrument first, then its names, then labels over all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.errors import KgError
from kg.facts import CitationFact, InstrumentFacts, SourceFacts
from kg.resolve.decisions import NO_DECISIONS, Decisions
from kg.resolve.divisions import complete
from kg.resolve.instrument import resolve_instrument
from kg.resolve.instruments import InstrumentIndex
from kg.resolve.labels import fullest
from kg.resolve.model import Identity, InstrumentResolution, Level, Place, Resolution
from kg.resolve.names import compact
from kg.resolve.places import full_form, place_of_issuer
from kg.resolve.settle import members, settle


def resolve(
    sources: Sequence[SourceFacts], decisions: Decisions = NO_DECISIONS, jurisdiction: str | None = None
) -> Resolution:
    """Decides which printed names denote the same body, person, post, group or instrument.

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
    homes = [_homes(source, given) for source in sources]
    placed = [
        (instrument, place)
        for source, places in zip(sources, homes, strict=True)
        for instrument, place in zip(source.instruments, places, strict=True)
    ]
    index = InstrumentIndex(
        ((instrument.document, place) for instrument, place in placed),
        (
            (fact, place)
            for instrument, place in placed
            for fact in instrument.facts
            if isinstance(fact, CitationFact)
        ),
    )
    resolved = tuple(
        (
            source,
            tuple(
                resolve_instrument(instrument, place, index)
                for instrument, place in zip(source.instruments, places, strict=True)
            ),
        )
        for source, places in zip(sources, homes, strict=True)
    )
    settled = iter(settle([i for _, instruments in resolved for i in instruments], decisions))
    resolved = tuple((source, tuple(next(settled) for _ in instruments)) for source, instruments in resolved)
    labels = fullest(_forms(resolved))
    return Resolution(resolved, labels, members(labels))


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


def _homes(source: SourceFacts, given: Place | None = None) -> list[Place]:
    """The place of each instrument: its issuer's, else its title's, else the file's only one, else the given, else unknown."""
    found = [_stated_place(instrument) for instrument in source.instruments]
    stated = [place for place in found if place]
    only = {full_form(place, stated) for place in stated}
    default = next(iter(only)) if len(only) == 1 else None
    return [
        full_form(place, stated)
        if place
        else default or given or Place((), Level.UNKNOWN, f"{source.name}/{source.sha256}/{n}")
        for n, place in enumerate(found)
    ]


def _stated_place(instrument: InstrumentFacts) -> Place | None:
    for text in (*instrument.document.issuers, instrument.document.title):
        if place := place_of_issuer(compact(text)):
            return complete(place)
    return None


def _forms(
    resolved: Sequence[tuple[SourceFacts, Sequence[InstrumentResolution]]],
) -> Iterator[tuple[Identity, str]]:
    """Every identity with every form it is printed in."""
    for _, instruments in resolved:
        for instrument in instruments:
            for name, identity in instrument.names():
                yield identity, name
