"""The fuzz targets hold on good inputs, on what fuzzing once found, and on a few inputs of any kind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.__main__ import Failures
from tests.fuzz.targets import TARGETS, TooSlowError, seeds
from tests.fuzz.texts import TEXTS
from tests.fuzz.words import WORDS, bytes_of, text_of

CASES = Path(__file__).parent / "cases"
FOUND = sorted(path for path in CASES.glob("*/*") if path.is_file())


@pytest.mark.parametrize("target", TARGETS)
def test_good_inputs_pass(target: str) -> None:
    for data in seeds(target):
        TARGETS[target](data)


@pytest.mark.parametrize("path", FOUND, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_was_found_is_mended(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())


@pytest.mark.parametrize("target", TARGETS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.binary(max_size=300))
def test_any_bytes_pass(target: str, data: bytes) -> None:
    TARGETS[target](data)


def test_bytes_stand_for_text() -> None:
    text = "甲市人民政府关于印发方案的通知\n一、市水务局负责供水保障。"
    assert text_of(bytes_of(text)) == text
    assert text_of(bytes_of("龘\ue000\U00020000")) == "龘\ue000？"
    for kind in TEXTS:
        assert text_of(bytes_of(kind)) == kind
    assert text_of(bytes([WORDS.index("牵头"), 241])) == "牵头" + "牵头" * 5
    assert len(text_of(b"\xf3" * 4000)) <= 6_000


def failing(data: bytes) -> None:
    if data.startswith(b"x"):
        raise KeyError(data)
    if data.startswith(b"y"):
        raise TooSlowError


def test_failures_are_kept_once_for_each_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    failures = Failures(failing, tmp_path / "failures")
    for data in (b"a", b"x1", b"x2", b"y"):
        failures(data)
    assert failures.report("made up", 1.0) == 1
    kept = sorted((tmp_path / "failures").iterdir())
    assert sorted(path.read_bytes() for path in kept if path.suffix != ".txt") == [b"x1", b"y"]
    assert "KeyError" in "".join(path.read_text() for path in kept if path.suffix == ".txt")
    assert "4 inputs in 1 s, 2 failures" in capsys.readouterr().out


def test_a_slow_input_counts_only_when_it_is_slow_again(tmp_path: Path) -> None:
    calls = iter([TooSlowError, None])

    def once(_: bytes) -> None:
        if (error := next(calls)) is not None:
            raise error

    failures = Failures(once, tmp_path)
    failures(b"x")
    assert failures.report("made up", 1.0) == 0


def test_a_target_sees_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """Evidence that is off by one, and a map that loses its place, do not pass."""
    from kg.sources.model import SourceText
    from kg.structure.model import TextMap

    real: Callable[[TextMap, int], int] = TextMap.to_source
    monkeypatch.setattr(TextMap, "to_source", lambda self, offset: real(self, offset) + (offset > 40))
    with pytest.raises(AssertionError):
        TARGETS["structure"](seeds("structure")[0])
    monkeypatch.undo()
    monkeypatch.setattr(SourceText, "line_of", lambda self, offset: offset)  # noqa: ARG005
    with pytest.raises(AssertionError):
        TARGETS["passes"](seeds("passes")[0])
