"""SQLite and Parquet hold the facts, all of them, as the facts format has them."""

from __future__ import annotations

import io
import json
import sqlite3
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from kg.analytics.facts import fact_rows
from kg.errors import KgError
from kg.export.database import columns_by_type, write_parquet, write_sqlite
from kg.graph.store import GraphStore


def test_every_field_has_a_column(small: GraphStore) -> None:
    columns = columns_by_type()
    for row in fact_rows(small):
        assert row.keys() - {"type"} <= set(columns[row["type"]])


def test_sqlite(small: GraphStore, tmp_path: Path) -> None:
    out = io.BytesIO()
    write_sqlite(small, out)
    (tmp_path / "facts.sqlite").write_bytes(out.getvalue())
    with sqlite3.connect(tmp_path / "facts.sqlite") as connection:
        for type_, columns in columns_by_type().items():
            wanted = [row for row in fact_rows(small) if row["type"] == type_]
            found = connection.execute(f'SELECT * FROM "{type_}"').fetchall()
            assert len(found) == len(wanted)
            for row, cells in zip(wanted, found, strict=True):
                given = dict(zip(columns, cells, strict=True))
                assert {k: v for k, v in given.items() if k != "issuer"} == {
                    k: row.get(k) for k in columns if k != "issuer"
                }
        issuers = connection.execute("SELECT issuer FROM document ORDER BY start").fetchone()[0]
    connection.close()
    assert json.loads(issuers) == ["甲市乙区人民政府"]


def test_parquet(small: GraphStore) -> None:
    out = io.BytesIO()
    write_parquet(small, out)
    rows = pq.read_table(io.BytesIO(out.getvalue())).to_pylist()
    wanted = fact_rows(small)
    assert len(rows) == len(wanted)
    for row, fact in zip(rows, wanted, strict=True):
        assert {k: v for k, v in row.items() if v is not None} == {
            k: v for k, v in fact.items() if v is not None
        }


def test_without_pyarrow(small: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(KgError, match="kg\\[parquet\\]"):
        write_parquet(small, io.BytesIO())
