"""Per type of fact: when a found fact answers a gold row, and when it answers it in every field.

The rules are those of the annotation guide: key fields must agree, the lines must lie close together (a table
row may be cited by its number or by its cell), and ``strict`` asks for the type's other fields too.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from kg.analytics.scoring.folding import (
    contains,
    fold,
    fold_number,
    fold_unit,
    opens_alike,
    same_members,
)

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Rule:
    """How one type of fact is compared. ``agrees`` and ``strict`` take (gold, found)."""

    key: Callable[[Row], Hashable]
    lines: int  # how far apart the two may stand
    agrees: Callable[[Row, Row], bool]
    strict: Callable[[Row, Row], bool]


def _always(_gold: Row, _found: Row) -> bool:
    return True


def _same(gold: Row, found: Row, *fields: str) -> bool:
    return all(fold(gold.get(f)) == fold(found.get(f)) for f in fields)


def _document_strict(gold: Row, found: Row) -> bool:
    return (
        _same(gold, found, "title")
        and gold.get("date") == found.get("date")
        and same_members(gold.get("issuer"), found.get("issuer"))
    )


def _target_strict(gold: Row, found: Row) -> bool:
    return (
        gold.get("op") == found.get("op")
        and _year(gold) == _year(found)
        and contains(gold.get("indicator"), found.get("indicator"))
    )


def _year(row: Row) -> str:
    return str(row.get("by") or "")[:4]


def _citation_strict(gold: Row, found: Row) -> bool:
    return _same(gold, found, "number") and gold.get("relation") == found.get("relation")


def _person_strict(gold: Row, found: Row) -> bool:
    return _same(gold, found, "org", "title") and (gold.get("date") or None) == (found.get("date") or None)


def _member_role(row: Row) -> str:
    """``member`` and ``member_org`` count as the same."""
    role = str(row["role"])
    return "member" if role == "member_org" else role


def _milestone_strict(gold: Row, found: Row) -> bool:
    return _same(gold, found, "agent") and opens_alike(gold.get("task"), found.get("task"))


RULES: Mapping[str, Rule] = {
    "document": Rule(lambda r: fold(r.get("number") or r.get("title")), 14, _always, _document_strict),
    "role": Rule(
        lambda r: (r["role"], fold(r["agent"])),
        40,
        _always,
        lambda g, f: opens_alike(g.get("task"), f.get("task")),
    ),
    "duty": Rule(
        lambda r: fold(r["agent"]), 14, lambda g, f: opens_alike(g.get("duty"), f.get("duty")), _always
    ),
    "target": Rule(lambda r: (fold_number(r["value"]), fold_unit(r["unit"])), 16, _always, _target_strict),
    "citation": Rule(lambda r: fold(r["title"] or r.get("number")), 30, _always, _citation_strict),
    "person": Rule(
        lambda r: (fold(r["person"]), r["event"]),
        10,
        lambda g, f: contains(g.get("post"), f.get("post")),
        _person_strict,
    ),
    "member": Rule(
        lambda r: (fold(r["agent"]), _member_role(r)),
        40,
        _always,
        lambda g, f: contains(g.get("body"), f.get("body")),
    ),
    "milestone": Rule(
        lambda r: r["due"], 14, lambda g, f: opens_alike(g.get("step"), f.get("step")), _milestone_strict
    ),
}

_OTHER_READING = {"duty": "role", "role": "duty"}
_OTHER_READING_LINES = 10


def has_other_reading(kind: str, row: Row, others: list[Row]) -> bool:
    """True when ``others`` reads the same sentence as a duty where ``row`` reads a role, or the reverse.

    「X负责Y」 in prose is a standing duty or a concrete task: either reading is fair, held against nobody.
    """
    other = _OTHER_READING.get(kind)
    if other is None or (kind == "role" and row.get("role") != "responsible"):
        return False
    return any(
        o.get("type") == other
        and (other == "duty" or o.get("role") == "responsible")
        and abs(o["line"] - row["line"]) <= _OTHER_READING_LINES
        and fold(o.get("agent")) == fold(row.get("agent"))
        for o in others
    )
