from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.passes.citations.citations import find_citations
from kg.structure.model import Instrument
from tests.clock import within
from tests.passes.personnel_texts import instrument, plan


def read(made: Instrument) -> list[tuple[str, str | None, str | None]]:
    return [(fact.relation.value, fact.title, fact.number) for fact in find_citations(made).facts]


PLAN_CASES = [
    # (text of the plan, facts, why)
    (
        "根据《乙省防汛条例》（乙省人民代表大会常务委员会公告第12号），结合我市实际，制定本方案。",
        [("basis", "乙省防汛条例", "乙省人民代表大会常务委员会公告第12号")],
        "the announcement of a congress counts without a year",
    ),
    (
        "根据《乙省节水条例》、《乙省人民政府关于节水的意见》（乙政发〔2022〕13号）要求，结合我市实际，制定本方案。",
        [("basis", "乙省节水条例", None), ("basis", "乙省人民政府关于节水的意见", "乙政发〔2022〕13号")],
        "opening sentence: all titles are the basis, number behind the title",
    ),
    (
        "为贯彻落实省政府办公厅关于加强节水工作的意见（乙政办发〔2023〕12号）精神，结合我市实际，制定本方案。",
        [("basis", "省政府办公厅关于加强节水工作的意见", "乙政办发〔2023〕12号")],
        "without 《》 a document number makes an instrument",
    ),
    (
        "根据乙政发〔2023〕5号文件精神，制定本方案。",
        [("basis", None, "乙政发〔2023〕5号")],
        "a number alone",
    ),
    (
        "一、措施\n\n贯彻《节约用水条例》（国务院令第776号），推广节水器具。",
        [("mentions", "节约用水条例", "国务院令第776号")],
        "order number",
    ),
    (
        "一、措施\n\n执行《水利部 财政部关于节水奖补的公告》（水利部公告2021年第6号）。",
        [("mentions", "水利部财政部关于节水奖补的公告", "水利部公告2021年第6号")],
        "number of an announcement",
    ),
    (
        "一、措施\n\n推广节水器具。\n\n本方案自印发之日起施行，《甲市节水行动方案》（甲政办发〔2018〕33号）同时废止。",
        [("repeals", "甲市节水行动方案", "甲政办发〔2018〕33号")],
        "what a plan repeals is an earlier one of its own title",
    ),
    (
        "一、措施\n\n严格按照水利部令第三十五号《取水管理办法》要求审批。",
        [("mentions", "取水管理办法", "水利部令第三十五号")],
        "number before the title",
    ),
    (
        "一、措施\n\n执行《丙区关于印发〈丙区节水方案〉〈丙区用水方案〉的通知》（〔2021〕—20）。",
        [("mentions", "丙区关于印发〈丙区节水方案〉〈丙区用水方案〉的通知", "〔2021〕—20")],
        "nested titles, odd number",
    ),
    (
        "一、措施\n\n落实市财政局“关于印发《甲市节水资金管理办法》的通知（甲财发〔2022〕23号）”精神。",
        [("mentions", "甲市节水资金管理办法", "甲财发〔2022〕23号")],
        "in quotation marks a notice is how the titled instrument was sent out",
    ),
    (
        "一、措施\n\n落实关于印发《甲市节水资金管理办法》的通知（甲财发〔2022〕23号）精神。",
        [("mentions", "关于印发《甲市节水资金管理办法》的通知", "甲财发〔2022〕23号")],
        "without them the number is the notice's, so the notice is what is named",
    ),
    (
        "一、措施\n\n制定《甲市用水定额》、《甲市用水计划》，与企业签订《节水承诺书》，完成《甲市水网规划》编制工作。",
        [],
        "documents still to be drawn up",
    ),
    (
        "一、措施\n\n国务院印发《国家水网规划》，市政府出台了《甲市水网办法》。",
        [("mentions", "国家水网规划", None), ("mentions", "甲市水网办法", None)],
        "drawn up by others or already",
    ),
    (
        "一、工作成效\n\n出台《甲市用水办法》，用水量下降。",
        [("mentions", "甲市用水办法", None)],
        "a part that looks back: what was drawn up exists",
    ),
    ("一、措施\n\n《甲市节水行动方案》由市水务局负责解释。", [], "the document itself"),
    (
        "一、附则\n\n《甲市节水办法》（甲政发〔2010〕8号）同时废止。",
        [("repeals", "甲市节水办法", "甲政发〔2010〕8号")],
        "repeal",
    ),
    (
        "一、附则\n\n废止《甲市节水办法》、《甲市取水规定》。",
        [("repeals", "甲市节水办法", None), ("repeals", "甲市取水规定", None)],
        "verb before a list",
    ),
    (
        "一、附则\n\n对《甲市供水条例》作如下修改：删去第三条。",
        [("amends", "甲市供水条例", None)],
        "amendment",
    ),
    (
        "二、编制依据\n\n（一）《中华人民共和国水法》；\n\n（二）《甲市水规划》（甲政发〔2021〕1号）。",
        [("basis", "中华人民共和国水法", None), ("basis", "甲市水规划", "甲政发〔2021〕1号")],
        "list under the heading 编制依据",
    ),
    (
        "一、措施\n\n以《甲市水规划》为依据，以《甲市水功能区划》为指导，分步实施。",
        [("basis", "甲市水规划", None), ("basis", "甲市水功能区划", None)],
        "以…为依据",
    ),
    (
        "一、措施\n\n落实《水污染防治行动计划》（国发〔2015〕17号，以下简称《水十条》），严格执行《水十条》。",
        [("mentions", "水污染防治行动计划", "国发〔2015〕17号")],
        "a short name is the same instrument",
    ),
    (
        "一、措施\n\n违反《水法》第三章第十二条第三款第（二）项的，依法处理。再次违反《水法》的，从重处理。",
        [("mentions", "水法", None)],
        "articles; one row per instrument and paragraph",
    ),
    ("一、措施\n\n在《甲市日报》刊登，办理《取水许可证》。", [], "newspapers and certificates"),
    (
        "一、措施\n\n各区要根据《甲市水规划》编制本地规划。",
        [("mentions", "甲市水规划", None)],
        "本地 is not this document",
    ),
]


@pytest.mark.parametrize(("text", "expected", "why"), PLAN_CASES, ids=[case[2] for case in PLAN_CASES])
def test_citations_of_a_plan(text: str, expected: list[tuple[str, str | None, str | None]], why: str) -> None:
    assert read(plan(text)) == expected, why


def test_list_of_repealed_instruments() -> None:
    made = instrument(
        "经研究，决定废止下列文件：\n\n1.《甲市水费办法》（甲政发〔2001〕1号）；\n\n2.《甲市取水办法》。",
        "甲市人民政府关于废止部分规范性文件的决定",
    )
    assert read(made) == [
        ("repeals", "甲市水费办法", "甲政发〔2001〕1号"),
        ("repeals", "甲市取水办法", None),
    ]


LISTS = [
    (
        (
            "一、下列文件继续有效：\n\n1.甲市人民政府关于印发节水办法的通知（甲政发〔2016〕8号）\n\n二、下列文件予以废止：\n\n"
            "1.甲市人民政府关于供水的意见（甲政发〔2011〕34号）\n\n2.《甲市取水办法》（甲政〔2003〕12号）"
        ),
        "甲市人民政府关于公布继续有效和废止文件目录的通知",
        [
            ("mentions", "甲市人民政府关于印发节水办法的通知", "甲政发〔2016〕8号"),
            ("repeals", "甲市人民政府关于供水的意见", "甲政发〔2011〕34号"),
            ("repeals", "甲市取水办法", "甲政〔2003〕12号"),
        ],
        "several lists, titles without marks behind a number",
    ),
    (
        (
            "决定废止28件文件。\n\n甲市人民政府决定废止的文件目录（28件）\n\n序号\t文件名称\t文号\t说明\n"
            "1\t关于城市供水的通知\t甲政发〔2000〕65号\t已有新规定\n2\t甲市取水办法（试行）\t甲政发〔2000〕71号\t任务已完成"
        ),
        "甲市人民政府关于废止部分文件的决定",
        [
            ("repeals", "关于城市供水的通知", "甲政发〔2000〕65号"),
            ("repeals", "甲市取水办法（试行）", "甲政发〔2000〕71号"),
        ],
        "a table with titles and numbers in cells of their own",
    ),
    (
        "宣布失效文件目录\n\n1．国务院办公厅转发国家经委等部门《关于节约的意见》的通知（国办发〔1982〕7号）",
        "国务院关于宣布失效一批文件的决定",
        [("repeals", "国务院办公厅转发国家经委等部门《关于节约的意见》的通知", "国办发〔1982〕7号")],
        "an entry with a title inside a title",
    ),
    (
        "根据《甲市河道条例》第三条的规定，市政府决定对乙河实行禁渔。",
        "甲市人民政府关于乙河禁渔的决定",
        [("basis", "甲市河道条例", None)],
        "what the opening sentence begins with is the basis",
    ),
    (
        (
            "本公告自2021年起执行。《财政部关于甲税的通知》（财税〔2011〕58号）、《财政部关于乙税的通知》（财税〔2013〕4号）中的"
            "政策规定自2021年1月1日起停止执行。审议《甲市节水方案（送审稿）》。"
        ),
        "财政部关于税收的通知",
        [
            ("repeals", "财政部关于甲税的通知", "财税〔2011〕58号"),
            ("repeals", "财政部关于乙税的通知", "财税〔2013〕4号"),
        ],
        "the verb behind the last title of a list; a draft is no instrument yet",
    ),
]


@pytest.mark.parametrize(("body", "title", "expected", "why"), LISTS, ids=[case[3] for case in LISTS])
def test_citations_of_a_notice(
    body: str, title: str, expected: list[tuple[str, str | None, str | None]], why: str
) -> None:
    assert read(instrument(body, title)) == expected, why


def test_what_is_forwarded_is_no_citation() -> None:
    made = instrument(
        "现将《乙省人民政府关于节水的意见》（乙政发〔2024〕1号）转发给你们，请落实《甲市节水条例》。",
        "甲市人民政府转发乙省人民政府关于节水的意见的通知",
    )
    assert read(made) == [("mentions", "甲市节水条例", None)]


def test_unclosed_title_is_a_gap() -> None:
    findings = find_citations(plan("一、措施\n\n《甲市节水办法没有写完，市水务局负责。"))
    assert not findings.facts
    assert [gap.reason for gap in findings.gaps] == ["title mark 《 is never closed"]


def test_evidence_spans_title_and_number_over_a_line_break() -> None:
    made = plan("一、措施\n\n落实《乙省人民政府关于\n节水的意见》（乙政发〔2022〕13号）。")
    (fact,) = find_citations(made).facts
    assert fact.title == "乙省人民政府关于节水的意见"
    assert fact.evidence.quote == "《乙省人民政府关于\n节水的意见》（乙政发〔2022〕13号）"


@given(
    st.lists(
        st.tuples(st.text("水土林草湖", min_size=2, max_size=8), st.integers(1, 99) | st.none()),
        min_size=1,
        max_size=6,
        unique_by=lambda pair: pair[0],
    )
)
def test_generated_lists_come_back(items: list[tuple[str, int | None]]) -> None:
    titles = [(f"乙省{name}管理条例", f"乙政发〔2020〕{n}号" if n else None) for name, n in items]
    printed = "、".join(f"《{title}》" + (f"（{number}）" if number else "") for title, number in titles)
    found = read(plan(f"根据{printed}等规定，制定本方案。"))
    assert found == [("basis", title, number) for title, number in titles]


@pytest.mark.parametrize(
    "piece", ["《", "《》", "《印发《", "〔2024〕3号", "令第", "《甲》（", "关于印发《甲》的通知"]
)
def test_hostile_text_takes_bounded_time(piece: str) -> None:
    made = plan(piece * (100_000 // len(piece)))
    within(8, partial(find_citations, made))
