"""What stands on the lines of an instrument, cut at spaces."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.structure.model import Instrument

_PIECE = re.compile(r"\S+")
_NARROW = 0x2E80


class Piece(NamedTuple):
    """A run of characters without a space: its text and its span in the instrument's text.

    ``opens`` tells whether it begins its line; ``width`` counts half-width columns.
    """

    text: str
    start: int
    end: int
    opens: bool
    width: int


def pieces_of(instrument: Instrument) -> list[Piece]:
    """Cut the lines of an instrument, rows that kept their tabs left out."""
    spans = instrument.text_map.span_of
    return [
        Piece(
            match.group(),
            *spans(line.start + match.start(), line.start + match.end()),
            match.start() == 0,
            sum(1 if ord(c) < _NARROW else 2 for c in match.group()),
        )
        for paragraph in instrument.paragraphs
        if not paragraph.is_row
        for line in paragraph.lines
        for match in _PIECE.finditer(line.text)
    ]
