"""Quantities in running text: value, unit, kind and bound; and the numbers that are none."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.passes.words.quantities import Kind, chinese_number, find_quantities
from tests.clock import within

# text, [(value, unit, kind, bound)]
READ = [
    ("覆盖率达到95%以上", [("95", "%", Kind.RATIO, ">=")]),  # bound after the sign
    ("死亡率控制在9.3/10万以下", [("9.3", "/10万", Kind.RATIO, "<=")]),  # so many per 100,000
    (
        "新建1.6万套、333万平方米住房",
        [("1.6", "万套", Kind.COUNT, None), ("333", "万平方米", Kind.MEASURE, None)],
    ),  # scales
    ("受益4000余名群众", [("4000", "名", Kind.COUNT, ">")]),  # 余: more than
    ("80家左右", [("80", "家", Kind.COUNT, "~")]),  # about
    ("建设1-2个公园", [("1-2", "个", Kind.COUNT, None)]),  # a range stays as printed
    ("增速为5%-6%", [("5-6", "%", Kind.RATIO, None)]),  # a range with two signs
    ("≥65%", [("65", "%", Kind.RATIO, ">=")]),  # a sign as bound
    ("比例至少为3:2", [("3:2", "", Kind.PROPORTION, None)]),  # a proportion
    ("增长8.5。", [("8.5", "", Kind.BARE, None)]),  # the sign was lost
    ("两次以上", [("2", "次", Kind.COUNT, ">=")]),  # Chinese numeral
    ("百分之五十", [("50", "%", Kind.RATIO, None)]),  # per cent in words
    ("一半以上的乡镇", [("50", "%", Kind.RATIO, ">=")]),  # half
    ("三分之二", [("2/3", "", Kind.PROPORTION, None)]),  # a fraction
    ("产值翻一番", [("1", "番", Kind.RATIO, None)]),  # doubling
    ("完成113个村“一村一业”项目", [("113", "个村", Kind.COUNT, None)]),  # the counted noun is the unit
    ("扶持100个村集体", [("100", "个", Kind.COUNT, None)]),  # … but not where the noun goes on
    ("投资1,234.5万元", [("1234.5", "万元", Kind.MEASURE, None)]),  # thousands separator
    ("引进20名（个）左右专家", [("20", "名", Kind.COUNT, "~")]),  # a second classifier in brackets
]
# text that holds no quantity at all
NONE = [
    "2023年3月",  # a date
    "第3条",  # an ordinal
    "5G基站",  # a name with a number
    "每10万人口",  # per so many
    "《纲要（2021版）》",  # inside a title
    "“工业17条”",  # inside quotes
    "甲政发〔2023〕12号",  # a document number
    "2023-2025年",  # a span of years
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_quantities_are_read(text: str, expected: list[tuple[str, str, Kind, str | None]]) -> None:
    found = [(q.value, q.unit, q.kind, q.bound) for q in find_quantities(text)]
    assert found == expected


@pytest.mark.parametrize("text", NONE)
def test_other_numbers_are_none(text: str) -> None:
    assert find_quantities(text) == []


@pytest.mark.parametrize(
    ("text", "value"), [("十", 10), ("十五", 15), ("二十", 20), ("三百二十", 320), ("两千", 2000)]
)
def test_chinese_numbers(text: str, value: int) -> None:
    assert chinese_number(text) == value


@given(
    st.integers(1, 9999),
    st.sampled_from(["%", "‰", "家", "万亩", "亿元", "公里", "个百分点"]),
    st.sampled_from([("以上", ">="), ("以内", "<="), ("左右", "~"), ("", None)]),
)
def test_what_is_printed_comes_back(number: int, unit: str, bound: tuple[str, str | None]) -> None:
    text = f"某项数达到{number}{unit}{bound[0]}，"
    (quantity,) = find_quantities(text)
    assert (quantity.value, quantity.unit, quantity.bound) == (str(number), unit, bound[1])
    assert text[quantity.start : quantity.end] == f"{number}{unit}{bound[0]}"


@given(st.text(alphabet="达到0123456789.%‰万亿个家村、，。（）“”《》一二两十百-—至年月", max_size=80))
def test_spans_are_ordered_and_inside(text: str) -> None:
    for quantity in find_quantities(text):
        assert 0 <= quantity.start < quantity.end <= len(text)


@pytest.mark.parametrize("piece", ["1", "1,", "一", "1-", "（1", "“", "1家、", "比2020年", "百分之"])
def test_long_text_takes_bounded_time(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    within(2, partial(find_quantities, text))
