"""The grammar of quantified commitments: from a clause with quantities to indicator, comparator, value and baseline.

Four constructions: level (覆盖率达到95%), growth (增加值增长7%), number first (新建36所学校, 20%的村符合标准) and number last
(新建学校36所). Several values may share a noun, several nouns a value, and 分别 pairs them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.facts import Comparator
from kg.language.data import alternation, words
from kg.passes.targets.target_fits import fits_noun_first, fits_number_first
from kg.passes.targets.target_nouns import Noun, is_rate, noun_after, noun_before, split_nouns
from kg.passes.targets.target_runs import ATTRIBUTE, REACH, Clause, Run, runs
from kg.passes.targets.target_tails import DELIVERED, Tail, tail_before
from kg.passes.targets.target_years import FIVE_YEAR_PLANS
from kg.passes.words.quantities import Kind, Quantity

ACTIONS = frozenset(words("targets", "actions"))
"""Verbs of what is to be delivered: by themselves no noun."""

# 4万个60千瓦以上充电枪: how large a thing is belongs to its name, not to what is counted
_SIZE = re.compile(
    rf"(?:{ATTRIBUTE}[0-9][0-9.]*[万亿]?(?:{alternation('units', 'measures')}|元)(?:及?以上|及?以下)?的?"
    rf"|(?:[0-9][0-9.]*[万亿]?|[十百千]?[万亿])(?:{alternation('units', 'measures')}|[户人名张头])"
    r"(?:及?以上|及?以下)的?"
    r"|[0-9]{1,6}[\u4e00-\u9fff]{2,5}?(?:及?以上|及?以下)的)(?=[\u4e00-\u9fff“])"
)
_NO_NOUN = re.compile(
    r"(?:的)?(?:年度|全年|预期|工作|总体|增长|发展|规划|既定|约束性)?(?:任务目标|目标任务|任务|目标|水平|规模|以来|标准|要求|指标|关口|大关)?(?:并|且|等|(?:执行|确定|发放|核定|计发)(?=[，；。、（(]|$)|以?及(?!以)|用于|支持|的目标|[，；。、（(”]|$)"
)
_WHEN = re.compile(
    r"(?:力争|争取|确保)?(?:到|至|在)?20\d\d年(?:底|末|年底)?(?:前)?[，,]?(?:进一步|再)?(?:达到|达|提高到|增加到)?|其中(?:20\d\d年)?"
    r"|(?:到)?(?:[上下]半年|第?[一二三四]季度|全年|年底|\d{1,2}月底?)(?:末|底)?(?:前)?[，,]?(?:进一步|再)?(?:达到|达|提高到|增加到)?"
)
_BASE = "(?P<base>20\\d\\d年(?:底|末|同期)?|上年(?:同期)?|去年(?:同期)?)"
_BASE_FIRST = re.compile(f"(?:相比于?|相较于?|较|比){_BASE}[，,]?")
_BASE_CLAUSE = re.compile(
    f"(?:(?:与|同|和){_BASE}(?:相比|比较)?|(?:相比于?|相较于?|较){_BASE.replace('base', 'base2')})[，,]"
)
_STRIVES = re.compile("(?:并)?(?:力争|争取|努力|确保)[^，。；]{1,5}")
# …；2025年不低于80%; 6月底前达到50%，9月底前不低于75%
_YEAR_ALONE = re.compile(
    "(?:力争|争取|确保)?(?:到|至)?(?:20\\d\\d年(?:[底末])?|(?:20\\d\\d年)?(?:\\d{1,2}月[底末]?|年底|[上下]半年|第?[一二三四]季度末?)(?:之?前)?)(?:力争|争取|确保)?[，,]?"
)
_OF_A_YEAR = re.compile("(?:其中[，,：:]?)?20\\d\\d年(?:度|底前?)?")
_BOUNDED = re.compile("不超过|不低于|不少于|不高于|控制在")
_OF_SIZE = re.compile("[一二三四五六七八九十百千万0-9]{0,6}[百千万亿]元?级")
_SENT = re.compile("下乡|下沉|驻村|进村|入村|入户|分赴|前往|奔赴|包村|包联|赴")
# what is counted stands in front; 主要任务：新建20个 names nothing
_LABEL = re.compile(
    "[^，,。；：:、（）()]{3,24}(?<!任务)(?<!目标)(?<!措施)(?<!要求)(?<!安排)(?<!计划)(?<!内容)(?<!重点)(?<!方面)(?<!进度)"
    "(?<!情况)(?<!阶段)(?<!举措)(?<!工作)(?<!方式)(?<!标准)(?<!局)(?<!办)(?<!委)(?<!厅)(?<![县区镇乡村])[：:]"
)
_YEAR_LIST = re.compile(r"20\d\d年(?:(?:底|末)?[、和及]20\d\d年)+")
_YEAR = re.compile(r"(20\d\d)年")
_PLAN_LIST = re.compile(
    "“十[一二三四五六]五”(?:期间|时期|末)?(?:[、和及]“十[一二三四五六]五”(?:期间|时期|末)?)+"
)
_PLAN = re.compile("十[一二三四五六]五")
_VALUE_SAID = re.compile(
    r"(?:达到?|提高到|增加到|下降到|降至|为|保持在|稳定在|控制在)\d"
)  # a clause that was not read
_MONEY = re.compile("[^，。；、]{0,16}?(?:资金|经费|基金)(?=支持|用于|补助|扶持|奖励|保障|推动|$)")
_SPENT = re.compile("(?:重点|主要|全部|专项|专门)?用于|(?:重点|主要)?支持")
_COUNTED = re.compile("[0-9][万亿]?[\u4e00-\u9fff]\\Z")  # 9月开工20台，12月底完成30台
_TASK = re.compile("(?:建设|改造|提升|安装|整治|治理|修复|创建|更新|拆除|实施|年度|目标){0,3}任务")
# 道路交通万车死亡率, 亿元地区生产总值死亡率: deaths per so many, no share
_OF_MANY = ("死亡率", "发生率", "发病率", "事故率")
_PER_MANY = re.compile("万车|百万吨|亿元|[万亿]人|10万|十万")
_COMPARED = re.compile("[比较](?:上|去|预|同期|20)")


# 日供水30万吨的净水厂, 1条总长度约25公里的管道: how large a thing is to be
_CAPACITY = re.compile("[日年]均?(?:供|处理|产|加工|输|发电|吞吐|接待|出栏|屠宰)[\u4e00-\u9fff]{0,4}\\Z")
_SIZE_OF_ONE = re.compile("[\\d一两][条座处个项](?:总|全)?(?:长度?|面积|宽度?|高度?)(?:约|为|达)?\\Z")
# 9月底前完成建设任务的60%以上
_PART_DONE = re.compile("完成(?P<of>[^，。；、的]{0,16}(?:任务|投资|工程量|工作量|总量|计划|工程|面积))的\\Z")


class Reading(NamedTuple):
    """A commitment read from a clause; ``start`` and ``end`` span the evidence in the text at hand.

    ``noun`` is what the value measures; the ``indicator`` adds how it is to change.
    """

    noun: Noun
    indicator: str
    op: Comparator
    value: str
    unit: str
    baseline: str | None
    start: int
    end: int
    by: str | None = None  # where each value has a year of its own


def read_clause(text: str, clause: Clause, quantities: list[Quantity]) -> list[Reading]:
    """Read the commitments of one clause.

    Args:
        text: the text the spans refer to.
        clause: the clause.
        quantities: the quantities inside the clause, in order, none of them in brackets.
    """
    readings: list[Reading] = []
    active = clause.active
    for run in runs(text, clause.start, clause.end, quantities):
        above = readings[-1].noun if readings else None
        found = list(_read_run(text, clause, run, above, active=active))
        active = active or bool(found)
        readings.extend(found)
    return _with_heads(readings)


def _with_heads(readings: list[Reading]) -> list[Reading]:
    """打造2个千亿级、5个百亿级产业集群: what is of one size takes its head from what is of the next."""
    for n in range(len(readings) - 2, -1, -1):
        here, behind = readings[n], readings[n + 1]
        size = _OF_SIZE.match(behind.indicator) if _OF_SIZE.fullmatch(here.indicator) else None
        if size is not None and size.end() < len(behind.indicator):
            readings[n] = here._replace(indicator=here.indicator + behind.indicator[size.end() :])
    return readings


def _read_run(text: str, clause: Clause, run: Run, above: Noun | None, *, active: bool) -> Iterator[Reading]:
    """Read a run of values; ``above`` is what the run before it in the clause measures."""
    first, last = run.values[0], run.values[-1]
    before = text[run.left : first.start]
    if first.kind is Kind.AGE and "寿命" not in before and "年龄" not in before:
        return
    if (text.startswith("的", last.end) and _CAPACITY.search(before)) or _SIZE_OF_ONE.search(before):
        return
    right = None
    if not _NO_NOUN.match(text, last.end):
        sized = _SIZE.match(text, last.end, run.right) if first.kind is Kind.COUNT else None
        right = noun_after(
            text,
            sized.end() if sized else last.end,
            run.right,
            whole=first.kind in (Kind.RATIO, Kind.BARE, Kind.PROPORTION),
        )
    tail = tail_before(
        text, run.left, _before_from(text, run.left, first.start) if run.baseline else first.start
    )
    counted = first.kind in (Kind.COUNT, Kind.MEASURE)
    noun = noun_before(text, run.left, tail.end, counted=counted)
    stands_at = noun is not None and tail.level not in (None, *DELIVERED) and tail.bound is None
    if right is not None and "元" in first.unit and (money := _MONEY.match(right.text)) is not None:
        right = Noun(money.group(), right.start, right.start + money.end())
    if right is not None and right.text == "安排" and (tail.level or "").startswith("拟"):
        right = None  # 赤字率拟按3%安排
    if noun is not None and first.kind is Kind.COUNT and _SENT.match(text, last.end):
        right = None  # 选派农技人员156名下乡包村
    shared = _shared_bound(run)
    if right is not None and not stands_at:
        if not fits_number_first(text, clause, run, tail, noun, active=active):
            return
        right = _said_before(text, clause, right) or right
        bound = tail.bound or (Comparator.AT_LEAST if "至少" in before else None)
        for quantity in run.values:
            unit = _unit(quantity, right.text, rate=quantity.kind is Kind.BARE)
            yield _reading(
                right,
                right.text,
                quantity,
                shared,
                bound,
                unit,
                run.baseline,
                min(first.start, right.start),
                max(right.end, last.end),
            )
        return
    named = above or clause.named
    if noun is not None and named is not None and noun.text in ACTIONS and named.text.startswith(noun.text):
        noun = named  # 改造小区60个，2023年、2024年分别改造20个、40个
    if noun is not None and noun.text in ACTIONS:
        noun = _labelled(text, clause) or noun
    if (
        noun is None
        and first.kind is Kind.RATIO
        and (tail.level or _YEAR_ALONE.fullmatch(text, run.left, first.start))
    ):
        noun = _labelled(text, clause)  # 综合利用率：2024年70%、2025年90%; 利用率：到5月底，达到70%
    if noun is None or _COMPARED.match(noun.text):
        # 支出28.5万亿元、比上年增加1.1万亿元
        # 收集率提高10个百分点以上或达到73%以上
        # 达标率5月底达到70%、7月底达到90%
        reached = run.left > clause.start and (
            (tail.level in ("达到", "达") and tail.end == run.left)
            or ((tail.level or tail.bound) is not None and _YEAR_ALONE.fullmatch(text, run.left, tail.end))
        )
        again = above if tail.growth is not None or reached else None
        noun = again or _named_before(text, clause, run, tail, counted=counted)
    if (
        noun is None
        and (counted or tail.bound is not None)
        and _OF_A_YEAR.fullmatch(text, run.left, tail.end)
    ):
        # 新建管网180公里，其中2023年50公里、2024年70公里
        noun = (_bounded_before(text, clause, counted=counted) if tail.bound else None) or named
        if noun is not None:
            yield from _pairs(text, clause, run, tail, noun)
        return
    part = _PART_DONE.search(text[run.left : first.start]) if first.kind is Kind.RATIO else None
    if part is not None and text[first.start - 1] == "的":
        noun = Noun(part.group("of"), run.left + part.start("of"), run.left + part.end("of"))
    elif noun is None or not fits_noun_first(text, clause, run, tail, noun, active=active):
        return
    if tail.growth is not None and tail.baseline is None and run.baseline is None:
        noun, tail = _compared_first(text, clause, noun, tail)
    yield from _pairs(text, clause, run, tail, noun)


def _compared_first(text: str, clause: Clause, noun: Noun, tail: Tail) -> tuple[Noun, Tail]:
    """相比2020年成本降低一半; 与2020年相比，成本降低一半: take what a change is compared with for the baseline."""
    first = _BASE_FIRST.match(noun.text)
    if first is not None and len(noun.text) - first.end() >= 2:
        rest = Noun(noun.text[first.end() :], noun.start + first.end(), noun.end)
        return rest, tail._replace(baseline=first.group("base"))
    before = _BASE_CLAUSE.fullmatch(text, clause.previous, clause.start) if clause.previous >= 0 else None
    if before is None:
        return noun, tail
    return noun, tail._replace(baseline=before.group("base") or before.group("base2"))


def _named_before(text: str, clause: Clause, run: Run, tail: Tail, *, counted: bool) -> Noun | None:
    """Give what the clause before names, where a clause begins with its verb (…座谈会，年度不少于5次)."""
    if clause.previous < 0 or run.left != clause.start:
        return None
    if clause.named is not None and clause.named.end >= clause.start - REACH:
        again = tail.bound is not None and tail.end - run.left < 3  # …一次，全年不少于6次
        # …4.5亿吨，到2030年达到5.1亿吨
        when = (run.left, clause.previous)  # the year may be a clause of its own
        again = again or (tail.level is not None and any(_WHEN.fullmatch(text, at, tail.end) for at in when))
        again = again or (
            tail.bound is not None and any(_YEAR_ALONE.fullmatch(text, at, tail.end) for at in when)
        )
        again = again or (tail.level in ("达到", "达") and tail.end == run.left)  # …翻一番，达到6.4万户
        # …保持在95%以上，力争保持在98%以上
        again = again or (
            tail.level is not None and _STRIVES.fullmatch(text, run.left, run.values[0].start) is not None
        )
        return clause.named if tail.growth is not None or again else None
    if tail.end - run.left >= 6:
        return None
    noun = noun_before(text, max(clause.previous, clause.start - REACH), clause.start - 1, counted=counted)
    if noun is not None and _SPENT.match(noun.text):
        return clause.named  # …资金5亿元，重点用于安置，2024年安排2亿元
    return noun if noun is None or not (_VALUE_SAID.match(noun.text) or _COUNTED.search(noun.text)) else None


def _said_before(text: str, clause: Clause, noun: Noun) -> Noun | None:
    """打造“温馨家园”，完成150套建设任务: give what the clause before names, where a noun says only that it is a task."""
    if clause.previous < 0 or not _TASK.fullmatch(noun.text):
        return None
    start = max(clause.previous, clause.start - REACH)
    if _VALUE_SAID.search(text, start, clause.start):
        return None
    return noun_before(text, start, clause.start - 1, counted=True)


def _labelled(text: str, clause: Clause) -> Noun | None:
    """Give what the label counts that a sentence begins with, where a value has only a verb (新建充电桩：6月底前建成20台)."""
    colon = _LABEL.match(text, clause.sentence, clause.start)
    if colon is None:
        return None
    noun = noun_before(text, clause.sentence, colon.end() - 1, counted=False)
    return None if noun is None or noun.text in ACTIONS else noun


def _bounded_before(text: str, clause: Clause, *, counted: bool) -> Noun | None:
    """Give what the clause before bounds without a number (用水总量不超过下达指标，其中2025年不超过12亿立方米)."""
    if clause.previous < 0:
        return None
    bound = _BOUNDED.search(text, max(clause.previous, clause.start - REACH), clause.start - 1)
    return noun_before(text, clause.previous, bound.start(), counted=counted) if bound else None


def _before_from(text: str, left: int, at: int) -> int:
    """Give where 由 stands in 由50%提高到65%."""
    start = max(text.rfind("由", left, at), text.rfind("从", left, at))
    return start if start >= 0 else at


def _years_of(text: str, clause: Clause, run: Run) -> tuple[str, ...]:
    """Give the years that are paired with the values of a run (2023年、2024年分别新增5000户、5500户), or none."""
    start = clause.start
    if clause.previous >= 0 and _YEAR_LIST.match(text, clause.previous, start - 1):
        start = clause.previous  # 2024年、2025年，技改投资分别增长8%、9%
    listed = _YEAR_LIST.search(text, start, run.values[0].start)
    years = tuple(_YEAR.findall(listed.group())) if listed else ()
    if not years and (plans := _PLAN_LIST.search(text, max(clause.previous, 0), run.values[0].start)):
        years = tuple(FIVE_YEAR_PLANS[plan] for plan in _PLAN.findall(plans.group()))
    return years if len(years) == len(run.values) else ()


def _pairs(text: str, clause: Clause, run: Run, tail: Tail, noun: Noun) -> Iterator[Reading]:
    last = run.values[-1]
    shared = _shared_bound(run)
    baseline = run.baseline or tail.baseline
    nouns = [noun]
    if len(run.values) > 1:
        nouns = split_nouns(noun, len(run.values)) or [noun] * len(run.values)
        said = clause.nouns[-len(run.values) :]
        if tail.respectively and noun is clause.named and len(said) == len(run.values):
            nouns = [*said]  # 接待游客1000万人次、收入100亿元，分别增长15%和20%
    elif tail.respectively or (not tail.together and is_rate(noun.text)):
        parts = split_nouns(noun)
        if parts and (tail.respectively or all(is_rate(_printed(part, noun)) for part in parts)):
            nouns = parts
    years = _years_of(text, clause, run)
    shared_noun = noun is clause.named and nouns == [noun] * len(run.values)
    if len(run.values) > 1 and tail.respectively and shared_noun and not years:
        return  # 分别达到350个、80家: of more than one thing, which are not known
    for i, name in enumerate(nouns):
        quantity = run.values[min(i, len(run.values) - 1)]
        indicator = name.text + tail.comparand + (tail.growth or "")
        unit = _unit(quantity, name.text, rate=tail.growth is not None or tail.share)
        reading = _reading(
            name, indicator, quantity, shared, tail.bound, unit, baseline, name.start, last.end
        )
        yield reading._replace(by=years[i]) if years else reading


def _shared_bound(run: Run) -> Comparator | None:
    """Give the bound behind the last value, which holds for all in front of it unless one of them prints its own."""
    if len(run.values) == 1:
        return run.values[0].bound
    bounds = [quantity.bound for quantity in run.values]
    return bounds[-1] if not any(bounds[:-1]) else None


def _printed(part: Noun, whole: Noun) -> str:
    return whole.text[part.start - whole.start : part.end - whole.start]


def _unit(quantity: Quantity, noun: str, *, rate: bool) -> str:
    if quantity.value == "0" and not is_rate(noun):
        return quantity.unit
    if (
        quantity.kind is Kind.BARE
        and not quantity.unit  # 人数增加2万
        and (rate or is_rate(noun))
        and not (noun.endswith(_OF_MANY) and _PER_MANY.search(noun))
    ):
        return "%"  # the sign was lost when text was pulled out of a PDF
    return quantity.unit


def _reading(
    noun: Noun,
    indicator: str,
    quantity: Quantity,
    shared: Comparator | None,
    bound: Comparator | None,
    unit: str,
    baseline: str | None,
    start: int,
    end: int,
) -> Reading:
    op = quantity.bound or shared or bound or Comparator.EQUAL
    return Reading(
        noun,
        indicator,
        op,
        quantity.value,
        unit,
        baseline,
        min(start, quantity.start),
        max(end, quantity.end),
    )
