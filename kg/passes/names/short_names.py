"""Short forms of bodies that the same text names in full, where the form alone would not be clear enough.

A text that names 区投资促进中心 may go on with 投促中心; its last character then need not be followed by a clear word. What
may stand for what is decided by the names of this text and by the table of standard abbreviations, never by likeness.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from kg.language.data import load
from kg.passes.names.body_names import BodyNames

_TAIL = re.compile(r"[（(][^（）()]*[)）]$")
_BRACKET = re.compile("[（）()]")
_LISTED = frozenset("、和与及或")
_INTRODUCED = re.compile(
    r"[（(](?:以下|下)?简称[:：]?[“\"]?(?P<short>[^“”\"（）()，,。；;]{2,24})[”\"]?[）)]"
)
_SHORTEST = 3  # characters of a bare form; two are too often part of another word


@dataclass(frozen=True, slots=True)
class ShortName:
    """A form with its place in the text; ``stands_for`` is the full name where the text itself says whose it is."""

    name: str
    start: int
    end: int
    stands_for: str | None = None
    because: str | None = None


def introduced(text: str, names: Collection[str]) -> Iterator[ShortName]:
    """Yield the short names that a text introduces behind a body's name: 节水领导小组（以下简称领导小组）."""
    for match in _INTRODUCED.finditer(text):
        full = max((n for n in names if text.endswith(n, 0, match.start())), key=len, default=None)
        if full is not None and full != match["short"]:
            yield ShortName(match["short"], *match.span("short"), full, "introduced as its short name")


def short_names(text: str, names: Collection[str], places: BodyNames) -> Iterator[ShortName]:
    """Yield the first clear place of each short form of the bodies that ``names`` names.

    Args:
        text: the instrument's text.
        names: the printed names of bodies in it.
        places: says where a name may begin and end in the text.
    """
    forms, elided = _forms(names) - set(names), _elided(names) - set(names)
    places_of = _occurrences(text, forms)
    for form in sorted(forms & places_of.keys()):
        for start in _outside_longer(text, form, places_of[form], names):
            end = start + len(form)
            if places.may_begin(start) and (places.may_end(end) or _ends_itself(text, form, end)):
                yield ShortName(form, start, end)
                break
    for form in sorted(elided):
        for start in _outside_longer(text, form, _find_all(text, form), names):
            end = start + len(form)
            listed = text[end : end + 1] in _LISTED and text.startswith(_levels(), end + 1)
            if listed and places.may_begin(start):
                yield ShortName(form, start, end)
                break


def _occurrences(text: str, forms: Collection[str]) -> Mapping[str, list[int]]:
    """Where forms stand in a text, for those that do: found by their ends, in one scan for all of them."""
    lengths: dict[str, set[int]] = {}
    for form in forms:
        lengths.setdefault(form[-2:], set()).add(len(form))
    found: dict[str, list[int]] = {}
    for match in _last_characters().finditer(text) if lengths else ():
        end = match.end()
        for length in lengths.get(text[end - 2 : end], ()):
            form = text[max(0, end - length) : end]
            if form in forms:
                found.setdefault(form, []).append(end - length)
    return found


@cache
def _last_characters() -> re.Pattern[str]:
    endings = (*load("mentions")["clear_endings"], *_heads(), *"）)")
    return re.compile(f"[{re.escape(''.join(sorted({word[-1] for word in endings})))}]")


def _find_all(text: str, form: str) -> Iterator[int]:
    at = text.find(form)
    while at >= 0:
        yield at
        at = text.find(form, at + 1)


def _outside_longer(text: str, form: str, starts: Iterable[int], names: Collection[str]) -> Iterator[int]:
    """Where a form stands, but for the places inside a longer name: 老干部局 in 区委老干部局."""
    longer: list[tuple[str, int]] | None = None
    for at in starts:
        if longer is None:
            longer = [(name, name.index(form)) for name in names if form in name]
        if not any(at >= offset and text.startswith(name, at - offset) for name, offset in longer):
            yield at


def _ends_itself(text: str, form: str, end: int) -> bool:
    mentions = load("mentions")
    if form.endswith(("）", ")")):
        return not text.startswith(tuple(mentions["goes_on"]), end)
    return form.endswith(tuple(mentions["clear_endings"])) and not text.startswith(
        tuple(mentions["goes_on"]), end
    )


def _forms(names: Collection[str]) -> set[str]:
    """What the names are shortened to: without the level word, by the table, and with brackets of the other width."""
    found: set[str] = set()
    endings = (*load("mentions")["clear_endings"], *_heads(), "）", ")")
    for name in names:
        if not name.startswith(_levels()) or name.startswith(_not_prefixes()):
            continue
        level = next(word for word in _levels() if name.startswith(word))
        rest = name[len(level) :]
        plain = _TAIL.sub("", rest)
        forms = {rest, *_table().get(plain, ())}
        if plain.endswith(_heads()):
            forms = {level + rest, f"{level}级{rest}", rest}
        elif plain != rest:
            continue  # a second name in brackets: the shortened name would not carry it
        for form in forms:
            if form in load("mentions")["need_prefix"]:
                continue
            if len(form) >= _SHORTEST and form.endswith(endings):
                found.add(form)
                if _BRACKET.search(form):
                    found |= {_round(form, "（）"), _round(form, "()")}
    return found


def _round(form: str, brackets: str) -> str:
    return form.translate(str.maketrans("（）()", brackets * 2))


def _elided(names: Collection[str]) -> set[str]:
    """区财政 of 区财政局: without its ending, in a list before the next body."""
    functions = frozenset(load("bodies")["functions"])
    found: set[str] = set()
    for name in names:
        stem = name.removesuffix("局").removesuffix("委员会")
        if stem == name or not name.startswith(_levels()):
            continue
        level = next(word for word in _levels() if name.startswith(word))
        if stem[len(level) :] in functions:
            found.add(stem)
    return found


@cache
def _levels() -> tuple[str, ...]:
    prefixes = load("jurisdictions")["prefixes"]
    return tuple(word for level, group in prefixes.items() if level != "township" for word in group)


@cache
def _not_prefixes() -> tuple[str, ...]:
    return tuple(load("jurisdictions")["words"]["not_prefixes"])


@cache
def _heads() -> tuple[str, ...]:
    data = load("coordination")
    heads = {head for head in (*data["heads"], *data["equal"]) if not head.endswith("组")}
    return tuple(sorted(heads))


@cache
def _table() -> dict[str, tuple[str, ...]]:
    """The forms of each department that are printed without a place, by each of its forms."""
    table: dict[str, tuple[str, ...]] = {}
    for full, short in load("abbreviations")["functions"].items():
        for form in (full, *short):
            table[form] = (full, *short)
    return table
