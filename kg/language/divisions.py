"""The administrative divisions of the country, from the ontology folder: names, codes, what lies in what."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.language.files import ontology_folder

FILE = "divisions.csv"


@dataclass(frozen=True, slots=True)
class Division:
    """A province, prefecture or county; ``parent`` is the code of what it lies in, empty for provinces."""

    code: str
    name: str
    parent: str


@cache
def divisions() -> Mapping[str, Division]:
    """Give all divisions by code.

    Raises:
        KgError: the ontology folder is not installed.
    """
    lines = (ontology_folder() / FILE).read_text(encoding="utf-8").splitlines()
    rows = (Division(row["code"], row["name"], row["parent"]) for row in csv.DictReader(lines))
    return {division.code: division for division in rows}


@cache
def divisions_by_name() -> Mapping[str, tuple[Division, ...]]:
    """Give all divisions of a name, by code: names of districts repeat."""
    found: dict[str, list[Division]] = defaultdict(list)
    for division in divisions().values():
        found[division.name].append(division)
    return {name: tuple(group) for name, group in found.items()}


def chain_of(division: Division) -> tuple[Division, ...]:
    """Give the divisions a division lies in and itself, from the province down."""
    parent = divisions().get(division.parent)
    return (*chain_of(parent), division) if parent else (division,)


@cache
def divisions_of_chain(chain: tuple[str, ...]) -> tuple[Division, ...]:
    """Give the divisions that a chain of names (甲市, 乙区) may denote: the last name, lying in all of the others."""
    if not chain:
        return ()
    return tuple(
        division
        for division in divisions_by_name().get(chain[-1], ())
        if set(chain[:-1]) <= {above.name for above in chain_of(division)[:-1]}
    )
