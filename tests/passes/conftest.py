"""What the tests of the passes share: a made-up text through the real structure code."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.sources.model import SourceText
from kg.structure.instruments import read_instruments
from kg.structure.model import Instrument


@pytest.fixture(scope="session")
def instrument_of() -> Callable[[str], Instrument]:
    """Give a function that reads a text and gives its first instrument."""

    def read(text: str) -> Instrument:
        return read_instruments(SourceText("made_up.txt", text, "0", "utf-8"))[0]

    return read
