"""The tree of sections, and tables that kept their tabs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.structure.labels import read_label
from kg.structure.model import Instrument, Label, LabelKind, Section
from kg.structure.sections import section_tree

HEAD = "甲市人民政府关于做好供水工作的通知\n甲政发〔2023〕5号\n各区人民政府：\n　　现通知如下。\n"


def levels(instrument: Instrument) -> list[tuple[str, int]]:
    return [(s.label.text, s.level) for s in instrument.sections]


# (headings, label and level of each) with the reason
TREES = [
    (
        "一、甲\n（一）甲\n1.甲\n（1）甲\n①甲\n②乙\n（2）乙\n2.乙\n（二）乙\n二、乙",
        [
            ("一、", 0),
            ("（一）", 1),
            ("1.", 2),
            ("（1）", 3),
            ("①", 4),
            ("②", 4),
            ("（2）", 3),
            ("2.", 2),
            ("（二）", 1),
            ("二、", 0),
        ],
        "the usual order",
    ),
    (
        "第一章 甲\n第一条 甲\n第二条 乙\n（一）甲；\n（二）乙。\n第二章 乙\n第一节 甲\n第三条 丙",
        [
            ("第一章", 0),
            ("第一条", 1),
            ("第二条", 1),
            ("（一）", 2),
            ("（二）", 2),
            ("第二章", 0),
            ("第一节", 1),
            ("第三条", 2),
        ],
        "chapters, divisions and articles",
    ),
    (
        "1 甲\n1.1 甲\n1.2 乙\n2 乙\n2.1 甲\n2.1.1 甲\n2.1.2 乙\n（1）甲\n2.2 乙\n3 丙",
        [
            ("1", 0),
            ("1.1", 1),
            ("1.2", 1),
            ("2", 0),
            ("2.1", 1),
            ("2.1.1", 2),
            ("2.1.2", 2),
            ("（1）", 3),
            ("2.2", 1),
            ("3", 0),
        ],
        "decimal numbers nest by their depth",
    ),
    (
        "一、甲\n1.甲\n2.乙\n二、乙\n1.甲",
        [("一、", 0), ("1.", 1), ("2.", 1), ("二、", 0), ("1.", 1)],
        "a rank left out",
    ),
    (
        "一、甲\n（一）甲\n附件1\n甲市供水方案\n一、甲\n（一）甲\n附件2\n一、甲",
        [("一、", 0), ("（一）", 1), ("附件1", 0), ("一、", 1), ("（一）", 2), ("附件2", 0), ("一、", 1)],
        "an annex begins anew",
    ),
    (
        "一、甲\n二、乙\n甲市供水方案\n一、甲\n（一）甲",
        [("一、", 0), ("二、", 0), ("一、", 0), ("（一）", 1)],
        "the issued plan begins anew below its title",
    ),
]


@pytest.mark.parametrize(("text", "expected", "why"), TREES)
def test_trees(
    instruments_of: Callable[[str], list[Instrument]], text: str, expected: list[tuple[str, int]], why: str
) -> None:
    (instrument,) = instruments_of(HEAD + text)
    assert levels(instrument) == expected, why


def test_paragraphs_know_their_section(instruments_of: Callable[[str], list[Instrument]]) -> None:
    (instrument,) = instruments_of(HEAD + "一、甲\n正文。\n（一）乙\n正文。\n二、丙\n正文。")
    path = [
        [instrument.sections[s].label.text for s in instrument.ancestors(p.section)]
        for p in instrument.paragraphs
    ]
    assert path == [
        [],
        [],
        [],
        [],
        ["一、"],
        ["一、"],
        ["（一）", "一、"],
        ["（一）", "一、"],
        ["二、"],
        ["二、"],
    ]


LABELS = st.lists(
    st.one_of(
        st.none(),
        st.builds(Label, st.just("x"), st.sampled_from(LabelKind), st.integers(1, 4)),
    ),
    max_size=40,
)


@given(labels=LABELS, restarts=st.frozensets(st.integers(0, 39)))
def test_sections_are_well_nested(labels: list[Label | None], restarts: frozenset[int]) -> None:
    sections, membership = section_tree(labels, restarts)
    assert [s.heading for s in sections] == [i for i, label in enumerate(labels) if label is not None]
    assert len(membership) == len(labels)
    for n, section in enumerate(sections):
        assert section.first == section.heading < section.last <= len(labels)
        assert membership[section.heading] == n
        if section.parent < 0:
            assert section.level == 0
        else:
            parent: Section = sections[section.parent]
            assert section.parent < n
            assert parent.first < section.first
            assert section.last <= parent.last
            assert section.level == parent.level + 1
    for i, s in enumerate(membership):
        if s >= 0:
            assert sections[s].first <= i < sections[s].last
            assert not any(o.first <= i < o.last and o.level > sections[s].level for o in sections)


# (rows as printed, header and rows of each table) with the reason
TABLES = [
    (
        "序号\t任务\t单位\n1\t供水\t甲局\n2\t排水\t乙局",
        [["序号 任务 单位", "1 供水 甲局", "2 排水 乙局"]],
        "one table",
    ),
    (
        "序号\t任务\t单位\n1\t供水\t甲局\n— 3 —\n序号\t任务\t单位\n2\t排水\t乙局",
        [["序号 任务 单位", "1 供水 甲局", "2 排水 乙局"]],
        "over a page break, the repeated header left out",
    ),
    (
        "序号\t任务\t单位\n1\t\t甲局\n2\t排水\t",
        [["序号 任务 单位", "1  甲局", "2 排水"]],
        "empty cells inside keep their place",
    ),
    (
        "任务\t单位\n供水\t甲局\n以下是说明文字。\n第二段说明文字。\n第三段说明文字。\n指标\t数值\n普及率\t95",
        [["任务 单位", "供水 甲局"], ["指标 数值", "普及率 95"]],
        "text between makes two tables",
    ),
]


@pytest.mark.parametrize(("text", "expected", "why"), TABLES)
def test_tables(
    instruments_of: Callable[[str], list[Instrument]], text: str, expected: list[list[str]], why: str
) -> None:
    (instrument,) = instruments_of(HEAD + text)
    found = [[" ".join(cell.text for cell in row) for row in table.rows] for table in instrument.tables]
    assert found == expected, why
    for table in instrument.tables:
        for index, row in zip(table.paragraphs, table.rows, strict=True):
            assert instrument.paragraphs[index].is_row
            for cell in row:
                assert instrument.text[cell.start : cell.end] == cell.text


def test_labels_of_headings_are_read_from_the_line() -> None:
    assert read_label("一、甲")[0] == Label("一、", LabelKind.CHINESE)
