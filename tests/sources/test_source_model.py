"""The coordinate system of everything downstream: offsets, lines, pages, quotes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.sources.model import CONTEXT, SourceText


def source(text: str, pages: tuple[int, ...] = ()) -> SourceText:
    return SourceText("a.txt", text, "0", "utf-8", pages)


# (text, offset, line): only a line feed ends a line
LINES = [
    ("甲\n乙", 0, 1),
    ("甲\n乙", 1, 1),  # the line feed belongs to the line it ends
    ("甲\n乙", 2, 2),
    ("甲\r\n乙", 3, 2),
    ("甲\r乙", 2, 1),  # a lone carriage return
    ("甲\f乙", 2, 1),  # a page break
    ("甲\u2028乙\x85丙\v丁", 6, 1),  # Unicode line ends
    ("\n\n\n甲", 3, 4),
]


@pytest.mark.parametrize(("text", "offset", "line"), LINES)
def test_line_of_an_offset(text: str, offset: int, line: int) -> None:
    assert source(text).line_of(offset) == line


TEXTS = st.text(st.sampled_from("甲乙，。\n\r\f\u2028\x85\t a𠮷"), min_size=1, max_size=200)


@given(text=TEXTS, data=st.data())
def test_evidence_is_a_verbatim_span(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    evidence = source(text).evidence(start, end)
    assert evidence.quote == text[start:end]
    assert (evidence.start, evidence.end) == (start, end)
    assert evidence.line == 1 + text.count("\n", 0, start)
    assert text[:start].endswith(evidence.prefix)
    assert text[end:].startswith(evidence.suffix)
    assert max(len(evidence.prefix), len(evidence.suffix)) <= CONTEXT
    assert evidence.page is None


@pytest.mark.parametrize(("start", "end"), [(0, 0), (2, 1), (-1, 1), (0, 4), (3, 4)])
def test_there_is_no_evidence_outside_the_text(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=r"a\.txt: no span"):
        source("甲乙丙").evidence(start, end)


@pytest.mark.parametrize(("offset", "page"), [(0, 1), (4, 1), (5, 2), (8, 2), (9, 3), (12, 3)])
def test_page_of_an_offset(offset: int, page: int) -> None:
    paged = source("甲乙丙丁戊" * 3, (0, 5, 9))
    assert paged.page_of(offset) == page
    assert paged.evidence(offset, offset + 1).page == page
