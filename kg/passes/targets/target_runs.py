"""Runs of values in a clause: numbers that belong to names left out, values in a row kept together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.language.data import alternation
from kg.passes.targets.target_nouns import Noun
from kg.passes.words.quantities import Kind, Quantity

_SEPARATOR = re.compile(
    f"、|以及|和|及|与|或(?=达|提|增|不|超|高|在20|比20|较20)|并(?={alternation('targets', 'installed')})"
)
_IN_A_ROW = frozenset(("、", "和", "及", "与", "以及", "，", "或"))
_FROM = re.compile(
    r"(?:由|从)(?:(?:20\d\d年|“十[一二三四五六]五”)(?:[底末]|期末)?的?|(?:目前|现在|现有|当前|上年|去年|原来|原有|原先)的?)?(?:人均|户均|亩均|平均|每[\u4e00-\u9fff](?:每[年月天])?)?(?:[\u4e00-\u9fff]{2,10}(?:收入|标准|水平))?(?:约|不足|不到)?$"
)
_TO = re.compile(
    r"(?:左右|的水平)?[\u4e00-\u9fff]{0,4}?(?:提高|提升|增加|下降|降低|减少|压减|压缩|缩短|扩大|上升|增长|增|降|升|精简)?(?:到|至|为)"
    r"(?:(?:20\d\d年|“十[一二三四五六]五”)(?:[底末]|期末)?的?)?"
)
_MONEY_MODIFIER = re.compile(
    "(?:以上|以下)?的?(?![\\u4e00-\\u9fff“”]{2,12}基金)(?:项目|企业|产业|行政村|村|级|园区|集群|大项目|工业|民营)"
)
# 引进1个总投资2亿元以上的项目, 新增2家年收入2000万元以上的企业: how large those are that are counted
ATTRIBUTE = f"[\u4e00-\u9fff]{{0,8}}?(?:{alternation('targets', 'sizes')})(?:达到?|超过?|不低于)?"
"""What stands between such a number and how large its things are."""
_ATTRIBUTE = re.compile(ATTRIBUTE)
_THINGS_OR_MORE = re.compile("[\u4e00-\u9fff]{1,4}(?:及?以上|以下)的")
_EXCEEDS = ("超过", "高于", "大于", "低于", "不足")
_PLACES_MEANT = ("地区", "省", "市", "县", "区", "企业", "单位", "项目", "园区")
_CHARACTER = re.compile("(?!并|且|和|及)[\u4e00-\u9fff]")
_STOPS = "，,。；;、（("
_MOST_VALUES = 12
_NEAR = 10  # characters before a value in which 分别 may stand
REACH = 160
"""How many characters before a value the text may reach that names what it measures."""


class Clause(NamedTuple):
    """A clause to read: its span, where its sentence begins, and what is known from before it.

    ``active`` tells that a clause before it in the sentence named something to be delivered.
    """

    start: int
    end: int
    sentence: int
    previous: int  # where the clause before it begins, or -1
    nouns: tuple[Noun, ...]  # what the values before it in the sentence measure
    active: bool

    @property
    def named(self) -> Noun | None:
        """What the value before it in the sentence (or before its ；) measures."""
        return self.nouns[-1] if self.nouns else None


class Run(NamedTuple):
    """Values in a row (3.3‰、4.0‰) with the text before and after them that may name what they measure.

    ``left`` is where the text before begins, ``right`` where the text after ends; ``baseline`` is the value they
    start from, where it is printed (由50%提高到65%).
    """

    values: tuple[Quantity, ...]
    left: int
    right: int
    baseline: str | None


def runs(text: str, start: int, end: int, quantities: list[Quantity]) -> Iterator[Run]:
    """Give the runs of values of the clause ``text[start:end]``."""
    left = start
    values: list[Quantity] = []
    kept, baselines = _without_modifiers(text, quantities)
    for i, quantity in enumerate(kept):
        following = kept[i + 1] if i + 1 < len(kept) else None
        gap = text[quantity.end : following.start] if following else ""
        values.append(quantity)
        in_a_row = following and (gap in _IN_A_ROW or _counted_twice(text, quantity, following))
        if in_a_row and len(values) < _MOST_VALUES:
            continue
        values = _with_units(text, values)
        cut = _last_separator(gap) if following else None
        right = end if following is None else quantity.end + (cut or (0, 0))[0]
        yield Run(tuple(values), max(left, values[0].start - REACH), right, baselines.get(values[0].start))
        values = []
        left = quantity.end + (cut[1] if cut else 0)


def _with_units(text: str, values: list[Quantity]) -> list[Quantity]:
    """Give all values of a row the unit that only its last prints: 分别不高于53和32微克/立方米."""
    last = values[-1]
    if last.kind in (Kind.BARE, Kind.PROPORTION) or any(value.kind is not Kind.BARE for value in values[:-1]):
        return values
    if text.find("分别", max(0, values[0].start - _NEAR), values[0].start) < 0:
        return values
    return [value._replace(unit=last.unit, kind=last.kind) for value in values]


def _last_separator(gap: str) -> tuple[int, int] | None:
    found = None
    for match in _SEPARATOR.finditer(gap):
        if gap.count("（", 0, match.start()) > gap.count("）", 0, match.start()):
            continue  # 县（市、区）
        if match.start() == 0 or match.end() == len(gap):
            found = match.span()
            break
        found = match.span()
    return found


def _without_modifiers(text: str, quantities: list[Quantity]) -> tuple[list[Quantity], dict[int, str]]:
    """Leave out numbers that belong to a name (100亿元项目1个, 5岁以下儿童死亡率) and starting values.

    Returns:
        The quantities left, and the starting values (由50%提高到65%) by the start of the quantity they lead to.
    """
    kept: list[Quantity] = []
    baselines: dict[int, str] = {}
    quantities = _without_sizes(text, quantities)
    for i, quantity in enumerate(quantities):
        following = quantities[i + 1] if i + 1 < len(quantities) else None
        gap = text[quantity.end : following.start] if following else ""
        if (
            following
            and _TO.fullmatch(gap)
            and _FROM.search(text, max(0, quantity.start - 24), quantity.start)
        ):
            baselines[following.start] = text[quantity.start : quantity.end]
        elif kept and (_is_attribute(text, kept[-1], quantity) or _within_share(text, kept[-1], quantity)):
            continue
        elif (
            (following and _is_attribute(text, quantity, following))
            or _is_share_of(text, quantity)
            or not (
                _is_modifier(text, quantity)
                or (following and not gap and not _counted_twice(text, quantity, following))
                or (gap and gap not in _IN_A_ROW and _last_separator(gap) is None)
            )
        ):
            kept.append(quantity)
    return kept, baselines


def _counted_twice(text: str, quantity: Quantity, following: Quantity) -> bool:
    """Tell whether the same things are counted in two ways (老旧小区46个4312户，)."""
    return (
        quantity.end == following.start
        and quantity.kind is Kind.COUNT
        and following.kind is Kind.COUNT
        and not quantity.numeral
        and following.bound is None
        and (following.end == len(text) or text[following.end] in _STOPS)
    )


def _is_attribute(text: str, counted: Quantity, quantity: Quantity) -> bool:
    """Tell whether a quantity says how large the things are that the one in front of it counts."""
    return (
        counted.kind is Kind.COUNT
        and not counted.numeral
        and quantity.kind is Kind.MEASURE
        and (quantity.bound is not None or text.startswith("的", quantity.end))
        and _ATTRIBUTE.fullmatch(text, counted.end, quantity.start) is not None
    )


def _is_share_of(text: str, quantity: Quantity) -> bool:
    """Tell whether a share stands before what it is a share of (20%的村年收入超过30万元)."""
    if quantity.kind is not Kind.RATIO or quantity.numeral or not text.startswith("的", quantity.end):
        return False
    # 峰谷差率超过40%的地区: which ones are meant
    return not (
        text.endswith(_EXCEEDS, 0, quantity.start) and text.startswith(_PLACES_MEANT, quantity.end + 1)
    )


def _within_share(text: str, share: Quantity, quantity: Quantity) -> bool:
    """Tell whether a quantity belongs to the condition that a share of things is to fulfil."""
    between = text[share.end : quantity.start] if share.kind is Kind.RATIO else ""
    return between.startswith("的") and _last_separator(between) is None


def _without_sizes(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """Leave out a size printed right after a count, which belongs to the name.

    2台116兆瓦锅炉, 60个30户以上自然村, 1所200张床位以上的养老机构.
    """
    return [
        quantity
        for i, quantity in enumerate(quantities)
        if not (
            i
            and (
                quantity.kind is Kind.MEASURE
                or (
                    quantity.kind is Kind.COUNT
                    and (quantity.bound is not None or _THINGS_OR_MORE.match(text, quantity.end) is not None)
                )
            )
            and quantities[i - 1].kind is Kind.COUNT
            and not quantities[i - 1].numeral
            and quantities[i - 1].end == quantity.start
        )
    ]


def _is_modifier(text: str, quantity: Quantity) -> bool:
    if "元" in quantity.unit:
        return bool(_MONEY_MODIFIER.match(text, quantity.end))
    return quantity.kind in (Kind.AGE, Kind.TIME) and bool(_CHARACTER.match(text, quantity.end))
