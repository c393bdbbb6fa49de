"""What the user says about the input: place, encoding, which files."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.build import Options, build
from kg.graph.store import open_store
from kg.resolve.resolve import JurisdictionError, named_place

TEXT = "关于做好节水工作的通知\n甲发〔2024〕3号\n各部门：\n推进节水。（县水利局负责）\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a2023.txt", "a2024.txt", "b2024.txt"):
        (folder / name).write_text(TEXT + name, encoding="gb18030")
    return folder


def test_files_are_chosen_by_patterns(folder: Path, tmp_path: Path) -> None:
    report = build([folder], tmp_path / "store", Options(include=("*2024*",), exclude=("b*",)))
    assert report.extracted == ("a2024.txt",)


def test_a_named_encoding_is_used(folder: Path, tmp_path: Path) -> None:
    assert build([folder], tmp_path / "a", Options(encoding="gb18030")).sources == 3
    wrong = build([folder], tmp_path / "b", Options(encoding="utf-8"))
    assert len(wrong.errors) == 3


def test_a_jurisdiction_places_what_states_none(folder: Path, tmp_path: Path) -> None:
    build([folder / "a2024.txt"], tmp_path / "store", Options(jurisdiction="甲市乙县"))
    with open_store(tmp_path / "store") as store:
        rows = store.select("SELECT ?s WHERE { ?s ?p ?o FILTER(CONTAINS(STR(?o), '甲市乙县')) }").rows
    assert rows


def test_a_jurisdiction_must_be_a_place() -> None:
    assert named_place("甲省").chain == ("甲省",)
    with pytest.raises(JurisdictionError, match="not the name of a place"):
        named_place("一二三")
