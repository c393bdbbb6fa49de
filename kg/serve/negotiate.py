"""Content negotiation: which of the forms on offer a client likes best (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

# media type as asked for -> name of the form; the first of each name is what is answered
RESULTS: Mapping[str, str] = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
GRAPHS: Mapping[str, str] = {
    "text/turtle": "turtle",
    "application/x-turtle": "turtle",
    "application/n-triples": "ntriples",
    "text/plain": "ntriples",
    "application/rdf+xml": "rdfxml",
    "application/ld+json": "jsonld",
    "application/json": "jsonld",
}


def choose(accept: str, offers: Mapping[str, str]) -> str | None:
    """Gives the form with the highest quality; among equals the one named first, then the one offered first.

    Args:
        accept: the ``Accept`` header; empty for anything.
        offers: forms by media type, best first.
    """
    ranges = _ranges(accept) or [("*/*", 1.0)]
    best: tuple[float, int, int] | None = None
    chosen = None
    for at, (type_, form) in enumerate(offers.items()):
        quality, place = _quality(type_, ranges)
        key = (quality, -place, -at)
        if quality > 0 and (best is None or key > best):
            best, chosen = key, form
    return chosen


def _ranges(accept: str) -> list[tuple[str, float]]:
    ranges = []
    for part in accept.split(","):
        type_, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip() == "q":
                try:
                    quality = float(value)
                except ValueError:
                    quality = 0.0
        if type_:
            ranges.append((type_, quality))
    return ranges


def _quality(type_: str, ranges: Sequence[tuple[str, float]]) -> tuple[float, int]:
    """The quality of the most specific range that holds a type, and its place in the header."""
    for wanted in (type_, f"{type_.partition('/')[0]}/*", "*/*"):
        for place, (range_, quality) in enumerate(ranges):
            if range_ == wanted:
                return quality, place
    return 0.0, len(ranges)
