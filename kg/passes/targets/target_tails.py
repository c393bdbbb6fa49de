"""The words between a noun and a value (均达到, 分别控制在, 较上年增长, 不低于): taken off from the right."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from kg.facts import Comparator
from kg.language.data import by_last, load, words

_BOUNDS: dict[str, list[str]] = load("targets")["bounds"]
_BOUND_OF = {word: Comparator(op) for op, bound_words in _BOUNDS.items() for word in bound_words}
_WITH_ABOUT = frozenset("签节合制公条预履")  # characters that make a word with 约
_WITH_REACH = frozenset("雷马")  # with 达: 雷达8部
_BOUND_WORDS = by_last(sorted(_BOUND_OF, key=len, reverse=True))
_LEVELS = by_last(words("targets", "levels"))
_GROWTH = by_last(words("targets", "growth"))
DELIVERED = ("完成", "实现")
"""Verbs of level that may also just deliver (完成36所)."""
_ADVERBS = by_last(words("targets", "adverbs"))
_BEFORE_ADVERB: dict[str, str] = load("targets")["before_adverb"]
_BASELINE = re.compile(
    r"(?:相比于?|相较于?|较|比|与|在|以)(?P<base>20\d\d年(?:底|末)?(?:同期)?(?:基础上|水平)?|上年(?:度|同期)?|前[三四五两]年(?:的?平均(?:值|水平|数)?|均值)?|去年(?:同期)?|“十[一二三四五]五”期?末"
    r"|[^，。、较比与在以\d]{2,12}?(?:平均水平|法定时限|承诺时限|年初预算|预算)|法定(?:时限|时间|办理时限)?)(?:相比|为基数|为基准|的基础上)?$"
)
_BY_THEN = re.compile(
    r"(?<=[\u4e00-\u9fff）”])(?:力争|争取|确保)?(?:到|至|在|于)?(?:(?:20\d\d年|“十[一二三四五六]五”)(?:年?[底末]|期末)?|(?:20\d\d年)?\d{1,2}月[底末份])"
    r"(?:之?前|以前)?[，,]?$"
)
# 扩展倍数控制在基于2020年用地规模的1.3倍以内
_BASED = re.compile(r"控制在(?:基于)?(?P<base>20\d\d年)[^，。；\d]{2,24}的$")
# 低保标准每人每月不低于900元: of whom and how often, not what
_PER = re.compile("每[人生户亩名床头只班所村](?:每(?:年|月|天|日|学年|学期|季度))?$")
# 基本生活标准按不低于低保标准的1.3倍执行
_MEASURED_BY = re.compile(
    "按照?(?P<bound>不低于|不高于|不超过)?(?P<base>[^，。；、\\d按]{2,20}(?:标准|水平|收入|支出|工资|定额))的$"
)
_COMPARAND = re.compile(
    r"(?P<verb>达到|达|占到|占|完成|不[少低]于|不超过|高于|低于|低|下达)"
    r"(?P<what>[^，。、；]{1,20}?(?:的|总数|总量|总额|总人数|人口|平均水平|千人|万人))$"
)


class Tail(NamedTuple):
    """What stands between a noun and a value.

    ``end`` is where the noun ends; ``level``, ``growth`` and ``bound`` are the words found; ``comparand`` is printed
    where the noun is compared (高于全省平均水平); ``share`` tells that the value is a share of it (占总人口的).
    """

    end: int
    level: str | None = None
    bound: Comparator | None = None
    growth: str | None = None
    baseline: str | None = None
    comparand: str = ""
    share: bool = False
    together: bool = False  # 均
    respectively: bool = False  # 分别


def tail_before(text: str, left: int, end: int) -> Tail:
    """Take the words between noun and value off ``text[left:end]``, from the right."""
    level = growth = baseline = None
    bound: Comparator | None = None
    comparand = ""
    together = respectively = False
    folds = text.startswith("翻", end)  # 比2020年翻一番: the verb is part of the value
    measured = _MEASURED_BY.search(text, left, end) if text[end - 1] == "的" else None
    if measured is not None and measured.start() > left:
        bound = _BOUND_OF.get(measured.group("bound") or "")
        return Tail(measured.start(), "达到", bound, baseline=measured.group("base"))
    compared = _COMPARAND.search(text, max(left, end - 28), end)
    if compared and compared.start() > left:
        level = compared.group("verb")
        if level in ("高于", "低于", "低"):
            comparand = compared.group()
            level = "达到"
        elif level in _BOUND_OF:
            bound = _BOUND_OF[level]
        end = compared.start()
    based = _BASED.search(text, max(left, end - 36), end) if text[end - 1] == "的" else None
    if based is not None and based.start() > left:
        return Tail(based.start(), "控制在", Comparator.AT_MOST, baseline=based.group("base"))
    while end > left:
        word = _ending(text, left, end, _BOUND_WORDS)
        if word == "约" and text[end - 2] in _WITH_ABOUT:
            break  # 签约1200户
        if word and growth is None and not (level and word == "过"):
            bound = bound or _BOUND_OF[word]
            if word.startswith("控制"):
                level = level or word
        else:
            word = _ending(text, left, end, _ADVERBS)
            if word and text[max(left, end - 2)] in _BEFORE_ADVERB.get(word, ""):
                break  # 土地供应40万平方米, 行政许可20件
            if word:
                together = together or word in ("均", "都")
                respectively = respectively or word == "分别"
            elif level is None and growth is None:
                word = _ending(text, left, end, _LEVELS)
                if word == "达" and text[end - 2] in _WITH_REACH:
                    break
                level = word
                if word is None:
                    word = growth = _ending(text, left, end, _GROWTH)
            if word is None:
                match = _BASELINE.search(text, max(left, end - 24), end) if growth or level or folds else None
                if match is not None:
                    baseline = match.group("base")
                elif (per := _PER.search(text, max(left + 2, end - 8), end)) is not None:
                    match = per
                else:  # 农民人均收入到2025年达到2万元
                    match = _BY_THEN.search(text, max(left, end - 20), end) if level else None
                    if match is None or match.start() < left + 2:
                        break
                word = match.group()
        end -= len(word)
    share = compared is not None and compared.group().endswith("的")
    return Tail(end, level, bound, growth, baseline, comparand, share, together, respectively)


def _ending(text: str, start: int, end: int, candidates: Mapping[str, tuple[str, ...]]) -> str | None:
    """Give the word that ``text[start:end]`` ends with; ``candidates`` are sorted by their last character."""
    for word in candidates.get(text[end - 1], ()):
        if text.endswith(word, start, end):
            return word
    return None
