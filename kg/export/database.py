"""The facts as a table: SQLite with one table for each type of fact, Parquet with all of them in one."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from kg.analytics.facts import SHAPES, fact_rows
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.graph.store import GraphStore

_COMMON = ("file", "line", "page", "start", "end", "quote", "document", "iri", "pass")
_NUMBERS = frozenset({"line", "page", "start", "end", "last_line"})


def columns_by_type() -> Mapping[str, tuple[str, ...]]:
    """Give the columns of each type of fact, common ones first."""
    columns: dict[str, dict[str, None]] = {}
    for shape in SHAPES:
        own = columns.setdefault(shape.type, dict.fromkeys(_COMMON))
        own.update(dict.fromkeys((*shape.fields, *shape.fixed)))
    return {type_: tuple(names) for type_, names in columns.items()}


def write_sqlite(store: GraphStore, out: BinaryIO) -> None:
    """Write a SQLite database: a table for each type of fact; lists are JSON text."""
    rows = fact_rows(store)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "facts.sqlite"
        connection = sqlite3.connect(path)
        try:
            for type_, columns in columns_by_type().items():
                _fill(connection, type_, columns, (row for row in rows if row["type"] == type_))
            connection.commit()
        finally:
            connection.close()
        out.write(path.read_bytes())


def _fill(
    connection: sqlite3.Connection, type_: str, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]
) -> None:
    # The names are our own, of SHAPES; values are bound.
    defined = ", ".join(f'"{name}" {"INTEGER" if name in _NUMBERS else "TEXT"}' for name in columns)
    connection.execute(f'CREATE TABLE "{type_}" ({defined})')
    places = ", ".join("?" * len(columns))
    connection.executemany(
        f'INSERT INTO "{type_}" VALUES ({places})',  # noqa: S608
        ([_cell(row.get(name)) for name in columns] for row in rows),
    )


def _cell(value: object) -> object:
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return value if value is None or isinstance(value, int) else str(value)


def write_parquet(store: GraphStore, out: BinaryIO) -> None:
    """Write all facts as one Parquet table; a field that a type does not have is null.

    Raises:
        KgError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise KgError("Parquet needs the extra 'parquet': pip install 'kg[parquet]'") from None
    types = {"integer": pa.int64(), "text": pa.string(), "texts": pa.list_(pa.string())}
    schema = pa.schema([(name, types[kind]) for name, kind in table_columns().items()])
    pq.write_table(pa.Table.from_pylist([table_row(row) for row in fact_rows(store)], schema=schema), out)


def table_columns() -> Mapping[str, str]:
    """Give the columns of the one table of all facts, each with ``integer``, ``text`` or ``texts`` (a list)."""
    names = dict.fromkeys(("type", *_COMMON))
    for columns in columns_by_type().values():
        names.update(dict.fromkeys(columns))
    kinds = {"issuer": "texts"}
    return {name: kinds.get(name) or ("integer" if name in _NUMBERS else "text") for name in names}


def table_row(fact: Mapping[str, Any]) -> dict[str, object]:
    """Give a fact as a row of the one table; a field that its type does not have is None."""
    return {name: _plain(fact.get(name)) for name in table_columns()}


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, int | list) else str(value)
