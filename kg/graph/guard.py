"""Refuses queries that would leave the machine, before anything is evaluated.

Oxigraph federates ``SERVICE`` unconditionally, rdflib also fetches ``FROM``. The check reads the query's tokens: a
keyword cannot be hidden in a string, an IRI or a comment, and an escape outside these, which could spell one, is
refused as such. Works on any text in linear time; whether it is SPARQL at all is for the parser to say.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from kg.errors import KgError
from kg.graph.lexer import Token, tokens

_UPDATES = frozenset(["LOAD", "INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD"])


class QueryError(KgError):
    """The query is malformed or asks for something that is refused."""

    exit_status = 2


class RefusedError(QueryError):
    """The query asks for something that is refused, well-formed or not."""


def check(query: str, graphs: Container[str], *, service: bool = False) -> None:
    """Lets a query pass that stays inside the store.

    Args:
        query: the text of a SPARQL query.
        graphs: IRIs of the graphs in the store; only these may stand in FROM.
        service: let SERVICE pass too.

    Raises:
        RefusedError: the query has SERVICE, an update keyword, or FROM with a graph that is not in the store.
    """
    found = list(tokens(query))
    for position, word in _words(found):
        if "SERVICE" in word and not service:  # also glued to a word before it, which a parser may take apart
            raise RefusedError("SERVICE is refused: queries do not leave this machine")
        if word in _UPDATES:
            raise RefusedError(f"{word} is refused: the store is changed by kg build only")
        if word.endswith("FROM"):
            _check_from(found[position + 1 : position + 3], graphs)


def check_update(update: str) -> None:
    """Lets an update pass that stays inside the store.

    Raises:
        RefusedError: it has SERVICE or LOAD.
    """
    for _, word in _words(list(tokens(update))):
        if "SERVICE" in word or word.endswith("LOAD"):
            raise RefusedError(f"{word} is refused: updates do not leave the store")


def _words(found: Sequence[Token]) -> Iterator[tuple[int, str]]:
    """The words outside strings and IRIs, in capitals, by their place."""
    for position, (kind, text, _) in enumerate(found):
        if kind == "escape":
            raise RefusedError("escapes outside strings and IRIs are refused: write the character itself")
        if kind == "unclosed":
            raise QueryError(f"a string is not closed: {text[:20]}")
        if kind == "word":
            yield position, text.upper()


def _check_from(following: Sequence[Token], graphs: Container[str]) -> None:
    if following and following[0].kind == "word" and following[0].text.upper() == "NAMED":
        following = following[1:]
    kind, text = (following[0].kind, following[0].text) if following else ("", "")
    if kind != "iri":
        raise RefusedError("FROM needs a graph of the store, written as <iri>")
    if text[1:-1] not in graphs:
        raise RefusedError(f"FROM {text}: no such graph in the store, and nothing is fetched")
