"""Build the compact text of an instrument from source lines, with the map back to the source."""

from __future__ import annotations

import re

from kg.structure.model import Line, TextMap

_BETWEEN = re.compile(r"[\s\u3000\u200b\ufeff*]")
_WORD = re.compile(r"[^\s\u3000\u200b\ufeff*]+")  # * is a mark-up or footnote asterisk, never part of a name


class CompactText:
    """Grows by lines; knows for each piece where it came from."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._compact: list[int] = []
        self._source: list[int] = []
        self._length = 0

    @property
    def length(self) -> int:
        """Number of characters so far."""
        return self._length

    def add_line(self, line: Line, *, joined: bool) -> int:
        """Add a line; a ``joined`` line continues the paragraph of the line before.

        Returns:
            The offset at which the line's first character stands.
        """
        text = line.text
        before = self._pieces[-1][-1:] if joined and self._pieces else ""
        begin = self._length
        if not _BETWEEN.search(text):
            self._add_word(text, line.start, before)
        elif "\t" in text:
            self._add_row(line)
        else:
            self._add_words(text, line.start, before)
        return begin

    def end_paragraph(self) -> None:
        """Separate what follows from what stands before."""
        self._separator("\n")

    def finish(self) -> tuple[str, TextMap]:
        """Give the text and its map."""
        return "".join(self._pieces), TextMap(tuple(self._compact), tuple(self._source))

    def _add_row(self, line: Line) -> None:
        at = line.start
        for n, cell in enumerate(line.text.split("\t")):
            if n:
                self._separator("\t")
            self._add_words(cell, at, "")
            at += len(cell) + 1

    def _add_words(self, text: str, offset: int, before: str) -> None:
        for match in _WORD.finditer(text):
            word = match.group()
            self._add_word(word, offset + match.start(), before)
            before = word[-1]

    def _add_word(self, word: str, offset: int, before: str) -> None:
        if before.isascii() and before.isalpha() and word[0].isascii() and word[0].isalpha():
            self._separator(" ")
        self._compact.append(self._length)
        self._source.append(offset)
        self._pieces.append(word)
        self._length += len(word)

    def _separator(self, mark: str) -> None:
        self._pieces.append(mark)
        self._length += 1
