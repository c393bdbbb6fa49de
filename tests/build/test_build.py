"""The build: incremental, atomic, the same for the same input; one bad file spoils no other."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from kg.build import BuildReport, Options, build
from kg.build.versions import pipeline_version
from kg.errors import InputError
from kg.graph.iris import DEFAULT_BASE
from kg.graph.store import StoreError, open_store
from tests.build.fakes import extract
from tests.conftest import ROOT

FILES = {
    "a.txt": "区水务局 负责节水\n区财政局 负责资金",
    "bb.txt": "区发改局 负责项目",
    "ccc.txt": "各科 负责报送",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    (folder / "log").mkdir(parents=True)
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def run(folder: Path, *, jobs: int = 1, force: bool = False, base: str = DEFAULT_BASE) -> BuildReport:
    return build(
        [folder], folder.parent / "store", Options(base=base), jobs=jobs, force=force, extract=extract
    )


def content(folder: Path) -> list[str]:
    with open_store(folder.parent / "store") as store:
        return list(store.nquads())


def reads(folder: Path) -> list[str]:
    """Names of the files read since the last call."""
    log = sorted((folder / "log").iterdir())
    for path in log:
        path.unlink()
    return sorted(path.name.split(".txt")[0] for path in log)


def test_a_first_build(folder: Path) -> None:
    report = run(folder)
    assert report.changed
    assert report.extracted == ("a.txt", "bb.txt", "ccc.txt")
    assert (report.sources, report.instruments, dict(report.facts)) == (3, 3, {"document": 3, "duty": 4})
    assert report.errors == ()
    assert report.quads == len(content(folder))
    assert report.seconds >= report.seconds_extracting >= 0
    with open_store(folder.parent / "store") as store:
        assert [row.name for row in store.sources()] == ["a.txt", "bb.txt", "ccc.txt"]
        assert {row.pipeline_version for row in store.sources()} == {pipeline_version()}


def test_a_second_build_reads_nothing(folder: Path) -> None:
    run(folder)
    before = content(folder)
    reads(folder)
    for path in folder.glob("*.txt"):
        path.touch()
    report = run(folder)
    assert reads(folder) == []
    assert not report.changed
    assert report.unchanged == ("a.txt", "bb.txt", "ccc.txt")
    assert dict(report.facts) == {"document": 3, "duty": 4}
    assert content(folder) == before


def test_a_changed_file_alone_is_read_and_replaced(folder: Path) -> None:
    run(folder)
    before = content(folder)
    reads(folder)
    (folder / "bb.txt").write_text("区商务局 负责招商", encoding="utf-8")
    report = run(folder)
    assert reads(folder) == ["bb"]
    assert report.changed
    assert report.extracted == ("bb.txt",)
    assert report.removed == ("bb.txt",)
    after = content(folder)
    gone, come = set(before) - set(after), set(after) - set(before)
    assert "区发改局" in "".join(gone)
    assert "区商务局" in "".join(come)
    assert not any("发改" in line or "项目" in line for line in after)
    assert len({line.split(" ")[-2] for line in gone}) == 2  # the file's graph and its instrument's


def test_a_deleted_file_leaves_no_trace(folder: Path) -> None:
    (folder / "bb.txt").rename(folder.parent / "bb.txt")
    run(folder)
    without = content(folder)
    (folder.parent / "bb.txt").rename(folder / "bb.txt")
    run(folder)
    assert content(folder) != without
    (folder / "bb.txt").unlink()
    report = run(folder)
    assert report.removed == ("bb.txt",)
    assert content(folder) == without
    facts = list((folder.parent / "store" / "facts").iterdir())
    assert len(facts) == 2


def test_other_folders_are_left_alone(folder: Path) -> None:
    run(folder)
    other = folder.parent / "other.txt"
    other.write_text("区教育局 负责学校", encoding="utf-8")
    report = build([other], folder.parent / "store", extract=extract)
    assert report.sources == 4
    assert report.removed == ()


def test_force_reads_again_and_changes_nothing(folder: Path) -> None:
    run(folder)
    before = content(folder)
    reads(folder)
    report = run(folder, force=True)
    assert reads(folder) == ["a", "bb", "ccc"]
    assert not report.changed
    assert content(folder) == before


def test_another_pipeline_version_reads_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(folder)
    reads(folder)
    monkeypatch.setattr("kg.build.run.pipeline_version", lambda: "next")
    assert run(folder).extracted == ("a.txt", "bb.txt", "ccc.txt")
    assert run(folder).extracted == ()


def test_another_graph_version_writes_again_without_reading(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(folder)
    reads(folder)
    monkeypatch.setattr("kg.build.run.graph_version", lambda: "next")
    generation = (folder.parent / "store" / "CURRENT").read_text()
    run(folder)
    assert reads(folder) == []
    assert (folder.parent / "store" / "CURRENT").read_text() != generation


def test_workers_and_places_make_no_difference(folder: Path, tmp_path: Path) -> None:
    run(folder)
    elsewhere = tmp_path / "elsewhere" / "documents"
    elsewhere.mkdir(parents=True)
    for path in sorted(folder.glob("*.txt"), reverse=True):
        (elsewhere / path.name).write_bytes(path.read_bytes())
    run(elsewhere, jobs=3)
    assert content(elsewhere) == content(folder)


def test_another_base(folder: Path) -> None:
    run(folder)
    assert run(folder, base="https://example.org/").changed
    assert all("w3id.org/govkg/ontology" in line or "w3id.org" not in line for line in content(folder))


@pytest.mark.parametrize("jobs", [1, 2])
def test_bad_files_are_reported_and_the_others_land(folder: Path, jobs: int) -> None:
    for name, text in {"x.txt": "!bad", "y.txt": "!bug", "z.txt": "!none"}.items():
        (folder / name).write_text(text, encoding="utf-8")
    report = run(folder, jobs=jobs)
    assert report.sources == 3
    assert [error.path.name for error in report.errors] == ["x.txt", "y.txt", "z.txt"]
    for error in report.errors:
        assert str(error.path) in error.message
        assert "\n" not in error.message
    assert report.errors[0].message.endswith("is no document")


def test_a_dying_worker_is_tried_once_more_and_reported(folder: Path) -> None:
    (folder / "x.txt").write_text("!die", encoding="utf-8")
    report = run(folder, jobs=2)
    assert report.sources == 3
    assert [error.path.name for error in report.errors] == ["x.txt"]
    assert "twice" in report.errors[0].message


def test_a_file_that_went_bad_keeps_what_was_read(folder: Path) -> None:
    run(folder)
    before = content(folder)
    (folder / "bb.txt").write_text("!bad", encoding="utf-8")
    report = run(folder)
    assert [error.path.name for error in report.errors] == ["bb.txt"]
    assert content(folder) == before


def test_a_damaged_cache_is_mended(folder: Path) -> None:
    run(folder)
    before = content(folder)
    for path in (folder.parent / "store" / "facts").iterdir():
        path.write_bytes(b"damaged")
    (folder / "dddd.txt").write_text("区教育局 负责学校", encoding="utf-8")
    run(folder)
    assert set(before) < set(content(folder))


def test_the_artefact_is_sorted_and_has_its_checksum(folder: Path) -> None:
    run(folder)
    store = folder.parent / "store"
    generation = store / (store / "CURRENT").read_text().strip()
    data = (generation / "graph.nq").read_bytes()
    lines = data.split(b"\n")
    assert lines[:-1] == sorted(set(lines[:-1]))
    assert (generation / "graph.nq.sha256").read_text() == f"{hashlib.sha256(data).hexdigest()}  graph.nq\n"
    assert content(folder) == data.decode("utf-8").split("\n")[:-1]


def test_manifest_of_a_folder(folder: Path) -> None:
    right = hashlib.sha256((folder / "a.txt").read_bytes()).hexdigest()
    rows = [("a.txt", right), ("bb.txt", "0" * 64), ("gone.txt", right)]
    text = "".join(f'[[source]]\nfile = "{name}"\nsha256 = "{digest}"\n' for name, digest in rows)
    (folder / "sources.toml").write_text(text)
    report = run(folder)
    assert report.extracted == ("a.txt", "ccc.txt")
    assert [error.path.name for error in report.errors] == ["bb.txt", "gone.txt"]
    assert "checksum" in report.errors[0].message
    (folder / "sources.toml").write_text("[[")
    assert "not a list of sources" in run(folder).errors[0].message


def test_what_is_ignored_is_said(folder: Path) -> None:
    (folder / "README.md").write_text("x")
    (folder / "image.png").write_bytes(b"x")
    (folder / ".hidden.txt").write_text("x")
    assert [path.name for path in run(folder).ignored if path.parent == folder] == ["README.md", "image.png"]


def test_usage_errors(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        build([folder / "missing.txt"], tmp_path / "store")
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(InputError, match="no document"):
        build([empty], tmp_path / "store")
    assert not (tmp_path / "store").exists()


def test_a_folder_of_something_else_is_not_touched(folder: Path) -> None:
    with pytest.raises(StoreError, match="is not a store"):
        build([folder], folder, extract=extract)
    assert not (folder / "kg-store.json").exists()


def test_a_store_that_cannot_be_written(folder: Path) -> None:
    blocked = folder.parent / "file"
    blocked.touch()
    with pytest.raises(StoreError, match=r"cannot be written|is a file"):
        build([folder], blocked / "store", extract=extract)


def test_a_failed_landing_leaves_the_old_state(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(folder)
    before = content(folder)
    (folder / "bb.txt").write_text("区商务局 负责招商", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("kg.build.writer.load", full)
        with pytest.raises(StoreError, match=r"No space left on device.*as it was"):
            run(folder)
    assert content(folder) == before
    assert run(folder).changed
    generations = [path.name for path in (folder.parent / "store").glob("g-*")]
    assert len(generations) <= 2


def test_two_builds_at_once(folder: Path) -> None:
    script = (
        "import sys, time; from pathlib import Path; from kg.build.writer import open_writer\n"
        "with open_writer(Path(sys.argv[1])): print('locked', flush=True); time.sleep(60)"
    )
    store = folder.parent / "store"
    with subprocess.Popen(
        [sys.executable, "-c", script, str(store)], cwd=ROOT, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"locked\n"
        with pytest.raises(StoreError, match="another build is writing"):
            run(folder)
        other.kill()
    assert run(folder).changed
