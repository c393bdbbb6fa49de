"""Where a fact was read: an exact span of a source text.

Invariant: ``source_text[start:end] == quote`` for every :class:`Evidence` in the system. Offsets count code
points of the source text as read (no newline translation); ``line`` is 1 + the number of line feeds before
``start``.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """A verbatim span of a source text, with a little context so that it can be found again.

    ``prefix`` and ``suffix`` are the W3C Web Annotation TextQuoteSelector context; ``page`` is 1-based and only
    known for paged formats.
    """

    start: int
    end: int
    line: int
    quote: str
    prefix: str = ""
    suffix: str = ""
    page: int | None = None

    def __hash__(self) -> int:
        """Hash the span, which tells within a source."""
        return hash((self.start, self.end))
