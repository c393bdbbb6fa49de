"""Tables that nobody can read are reported: lines and rows that name somebody do not vanish."""

from __future__ import annotations

from kg.extract import extract_source
from kg.facts import MentionFact
from kg.sources.model import SourceText

FRAME = "甲县2026年包保工作方案\n甲政办发〔2026〕4号\n为做好有关工作，制定本方案。\n"
REASON = "lines like the rows of a table, of which nothing was read"


def gaps_of(text: str) -> list[tuple[str, str]]:
    read = extract_source(SourceText("a.txt", FRAME + text, "0", "utf-8"))
    assert not [f for i in read.instruments for f in i.facts if not isinstance(f, MentionFact)]
    return [(gap.reason, gap.evidence.quote) for i in read.instruments for gap in i.gaps]


def test_lines_of_an_unknown_table_are_reported_as_one_gap() -> None:
    rows = "张大山 甲项目乙标段 东河片\n李小河 丙项目丁标段 西山片\n王一水 戊项目己标段 南坪片\n"
    assert gaps_of("某某 某某 某某片\n" + rows) == [(REASON, rows.strip())]


def test_two_such_lines_may_be_anything() -> None:
    assert gaps_of("张大山 甲项目乙标段 东河片\n李小河 丙项目丁标段 西山片\n") == []


def test_lines_of_figures_are_no_tables_of_names() -> None:
    assert gaps_of("县教育局 12 34 56\n县财政局 7 8 9\n县水利局 1 2 3\n") == []


def test_rows_with_tabs_that_name_bodies_under_unknown_headings_are_reported() -> None:
    table = "点位\t路段\t驻点\n一号\t东街\t县教育局\n二号\t西街\t县财政局\n三号\t南街\t县水利局\n"
    assert [reason for reason, _ in gaps_of(table)] == ["table of which nothing was read"]


def test_who_heads_and_helps_a_group_that_is_named_nowhere_is_reported() -> None:
    reason = "list of members of a body that is not named"
    assert gaps_of("县教育局局长任组长，县财政局、县水利局为成员单位。\n") == [(reason, "县教育局局长任组长")]
