"""What the tests of the structure share: a made-up text cut into instruments."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.sources.model import SourceText
from kg.structure.instruments import read_instruments
from kg.structure.model import Instrument


@pytest.fixture(scope="session")
def instruments_of() -> Callable[[str], list[Instrument]]:
    """Give a function that cuts a text into instruments."""

    def read(text: str) -> list[Instrument]:
        return read_instruments(SourceText("made_up.txt", text, "0", "utf-8"))

    return read


@pytest.fixture(scope="session")
def paragraphs_of(instruments_of: Callable[[str], list[Instrument]]) -> Callable[[str], list[str]]:
    """Give a function that gives the paragraphs of a text below a made-up title, number and recipients."""

    def read(text: str) -> list[str]:
        head = "甲市人民政府关于做好供水工作的通知\n甲政发〔2023〕5号\n各区人民政府：\n"
        (instrument,) = instruments_of(head + text)
        return [instrument.text[p.start : p.end] for p in instrument.paragraphs[3:]]

    return read
