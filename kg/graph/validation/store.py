"""Validation of a whole store: each named graph by SHACL, then what spans graphs by SPARQL (``ontology/checks``)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from typing import TYPE_CHECKING

from kg.graph.ontology import check_names, text
from kg.graph.validation import fast
from kg.graph.validation.fast import Violation, index
from kg.graph.validation.places import Place, Places
from kg.table import Table

if TYPE_CHECKING:
    from kg.graph.store import GraphStore

COLUMNS = ("problem", "what", "document", "file", "line", "quote", "iri")
_FILES = "SELECT ?source ?name { ?source <https://w3id.org/govkg/ontology#fileName> ?name }"

Progress = Callable[[int, int], None]


def validate(
    store: GraphStore, *, lang: str = "zh", quick: bool = False, progress: Progress | None = None
) -> Table:
    """Gives a row for everything in the store that violates the shapes or the checks; none when it conforms.

    Args:
        store: an open store.
        lang: language of the messages, ``zh`` or ``en``.
        quick: the check a build makes instead of pyshacl.
        progress: told how many graphs of how many are done.
    """
    files = _files(store)
    rows: list[tuple[object, ...]] = []
    graphs = _graphs(store)
    for number, lines in enumerate(graphs, 1):
        rows += rows_of(lines, files, lang, quick=quick)
        if progress is not None:
            progress(number, len(graphs))
    return Table(COLUMNS, tuple(dict.fromkeys([*rows, *check_rows(store, lang=lang)])))


def _files(store: GraphStore) -> dict[str, str]:
    """The base names of source files by their IRI."""
    return {str(source): str(name) for source, name in store.select(_FILES).rows}


def _graphs(store: GraphStore) -> list[list[str]]:
    def graph(line: str) -> str:
        return line[line.rindex(" <") :]

    return [list(lines) for _, lines in groupby(sorted(store.nquads(), key=graph), key=graph)]


def rows_of(
    lines: Sequence[str], files: Mapping[str, str], lang: str, *, quick: bool
) -> Iterator[tuple[object, ...]]:
    """Yields a row for each violation in one named graph.

    Args:
        lines: its N-Quads lines.
        files: base names of source files by their IRI.
        lang: language of the messages.
        quick: the check a build makes instead of pyshacl.
    """
    if quick:
        found: Iterable[Violation] = fast.violations(index(lines))
    else:
        from kg.graph.validation import shacl

        found = shacl.violations(lines)
    places: Places | None = None
    for violation in found:
        places = places or Places(index(lines), files)
        yield row(violation, places.of(violation.node), lang)


def row(violation: Violation, place: Place, lang: str) -> tuple[object, ...]:
    """Gives the cells of a violation, in the order of ``COLUMNS``."""
    message = violation.messages.get(lang) or next(iter(violation.messages.values()), "")
    return (message, place.what, place.document, place.file, place.line, place.quote, violation.node)


def check_rows(store: GraphStore, *, lang: str) -> Iterator[tuple[object, ...]]:
    """Yields a row for each violation of the checks over the whole store; ``lang`` is that of the messages."""
    queries = [text(f"checks/{name}.rq") for name in check_names()]
    with ThreadPoolExecutor() as pool:  # the store lets go of Python's lock while it answers
        answers = list(pool.map(store.select, queries))
    places: Places | None = None
    for query, answer in zip(queries, answers, strict=True):
        zh, en = (line.removeprefix("# ") for line in query.splitlines()[:2])
        for node, detail in answer.rows:
            places = places or Places(index(store.nquads()), _files(store))
            message = f"{zh if lang == 'zh' else en} ({detail})"
            yield row(Violation(str(node), {lang: message}), places.of(str(node)), lang)
