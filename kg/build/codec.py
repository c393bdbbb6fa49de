"""Facts as JSON and back, for the store's cache of what was read. Not the public facts format.

JSON and not pickle: opening a store must never run code that stands in it. The dataclasses of ``kg.facts`` are the
schema; a cached file that does not fit them is read anew from its source.
"""

from __future__ import annotations

import dataclasses
import enum
import json
import types
import typing
import zlib
from collections.abc import Callable
from functools import cache
from typing import Any

import kg.facts
from kg.facts import Fact, SourceFacts


def encode(source: SourceFacts) -> bytes:
    """Gives a compact form of what was read from a source; equal facts give equal bytes."""
    text = json.dumps(_plain(source), ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 1)


def decode(data: bytes) -> SourceFacts:
    """Gives back what :func:`encode` took.

    Raises:
        ValueError: the data are damaged or of another version of the facts.
    """
    try:
        source = _reader(SourceFacts)(json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass")))
    except (zlib.error, ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        raise ValueError(f"not cached facts: {error}") from error
    return typing.cast("SourceFacts", source)


def _plain(value: object) -> object:
    kind: Any = type(value)
    if kind is str or kind is int or value is None:  # as most are
        return value
    if kind is tuple:
        return [_plain(item) for item in typing.cast("tuple[object, ...]", value)]
    names = _field_names(kind)
    if names is not None:
        fields = [_plain(getattr(value, name)) for name in names]
        return [kind.__name__, *fields] if isinstance(value, Fact) else fields
    return value.value if isinstance(value, enum.Enum) else value


@cache
def _field_names(kind: Any) -> tuple[str, ...] | None:
    return tuple(field.name for field in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else None


@cache
def _reader(annotation: Any) -> Callable[[Any], object]:
    """Gives the function that reads a value of a type: dataclass, fact, enumeration, tuple, optional, or plain."""
    if annotation is Fact:
        return _read_fact
    origin = typing.get_origin(annotation)
    if origin in {typing.Union, types.UnionType}:
        inner = _reader(next(arg for arg in typing.get_args(annotation) if arg is not type(None)))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        item = _reader(typing.get_args(annotation)[0])
        return lambda values: tuple(item(value) for value in values)
    if dataclasses.is_dataclass(annotation):
        return _class_reader(annotation)
    if isinstance(annotation, type) and issubclass(annotation, enum.Enum):
        return annotation
    return lambda value: value


def _class_reader(class_: Any) -> Callable[[Any], object]:
    hints = typing.get_type_hints(class_)
    readers = [_reader(hints[field.name]) for field in dataclasses.fields(class_)]

    def read(values: list[Any]) -> object:
        return class_(*[reader(value) for reader, value in zip(readers, values, strict=True)])

    if issubclass(class_, Fact):
        return lambda values: read(values[1:])
    return read


def _read_fact(values: list[Any]) -> object:
    class_ = getattr(kg.facts, values[0])
    if not (isinstance(class_, type) and issubclass(class_, Fact)):
        raise TypeError(f"{values[0]} is no fact")
    reader: Any = _reader  # mypy takes a dataclass's __hash__ for an instance's
    return typing.cast("object", reader(class_)(values))
