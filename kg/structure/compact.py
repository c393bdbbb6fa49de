"""Build the compact text of an instrument from source lines, with the map back to the source."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.structure.model import Line, TextMap

_BETWEEN = re.compile(r"[\s\u3000\u200b\ufeff*]")
_WORD = re.compile(r"[^\s\u3000\u200b\ufeff*]+")  # * is a mark-up or footnote asterisk, never part of a name


class CompactText:
    """Grows by paragraphs; knows for each piece where it came from.

    ``length`` is the number of characters so far.
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._compact: list[int] = []
        self._source: list[int] = []
        self.length = 0

    def add_paragraph(self, lines: Sequence[Line]) -> tuple[int, int]:
        """Add the lines of a paragraph, and a line feed behind it; gives its span."""
        begin = self.length
        before = ""  # the last character, where a word of letters may go on
        for line in lines:
            text = line.text
            if not _BETWEEN.search(text):
                before = self._add_word(text, line.start, before)
            elif "\t" in text:
                before = self._add_row(line)
            else:
                before = self._add_words(text, line.start, before)
        end = self.length
        self._separator("\n")
        return begin, end

    def finish(self) -> tuple[str, TextMap]:
        """Give the text and its map."""
        return "".join(self._pieces), TextMap(tuple(self._compact), tuple(self._source))

    def _add_row(self, line: Line) -> str:
        at = line.start
        last = ""
        for n, cell in enumerate(line.text.split("\t")):
            if n:
                self._separator("\t")
                last = "\t"
            last = self._add_words(cell, at, "") or last
            at += len(cell) + 1
        return last

    def _add_words(self, text: str, offset: int, before: str) -> str:
        for match in _WORD.finditer(text):
            before = self._add_word(match.group(), offset + match.start(), before)
        return before

    def _add_word(self, word: str, offset: int, before: str) -> str:
        """Add a word; gives its last character."""
        if "A" <= before <= "z" and "A" <= word[0] <= "z" and before.isalpha() and word[0].isalpha():
            self._separator(" ")
        self._compact.append(self.length)
        self._source.append(offset)
        self._pieces.append(word)
        self.length += len(word)
        return word[-1]

    def _separator(self, mark: str) -> None:
        self._pieces.append(mark)
        self.length += 1
