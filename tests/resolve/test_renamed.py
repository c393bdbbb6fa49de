"""A former name is one more name of the body, in all documents of the place; a body formed in place of others is another."""

from __future__ import annotations

from kg.resolve import Identity, Resolution, resolve
from kg.resolve.renamed import RULE
from tests.made_up import body_change, instrument, role, source


def found(resolution: Resolution, name: str, of: int = 0) -> Identity:
    return resolution.sources[of][1][0].bodies[name]


def test_a_former_name_is_the_bodys_in_every_document_of_the_place() -> None:
    says = instrument([body_change("区水保局", "区水务局")], number="乙政发〔2023〕3号")
    before = instrument([role("区水保局")], date="2018-01-01", number="乙政发〔2018〕3号")
    elsewhere = instrument([role("区水保局")], issuers=("甲市丙区人民政府",), number="丙政发〔2023〕2号")
    resolution = resolve([source(says), source(before, name="b.txt"), source(elsewhere, name="c.txt")])
    assert found(resolution, "区水保局") == found(resolution, "区水务局") == found(resolution, "区水保局", 1)
    assert found(resolution, "区水保局", 2) != found(resolution, "区水务局")
    assert resolution.sources[1][1][0].rules["区水保局"] == RULE
    assert resolution.labels[found(resolution, "区水务局")] == "区水务局"


def test_bodies_before_and_after_a_forming_are_two() -> None:
    resolution = resolve([source(instrument([body_change("区环保站", "区生态环境局", "formed")]))])
    assert found(resolution, "区环保站") != found(resolution, "区生态环境局")


def test_a_name_with_former_before_it() -> None:
    resolution = resolve([source(instrument([role("原区财政局"), role("区财政局")]))])
    assert found(resolution, "原区财政局") == found(resolution, "区财政局")


def test_names_that_change_in_a_circle_stay_apart() -> None:
    one = instrument([body_change("区水保局", "区水务局")], number="乙政发〔2023〕3号")
    other = instrument([body_change("区水务局", "区水保局")], number="乙政发〔2023〕4号")
    resolution = resolve([source(one), source(other, name="b.txt")])
    assert len({found(resolution, "区水保局"), found(resolution, "区水务局", 1)}) <= 2
