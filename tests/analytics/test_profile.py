from __future__ import annotations

import pytest

from kg.analytics.profile import profile
from kg.errors import UnknownNameError
from kg.graph.store import GraphStore


def test_a_body(town: GraphStore) -> None:
    rows = list(profile(town, "区水务局", lang="en").dicts())
    figures = {r["what"]: r["number_of"] for r in rows if r["section"] == "figures"}
    assert figures["lead [甲市乙区]"] == 3
    assert figures["rank [甲市乙区]"] == 1
    assert [(r["what"], r["number_of"]) for r in rows if r["section"] == "partners"] == [
        ("区教育局", 2),
        ("区财政局", 2),
    ]
    assert sum(r["section"] == "role" for r in rows) == 3
    assert all(r["quote"] and r["file"] for r in rows if r["section"] in {"role", "member", "person"})


def test_two_bodies_of_one_name_have_a_page_each(town: GraphStore) -> None:
    pages = {r["name"] for r in profile(town, "区财政局").dicts()}
    assert pages == {"区财政局 [甲市乙区]", "区财政局 [甲市丙区]"}
    assert {r["name"] for r in profile(town, "区财政局", place="丙区").dicts()} == {"区财政局 [甲市丙区]"}


def test_a_person_and_an_instrument(town: GraphStore) -> None:
    figures = {r["what"]: r["number_of"] for r in profile(town, "王某", lang="en").dicts() if r["number_of"]}
    assert figures["tasks [甲市乙区]"] == 1
    assert figures["chairs [甲市乙区]"] == 2
    cited = {r["what"]: r["number_of"] for r in profile(town, "甲政发〔2030〕1号", lang="en").dicts()}
    assert cited["cited by"] == 2


def test_evidence_of_every_line_is_what_it_rests_on(town: GraphStore) -> None:
    rows = {(r["section"], r["what"]): r for r in profile(town, "区水务局", lang="en", evidence=True).dicts()}
    assert str(rows["figures", "lead [甲市乙区]"]["evidence"]).count(".txt:") == 3
    # 教育 supports the first of the two shared tasks and answers for the second; 水务 leads both
    shared = str(rows["partners", "区教育局"]["evidence"])
    assert shared.count("lead：") == 2
    assert shared.count("support：") == shared.count("responsible：") == 1
    assert all(row["quote"] in str(row["evidence"]) for row in rows.values() if row["quote"])


def test_only_one_instrument(town: GraphStore) -> None:
    rows = profile(town, "区水务局", instrument="乙政发〔2032〕1号").dicts()
    assert [r["what"] for r in rows if r["section"] == "role"] == ["区水务局 · 牵头 · 治理河道"]


def test_unknown(town: GraphStore) -> None:
    with pytest.raises(UnknownNameError, match="区水务局"):
        profile(town, "区水利局")
