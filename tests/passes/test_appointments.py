from __future__ import annotations

from functools import partial

import pytest

from kg.passes.appointments.appointments import find_appointments
from kg.structure.model import Instrument
from tests.clock import within
from tests.passes.personnel_texts import instrument, plan

Row = tuple[str, str, str | None, str | None, str | None]


def notice(body: str) -> Instrument:
    return instrument(body, "甲市人民政府关于张一等同志职务任免的通知")


def read(made: Instrument) -> list[Row]:
    facts = find_appointments(made).facts
    return [(fact.person, fact.event.value, fact.org, fact.title, fact.note) for fact in facts]


CASES: list[tuple[str, list[Row], str]] = [
    (
        "市政府决定，任命：\n\n张 一为甲市财政局（甲市国资局）局长；\n\n李二为甲市统计局副局长（挂职，时间一年）。",
        [
            ("张一", "appointed", "甲市财政局（甲市国资局）", "局长", None),
            ("李二", "appointed", "甲市统计局", "副局长", "挂职，时间一年"),
        ],
        "list under 任命：, second name of a body, note",
    ),
    (
        (
            "任命：\n\n王三为甲市新区建设办公室主任、甲市金融局局长（兼）。\n\n免去：\n\n"
            "王三的甲市水务局局长职务（保留原职级待遇）。"
        ),
        [
            ("王三", "appointed", "甲市新区建设办公室", "主任", None),
            ("王三", "appointed", "甲市金融局", "局长", "兼"),
            ("王三", "dismissed", "甲市水务局", "局长", "保留原职级待遇"),
        ],
        "two posts in one line, note of the second alone; note behind 职务",
    ),
    (
        "市政府决定：\n\n任命张一同志为甲市财政局党组书记、局长，免去其甲市统计局局长职务。",
        [
            ("张一", "appointed", "甲市财政局", "党组书记", None),
            ("张一", "appointed", "甲市财政局", "局长", None),
            ("张一", "dismissed", "甲市统计局", "局长", None),
        ],
        "sentence with its own verb; elided body; 其",
    ),
    (
        "张一同志试用期满，考核合格，正式任甲市审计局副局长；批准辞去李二的甲县人民检察院检察长职务。",
        [
            ("张一", "appointed", "甲市审计局", "副局长", None),
            ("李二", "dismissed", "甲县人民检察院", "检察长", None),
        ],
        "a probation that ends; a resignation that is approved: no verb is a name",
    ),
    (
        "任命崔五、傅六（女）、翟七为外交部副部长；免去何八的外交部副部长职务。",
        [
            ("崔五", "appointed", "外交部", "副部长", None),
            ("傅六", "appointed", "外交部", "副部长", None),
            ("翟七", "appointed", "外交部", "副部长", None),
            ("何八", "dismissed", "外交部", "副部长", None),
        ],
        "several persons, one post",
    ),
    (
        "经研究，决定：\n\n张一同志任甲市大数据局局长，试用期一年；\n\n李二同志不再担任甲市信访局局长职务。",
        [
            ("张一", "appointed", "甲市大数据局", "局长", "试用期一年"),
            ("李二", "dismissed", "甲市信访局", "局长", None),
        ],
        "X同志任Y, 不再担任",
    ),
    (
        (
            "经研究决定：\n\n张一同志任甲市财政局副局长，免去其甲市审计局总审计师职务；\n\n李二（女）同志任甲市卫健局副局长，试用期一年；\n\n"
            "王三同志任甲市政府办公室三级调研员，不再担任甲市信访局局长职务；\n\n赵四同志任甲市公安局局长，兼任甲市消防支队政委。"
        ),
        [
            ("张一", "appointed", "甲市财政局", "副局长", None),
            ("张一", "dismissed", "甲市审计局", "总审计师", None),
            ("李二", "appointed", "甲市卫健局", "副局长", "试用期一年"),
            ("王三", "appointed", "甲市政府办公室", "三级调研员", None),
            ("王三", "dismissed", "甲市信访局", "局长", None),
            ("赵四", "appointed", "甲市公安局", "局长", None),
            ("赵四", "appointed", "甲市消防支队", "政委", None),
        ],
        "a clause that names nobody is about the person before",
    ),
    (
        "市政府决定：\n\n张  一  任甲市水务局局长，免去甲市林业局局长职务；\n\n巴图·那顺  任甲市民宗局副局长（试用期一年）。",
        [
            ("张一", "appointed", "甲市水务局", "局长", None),
            ("张一", "dismissed", "甲市林业局", "局长", None),
            ("巴图·那顺", "appointed", "甲市民宗局", "副局长", "试用期一年"),
        ],
        "without 同志 and without 其",
    ),
    (
        "任命张一为化学学院院长。\n\n同时，解聘：\n\n李二化学学院院长职务；\n\n王三甲市统计局局长职务。",
        [
            ("张一", "appointed", "化学学院", "院长", None),
            ("李二", "dismissed", "化学学院", "院长", None),
            ("王三", "dismissed", "甲市统计局", "局长", None),
        ],
        "a name glued to a post",
    ),
    (
        (
            "会议决定：接受张一辞去甲县人民政府副县长职务的请求。因机构改革，李二同志原任甲县粮食局局长职务自然免除。"
            "免去王三同志兼任的甲县信访局局长职务。免去赵四、孙五同志的甲县水务局副局长职务。"
        ),
        [
            ("张一", "dismissed", "甲县人民政府", "副县长", None),
            ("李二", "dismissed", "甲县粮食局", "局长", None),
            ("王三", "dismissed", "甲县信访局", "局长", "兼任"),
            ("赵四", "dismissed", "甲县水务局", "副局长", None),
            ("孙五", "dismissed", "甲县水务局", "副局长", None),
        ],
        "resignations, posts that end by themselves, held concurrently",
    ),
    (
        "任命：\n\n张一、李二为甲市中级人民法院审判员；\n\n王三为甲市中级人民法院刑事审判第一庭庭长、审判员。",
        [
            ("张一", "appointed", "甲市中级人民法院", "审判员", None),
            ("李二", "appointed", "甲市中级人民法院", "审判员", None),
            ("王三", "appointed", "甲市中级人民法院刑事审判第一庭", "庭长", None),
            ("王三", "appointed", "甲市中级人民法院", "审判员", None),
        ],
        "posts of a court",
    ),
    (
        "任命：\n\n姓名\t职务\n张 一\t甲市统计局副局长（挂职）\n\n免去：\n\n姓名\t职务\n李二\t甲市统计局副局长",
        [
            ("张一", "appointed", "甲市统计局", "副局长", "挂职"),
            ("李二", "dismissed", "甲市统计局", "副局长", None),
        ],
        "tables under heads",
    ),
    (
        "姓名\t新任职务\t免去职务\n张一\t甲市统计局局长\t甲市审计局副局长\n李二\t\t甲市统计局局长",
        [
            ("张一", "appointed", "甲市统计局", "局长", None),
            ("张一", "dismissed", "甲市审计局", "副局长", None),
            ("李二", "dismissed", "甲市统计局", "局长", None),
        ],
        "a table whose columns tell the event",
    ),
    (
        "免去张一、李二同志甲市教育局副局长职务。",
        [
            ("张一", "dismissed", "甲市教育局", "副局长", None),
            ("李二", "dismissed", "甲市教育局", "副局长", None),
        ],
        "several persons with 同志 and without 的",
    ),
    (
        "一、任命\n\n阿依古丽·买买提为甲市民宗局局长；\n\n欧阳一二为甲市公安局副局长。\n\n二、免去\n\n李二的甲市民宗局局长职务。",
        [
            ("阿依古丽·买买提", "appointed", "甲市民宗局", "局长", None),
            ("欧阳一二", "appointed", "甲市公安局", "副局长", None),
            ("李二", "dismissed", "甲市民宗局", "局长", None),
        ],
        "headings instead of 任命：; long names",
    ),
]


@pytest.mark.parametrize(("body", "expected", "why"), CASES, ids=[case[2] for case in CASES])
def test_appointments(body: str, expected: list[Row], why: str) -> None:
    assert read(notice(body)) == expected, why


def test_date_is_that_of_the_decision() -> None:
    (fact,) = find_appointments(notice("任命张一为甲市财政局局长。")).facts
    assert fact.date == "2024-03-05"
    assert fact.post == "甲市财政局局长"
    assert fact.evidence.quote == "张一为甲市财政局局长"


@pytest.mark.parametrize(
    "opening",
    [
        "市人民政府2024年3月1日决定：\n任命：\n",
        "经2024年3月1日市政府第30次常务会议研究决定：\n任命",
        "市政府2024年3月1日研究决定，任命",
    ],
)
def test_the_day_of_the_decision_may_stand_inside_what_opens_the_list(opening: str) -> None:
    facts = find_appointments(notice(f"{opening}张一为甲市财政局局长；\n李二为甲市司法局局长。")).facts
    assert [(fact.person, fact.date) for fact in facts] == [("张一", "2024-03-01"), ("李二", "2024-03-01")]


def test_entry_not_understood_is_a_gap() -> None:
    findings = find_appointments(notice("免去张一在甲市某机构中的全部职务待遇等事项。"))
    assert not findings.facts
    assert [gap.reason for gap in findings.gaps] == ["appointment or dismissal not understood"]


def test_ordinary_plans_have_none() -> None:
    findings = find_appointments(plan("一、措施\n\n市长任组长，免去企业水费，任命规则另行制定。"))
    assert findings.facts == ()


@pytest.mark.parametrize("piece", ["任命", "张三同志任", "免去张三的", "张三的", "任命张三、", "甲"])
def test_hostile_text_takes_bounded_time(piece: str) -> None:
    made = notice("任命：\n\n" + piece * (100_000 // len(piece)))
    within(5, partial(find_appointments, made))
