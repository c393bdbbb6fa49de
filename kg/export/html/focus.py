"""From what the user types to the thing the picture is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.analytics.names import close_names
from kg.errors import InputError, UnknownNameError
from kg.export.clean import one_line
from kg.export.html.atlas import Atlas, Thing
from kg.export.html.drawing import cut

_ROUND = str.maketrans("〔〕[]【】（）", "()()()()")
_SHOWN = 6


def find_focus(atlas: Atlas, text: str, kinds: Sequence[str], place: str | None = None) -> Thing | str:
    """Find a thing, or a place where ``kinds`` allows one, by its name, an alias, a number or any part of one.

    Args:
        atlas: what there is.
        text: a name as somebody types it.
        kinds: kinds of things the view can focus on.
        place: only things of this place (its name).

    Returns:
        A thing, or the name of a place.

    Raises:
        UnknownNameError: nothing has that name; names close ones.
        InputError: several things have it; names them.
    """
    wanted = _fold(text)
    candidates = [t for t in atlas.of_kind(*kinds) if place is None or t.place == place]
    names = {t.iri: [*map(_fold, _names(t)), t.iri] for t in candidates}
    places = sorted({t.place for t in atlas.things.values() if t.place}) if "place" in kinds else []
    if wanted and (exact := [p for p in places if _fold(p) == wanted]):
        return exact[0]
    found = [t for t in candidates if wanted in names[t.iri]]
    if len(found) == 1:
        return found[0]
    if not found and wanted:
        held = [p for p in places if wanted in _fold(p)]
        if len(held) == 1:
            return held[0]
        found = [t for t in candidates if any(wanted in name for name in names[t.iri])]
        if len(found) == 1:
            return found[0]
    if found:
        raise InputError(f"focus: {text!r} is the name of several: {_list(found)}; say which, or add --place")
    every = [*places, *(name for t in candidates for name in _names(t))]
    raise UnknownNameError("focus", text, close_names("".join(text.split()), every))


def _names(thing: Thing) -> list[str]:
    """All names, and those with a level word (区财政局) also with the name of the place (甲市乙区财政局)."""
    names = [thing.full, thing.name, *thing.others]
    if thing.place:
        names += [thing.place + name[1:] for name in names if name[:1] == thing.place[-1]]
    return names


def find_place(atlas: Atlas, text: str) -> str:
    """Find a place by its name or any part of it; raises as :func:`find_focus`."""
    return str(find_focus(atlas, text, ("place",)))


def _list(found: Iterable[Thing]) -> str:
    names = sorted({(t.full, t.place) for t in found})
    shown = " / ".join(
        cut(one_line(name), 40) + (f" [{one_line(place)}]" if place and place not in name else "")
        for name, place in names[:_SHOWN]
    )
    return shown + (f" … ({len(names)})" if len(names) > _SHOWN else "")


def _fold(name: str) -> str:
    return "".join(name.split()).translate(_ROUND).strip("《》")
