"""A user's decisions: they win over the rules, or say clearly why they cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.resolve import Identity, Resolution, resolve
from kg.resolve.decisions import DIFFERENT_RULE, SAME_RULE, DecisionsError, read_decisions
from tests.made_up import instrument, person, role, source


def sources() -> list[object]:
    here = instrument(
        [role(name) for name in ("区水利局", "区水务局", "区发改局", "区发展改革委", "区节水办")]
    )
    there = instrument(
        [role("区水务局"), role("区渔业局")], issuers=("甲市丙区人民政府",), number="丙政发〔2023〕2号"
    )
    return [source(here), source(there, name="b.txt")]


def decided(tmp_path: Path, text: str) -> Resolution:
    path = tmp_path / "decisions.toml"
    path.write_text(text, encoding="utf-8")
    return resolve(sources(), read_decisions(path))  # type: ignore[arg-type]


def body(resolution: Resolution, name: str, of: int = 0) -> Identity:
    return next(i for agent, i in resolution.sources[of][1][0].agents.items() if agent.name == name)


def test_same_merges_and_is_recorded(tmp_path: Path) -> None:
    result = decided(tmp_path, '[[same]]\nplace = "甲市乙区"\nnames = ["区水务局", "区水利局"]')
    assert body(result, "区水利局") == body(result, "区水务局")
    assert result.sources[0][1][0].rules["区水利局"] == SAME_RULE
    assert body(result, "区水务局", 1) != body(result, "区水务局")


def test_a_chain_of_same_is_one(tmp_path: Path) -> None:
    result = decided(
        tmp_path,
        '[[same]]\nplace="甲市乙区"\nnames = ["区水务局", "区水利局"]\n[[same]]\nnames = ["区节水办", "区水利局"]',
    )
    assert len({body(result, name) for name in ("区水务局", "区水利局", "区节水办")}) == 1


def test_different_parts_what_the_rules_joined(tmp_path: Path) -> None:
    result = decided(tmp_path, '[[different]]\nnames = ["区发改局", "区发展改革委"]')
    assert body(result, "区发改局") != body(result, "区发展改革委")
    assert result.sources[0][1][0].rules["区发展改革委"] == DIFFERENT_RULE


def test_no_decisions_change_nothing(tmp_path: Path) -> None:
    assert decided(tmp_path, "") == resolve(sources())  # type: ignore[arg-type]


WRONG = [
    ('[[same]]\nnames = ["区水利局", "区林业局局"]', "no document names 区林业局局", "an unknown name"),
    ('[[same]]\nnames = ["区水利局", "区渔业居"]', "near: 区渔业局", "near names are proposed"),
    ('[[same]]\nnames = ["区水务局", "区水利局"]', "say which with place", "a name of two places"),
    ('[[same]]\nplace = "丙区"\nnames = ["区水利局", "区水务局"]', "not named in 丙区", "not of that place"),
    (
        """[[same]]\nnames = ["区水利局", "区节水办"]\n[[same]]\nnames = ["区节水办", "区发改局"]
[[different]]\nnames = ["区水利局", "区发改局"]""",
        "are the same by",
        "a contradiction over two entries",
    ),
    ('[[same]]\nnames = ["区水利局"]', "two at least", "one name"),
    ('[[equal]]\nnames = ["a", "b"]', "unknown table [[equal]]", "a misspelt table"),
    ('[[same]]\nname = ["a", "b"]', "names = ", "a misspelt key"),
    ("same = 3", "names = ", "not a table"),
    ("[[same", "decisions.toml", "not TOML"),
]


@pytest.mark.parametrize(("text", "message", "why"), WRONG, ids=[row[-1] for row in WRONG])
def test_clear_errors(tmp_path: Path, text: str, message: str, why: str) -> None:
    with pytest.raises(DecisionsError) as error:
        decided(tmp_path, text)
    assert message in str(error.value), why
    assert "\n" not in str(error.value).strip()


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DecisionsError, match=r"none\.toml"):
        read_decisions(tmp_path / "none.toml")


def test_a_post_goes_with_its_body(tmp_path: Path) -> None:
    path = tmp_path / "decisions.toml"
    path.write_text('[[same]]\nnames = ["区水务局", "区水利局"]', encoding="utf-8")
    facts = [role("区水务局"), person("王某", "区水利局局长", "区水利局", "局长")]
    result = resolve([source(instrument(facts))], read_decisions(path))
    ((_, post),) = result.sources[0][1][0].persons.values()
    assert post.holder == body(result, "区水务局")
    assert post.holder in result.labels
