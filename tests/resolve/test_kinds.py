"""Kind and level of cited instruments, short titles, laws by their short names, titles with a shortened place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.evidence import Evidence
from kg.facts import CitationFact
from kg.resolve import InstrumentIdentity, Level, Place, resolve
from kg.resolve.kinds import InstrumentKind, kind_of_instrument, level_of_instrument
from tests.made_up import citation, instrument, source

HOME = Place(("甲市", "乙区"), Level.COUNTY)

ROWS = [
    ("中华人民共和国水法", None, InstrumentKind.LAW, Level.NATION),
    ("节水条例", None, InstrumentKind.REGULATION, None),
    ("节约用水管理办法（试行）", None, InstrumentKind.REGULATION, None),
    ("生活饮用水卫生标准", None, InstrumentKind.STANDARD, None),
    ("乙区节水规划（2021-2030年）", None, InstrumentKind.PLAN, Level.COUNTY),
    ("甲市节水方案", None, InstrumentKind.PLAN, Level.PREFECTURE),
    ("甲市人民政府关于节水的意见", "甲政发〔2022〕1号", InstrumentKind.NOTICE, Level.PREFECTURE),
    ("关于节水的通知", "国办发〔2022〕1号", InstrumentKind.NOTICE, Level.NATION),
    ("关于节水的通知", "苏政发〔2022〕1号", InstrumentKind.NOTICE, Level.PROVINCE),
    ("江苏省节水条例", None, InstrumentKind.REGULATION, Level.PROVINCE),
    ("节水手册", None, InstrumentKind.OTHER, None),
]


@pytest.mark.parametrize(("title", "number", "kind", "level"), ROWS, ids=lambda v: str(v))
def test_kind_and_level(title: str, number: str | None, kind: InstrumentKind, level: Level | None) -> None:
    assert kind_of_instrument(title) is kind
    assert level_of_instrument(title, number, HOME) is level


def cited(*facts: CitationFact) -> list[InstrumentIdentity]:
    resolution = resolve([source(instrument(facts))]).sources[0][1][0]
    return [resolution.cited[fact] for fact in facts]


def at(fact: CitationFact, start: int, prefix: str, suffix: str) -> CitationFact:
    quote = f"《{fact.title}》"
    return replace(fact, evidence=Evidence(start, start + len(quote), 1, quote, prefix, suffix))


def test_a_short_title_is_the_instrument_it_was_introduced_for() -> None:
    full = at(
        citation("甲市人民政府关于节水型城市建设的实施意见", "甲政发〔2022〕1号"),
        0,
        "根据",
        "（以下简称《实施意见》），",
    )
    short = at(citation("实施意见"), 90, "落实", "要求")
    assert len(set(cited(full, short))) == 1


def test_short_titles_of_two_levels_stay_apart() -> None:
    upper = at(
        citation("戊省节水实施意见", "戊政发〔2022〕6号"), 0, "根据", "，以下简称：省级《实施意见》），"
    )
    lower = at(
        citation("甲市节水实施意见", "甲政发〔2022〕1号"), 50, "和", "，以下简称：市级《实施意见》），"
    )
    one = at(citation("实施意见"), 90, "对照省级", "要求")
    other = at(citation("实施意见"), 120, "对照市级", "要求")
    bare = at(citation("实施意见"), 150, "对照", "要求")
    a, b, c, d, e = cited(upper, lower, one, other, bare)
    assert (a, b) == (c, d)
    assert e not in {a, b}


def test_a_law_by_its_short_name() -> None:
    assert len(set(cited(citation("中华人民共和国水法"), citation("水法")))) == 1
    assert cited(citation("水法"))[0] != cited(citation("中华人民共和国水法"))[0], "nobody names it in full"


def test_a_title_with_the_places_short_name() -> None:
    assert len(set(cited(citation("甲市乙区节水发展规划"), citation("乙区节水发展规划")))) == 1
    assert len(set(cited(citation("甲市乙区节水发展规划"), citation("丙区节水发展规划")))) == 2
