"""Binds parameters of a query: a VALUES block at the start of its outermost pattern.

pyoxigraph's own substitutions take projected variables only. Values are written by pyoxigraph's serialiser, never
pasted, so that no text can leave its literal.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import pyoxigraph as ox

from kg.graph.guard import QueryError
from kg.graph.lexer import Token, tokens


def bind(query: str, values: Mapping[ox.Variable, ox.NamedNode | ox.Literal]) -> str:
    """Gives the query with the variables bound.

    Args:
        query: SPARQL text; subqueries do not see the values, as SPARQL evaluates them first.
        values: the terms by variable.

    Raises:
        QueryError: the query has no pattern to bind in.
    """
    if not values:
        return query
    at = _pattern_start(list(tokens(query)))
    if at is None:
        raise QueryError("parameters can be bound only in a query with a { pattern }")
    names = " ".join(str(variable) for variable in values)
    terms = " ".join(str(value) for value in values.values())
    return f"{query[:at]} VALUES ({names}) {{ ({terms}) }} {query[at:]}"


def _pattern_start(found: list[Token]) -> int | None:
    """The place behind the brace that opens the outermost pattern; a CONSTRUCT's template comes before it."""
    words = [token.text.upper() for token in found if token.kind == "word"]
    skip = 1 if "CONSTRUCT" in words and not _is_short_construct(found) else 0
    depth = {"(": 0, "{": 0}
    for token in found:
        match token.kind, token.text:
            case "mark", "(" | "{":
                if token.text == "{" and depth == {"(": 0, "{": 0}:
                    if not skip:
                        return token.start + 1
                    skip -= 1
                depth[token.text] += 1
            case "mark", ")":
                depth["("] -= 1
            case "mark", "}":
                depth["{"] -= 1
    return None


def _is_short_construct(found: list[Token]) -> bool:
    """CONSTRUCT WHERE { … }: the pattern is the template."""
    for token, following in pairwise(found):
        if token.kind == "word" and token.text.upper() == "CONSTRUCT":
            return following.kind == "word"
    return False
