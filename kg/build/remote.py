"""Brings an endpoint to the state of a graph that was built here.

A build for an endpoint goes into a store directory first (the mirror: what was read, sorted N-Quads, checksum); then the
named graphs that changed are sent, each in one update, and last the default graph is made of them at the server. Only
graphs below the base IRI's ``graph/`` and the default graph are touched.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path

from kg.build.files import write_whole
from kg.graph.endpoint import Endpoint
from kg.graph.iris import DEFAULT_BASE
from kg.graph.layout import Layout, StoreError, graph_file
from kg.graph.remote import RemoteStore

_BATCH = 2_000_000  # characters of one update
_SENT = "sent.json"
_GOV = "https://w3id.org/govkg/ontology#"
_DEFAULT = """
DELETE {{ ?s ?p ?o }}
WHERE {{ ?s ?p ?o FILTER NOT EXISTS {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), "{prefix}")) }} }} ;
INSERT {{ ?s ?p ?o }} WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), "{prefix}")) }}
"""


def mirror_of(url: str) -> Path:
    """Gives the folder, below the working directory, that a build for an endpoint keeps its state in."""
    return Path(".kg") / "mirrors" / hashlib.sha256(url.encode()).hexdigest()[:16]


def send(
    lines: Iterable[str],
    endpoint: Endpoint,
    *,
    base: str | None = None,
    state: Path | None = None,
    force: bool = False,
) -> int:
    """Makes the named graphs of an endpoint those of N-Quads lines.

    Args:
        lines: the lines of all graphs.
        endpoint: where they go.
        base: the IRI below which they are named; without it, it is read from their names.
        state: folder that remembers what was sent, so that the next time only changes are.
        force: send everything, and replace graphs that were not sent from here.

    Returns:
        How many graphs were sent or removed.

    Raises:
        StoreError: the endpoint does not answer, or holds data that was not sent from here.
        QueryError: the endpoint refuses an update.
    """
    graphs = {name: list(group) for name, group in groupby(sorted(lines, key=_graph), key=_graph)}
    prefix = f"{base or next(iter(graphs), DEFAULT_BASE).partition('graph/')[0]}graph/"
    digests = {name: hashlib.sha256("\n".join(group).encode()).hexdigest() for name, group in graphs.items()}
    there = _counts(endpoint)
    sent = _sent(state)
    ours = {name for name in there if name.startswith(prefix)}
    _check_foreign(endpoint, ours, ours - digests.keys() - sent.keys(), force=force)
    same = {
        name
        for name, digest in digests.items()
        if sent.get(name) == digest and there.get(name) == len(graphs[name])
    }
    changed = sorted(digests if force else digests.keys() - same)
    gone = sorted(ours - digests.keys())
    if not changed and not gone:
        return 0
    for update in _updates(graphs, changed, gone):
        endpoint.update(update)
    endpoint.update(_DEFAULT.format(prefix=prefix))
    if state is not None:
        write_whole(state / _SENT, json.dumps(digests, indent=1).encode())
    return len(changed) + len(gone)


def publish(mirror: Path, url: str, *, base: str | None = None, force: bool = False) -> int:
    """Sends what the store directory ``mirror`` holds to an endpoint; as :func:`send`."""
    generation = Layout(mirror).generation()
    if generation is None:
        raise StoreError(f"{mirror} holds no finished build")
    with graph_file(generation).open(encoding="utf-8", newline="\n") as lines:
        return send((line[:-1] for line in lines), Endpoint(url), base=base, state=mirror, force=force)


def _graph(line: str) -> str:
    return line[line.rindex(" <") + 2 : -3]


def _counts(endpoint: Endpoint) -> dict[str, int]:
    rows = (
        RemoteStore(endpoint).select("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g").rows
    )
    return {str(name): int(str(count)) for name, count in rows if name is not None}


def _sent(state: Path | None) -> Mapping[str, str]:
    try:
        found = json.loads((state / _SENT).read_text()) if state else {}
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _check_foreign(endpoint: Endpoint, ours: set[str], unknown: set[str], *, force: bool) -> None:
    if force:
        return
    if unknown:
        raise StoreError(
            f"the endpoint {endpoint.url} holds {len(unknown)} graphs that were not built here; "
            "give --force to replace them"
        )
    if not ours and RemoteStore(endpoint).ask(
        f"ASK {{ ?s ?p ?o FILTER NOT EXISTS {{ ?f a <{_GOV}Source> }} }}"
    ):
        raise StoreError(
            f"the default graph of {endpoint.url} holds other data, which a build would replace; "
            "use an empty endpoint, or give --force"
        )


def _updates(graphs: Mapping[str, list[str]], changed: Iterable[str], gone: Iterable[str]) -> Iterator[str]:
    """The updates: a graph is dropped and filled in one, unless it alone is larger than a batch."""
    parts = [f"DROP SILENT GRAPH <{name}>" for name in gone]
    size = 0
    for name in changed:
        parts.append(f"DROP SILENT GRAPH <{name}>")
        data: list[str] = []
        for line in graphs[name]:
            triple = f"{line[: line.rindex(' <')]} ."
            data.append(triple)
            size += len(triple)
            if size > _BATCH:
                parts.append(_insert(name, data))
                yield " ;\n".join(parts)
                parts, data, size = [], [], 0
        if data:
            parts.append(_insert(name, data))
    if parts:
        yield " ;\n".join(parts)


def _insert(name: str, triples: Iterable[str]) -> str:
    body = "\n".join(triples)
    return f"INSERT DATA {{ GRAPH <{name}> {{\n{body}\n}} }}"
