"""Instruments with paragraphs, sections and table rows, in one compact text that maps back to the source.

An instrument's ``text`` is what a reader would read: hard-wrapped lines rejoined, white space inside lines
removed (a single space stays between two Latin words, a tab between the cells of a table row), page furniture
left out, paragraphs separated by one line feed. All offsets of paragraphs, sections and cells count characters
of this text; :meth:`Instrument.evidence` maps a span back to the source.

What there are thousands of in one document (lines, paragraphs, sections, cells) are named tuples: making one takes a
third of the time that a frozen dataclass takes.

Invariant: every character of ``text`` except separators (line feeds, added spaces) is a character of the source,
in the same order.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

from kg.evidence import Evidence
from kg.sources.model import SourceText


class Line(NamedTuple):
    """One non-blank printed line: its stripped span in the source and what surrounds it (a tuple: there are many).

    ``width`` and ``indent`` count half-width columns (a Chinese character takes two); ``blank_before`` is the number
    of blank lines above it.
    """

    start: int
    end: int
    text: str
    width: int
    blank_before: int
    indent: int = 0


class LabelKind(StrEnum):
    """The kinds of labels that number the parts of an instrument."""

    CHAPTER = "chapter"  # 第一章
    DIVISION = "division"  # 第一节
    ARTICLE = "article"  # 第一条
    CHINESE = "chinese"  # 一、
    CHINESE_PAREN = "chinese_paren"  # （一）
    DECIMAL = "decimal"  # 2.1.1
    ARABIC = "arabic"  # 1.
    ARABIC_PAREN = "arabic_paren"  # （1）
    CIRCLED = "circled"  # ①
    ANNEX = "annex"  # 附件1


class Label(NamedTuple):
    """The number in front of a paragraph; ``depth`` is the number of parts of a decimal label, else 1."""

    text: str
    kind: LabelKind
    depth: int = 1


class Paragraph(NamedTuple):
    """A logical paragraph: ``text[start:end]`` of its instrument; ``body`` is where the text after the label begins.

    ``lines`` are the printed lines it was rejoined from; ``section`` is the index of the innermost section it
    stands in (for a heading: its own section), or -1 outside of all sections.
    """

    start: int
    end: int
    body: int
    label: Label | None
    lines: tuple[Line, ...]
    section: int
    is_row: bool = False  # a table row that kept its tabs


class Section(NamedTuple):
    """A numbered part: its heading paragraph and the half-open range of paragraphs it spans (heading included).

    ``parent`` is the index of the enclosing section or -1; ``level`` is 0 for the outermost.
    """

    heading: int
    first: int
    last: int
    parent: int
    level: int
    label: Label


class Cell(NamedTuple):
    """One cell of a table row: a span of the instrument's text (empty cells have ``start == end``)."""

    start: int
    end: int
    text: str

    @property
    def compact(self) -> str:
        """The text without white space."""
        return "".join(self.text.split())


@dataclass(frozen=True, slots=True)
class Table:
    """A table that kept its tabs: the indexes of its row paragraphs and the cells of each row, header first."""

    paragraphs: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class TextMap:
    """Piecewise map from offsets of a compact text to offsets of the source (parallel arrays, ascending)."""

    compact: tuple[int, ...]
    source: tuple[int, ...]

    def to_source(self, offset: int) -> int:
        """Map the offset of a character of the compact text to the source."""
        k = bisect_right(self.compact, offset) - 1
        return self.source[k] + offset - self.compact[k]

    def span_of(self, start: int, end: int) -> tuple[int, int]:
        """Map a source span that :meth:`to_source` gave back to the compact text."""
        return self._to_compact(start), self._to_compact(end - 1) + 1

    def _to_compact(self, offset: int) -> int:
        k = max(0, bisect_right(self.source, offset) - 1)
        return self.compact[k] + offset - self.source[k]


@dataclass(frozen=True, slots=True)
class Header:
    """What the opening and the signature of an instrument say; spans are in the instrument's text.

    ``date`` is the date of signature, ``YYYY-MM-DD``. ``opening_end`` is the index of the first paragraph after
    title, number and recipients.
    """

    title: str
    title_start: int
    title_end: int
    number: str | None
    issuers: tuple[str, ...]
    date: str | None
    recipients: str | None
    opening_end: int


_START = attrgetter("start")


@dataclass(frozen=True, slots=True, eq=False)
class Instrument:
    """One instrument of a source, equal to itself only: what was found in it may be kept by it."""

    source: SourceText
    text: str
    text_map: TextMap
    header: Header
    paragraphs: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    first_line: int
    last_line: int

    def evidence(self, start: int, end: int) -> Evidence:
        """Give the source evidence of ``text[start:end]``; separators at its ends are left out.

        Raises:
            ValueError: if nothing but separators is left.
        """
        text = self.text
        while start < end and text[start] in "\n\t ":
            start += 1
        while end > start and text[end - 1] in "\n\t ":
            end -= 1
        if start >= end:
            raise ValueError(f"{self.source.name}: empty span")
        return self.source.evidence(self.text_map.to_source(start), self.text_map.to_source(end - 1) + 1)

    def paragraph_at(self, offset: int) -> int:
        """Give the index of the paragraph that holds an offset of the text."""
        return bisect_right(self.paragraphs, offset, key=_START) - 1

    def paragraph_text(self, index: int) -> str:
        """Give the text of a paragraph after its label."""
        paragraph = self.paragraphs[index]
        return self.text[paragraph.body : paragraph.end]

    def ancestors(self, section: int) -> list[int]:
        """Give the indexes of a section and its enclosing sections, innermost first."""
        chain = []
        while section >= 0:
            chain.append(section)
            section = self.sections[section].parent
        return chain
