"""What stands on the lines of an instrument, cut at spaces."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.structure.lines import width
from kg.structure.model import Instrument

_PIECE = re.compile(r"\S+")


class Piece(NamedTuple):
    """A run of characters without a space: its text and its span in the instrument's text.

    ``opens`` tells whether it begins its line.
    """

    text: str
    start: int
    end: int
    opens: bool

    @property
    def width(self) -> int:
        """Count the half-width columns it takes: few pieces are ever asked."""
        return width(self.text)


def pieces_of(instrument: Instrument) -> list[Piece]:
    """Cut the lines of an instrument, rows that kept their tabs left out."""
    spans = instrument.text_map.span_of
    return [
        Piece(
            match.group(),
            *spans(line.start + match.start(), line.start + match.end()),
            match.start() == 0,
        )
        for paragraph in instrument.paragraphs
        if not paragraph.is_row
        for line in paragraph.lines
        for match in _PIECE.finditer(line.text)
    ]
