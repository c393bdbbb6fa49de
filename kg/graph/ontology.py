"""Finds the vocabulary, shapes and competency queries: inside the installed package, or in a checkout beside it."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable

from kg.errors import UnknownNameError
from kg.language.files import ontology_folder


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A competency query: its question in Chinese and English, its text, and the parameters that may be bound."""

    name: str
    question_zh: str
    question_en: str
    parameters: Mapping[str, str]  # variable -> what it is
    text: str


def folder() -> Traversable:
    """Gives the ontology folder."""
    return ontology_folder()


def text(name: str) -> str:
    """Gives the text of a file of the ontology folder, such as ``shapes.ttl``."""
    return (folder() / name).read_text(encoding="utf-8")


@cache
def query_names() -> tuple[str, ...]:
    """The names of the competency queries, sorted."""
    return _names("queries")


@cache
def check_names() -> tuple[str, ...]:
    """The names of the checks over a whole store, sorted."""
    return _names("checks")


def _names(directory: str) -> tuple[str, ...]:
    names = (path.name for path in (ontology_folder() / directory).iterdir())
    return tuple(sorted(name.removesuffix(".rq") for name in names if name.endswith(".rq")))


@cache
def named_query(name: str) -> NamedQuery:
    """Gives a competency query.

    The head of its file: a comment with the question in Chinese, one in English, then ``# ?variable: meaning`` for each
    parameter. A parameter that is not bound is simply a variable of the query.

    Raises:
        UnknownNameError: there is none of this name.
    """
    if name not in query_names():
        raise UnknownNameError("query", name, difflib.get_close_matches(name, query_names()))
    content = text(f"queries/{name}.rq")
    head = [line[1:].strip() for line in content.splitlines() if line.startswith("#")]
    parameters = dict(line[1:].split(":", 1) for line in head[2:] if line.startswith("?"))
    return NamedQuery(
        name, head[0], head[1], {key: value.strip() for key, value in parameters.items()}, content
    )
