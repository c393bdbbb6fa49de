"""Rows are counted right in every form, whatever the values hold and however the bytes are cut."""

from __future__ import annotations

import io

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.serve.rows import COUNTERS, JsonRows

FORMATS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
NASTY = ['},{"a":{', "<result>", '"\r\n"\n', "\\", '\\"', "\n\n", "", ",", "\t", "},{"]
VALUES = st.one_of(st.sampled_from(NASTY), st.text(st.characters(codec="utf-8", exclude_characters="\x00")))


@pytest.mark.parametrize("form", FORMATS)
@given(texts=st.lists(VALUES, max_size=8, unique=True), size=st.integers(1, 40))
def test_every_row_is_counted_once(form: str, texts: list[str], size: int) -> None:
    store = ox.Store()
    about = ox.NamedNode("urn:a")
    store.extend(
        ox.Quad(about, ox.NamedNode(f"urn:{n}"), ox.Literal(text, language="zh"))
        for n, text in enumerate(texts)
    )
    result = store.query("SELECT ?p ?o ?none { ?s ?p ?o }")
    assert isinstance(result, ox.QuerySolutions)
    out = io.BytesIO()
    result.serialize(out, FORMATS[form])
    counter = COUNTERS[form]()
    data = out.getvalue()
    seen = [counter.count(data[at : at + size]) for at in range(0, len(data), size)]
    least = isinstance(counter, JsonRows)  # of which the first row has no mark of its own
    assert seen[-1] == max(len(texts), least)
    assert seen == sorted(seen)
