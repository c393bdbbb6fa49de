"""The instrument itself as a fact: title, number, issuers, date of signature."""

from __future__ import annotations

from kg.facts import DocumentFact
from kg.structure.model import Instrument

NAME = "document"


def document_fact(instrument: Instrument) -> DocumentFact:
    """Give the fact that describes an instrument; its evidence is the printed title."""
    header = instrument.header
    return DocumentFact(
        evidence=instrument.evidence(header.title_start, header.title_end),
        pass_name=NAME,
        title=header.title,
        number=header.number,
        issuers=header.issuers,
        date=header.date,
        last_line=instrument.last_line,
    )
