"""The questions at Debian's Virtuoso 7.2, where it is installed (``virtuoso-opensource-7-bin``): a second server, optional.

It joins all named graphs where a query names none, and gives a row once per graph that says a thing: rows are compared
as sets. What it is known to answer wrongly, or not at all, is listed here and in ``ontology/README.md``.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.graph.endpoint import Endpoint
from kg.graph.ontology import named_query, query_names
from kg.graph.remote import RemoteStore
from kg.graph.store import open_store

KNOWN_WRONG = {
    "basis-chain": "a property path that begins at an unbound variable gives other rows",
    "bodies-working-together": "takes more than two minutes",
    "citations-most-cited": "the least of several titles is another one",
    "lead-here-support-there": "takes more than two minutes",
    "tenures-on-date": "internal error of its compiler (SQ156)",
}
_INI = """
[Database]
DatabaseFile = {folder}/v.db
ErrorLogFile = {folder}/v.log
LockFile = {folder}/v.lck
TransactionFile = {folder}/v.trx
xa_persistent_file = {folder}/v.pxa
[TempDatabase]
DatabaseFile = {folder}/t.db
TransactionFile = {folder}/t.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = {folder}
NumberOfBuffers = 4000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 4
"""


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def virtuoso(small_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RemoteStore]:
    if not (shutil.which("virtuoso-t") and shutil.which("isql-vt")):
        pytest.skip("Virtuoso is not installed; it is optional")
    folder, sql, http = tmp_path_factory.mktemp("virtuoso"), free_port(), free_port()
    (folder / "v.ini").write_text(_INI.format(folder=folder, sql=sql, http=http))
    with open_store(small_store) as store:
        (folder / "graph.nq").write_text("".join(f"{line}\n" for line in store.nquads()), encoding="utf-8")
    command = ["virtuoso-t", "-f", "-c", str(folder / "v.ini")]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            for _ in range(600):
                with socket.socket() as attempt:
                    if attempt.connect_ex(("127.0.0.1", http)) == 0:
                        break
                time.sleep(0.1)
            load = f"DB.DBA.TTLP_MT(file_open('{folder}/graph.nq'), '', 'urn:x', 512);"
            subprocess.run(
                ["isql-vt", f"127.0.0.1:{sql}", "dba", "dba", f"exec={load}"], check=True, capture_output=True
            )
            yield RemoteStore(Endpoint(f"http://127.0.0.1:{http}/sparql"))
        finally:
            process.terminate()
            process.wait(30)


def test_what_is_known_to_be_wrong_is_asked_at_all() -> None:
    assert KNOWN_WRONG.keys() <= set(query_names())


@pytest.mark.parametrize("name", [name for name in query_names() if name not in KNOWN_WRONG])
def test_a_question_has_the_same_answer(virtuoso: RemoteStore, small_store: Path, name: str) -> None:
    text = named_query(name).text
    with open_store(small_store) as store:
        wanted = {tuple(map(str, row)) for row in store.select(text).rows}
    assert {tuple(map(str, row)) for row in virtuoso.select(text).rows} == wanted
