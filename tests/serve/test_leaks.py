"""What a stranger can learn from the server: nothing of the machine it runs on; and what can end it: no query."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.conftest import ROOT
from tests.serve.conftest import served
from tests.serve.test_protocol import FEW, curl, query


def leaks(body: str, store: Path) -> list[str]:
    """Parts of an answer that speak of the machine."""
    words = (
        "Traceback",
        'File "',
        ".py",
        "site-packages",
        str(store),
        str(ROOT),
        sys.prefix,
        str(Path.home()) + "/",
    )
    return [word for word in words if word in body]


def test_it_listens_on_this_machine_alone(small_store: Path) -> None:
    with served(small_store) as url:
        parts = urlsplit(url)
        assert parts.hostname == "127.0.0.1"
        assert parts.port is not None
        listening = Path("/proc/net/tcp").read_text().split("\n")[1:-1]
        at = {
            row.split()[1].partition(":")[0]
            for row in listening
            if row.split()[1].endswith(f":{parts.port:04X}")
        }
        assert at == {"0100007F"}
        with socket.create_connection((parts.hostname, parts.port), 5):
            pass


def test_nobody_elsewhere_may_read_answers_unless_asked_for(small_store: Path) -> None:
    with served(small_store) as url:
        for request in (
            ["-d", "query=ASK {}"],
            ["-X", "OPTIONS", "-H", "Access-Control-Request-Method: POST"],
        ):
            _, _, head = curl(url, "-i", "-H", "Origin: https://other.example", *request)
            assert "access-control" not in head.lower()


def test_folders_are_not_listed_and_files_outside_not_given(small_store: Path) -> None:
    with served(small_store) as url:
        root = url.removesuffix("sparql")
        for path in (
            "static",
            "static/",
            "static/../app.py",
            "static/%2e%2e/app.py",
            "static//etc/passwd",
            ".kg/",
            "x",
        ):
            status, _, body = curl(root + path, "--path-as-is", "-L")
            assert status == 404, path
            assert not leaks(body, small_store)


def test_errors_do_not_speak_of_the_machine(small_store: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    shutil.copytree(small_store, store)
    with served(store, "--workers", "1") as url:
        for text in (
            "SELECT",
            "SELECT * { ?s ?p",
            "\x01",
            "ASK { FILTER(<urn:no-function>(1)) }",
            "SELECT (1/0 AS ?x) {}",
        ):
            assert not leaks(query(url, text)[2], store)
        (store / "CURRENT").write_text("g-000099\n")  # the store breaks while it is served
        status, _, body = query(url, FEW)
        assert status == 503
        assert "the server's log says why" in body
        assert not leaks(body, store)


def test_the_log_says_what_the_answer_does_not(small_store: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    shutil.copytree(small_store, store)
    command = [sys.executable, "-m", "kg", "serve", "--store", str(store), "--port", "0", "--workers", "1"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            url = process.stderr.readline().split("endpoint: ")[1].split(")")[0]
            (store / "CURRENT").write_text("g-000099\n")
            assert query(url, FEW)[0] == 503
        finally:
            process.terminate()
            told = process.stderr.read() if process.stderr else ""
    assert str(store) in told
    assert "Traceback" not in told


DOUBLED = " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(40))
GREEDY = [
    'SELECT (STRLEN(?x40) AS ?n) { BIND("0123456789abcdef" AS ?x0) ' + DOUBLED + " }",
    "SELECT (COUNT(*) AS ?n) { VALUES ?a { %s } VALUES ?b { %s } VALUES ?c { %s } FILTER(?a + ?b + ?c < 0) }"
    % ((" ".join(map(str, range(3000))),) * 3),
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(REGEX(CONCAT(STR(?c), STR(?f), STR(?i)), '(a*)*(.*)*z$')) }",
    "SELECT (GROUP_CONCAT(CONCAT(STR(?c), STR(?f), STR(?i))) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
]


@pytest.mark.parametrize(
    "text", GREEDY, ids=["doubled text", "huge VALUES", "regular expressions", "all in one text"]
)
def test_greedy_queries_end_and_the_server_lives_on(small_store: Path, text: str) -> None:
    with served(small_store, "--timeout", "4", "--memory", "700") as url:
        status, _, body = query(url, text)
        assert status in {400, 413, 503}, body[:200]
        assert not leaks(body, small_store)
        given_up = (
            time.monotonic() + 30
        )  # a busy machine takes a while to start another process: 503, Retry-After
        status = 503
        while status == 503 and time.monotonic() < given_up:
            status, _, body = query(url, FEW, "-H", "Accept: application/sparql-results+json")
        assert status == 200, body[:200]
        assert len(json.loads(body)["results"]["bindings"]) == 2
