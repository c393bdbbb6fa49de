"""`kg site` and the pictures of `kg export html` as a user types them."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.cli.export import VIEWS as OFFERED
from kg.export.html.views.registry import VIEWS


def kg(store: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--store", str(store)])


def test_the_command_offers_every_view() -> None:
    assert set(OFFERED) == set(VIEWS)


def test_site_says_where_and_how_much(small_store: Path, tmp_path: Path) -> None:
    result = kg(small_store, "site", str(tmp_path / "new" / "atlas"), "--lang", "en")
    assert result.exit_code == 0, result.output
    assert "index.html" in result.output
    assert "pages" in result.output
    assert (tmp_path / "new/atlas/index.html").exists()


def test_site_into_a_folder_of_something_else_is_refused(small_store: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    result = kg(small_store, "site", str(tmp_path))
    assert result.exit_code == 2
    assert "not empty" in result.output
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--view", "ego", "--focus", "区水物局"), "区水务局"),  # a slip of the pen: the close name
        (("--view", "ego"), "--focus"),
        (("--view", "tasks", "--focus", "nothing like it"), "not known"),
        (("--view", "ego", "--focus", "区财政局"), "甲市乙区"),  # two districts have one
    ],
)
def test_a_focus_that_is_not_there_is_a_wrong_request(
    small_store: Path, tmp_path: Path, arguments: tuple[str, ...], says: str
) -> None:
    result = kg(small_store, "export", "html", *arguments, "-o", str(tmp_path / "x.html"))
    assert result.exit_code == 2, result.output
    assert says in result.output
    assert not list(tmp_path.iterdir()), "no file is left"


def test_a_view_with_focus_and_depth(small_store: Path, tmp_path: Path) -> None:
    page = tmp_path / "x.html"
    options = ("--view", "ego", "--focus", "林业", "--depth", "1", "--limit", "5", "--lang", "en")
    result = kg(small_store, "export", "html", *options, "-o", str(page))
    assert result.exit_code == 0, result.output
    assert "Neighbourhood · 区林业局" in page.read_text(encoding="utf-8")
