"""Sentences and brackets of a paragraph."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.passes.words.sentences import Brackets, inside_bracket, sentences
from kg.structure.model import Paragraph


def split(text: str) -> list[str]:
    paragraph = Paragraph(0, len(text), 0, None, (), -1)
    return [text[start:end] for start, end in sentences(text, paragraph)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲。乙；丙！丁？戊", ["甲", "乙", "丙", "丁", "戊"]),
        ("。。甲。。", ["甲"]),
        ("甲，乙。", ["甲，乙"]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def test_text_without_a_stop_is_read_in_pieces_at_its_commas() -> None:
    text = "甲乙丙丁，" * 1000
    pieces = split(text)
    assert "".join(pieces) == text
    assert max(map(len, pieces)) <= 1000
    assert all(piece.endswith("，") for piece in pieces)
    assert "".join(split("甲" * 5000)) == "甲" * 5000


MARKS = st.text(st.sampled_from("甲（）(〕〔[]】【{｝"), max_size=60)


@given(MARKS)
def test_brackets(text: str) -> None:
    brackets = Brackets(text, 0, len(text))
    opened = [i for i, c in enumerate(text) if c in "（(〔[【［{｛"]
    assert sorted([*brackets.pairs, *brackets.unclosed]) == opened
    for start, end in brackets.pairs.items():
        inner = text[start + 1 : end]
        assert brackets.inside(end)
        assert brackets.closing(start) == end
        assert (brackets.height(start) > 0) is any(c in "（(〔[【［{｛" for c in inner)
    for at in range(len(text) + 1):
        open_there = sum(1 for s, e in brackets.pairs.items() if s < at <= e)
        open_there += sum(1 for s in brackets.unclosed if s < at)
        assert brackets.inside(at) is (open_there > 0)
        assert inside_bracket(text, 0, at) is brackets.inside(at)


def test_heights_and_unclosed() -> None:
    text = "（甲（乙（丙）））（丁（"
    brackets = Brackets(text, 0, len(text))
    assert [brackets.height(i) for i in (0, 2, 4)] == [2, 1, 0]
    assert brackets.unclosed == [9, 11]
    assert brackets.next_unclosed(0) == 9
    assert brackets.next_unclosed(9) == 11
    assert brackets.next_unclosed(11) is None
