"""IRIs, made from content alone: the same input gives the same IRIs on any machine, at any time.

A fact's IRI comes from its instrument, its type, its key fields and a running number among equals in the instrument; it
does not change when lines move. IRIs of evidence hold the span and change with the file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import blake2b
from urllib.parse import quote

from kg.errors import InputError
from kg.facts import SourceFacts
from kg.resolve import Identity, IdentityKind, InstrumentIdentity, Place

DEFAULT_BASE = "https://w3id.org/govkg/"

_BASE = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]*[/#]")
_FOLDERS = {
    IdentityKind.BODY: "body",
    IdentityKind.COORDINATING: "body",  # which of the two a name is may be seen differently in two documents
    IdentityKind.GROUP: "group",
    IdentityKind.POST: "post",
    IdentityKind.PERSON: "person",
}


def digest(*parts: str) -> str:
    """Gives 20 hexadecimal digits for a sequence of strings (80 bits: no collision below 10^11 nodes)."""
    hasher = blake2b(digest_size=10)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        hasher.update(len(data).to_bytes(8, "big"))
        hasher.update(data)
    return hasher.hexdigest()


@dataclass(frozen=True, slots=True)
class Iris:
    """Makes the IRIs below one base.

    Attributes:
        base: an absolute IRI ending in ``/`` or ``#``.

    Raises:
        InputError: ``base`` is not.
    """

    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        if not _BASE.fullmatch(self.base):
            raise InputError(f"base IRI {self.base!r} is not an absolute IRI ending in / or #")

    def source(self, source: SourceFacts) -> str:
        """The source file."""
        return f"{self.base}source/{source_key(source.name, source.sha256)}"

    def source_graph(self, key: str) -> str:
        """The graph of the file itself."""
        return f"{self.base}graph/{key}"

    def instrument_graph(self, key: str, instrument: str) -> str:
        """The graph of an instrument (its IRI) of a file."""
        return f"{self.base}graph/{key}/{instrument.rpartition('/')[2]}"

    def evidence(self, key: str, start: int, end: int) -> str:
        """A span of a file."""
        return f"{self.base}evidence/{key}/{start}-{end}"

    def instrument(self, identity: InstrumentIdentity, repeat: int = 0) -> str:
        """An instrument; ``repeat`` counts instruments of one file that bear the same number."""
        return f"{self.base}instrument/{digest(identity.key, *([str(repeat)] if repeat else []))}"

    def place(self, place: Place) -> str:
        """An administrative area."""
        return f"{self.base}place/{digest(place.key)}"

    def agent(self, identity: Identity) -> str:
        """A body, group, post or person."""
        return f"{self.base}{_FOLDERS[identity.kind]}/{digest(identity.place.key, identity.key)}"

    def tenure(self, person: Identity, post: Identity) -> str:
        """The time of a person in a post."""
        return f"{self.base}tenure/{digest(person.place.key, person.key, post.place.key, post.key)}"

    def fact(self, type_: str, instrument: str, *key: str) -> str:
        """A fact, by its type, instrument and key fields."""
        return f"{self.base}fact/{type_}/{digest(instrument, *key)}"

    def task(self, instrument: str, *key: str) -> str:
        """A task of an instrument."""
        return f"{self.base}task/{digest(instrument, *key)}"

    def gap(self, owner: str, *key: str) -> str:
        """A gap in an instrument or file."""
        return f"{self.base}gap/{digest(owner, *key)}"

    def time(self, due: str) -> str:
        """A point or stretch of calendar time, such as ``2021-05`` or ``2021-05/2021-06``."""
        return f"{self.base}time/{due.replace('/', '_')}"

    def pass_(self, version: str, name: str) -> str:
        """An extraction pass of a pipeline version."""
        return f"{self.base}pass/{quote(version, safe='')}/{quote(name, safe='')}"


def source_key(name: str, sha256: str) -> str:
    """What identifies a source in a store: its base name and content."""
    return digest(name, sha256)
