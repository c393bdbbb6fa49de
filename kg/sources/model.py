"""The source text: what a reader makes of a file, and the one coordinate system of everything downstream."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from kg.evidence import Evidence
from kg.sources.privacy import longest_free, personal_numbers

CONTEXT = (
    32  # characters of prefix and suffix kept with a quote, enough to find it again after a re-extraction
)


class SourceError(Exception):
    """A file that cannot be read as a document; the message is one line that names the file."""


class FormatError(ValueError):
    """Bytes that cannot be read as what they are; the message says why and goes behind the file's name."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A part of a file that could not be read: where it is missing from the text (``start:end``), and why."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Stated:
    """What the format itself says of the document, such as the metadata block of a web page, as printed.

    ``title`` is the span of the title in the text; ``date`` the date of signature as ``YYYY-MM-DD``.
    """

    title: tuple[int, int] | None = None
    number: str | None = None
    issuer: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text that a format's reader took out of a file, without the file's name (see :class:`SourceText`)."""

    text: str
    encoding: str
    page_starts: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()
    stated: Stated = Stated()
    wrapped: bool = True


@dataclass(frozen=True)
class SourceText:
    """The text of one file as read, kept unchanged: all offsets of the system refer to ``text``.

    ``page_starts`` holds the offset of each page's first character for paged formats, else nothing. ``wrapped``
    tells whether a line is a printed line (a paragraph may run over several) or, in formats that keep paragraphs,
    a paragraph.
    """

    name: str
    text: str
    sha256: str
    encoding: str
    page_starts: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()
    stated: Stated = Stated()
    wrapped: bool = True

    @cached_property
    def personal_numbers(self) -> tuple[tuple[int, int], ...]:
        """Spans of phone and identity numbers, which no evidence may hold."""
        return personal_numbers(self.text)

    @cached_property
    def _line_feeds(self) -> list[int]:
        feeds = []
        at = self.text.find("\n")
        while at >= 0:
            feeds.append(at)
            at = self.text.find("\n", at + 1)
        return feeds

    def line_of(self, offset: int) -> int:
        """Give the 1-based line of an offset: 1 + the number of line feeds before it."""
        return bisect_left(self._line_feeds, offset) + 1

    def page_of(self, offset: int) -> int | None:
        """Give the 1-based page of an offset, or None where the format has no pages."""
        return bisect_right(self.page_starts, offset) if self.page_starts else None

    def evidence(self, start: int, end: int) -> Evidence:
        """Make the evidence for ``text[start:end]``, or for its longest part that holds no personal number.

        Raises:
            ValueError: if the span is empty or lies outside the text.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"{self.name}: no span {start}:{end} in a text of {len(self.text)} characters")
        before, after = max(0, start - CONTEXT), end + CONTEXT
        for begin, finish in self.personal_numbers:
            if finish <= before or begin >= after:
                continue
            free = longest_free(start, end, self.personal_numbers)
            start, end = free if free[0] < free[1] else (start, start + 1)
            before = max([start - CONTEXT, 0, *(f for _, f in self.personal_numbers if f <= start)])
            after = min([end + CONTEXT, *(b for b, _ in self.personal_numbers if b >= end)])
            break
        text = self.text
        page = self.page_of(start) if self.page_starts else None
        return Evidence(
            start, end, self.line_of(start), text[start:end], text[before:start], text[end:after], page
        )
