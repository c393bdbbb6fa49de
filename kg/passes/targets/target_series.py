"""Series: the same things year by year, named the first time only.

2024年改造老旧小区20个、新建公园5个；2025年改造15个、新建3个: what a value counts is told by its unit and its verb.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kg.language.data import words
from kg.passes.targets.target_clauses import ACTIONS, Reading
from kg.passes.targets.target_nouns import noun_before

_SHARES = ("%", "‰", "")
_ACTIONS = tuple(sorted(ACTIONS))
_BUILT = ("新建", "建设", "改造提升", "改造")
_LIGHT = frozenset(words("targets", "light_actions"))

# 其中京津冀地区达到40微克/立方米: for which place a value holds is not what it measures
_PLACE = re.compile(
    "(?:其中)?[\u4e00-\u9fff]{1,10}(?:地区|平原|流域|城市群|[省市县州盟旗](?:域|城)?|城区|(?<=[\u4e00-\u9fff])区域)"
)
_LEVEL = re.compile(
    "(?:国家|自治区|[省市县区州盟旗镇])级|[0-9一二三四五六七八九十]{0,4}[十百千万亿]{1,2}元?级"
)
_MEASURED = ("%", "‰", "元")
"""Units (besides those with a stroke) of what is measured, not of things that may be places themselves (5个强县)."""


def with_series(readings: Sequence[Reading], before: Iterable[Reading], said: str) -> list[Reading]:
    """Name again what values count that only a verb, or another thing named before, stands in front of.

    Args:
        readings: what a part of a sentence commits to, in order.
        before: what the parts before it commit to.
        said: that part of the sentence.
    """
    known = list(before)
    named: list[Reading] = []
    for n, reading in enumerate(readings):
        # 完工任务1200个小区、4万户: both values count what stands in front of them
        own = n > 0 and readings[n - 1].noun == reading.noun and reading.indicator not in ACTIONS
        again = None if own else _named_before(reading, known)
        if (whole := _of_level(reading, known)) is not None:
            reading = reading._replace(indicator=whole)
        elif again is not None:
            reading = reading._replace(noun=again.noun, indicator=again.indicator)
        elif reading.indicator in ACTIONS and (thing := _said_ahead(reading.indicator, said)):
            reading = reading._replace(noun=reading.noun._replace(text=thing), indicator=thing)
        named.append(reading)
        known.append(reading)
    return named


def _without_action(reading: Reading) -> Reading:
    """每年新建高标准农田20万亩，累计建成320万亩: what is built has no 新建 in the sum."""
    verb = next(verb for verb in _BUILT if reading.indicator.startswith(verb))
    return reading._replace(indicator=reading.indicator.removeprefix(verb))


def _of_level(reading: Reading, known: Sequence[Reading]) -> str | None:
    """新增国家级龙头企业3家、省级20家: give a level with what the reading before it counts at another level."""
    if not known or known[-1].unit != reading.unit or _LEVEL.fullmatch(reading.indicator) is None:
        return None
    other = _LEVEL.search(known[-1].indicator)
    thing = known[-1].indicator[other.end() :] if other else ""
    return reading.indicator + thing if thing else None


def _said_ahead(verb: str, said: str) -> str | None:
    """Give what a clause in front says is done: 有序改造老旧小区，2024年改造30个; 推进公交车更新，2024年更新200台."""
    found = re.match(
        rf"[\u4e00-\u9fff]{{0,6}}?({re.escape(verb)}[\u4e00-\u9fff“”]{{2,16}}|[\u4e00-\u9fff“”]{{2,16}}{re.escape(verb)})[，,]",
        said,
    )
    if found is None:
        return None
    noun = noun_before(said, found.start(1), found.end(1), counted=True)
    return noun.text if noun is not None and noun.text != verb else None


def _named_before(reading: Reading, known: Sequence[Reading]) -> Reading | None:
    """Give the reading before it that counts the same, where a reading does not say itself what it counts."""
    if _PLACE.fullmatch(reading.indicator) and ("/" in reading.unit or reading.unit.endswith(_MEASURED)):
        same = [one for one in known if one.unit == reading.unit and not _PLACE.fullmatch(one.indicator)]
        return same[-1] if same else None
    if reading.unit in _SHARES:
        return None
    alike = [one for one in known if one.unit == reading.unit and one.indicator not in ACTIONS]
    if not alike:
        return None
    if reading.indicator in ACTIONS:
        same = [one for one in alike if one.indicator.startswith(reading.indicator)]
        light = reading.indicator in _LIGHT
        free = [one for one in alike if light and not one.indicator.startswith(_ACTIONS)]
        built = [_without_action(one) for one in alike if light and one.indicator.startswith(_BUILT)]
        return next(reversed(same or free or built), None)
    others = {one.unit for one in known if one.noun == reading.noun and one.unit != reading.unit}
    if any(one.noun == alike[-1].noun and one.unit in others for one in known):
        return None  # 甲、乙分别增长6%和7%，分别达到4万元、2万元: told side by side
    return alike[-1] if others and all(one.noun != reading.noun for one in alike) else None
