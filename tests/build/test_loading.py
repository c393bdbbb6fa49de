"""Loading in parts: the same database whatever the parts, and an error in one of them is not lost."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.build import loading

QUAD = "<https://example.org/s{}> <https://example.org/p> <https://example.org/o{}> <https://example.org/g{}> .\n"


@given(st.lists(st.tuples(*[st.integers(0, 4)] * 3), unique=True), st.integers(0, 400))
def test_parts_hold_each_quad_and_each_triple_once(numbers: list[tuple[int, int, int]], size: int) -> None:
    lines = sorted(QUAD.format(*number).encode() for number in numbers)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loading, "_PART", size)
        parts = list(loading._parts(lines))
    quads = [part for part, form in parts if form == ox.RdfFormat.N_QUADS]
    triples = b"".join(part for part, form in parts if form == ox.RdfFormat.N_TRIPLES).splitlines()
    assert b"".join(quads) == b"".join(lines)
    assert sorted(triples) == sorted({line[: line.rindex(b" <")] + b" ." for line in lines})


def test_a_database_of_many_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "_PART", 1000)
    lines = sorted(QUAD.format(s, o, g).encode() for s in range(30) for o in range(3) for g in range(2))
    store = loading.load(tmp_path / "db", iter(lines))
    assert len(store) == 180 + 90
    assert len(list(store.quads_for_pattern(None, None, None, ox.DefaultGraph()))) == 90


def test_an_error_in_any_part_is_raised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "_PART", 100)
    lines = [QUAD.format(s, 0, 0).encode() for s in range(100)]
    lines[50] = b"<no quad> <https://example.org/g> .\n"
    with pytest.raises(SyntaxError):
        loading.load(tmp_path / "db", lines)
