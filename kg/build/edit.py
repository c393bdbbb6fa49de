"""Changes to a store that do not come from documents: a graph loaded from a file, an update in SPARQL.

They land as a build does, as a new generation with its sorted N-Quads. A store that was changed so says it, and the next
build does not drop the change unasked.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from kg.build.writer import Manifest, StoreWriter, open_writer
from kg.errors import InputError
from kg.graph.guard import QueryError, check_update
from kg.graph.iris import DEFAULT_BASE, Iris
from kg.graph.store import open_store


def load_lines(store: Path, lines: Iterable[str]) -> Manifest:
    """Replaces what a store holds by the quads of N-Quads lines, which need not be sorted.

    Raises:
        InputError: a line is not N-Quads, or is in no named graph.
        StoreError: the store is locked or cannot be written.
    """
    clean: set[str] = set()
    for number, line in enumerate(lines, 1):
        try:
            for quad in ox.parse(line, ox.RdfFormat.N_QUADS):
                if quad.graph_name == ox.DefaultGraph():
                    raise InputError(f"line {number} is in no named graph; a store holds named graphs")
                clean.add(f"{quad} .")
        except (SyntaxError, ValueError) as error:
            raise InputError(f"line {number} is not N-Quads: {' '.join(str(error).split())}") from None
    with open_writer(store) as writer:
        return _land(writer, clean)


def update_store(store: Path, update: str) -> Manifest:
    """Runs a SPARQL update on a store.

    The default graph holds what the named graphs say, so triples put into it go to a graph of their own, and triples
    deleted from it leave every named graph.

    Raises:
        QueryError: the update is malformed or refused.
        StoreError: the store is locked or cannot be written.
    """
    check_update(update)
    with open_store(store) as graph:
        text = "".join(f"{line}\n" for line in graph.nquads())
    with open_writer(store) as writer:
        memory = ox.Store()
        memory.bulk_load(text.encode("utf-8"), format=ox.RdfFormat.N_QUADS)
        before = {quad.triple for quad in memory}
        memory.bulk_extend(ox.Quad(*triple) for triple in before)
        try:
            memory.update(update)
        except SyntaxError as error:
            raise QueryError(f"not SPARQL: {' '.join(error.msg.split())[:160]}") from None
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryError(f"the update failed: {error}") from None
        after = {quad.triple for quad in memory.quads_for_pattern(None, None, None, ox.DefaultGraph())}
        quads = {quad for quad in memory if quad.graph_name != ox.DefaultGraph()}
        gone = before - after
        quads = {quad for quad in quads if quad.triple not in gone}
        own = ox.NamedNode(Iris(_base(writer)).source_graph("updates"))
        quads |= {ox.Quad(triple.subject, triple.predicate, triple.object, own) for triple in after - before}
        return _land(writer, {f"{quad} ." for quad in quads})


def _base(writer: StoreWriter) -> str:
    return writer.manifest.graph_version.partition(" ")[2] or DEFAULT_BASE


def _land(writer: StoreWriter, lines: Iterable[str]) -> Manifest:
    ordered = (f"{line}\n".encode() for line in sorted(lines))
    return writer.land(ordered, writer.manifest.entries, writer.manifest.graph_version, edited=True)
