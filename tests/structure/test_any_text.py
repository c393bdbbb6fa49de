"""What holds for any text: nothing raises, every character maps back, paragraphs and sections are in order, time is bounded."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.structure.fold import folding
from kg.structure.model import Instrument
from tests.clock import within

Read = Callable[[str], list[Instrument]]

CHARACTERS = st.sampled_from(
    "甲市人民政府局办关于的通知令号年月日一二三十第章条附件"
    "、，。；：:（）()〔〕[]《》“”…—-*•①0123456789０１. \t\u3000\u200b\ufeff"
)
LINE_ENDS = st.sampled_from(["\n", "\n\n", "\r\n", "\r", "\f", "\v", "\x85", "\u2028", "\x00", "\x1c"])
PIECES = st.sampled_from(
    """甲市人民政府关于做好供水工作的通知|甲市人民政府/关于印发方案的通知/|甲政发〔2023〕5号/
|/甲市人民政府令/第12号/|各区人民政府：/|甲市公报2023年第3期/|目　录/|总则……1/|— 3 —/|/3/
|2023年3月17日/|二〇二三年三月十七日/|（此件公开发布）/|附件1/|一、|（一）|1.|（1）|①|第一章|第一条
|2.1.1 |•|责任单位：|（牵头单位：甲局，责任单位：乙局、丙局）|甲局、乙局：负责|组  长：张  华  市长/
|序号~任务~单位/1~供水~甲局/|《甲市供水|　　甲
|市水务局负责供水规划和水源保护工作，市财政局负责资金保障工作，|3.2亿元|12 月底""".replace("\n", "")
    .replace("/", "\n")
    .replace("~", "\t")
    .split("|")
)
TEXTS = st.lists(st.one_of(CHARACTERS, CHARACTERS, LINE_ENDS, PIECES), max_size=120).map("".join)
SEPARATORS = "\n\t "


@settings(max_examples=400, deadline=2000)
@given(text=TEXTS)
def test_any_text_is_read(instruments_of: Read, text: str) -> None:
    line = 0
    for instrument in instruments_of(text):
        _check_map(instrument, _as_matched(text))
        _check_paragraphs(instrument)
        header = instrument.header
        assert instrument.evidence(header.title_start, header.title_end).quote.strip()
        assert 0 <= header.opening_end <= len(instrument.paragraphs)
        if header.opening_end == 0:  # no title is printed: it is called after its text, all of which is read
            assert instrument.text.startswith(header.title)
        assert line < instrument.first_line <= instrument.last_line <= 1 + text.count("\n")
        line = instrument.last_line


def _as_matched(text: str) -> str:
    """Give the text the passes read: some characters folded, one by one."""
    fold = folding(text)
    folded = fold(text) if fold else text
    assert len(folded) == len(text)
    return folded


def _check_map(instrument: Instrument, text: str) -> None:
    before = -1
    for offset, character in enumerate(instrument.text):
        if character in SEPARATORS:
            continue
        at = instrument.text_map.to_source(offset)
        assert text[at] == character
        assert at > before
        before = at


def _check_paragraphs(instrument: Instrument) -> None:
    end = -1
    for index, paragraph in enumerate(instrument.paragraphs):
        assert end < paragraph.start <= paragraph.body <= paragraph.end
        assert paragraph.start < paragraph.end
        assert instrument.paragraph_at(paragraph.start) == index
        assert "\n" not in instrument.text[paragraph.start : paragraph.end]
        if paragraph.section >= 0:
            section = instrument.sections[paragraph.section]
            assert section.first <= index < section.last
        end = paragraph.end
    assert end == len(instrument.text) - 1  # a line feed ends the last one


@settings(max_examples=200, deadline=2000)
@given(text=TEXTS, data=st.data())
def test_any_span_gives_verbatim_evidence(instruments_of: Read, text: str, data: st.DataObject) -> None:
    for instrument in instruments_of(text):
        start = data.draw(st.integers(0, len(instrument.text) - 1))
        end = data.draw(st.integers(start + 1, len(instrument.text)))
        span = instrument.text[start:end].strip(SEPARATORS)
        if not span:
            with pytest.raises(ValueError, match="empty span"):
                instrument.evidence(start, end)
            continue
        evidence = instrument.evidence(start, end)
        assert text[evidence.start : evidence.end] == evidence.quote
        matched = _as_matched(text)
        assert matched[evidence.start] == span[0]
        assert matched[evidence.end - 1] == span[-1]
        assert evidence.line == 1 + text.count("\n", 0, evidence.start)


# one for every thing the structure looks for
UNITS = """（|（/|《|、|：|一、/|（一）/|1.1 甲/|/甲|甲局：/|/甲市人民政府|关于|关于的通知/|甲市人民政府关于的通知/
|甲发〔2023〕1号/|2023年1月1日/|第一条/|附件/|~|甲~乙/|甲市人民政府令/|令|　　甲/
|甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲/|张  华  市长/|成  员：|a |* """.replace("\n", "")


@pytest.mark.parametrize("unit", UNITS.split("|"))
def test_time_is_bounded(instruments_of: Read, unit: str) -> None:
    head = "甲市人民政府关于做好工作的通知\n甲政发〔2023〕5号\n各区人民政府：\n一、"
    text = head + unit.replace("/", "\n").replace("~", "\t") * (60_000 // len(unit))
    within(2, partial(instruments_of, text))  # what is not linear takes ten times as long
