"""Searches that begin with a part of what they look for find all of it."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable

import pytest

from kg.passes.responsibility import clause_words
from kg.passes.targets import target_nouns
from kg.passes.words import dates

Search = Callable[[str, int, int], Iterable[re.Match[str]]]

VERB_PIECES = (
    *(
        "分别",
        "共同",
        "协同",
        "按职责分工",
        "给予资金",
        "积极",
        "牵头",
        "负责",
        "落实",
        "配合",
        "协助",
        "参与",
    ),
    *(
        "抓落实",
        "组织实施",
        "工作",
        "推进",
        "，",
        "，",
        "、",
        "甲局",
        "（",
        "）",
        "市",
        "由",
        "人",
        "制定",
        "。",
    ),
)
LABEL_PIECES = (
    *("牵头单位", "责任单位", "配合部门", "责任", "牵头", "市级", "具体", "责", "牵", "配", "甲局"),
    *("：", ":", "【", "】", "〔", "〕", "（", "）", "为", "、", "，", " "),
)
DATE_PIECES = (
    *(
        "2025年",
        "2023",
        "年",
        "年度",
        "月",
        "底",
        "末",
        "底前",
        "前",
        "1",
        "3",
        "12",
        "日",
        "\n",
        "-",
        "至",
        "一",
    ),
    *(
        "十",
        "第",
        "季度",
        "上半年",
        "下半",
        "今年",
        "次年",
        "下一年度",
        "，",
        "月底",
        "份",
        "月度",
        "中下旬",
        "10月",
    ),
)
SEARCHES: dict[str, tuple[tuple[str, ...], Search, Search]] = {
    "verbs": (VERB_PIECES, clause_words.verbs_in, clause_words._VERB.finditer),
    "labels": (LABEL_PIECES, clause_words.labels_in, clause_words.LABEL.finditer),
    "dates": (DATE_PIECES, dates._matches, dates._DATE.finditer),
}


@pytest.mark.parametrize(("pieces", "search", "whole"), SEARCHES.values(), ids=SEARCHES.keys())
def test_a_search_by_parts_finds_what_the_whole_pattern_finds(
    pieces: tuple[str, ...], search: Search, whole: Search
) -> None:
    choice = random.Random(3)
    found = 0
    for _ in range(4_000):
        text = "".join(choice.choices(pieces, k=choice.randrange(1, 12)))
        start, end = choice.randrange(3), len(text) - choice.randrange(2)
        expected = [(m.span(), m.groups()) for m in whole(text, start, end)]
        assert [(m.span(), m.groups()) for m in search(text, start, end)] == expected, text
        found += len(expected)
    assert found > 300


def test_every_time_in_front_of_a_noun_is_looked_for() -> None:
    choice = random.Random(4)
    pieces = (*DATE_PIECES, "到", "力争", "20", "“十四五”", "时期", "以前", "之前", "第一季度", "半年")
    for _ in range(4_000):
        text = "".join(choice.choices(pieces, k=choice.randrange(1, 8)))
        if target_nouns._TIME.search(text):
            assert target_nouns._MAY_DATE.search(text), text
