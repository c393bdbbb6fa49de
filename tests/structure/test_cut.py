"""A gazette cut into its instruments: title, number, issuers, date, recipients."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from kg.structure.dates import iso_date, numeral
from kg.structure.model import Header, Instrument

Read = Callable[[str], list[Instrument]]

GAZETTE = """甲市人民政府公报
2023年第3期
目　　录
市政府文件
甲市人民政府关于加强供水工作的意见………………1
甲市人民政府办公室关于印发
防汛方案的通知………………………………………3

甲市人民政府
关于加强供水工作的意见
甲政发〔2023〕5号
各区人民政府，市政府各部门：
　　为加强供水工作，提出如下意见。
　　一、目标
　　到2025年完成。
　　　　　　　　　　甲市人民政府
　　　　　　　　　　2023年3月17日
（此件公开发布）
甲政办发〔2023〕6号
甲市人民政府办公室
关于印发《甲市防汛方案》的通知
各区人民政府：
　　现印发给你们。
　　甲市人民政府办公室
　　二〇二三年四月三十日
甲市防汛方案
一、总则
（一）目的。
甲市水务局　甲市财政局
关于下达供水计划的通知
甲水发〔2023〕7号
各区水务局、财政局：
　　现下达计划。
甲市水务局　　甲市财政局
2023年5月6日
甲市人民政府令
第 12 号
《甲市供水办法》已经市人民政府第3次常务会议通过，现予公布。
　　　　　　　　　　市　长　　张大明
　　　　　　　　　　2023年6月7日
甲市供水办法
第一条　为了供水，制定本办法。
"""


def headers(read: Read, text: str) -> list[Header]:
    return [instrument.header for instrument in read(text)]


def test_a_gazette_is_cut_into_its_instruments(instruments_of: Read) -> None:
    found = instruments_of(GAZETTE)
    assert [i.header.title for i in found] == [
        "甲市人民政府关于加强供水工作的意见",  # the title stands over two lines
        "甲市人民政府办公室关于印发《甲市防汛方案》的通知",  # the number stands above the title
        "甲市水务局甲市财政局关于下达供水计划的通知",
        "甲市供水办法",  # a decree is called by what it promulgates
    ]
    assert [i.header.number for i in found] == [
        "甲政发〔2023〕5号",
        "甲政办发〔2023〕6号",
        "甲水发〔2023〕7号",
        "甲市人民政府令第12号",
    ]
    assert [i.header.issuers for i in found] == [
        ("甲市人民政府",),
        ("甲市人民政府办公室",),
        ("甲市水务局", "甲市财政局"),
        ("甲市人民政府",),
    ]
    assert [i.header.date for i in found] == ["2023-03-17", "2023-04-30", "2023-05-06", "2023-06-07"]


def test_instruments_follow_each_other_without_a_gap(instruments_of: Read) -> None:
    lines = GAZETTE.split("\n")
    found = instruments_of(GAZETTE)
    assert lines[found[0].first_line - 1] == "甲市人民政府"  # masthead and contents belong to no instrument
    for one, other in pairwise(found):
        assert one.last_line == other.first_line - 1
    assert found[-1].last_line == len(lines)


def test_the_title_span_is_the_title(instruments_of: Read) -> None:
    for instrument in instruments_of(GAZETTE):
        header = instrument.header
        assert instrument.text[header.title_start : header.title_end] == header.title
        quote = instrument.evidence(header.title_start, header.title_end).quote
        assert "".join(quote.split()) == header.title


BODY = "　　现将有关事项通知如下。\n　　一、目标\n"

# (opening, title, number, recipients, issuers, date) with the reason
OPENINGS = [
    (
        "甲市人民政府关于表彰先进的决定\n\n各区人民政府：\n" + BODY + "甲市人民政府\n2022年1月5日\n",
        ("甲市人民政府关于表彰先进的决定", None, "各区人民政府", ("甲市人民政府",), "2022-01-05"),
        "no number",
    ),
    (
        "中共甲市委办公室　甲市人民政府办公室\n印发《关于加强治理的意见》的通知\n甲办发〔2022〕3号\n各区委、区人民政府：\n"
        + BODY
        + "中共甲市委办公室\n甲市人民政府办公室\n2022年5月6日",
        (
            "中共甲市委办公室甲市人民政府办公室印发《关于加强治理的意见》的通知",
            "甲办发〔2022〕3号",
            "各区委、区人民政府",
            ("中共甲市委办公室", "甲市人民政府办公室"),
            "2022-05-06",
        ),
        "two issuers, each on a line of its own",
    ),
    (
        "甲市发展和改革委员会 甲市教育局 甲市财政局\n关于印发《甲市方案》的通知\n甲发改〔2022〕100号\n各区发展改革局：\n"
        + BODY,
        (
            "甲市发展和改革委员会甲市教育局甲市财政局关于印发《甲市方案》的通知",
            "甲发改〔2022〕100号",
            "各区发展改革局",
            ("甲市发展和改革委员会", "甲市教育局", "甲市财政局"),
            None,
        ),
        "three issuers in the title, no signature",
    ),
    (
        "国家发展改革委 财政部\n关于下达计划的通知\n发改〔2022〕10号\n各省发展改革委、财政厅：\n"
        + BODY
        + "国家发展改革委　　财政部\n2022年9月3日",
        (
            "国家发展改革委财政部关于下达计划的通知",
            "发改〔2022〕10号",
            "各省发展改革委、财政厅",
            ("国家发展改革委", "财政部"),
            "2022-09-03",
        ),
        "issuers on one line that share no place name",
    ),
    (
        "关于印发《甲区工作要点》的通知\n（甲政办字〔2023〕9号）\n各镇人民政府：\n"
        + BODY
        + "甲区人民政府办公室\n2023年9月3日",
        (
            "关于印发《甲区工作要点》的通知",
            "甲政办字〔2023〕9号",
            "各镇人民政府",
            ("甲区人民政府办公室",),
            "2023-09-03",
        ),
        "the number in brackets, no issuer in the title",
    ),
    (
        "甲市人民政府关于供水的通知\n甲政发[2023]5号\n各区人民政府：\n"
        + BODY
        + "甲 市 人 民 政 府\n2023 年 2 月 30 日",
        ("甲市人民政府关于供水的通知", "甲政发[2023]5号", "各区人民政府", ("甲市人民政府",), None),
        "an impossible date is none; a spaced-out signature",
    ),
    (
        "甲市人民政府关于甲乡撤乡设镇的批复\n甲政字〔2023〕15号\n乙区人民政府：\n"
        + BODY
        + "甲市人民政府\n二○二三年十月二十一日",
        (
            "甲市人民政府关于甲乡撤乡设镇的批复",
            "甲政字〔2023〕15号",
            "乙区人民政府",
            ("甲市人民政府",),
            "2023-10-21",
        ),
        "one recipient; a date in Chinese numerals",
    ),
    (
        "甲市人民政府办公室关于印发\n甲市“十四五”供水规划的\n通知\n甲政办发〔2021〕8号\n各区人民政府，市政府各部门，\n市属各企业：\n"
        + BODY
        + "甲市人民政府办公室　　2021年12月31日",
        (
            "甲市人民政府办公室关于印发甲市“十四五”供水规划的通知",
            "甲政办发〔2021〕8号",
            "各区人民政府，市政府各部门，市属各企业",
            ("甲市人民政府办公室",),
            "2021-12-31",
        ),
        "a title over three lines, recipients over two, signer and date on one",
    ),
    (
        (
            "中华人民共和国国务院令（第736号）\n　　《排水条例》已经国务院第10次常务会议通过，现予公布。\n总理　李大明\n"
            "2021年1月26日\n第一条　为了排水。"
        ),
        ("排水条例", "国务院令第736号", None, ("国务院",), "2021-01-26"),
        "a decree on one line",
    ),
    (
        "甲市数字政府建设\n三年行动方案\n（2023—2025年）\n\n　　为推进建设，制定本方案。\n一、目标\n",
        ("甲市数字政府建设三年行动方案（2023—2025年）", None, None, (), None),
        "a plan alone: no opening, the title over three lines",
    ),
    ("今天天气很好。\n我们去公园。", ("今天天气很好。", None, None, (), None), "no instrument at all"),
]


@pytest.mark.parametrize(("text", "expected", "why"), OPENINGS)
def test_openings(
    instruments_of: Read,
    text: str,
    expected: tuple[str, str | None, str | None, tuple[str, ...], str | None],
    why: str,
) -> None:
    (header,) = headers(instruments_of, text)
    found = (header.title, header.number, header.recipients, header.issuers, header.date)
    assert found == expected, why


# (text, why nothing in it opens an instrument)
NO_OPENINGS = [
    (
        BODY + "　　按照《甲市人民政府关于供水的通知》（甲政发〔2022〕3号）要求，抓好落实。",
        "a citation in a sentence",
    ),
    (BODY + "　　《甲市供水办法》（甲政发〔2022〕\n3号）同时废止。", "a number broken over lines"),
    (BODY + "　　发布命令。", "the word for a decree"),
]


@pytest.mark.parametrize(("body", "why"), NO_OPENINGS)
def test_what_is_cited_opens_nothing(instruments_of: Read, body: str, why: str) -> None:
    text = "甲市人民政府关于做好供水工作的通知\n甲政发〔2023〕5号\n各区人民政府：\n" + body
    assert [h.number for h in headers(instruments_of, text)] == ["甲政发〔2023〕5号"], why


@pytest.mark.parametrize("text", ["", " \n\u3000\n", "*\n* *\n"])
def test_text_without_a_printed_line_has_no_instrument(instruments_of: Read, text: str) -> None:
    assert instruments_of(text) == []


# (printed, date) with the reason
DATES = [
    ("2023年3月17日", "2023-03-17"),
    ("二〇二三年三月十七日", "2023-03-17"),
    ("二○二三年十二月三十一日", "2023-12-31"),  # a circle for the zero
    ("二零二三年十月二十日", "2023-10-20"),
    ("一九九九年十一月十日", "1999-11-10"),
    ("（2023年3月17日印发）", "2023-03-17"),
    ("2023年2月29日", None),  # no leap year
    ("2024年2月29日", "2024-02-29"),
    ("2023年13月1日", None),
    ("2023年3月", None),  # no day
    ("三月十七日", None),
]


@pytest.mark.parametrize(("printed", "date"), DATES)
def test_dates(printed: str, date: str | None) -> None:
    assert iso_date(printed) == date


@pytest.mark.parametrize(
    ("printed", "value"), [("7", 7), ("十", 10), ("十一", 11), ("二十", 20), ("三十一", 31), ("九", 9)]
)
def test_numerals(printed: str, value: int) -> None:
    assert numeral(printed) == value


@pytest.mark.parametrize("printed", ["", "甲", "十甲", "百"])
def test_no_numerals(printed: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        numeral(printed)
