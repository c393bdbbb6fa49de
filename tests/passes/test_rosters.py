from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.passes.members.coordinating_bodies import find_coordinating_bodies
from kg.passes.members.rosters import find_rosters
from kg.structure.model import Instrument
from tests.clock import within
from tests.passes.personnel_texts import instrument

Row = tuple[str, str | None, str | None]


def read(made: Instrument) -> list[Row]:
    return [(fact.person, fact.org, fact.title) for fact in find_rosters(made).facts]


CASES: list[tuple[str, list[Row], str]] = [
    (
        (
            "组  长：张  一  副市长\n成  员：李  二  市财政局局长\n        王  三  市水务局局长、市防汛办主任\n"
            "        市消防救援支队、市供电公司主要负责人\n指挥部办公室设在市水务局，承担指挥部日常工作，办公室主任由王三"
            "同志兼任，副主任由市水务局副局长赵四、市应急管理局副局长钱五担任，成员调整时由各单位按程序报批。"
        ),
        [
            ("张一", None, "副市长"),
            ("李二", "市财政局", "局长"),
            ("王三", "市水务局", "局长"),
            ("王三", "市防汛办", "主任"),
            ("赵四", "市水务局", "副局长"),
            ("钱五", "市应急管理局", "副局长"),
        ],
        "an entry without a name above a paragraph on one line",
    ),
    (
        (
            "组  长：张  一   副市长\n\n副组长：李二三   市政府副秘书长\n\n        王四     市水务局局长\n\n"
            "成  员：赵  五   市妇联党组成员、四级调研员"
        ),
        [
            ("张一", None, "副市长"),
            ("李二三", "市政府", "副秘书长"),
            ("王四", "市水务局", "局长"),
            ("赵五", "市妇联", "党组成员"),
            ("赵五", "市妇联", "四级调研员"),
        ],
        "spaced names, a line that goes on, two posts",
    ),
    (
        "组长：\n\n张一（市委常委、副市长）\n\n成员：\n\n钱六（市民政局）",
        [("张一", "市委", "常委"), ("张一", None, "副市长"), ("钱六", "市民政局", None)],
        "label on its own line, posts in brackets, a body instead of a post",
    ),
    (
        "组长：张一 副市长\n\n副组长：李二 市政府副秘书长 王三 市公安局局长\n\n成员：赵四 市财政局副局长；钱五 市司法局副局长",
        [
            ("张一", None, "副市长"),
            ("李二", "市政府", "副秘书长"),
            ("王三", "市公安局", "局长"),
            ("赵四", "市财政局", "副局长"),
            ("钱五", "市司法局", "副局长"),
        ],
        "several persons in a line",
    ),
    (
        "组长:\t张一\t市长\n\n成员:\t赵四\t市财政局局长\n\n\t钱五\t市审计局局长",
        [("张一", None, "市长"), ("赵四", "市财政局", "局长"), ("钱五", "市审计局", "局长")],
        "tabs",
    ),
    (
        "组长：张一国务院副总理\n\n成员：赵五六市财政局局长",
        [("张一", "国务院", "副总理"), ("赵五六", "市财政局", "局长")],
        "no space between name and post",
    ),
    (
        "委员：王三（女） 市卫健委主任\n\n阿依古丽·买买提 市民宗局局长\n\n欧阳六七 团市委书记",
        [
            ("王三", "市卫健委", "主任"),
            ("阿依古丽·买买提", "市民宗局", "局长"),
            ("欧阳六七", "团市委", "书记"),
        ],
        "notes about the person, long names",
    ),
    (
        "领导小组由市委常委、副市长张一任组长，市水务局局长王三任副组长。",
        [("张一", "市委", "常委"), ("张一", None, "副市长"), ("王三", "市水务局", "局长")],
        "a sentence: posts before the name",
    ),
    ("组长：市政府分管副市长\n\n成员：应急管理局局长、公安局局长", [], "unnamed posts are no persons"),
]


def test_a_class_with_a_bracket_is_no_person() -> None:
    made = instrument("成员：\n\n张  一  水利站站长\n\n各村（社区）党组织书记")
    assert read(made) == [("张一", "水利站", "站长")]


def test_a_post_that_goes_on_below_itself_is_one_post() -> None:
    made = instrument(
        "组    长：张  一    市财政局局长\n副 组 长：李  二    市政府办公室副主任、市\n                    大数据中心主任\n"
        "成    员：王  三    市水务局副局长、\n                    二级调研员\n"
    )
    assert [(row[0], row[1], row[2]) for row in read(made)] == [
        ("张一", "市财政局", "局长"),
        ("李二", "市政府办公室", "副主任"),
        ("李二", "市大数据中心", "主任"),
        ("王三", "市水务局", "副局长"),
        ("王三", "市水务局", "二级调研员"),
    ]


@pytest.mark.parametrize(("body", "expected", "why"), CASES, ids=[case[2] for case in CASES])
def test_rosters(body: str, expected: list[Row], why: str) -> None:
    assert read(instrument(body)) == expected, why


def test_evidence_is_the_printed_line() -> None:
    (fact,) = find_rosters(instrument("组  长：张  一   市水务局局长")).facts
    assert fact.evidence.quote == "张  一   市水务局局长"
    assert fact.post == "市水务局局长"


_NAMES = st.builds(
    str.__add__, st.sampled_from("赵钱孙李周吴郑王"), st.text("一二三四五六七八", min_size=1, max_size=2)
)


@given(st.lists(_NAMES, min_size=1, max_size=8, unique=True), st.booleans())
def test_generated_rosters_come_back(names: list[str], spaced: bool) -> None:
    printed = ["  ".join(name) if spaced and len(name) == 2 else name for name in names]
    lines = [
        f"{'成  员：' if n == 0 else ''}{name}   市水务局第{n + 1}支队支队长"
        for n, name in enumerate(printed)
    ]
    made = instrument("\n\n".join(lines))
    assert [person for person, _, _ in read(made)] == names
    members = [fact.agent.name for fact in find_coordinating_bodies(made).facts]
    assert members == names


@pytest.mark.parametrize(
    "piece", ["组长：", "张三 ", "成员：张三、", "局长、", "区财政局、", "（", "组 长 ： "]
)
def test_hostile_text_takes_bounded_time(piece: str) -> None:
    made = instrument("组长：张三 " + piece * (100_000 // len(piece)))
    within(8, partial(find_rosters, made))
