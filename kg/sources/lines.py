"""The text of a document that has no lines of its own, built line by line: paragraphs and table rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kg.language.data import alternation
from kg.sources.model import FormatError, Problem

# control characters but tab, line feed and form feed; soft hyphens and other marks without width; half a pair
_UNPRINTED = re.compile(
    "[\x00-\x08\x0b\x0d-\x1f\x7f-\x9f\xad\u200b\u200c\u200d\u2060\ufeff\ufffe\uffff\ud800-\udfff]"
)
_BREAKS = re.compile("\r\n?|[\x0b\x85\u2028\u2029]")
EMPTY = "\u2002"
"""What stands for an empty cell at the start of a row: white space of its own kind."""
MERGED = "\u2003"
"""What stands in a cell that continues the one above it (merged cells print their text once): the same."""
_SPACES = re.compile(r"[ \t\n\f]+")
_LONG = 25  # characters; headings are mostly shorter
_ENOUGH = 8  # such lines to judge a text by
_CUT = 0.4  # share of them without an end from which lines are printed lines
_ENDS = frozenset("。；;：:！!？?）)】〕”…")
# a line that ends like the name of a body; one that surely does; one that begins like the name of another
_NAME = re.compile(
    rf"[\u4e00-\u9fff（）()]{{1,30}}(?:{alternation('bodies', 'endings')})(?:[（(][\u4e00-\u9fff]{{2,20}}[）)])?"
)
_WHOLE = re.compile(rf".{{1,30}}(?:{alternation('bodies', 'strong_endings')}|[）)])")
_BRANCH = re.compile("[\u4e00-\u9fff]{0,4}[市县区旗]?分局")  # 市公安局 / 区分局
_LIST = re.compile("[、，,]")
_OPENING = re.compile(rf"各|{alternation('bodies', 'level_prefixes')}")


class LineBuilder:
    """Grows by lines; every line ends with a line feed, every page with a form feed.

    Args:
        limit: the number of characters from which the text is refused.
    """

    def __init__(self, limit: int) -> None:
        self._pieces: list[str] = []
        self._limit = limit
        self._page_starts: list[int] = [0]
        self._problems: list[Problem] = []
        self.length = 0

    def add(self, text: str) -> tuple[int, int]:
        """Add a paragraph (line feeds in it stay) and give its span; a blank one is left out.

        Raises:
            FormatError: the text grows beyond the limit.
        """
        cleaned = printable(text).strip(" \n")
        start = self.length
        if cleaned.strip():
            self._append(f"{cleaned}\n")
            return start, start + len(cleaned)
        return start, start

    def row(self, cells: Sequence[str]) -> tuple[int, int]:
        """Add a table row: its cells with tabs between them; a row of empty cells is left out.

        A row of one cell is a plain line. In front of a row's first filled cell stands something even where its
        first cell is empty (``EMPTY`` or ``MERGED``): tabs at the end of a line are as good as nothing.
        """
        cleaned = [cell if cell == MERGED else _SPACES.sub(" ", printable(cell)).strip() for cell in cells]
        while cleaned and not cleaned[-1].strip():
            cleaned.pop()
        if not cleaned:
            return self.length, self.length
        cleaned[0] = cleaned[0] or EMPTY
        return self.add("\t".join(cleaned))

    def end_page(self, problem: str | None = None) -> None:
        """End a page; ``problem`` says why its text is missing."""
        if problem is not None:
            self._problems.append(Problem(self.length, self.length + 1, problem))
        self._append("\f")
        self._page_starts.append(self.length)

    def finish(self) -> tuple[str, tuple[int, ...], tuple[Problem, ...]]:
        """Give the text, where its pages start, and the problems."""
        return "".join(self._pieces), tuple(self._page_starts[:-1]), tuple(self._problems)

    def _append(self, piece: str) -> None:
        self._pieces.append(piece)
        self.length += len(piece)
        if self.length > self._limit:
            raise FormatError(f"holds more than {self._limit:,} characters of text (limit: characters)")


def printable(text: str) -> str:
    """Give the text without characters that nothing prints, all line ends as line feeds."""
    return _UNPRINTED.sub("", _BREAKS.sub("\n", text))


def looks_wrapped(text: str) -> bool:
    """Tell a text whose paragraphs were cut into printed lines (a page or Word file made out of a PDF).

    A paragraph ends with a mark; headings do not, but they are short.
    """
    long = [line for line in text.split("\n") if len(line) >= _LONG and "\t" not in line]
    return len(long) >= _ENOUGH and sum(line[-1] not in _ENDS for line in long) > _CUT * len(long)


def cell_text(lines: Iterable[str]) -> str:
    """Join the lines inside a table cell.

    A line break between two names of bodies separates them like 、, which is written for it; any other break is
    the width of the cell and says nothing.
    """
    parts = [stripped for line in lines if (stripped := line.strip())]
    if len(parts) > 1 and (names := _names(parts)) is not None:
        return names
    return "".join(parts) if _all_chinese(parts) else " ".join(parts)


def _names(parts: Sequence[str]) -> str | None:
    """Give lines of nothing but names with 、 between names that stand on lines of their own; None for all else."""
    joined = parts[0]
    for below in parts[1:]:
        last, first = _LIST.split(joined)[-1], _LIST.split(below)[0]
        joined += f"、{below}" if _begins_name(last, first) else below
    return joined if all(_NAME.fullmatch(name) for name in _LIST.split(joined)) else None


def _begins_name(above: str, below: str) -> bool:
    """区财政局 / 区教育局 are two names, 区住房和城乡 / 建设局 one that is broken (城乡 ends like a township)."""
    if not _NAME.fullmatch(above) or _BRANCH.fullmatch(below):
        return False
    opens, named = _OPENING.match(below) is not None, _NAME.fullmatch(below) is not None
    return (opens or named) if _WHOLE.fullmatch(above) else (opens and named)


def _all_chinese(parts: Sequence[str]) -> bool:
    return not any(part[-1:].isascii() and part[-1:].isalnum() for part in parts[:-1])
