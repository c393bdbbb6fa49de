"""A reader of made-up files for the tests of the build: each line of a file is a fact, some lines are trouble."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

from kg.evidence import Evidence
from kg.facts import Agent, AgentKind, DutyFact, InstrumentFacts, SourceFacts
from kg.sources.model import SourceError
from tests.made_up import instrument


def extract(path: Path) -> SourceFacts:
    """Reads ``name duty`` lines; ``!…`` lines misbehave."""
    data = path.read_bytes()
    text = data.decode("utf-8")
    log = path.parent / "log"
    if log.is_dir():
        (log / f"{path.name}.{os.getpid()}.{time.monotonic_ns()}").touch()
    if "!bad" in text:
        raise SourceError(f"{path}: is no document")
    if "!bug" in text:
        raise ZeroDivisionError("a bug\nin two lines")
    if "!die" in text:
        os._exit(9)
    facts = []
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        name, _, duty = line.partition(" ")
        if duty:
            facts.append(
                DutyFact(
                    Evidence(start, start + len(line), number, line), "fake", Agent(name, AgentKind.ORG), duty
                )
            )
        start += len(line) + 1
    found: tuple[InstrumentFacts, ...] = (
        ()
        if "!none" in text
        else (
            instrument(
                facts,
                number=f"乙政发〔2023〕{len(path.stem)}号",
                title=f"甲市乙区人民政府关于{path.stem}的通知",
            ),
        )
    )
    length = max(len(text), 100)  # the made-up titles are not in the text
    return SourceFacts(path.name, hashlib.sha256(data).hexdigest(), "utf-8", length, found)
