"""The register of a build: what documents say of each other, on disk, so that memory stays flat.

One database (SQLite) below the work folder of a build. Documents' censuses go in; when all are in, the names of each
place are settled; then every document asks for the answers to its own questions. Identities are stored as JSON.
"""

from __future__ import annotations

import errno
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

from kg.resolve import Identity, IdentityKind, Level, Place
from kg.resolve.decisions import Decisions
from kg.resolve.instruments import Title
from kg.resolve.model import Name
from kg.resolve.names import compact
from kg.resolve.resolve import Census
from kg.resolve.settle import Settled, settle

_TABLES = """
CREATE TABLE claim (scope TEXT, title TEXT, key TEXT, PRIMARY KEY (scope, title, key)) WITHOUT ROWID;
CREATE TABLE name (place TEXT, identity TEXT, form TEXT, PRIMARY KEY (place, identity, form)) WITHOUT ROWID;
CREATE TABLE settled (identity TEXT, form TEXT, answer TEXT, PRIMARY KEY (identity, form)) WITHOUT ROWID;
"""
_SETTINGS = (
    "journal_mode = OFF",
    "synchronous = OFF",
    "cache_size = -32000",
)  # 32 MB; the file is thrown away


class Register:
    """The register while it is filled.

    Args:
        path: the database file, which must not exist.

    Raises:
        OSError: it cannot be written (so does every method).
    """

    def __init__(self, path: Path) -> None:
        with _as_os_errors(path):
            self._database = sqlite3.connect(path)
            try:
                for setting in _SETTINGS:
                    self._database.execute(f"PRAGMA {setting}")
                self._database.executescript(_TABLES)
            except sqlite3.Error:
                self._database.close()
                raise
        self._path = path

    def add(self, census: Census) -> None:
        """Adds what one document says."""
        with _as_os_errors(self._path):
            self._database.executemany(
                "INSERT OR IGNORE INTO claim VALUES (?, ?, ?)",
                ((*map(_storable, claim.title), json.dumps(claim.key)) for claim in census.claims),
            )
            self._database.executemany(
                "INSERT OR IGNORE INTO name VALUES (?, ?, ?)",
                (
                    (_storable(identity.place.key), identity_text(identity), json.dumps(form))
                    for identity, form in census.names
                ),
            )

    def settle(self, decisions: Decisions) -> None:
        """Decides what the names denote, place by place; places that decisions speak of are taken together.

        Raises:
            DecisionsError: a decision names what no document names, or is not clear.
        """
        with _as_os_errors(self._path):
            touched = self._touched(decisions)
            if decisions.names():
                together = [name for place in sorted(touched) for name in self._names(place)]
                self._keep(settle(together, decisions, self._forms))
            rows = self._database.execute(
                "SELECT place, identity, form FROM name ORDER BY place, identity, form"
            )
            for place, names in groupby(rows, key=lambda row: row[0]):
                if place not in touched:
                    self._keep(settle((identity_of(i), json.loads(form)) for _, i, form in names))
            self._database.commit()

    def _touched(self, decisions: Decisions) -> set[str]:
        if not (wanted := decisions.names()):
            return set()
        rows = self._database.execute("SELECT place, form FROM name")
        return {place for place, form in rows if compact(json.loads(form)) in wanted}

    def _names(self, place: str) -> Iterator[Name]:
        for identity, form in self._database.execute(
            "SELECT identity, form FROM name WHERE place = ?", (place,)
        ):
            yield identity_of(identity), json.loads(form)

    def _forms(self) -> Iterator[str]:
        for (form,) in self._database.execute("SELECT DISTINCT form FROM name"):
            yield json.loads(form)

    def _keep(self, settled: Mapping[Name, Settled]) -> None:
        self._database.executemany(
            "INSERT INTO settled VALUES (?, ?, ?)",
            (
                (identity_text(identity), json.dumps(form), settled_text(found))
                for (identity, form), found in settled.items()
            ),
        )

    def close(self) -> None:
        """Closes the database."""
        self._database.close()


def look_up(
    path: Path, censuses: Iterable[Census]
) -> Iterator[tuple[Mapping[Title, str | None], Mapping[Name, Settled]]]:
    """Yields the answers to the questions of each document: the keys of titles, and what its names denote.

    Raises:
        OSError: the register cannot be read.
    """
    with (
        _as_os_errors(path),
        closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database,
    ):
        for census in censuses:
            titles: dict[Title, str | None] = {}
            for title in census.asked:
                keys = database.execute(
                    "SELECT key FROM claim WHERE scope = ? AND title = ? LIMIT 2",
                    tuple(map(_storable, title)),
                ).fetchall()
                if keys:
                    titles[title] = json.loads(keys[0][0]) if len(keys) == 1 else None
            settled: dict[Name, Settled] = {}
            for identity, form in census.names:
                (answer,) = database.execute(
                    "SELECT answer FROM settled WHERE identity = ? AND form = ?",
                    (identity_text(identity), json.dumps(form)),
                ).fetchone()
                settled[identity, form] = settled_of(answer)
            yield titles, settled


@lru_cache(maxsize=4096)
def identity_text(identity: Identity) -> str:
    """Writes an identity as JSON, in ASCII: names of files may hold what no encoding of a database can."""
    return json.dumps(_plain(identity), separators=(",", ":"))


@lru_cache(maxsize=4096)
def identity_of(text: str) -> Identity:
    """Reads what :func:`identity_text` wrote."""
    return _identity(json.loads(text))


def settled_text(settled: Settled) -> str:
    """Writes an answer as JSON."""
    labels = [[_plain(identity), label] for identity, label in settled.labels]
    plain = [_plain(settled.identity), settled.rule, labels, [_plain(member) for member in settled.members]]
    return json.dumps(plain, separators=(",", ":"))


@lru_cache(maxsize=256)  # those of one document; an answer on a group is large
def settled_of(text: str) -> Settled:
    """Reads what :func:`settled_text` wrote."""
    identity, rule, labels, members = json.loads(text)
    return Settled(
        _identity(identity),
        rule,
        tuple((_identity(other), label) for other, label in labels),
        tuple(_identity(member) for member in members),
    )


def _plain(identity: Identity) -> list[Any]:
    place, holder = identity.place, identity.holder
    return [
        identity.kind.value,
        list(place.chain),
        place.level.value,
        place.scope,
        identity.key,
        None if holder is None else _plain(holder),
    ]


def _identity(plain: list[Any]) -> Identity:
    kind, chain, level, scope, key, holder = plain
    place = Place(tuple(chain), Level(level), scope)
    return Identity(IdentityKind(kind), place, key, None if holder is None else _identity(holder))


def _storable(text: str) -> str:
    """A lone surrogate of a file's name or a damaged text, which SQLite cannot hold, as an escape."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


@contextmanager
def _as_os_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        full = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
        code, text = (errno.ENOSPC, os.strerror(errno.ENOSPC)) if full else (errno.EIO, str(error))
        raise OSError(code, text, str(path)) from error
