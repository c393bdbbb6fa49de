"""A body's function without its place, so that bodies of two places can be set side by side."""

from __future__ import annotations

from functools import lru_cache

from kg.resolve.bodies import read_body
from kg.resolve.model import Level, Place
from kg.resolve.places import place_of_issuer


@lru_cache(maxsize=8192)
def function_of(name: str, place: str | None) -> tuple[str, str]:
    """Give the level of a body's area and its function: 区财政局 of two districts give the same.

    Args:
        name: a printed name of the body.
        place: name of the place whose instrument it stands in.
    """
    body = read_body(name, _place(place))
    return body.place.level.value, body.function


@lru_cache(maxsize=256)
def _place(name: str | None) -> Place:
    return place_of_issuer(f"{name}人民政府") or Place((name or "",), Level.UNKNOWN)
