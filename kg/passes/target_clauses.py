"""The grammar of quantified commitments: from a clause with quantities to indicator, comparator, value and baseline.

Four constructions: level (覆盖率达到95%), growth (增加值增长7%), number first (新建36所学校, 20%的村符合标准) and number last
(新建学校36所). Several values may share a noun, several nouns a value, and 分别 pairs them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.facts import Comparator
from kg.language.data import alternation, load, words
from kg.passes.quantities import Kind, Quantity
from kg.passes.target_nouns import Noun, ends_with_head, is_rate, noun_after, noun_before, split_nouns
from kg.passes.target_runs import REACH, Run, runs
from kg.passes.target_tails import Tail, tail_before

_ACTIONS = words("targets", "actions")
_ACTION = re.compile(alternation("targets", "actions"))
_FILLERS = re.compile(
    r"20\d\d年(?:\d{1,2}月)?(?:年?[底末])?(?:之?前)?|各[^，]{1,12}?年|“十[四五六]五”(?:时期|期间)|[，、]|"
    + alternation("targets", "fillers")
)
_NO_NOUN = re.compile(
    r"(?:的)?(?:任务|目标|水平|规模|以来|标准|要求|指标|关口|大关)?(?:并|且|等|用于|的目标|[，；。（(]|$)"
)
_COMPARED = re.compile("[比较](?:上|去|预|同期|20)")
_OCCASIONS = frozenset(load("targets")["occasions"])
_REGULAR = re.compile("|".join(load("targets")["regular"]))
_SUBJECTS = tuple(load("targets")["subjects"])
_LASTING = tuple(load("targets")["lasting"])
_WEAK_LEVELS = frozenset(load("targets")["weak_levels"])
_NOT_SHARES = frozenset(("倍", "番", "个百分点", "百分点"))
_MANY = 10  # from here on a number in Chinese characters counts
_DELIVERED = ("完成", "实现")


@dataclass(frozen=True, slots=True)
class Reading:
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


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause to read: its span, where its sentence begins, and what is known from before it.

    ``active`` tells that a clause before it in the sentence named something to be delivered.
    """

    start: int
    end: int
    sentence: int
    previous: int  # where the clause before it begins, or -1
    named: Noun | None  # what the value before it in the sentence measures
    active: bool


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
        found = list(_read_run(text, clause, run, active=active))
        active = active or bool(found)
        readings.extend(found)
    return readings


def _read_run(text: str, clause: Clause, run: Run, *, active: bool) -> Iterator[Reading]:
    first, last = run.values[0], run.values[-1]
    before = text[run.left : first.start]
    if first.kind is Kind.AGE and "寿命" not in before and "年龄" not in before:
        return
    right = None
    if not _NO_NOUN.match(text, last.end):
        right = noun_after(
            text, last.end, run.right, whole=first.kind in (Kind.RATIO, Kind.BARE, Kind.PROPORTION)
        )
    tail = tail_before(
        text, run.left, _before_from(text, run.left, first.start) if run.baseline else first.start
    )
    counted = first.kind in (Kind.COUNT, Kind.MEASURE)
    noun = noun_before(text, run.left, tail.end, counted=counted)
    stands_at = noun is not None and tail.level not in (None, *_DELIVERED) and tail.bound is None
    if right is not None and not stands_at:
        if not _fits_number_first(text, clause, run, tail, noun, active=active):
            return
        bound = tail.bound or (Comparator.AT_LEAST if "至少" in before else None)
        for quantity in run.values:
            unit = _unit(quantity, right.text, rate=quantity.kind is Kind.BARE)
            yield _reading(
                right, right.text, quantity, last, bound, unit, run.baseline, first.start, right.end
            )
        return
    if noun is None or _COMPARED.match(noun.text):
        noun = _named_before(text, clause, run, tail, counted=counted)
    if noun is None or not _fits_noun_first(text, clause, run, tail, noun, active=active):
        return
    yield from _pairs(run, tail, noun)


def _named_before(text: str, clause: Clause, run: Run, tail: Tail, *, counted: bool) -> Noun | None:
    """Give what the clause before names, where a clause begins with its verb (…座谈会，年度不少于5次)."""
    if clause.previous < 0 or run.left != clause.start:
        return None
    if clause.named is not None and clause.named.end >= clause.start - REACH:
        again = tail.bound is not None and tail.end - run.left < 3  # …一次，全年不少于6次
        return clause.named if tail.growth is not None or again else None
    if tail.end - run.left >= 6:
        return None
    return noun_before(text, max(clause.previous, clause.start - REACH), clause.start - 1, counted=counted)


def _before_from(text: str, left: int, at: int) -> int:
    """Give where 由 stands in 由50%提高到65%."""
    start = max(text.rfind("由", left, at), text.rfind("从", left, at))
    return start if start >= 0 else at


def _pairs(run: Run, tail: Tail, noun: Noun) -> Iterator[Reading]:
    last = run.values[-1]
    baseline = run.baseline or tail.baseline
    nouns = [noun]
    if len(run.values) > 1:
        nouns = split_nouns(noun, len(run.values)) or [noun] * len(run.values)
    elif tail.respectively or (not tail.together and is_rate(noun.text)):
        parts = split_nouns(noun)
        if parts and (tail.respectively or all(is_rate(_printed(part, noun)) for part in parts)):
            nouns = parts
    for i, name in enumerate(nouns):
        quantity = run.values[min(i, len(run.values) - 1)]
        indicator = name.text + tail.comparand + (tail.growth or "")
        unit = _unit(quantity, name.text, rate=tail.growth is not None or tail.share)
        yield _reading(name, indicator, quantity, last, tail.bound, unit, baseline, name.start, last.end)


def _printed(part: Noun, whole: Noun) -> str:
    return whole.text[part.start - whole.start : part.end - whole.start]


def _unit(quantity: Quantity, noun: str, *, rate: bool) -> str:
    if quantity.kind is Kind.BARE and (rate or is_rate(noun)):
        return "%"  # the sign was lost when text was pulled out of a PDF
    return quantity.unit


def _reading(
    noun: Noun,
    indicator: str,
    quantity: Quantity,
    last: Quantity,
    bound: Comparator | None,
    unit: str,
    baseline: str | None,
    start: int,
    end: int,
) -> Reading:
    op = quantity.bound or last.bound or bound or Comparator.EQUAL
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


def _fits_noun_first(text: str, clause: Clause, run: Run, tail: Tail, noun: Noun, *, active: bool) -> bool:
    quantity = run.values[0]
    told = tail.level is not None or tail.bound is not None or quantity.bound is not None
    if quantity.numeral and tail.level in _WEAK_LEVELS:
        told = tail.bound is not None or quantity.bound is not None
    if quantity.numeral and not (told or _is_regular(text, clause, quantity)):
        if quantity.unit == "番" or quantity.kind is Kind.RATIO:
            return True
        # 培育企业三十家; 打造一支队伍 counts nothing
        return int(quantity.value) >= _MANY and _acts(text, run)
    match quantity.kind:
        case Kind.TIME:
            return told and (noun.text.endswith(_LASTING) or (tail.level or "达")[0] in "压缩精")
        case Kind.AGE:
            return told or tail.growth is not None
        case Kind.BARE:
            plain = told and noun.text.endswith(("系数", "指数", "收入比", "之比", "比值"))
            return tail.growth is not None or is_rate(noun.text) or tail.share or plain
        case Kind.RATIO | Kind.PROPORTION:
            return told or tail.growth is not None or ends_with_head(noun.text)
        case _:
            if told or tail.growth is not None:
                return True
            return active or _acts(text, run) or ends_with_head(noun.text)


def _fits_number_first(
    text: str, clause: Clause, run: Run, tail: Tail, noun: Noun | None, *, active: bool
) -> bool:
    quantity = run.values[0]
    before = text[run.left : quantity.start]
    if quantity.kind in (Kind.RATIO, Kind.BARE, Kind.PROPORTION):
        if quantity.unit in _NOT_SHARES or not (before == "" or before.endswith(_SUBJECTS)):
            return False
        return quantity.kind is not Kind.BARE or text.startswith("的", quantity.end)
    if quantity.kind in (Kind.TIME, Kind.AGE):
        return False
    bounded = tail.bound is not None or quantity.bound is not None
    if quantity.numeral and not (
        quantity.unit in _OCCASIONS and (bounded or "至少" in before or _is_regular(text, clause, quantity))
    ):
        return False
    trimmed = text[run.left : tail.end]
    of_that_size = text.startswith("的", quantity.end) and trimmed.endswith(_ACTIONS)
    if quantity.kind is Kind.MEASURE and quantity.bound and not (tail.bound or of_that_size):
        return False  # 推广0.01毫米以上地膜
    if tail.level in _DELIVERED or tail.growth in _ACTIONS or trimmed.endswith(_ACTIONS):
        return True
    if bounded and trimmed.endswith("有"):
        return True
    if trimmed.endswith("等"):
        start = max(clause.sentence, quantity.start - REACH)
        return _ACTION.search(text, start, quantity.start) is not None
    if bounded and text.startswith("的", quantity.end):
        return False  # 编制50人以上的单位 is a condition
    return _acts(text, run) or (noun is None and active)


def _acts(text: str, run: Run) -> bool:
    """Tell whether the clause opens with a verb of delivery, time and adverbs aside."""
    at = run.left
    end = run.values[0].start
    while _ACTION.match(text, at, end) is None:
        filler = _FILLERS.match(text, at, end)
        if filler is None:
            return False
        at = filler.end()
    return True


def _is_regular(text: str, clause: Clause, quantity: Quantity) -> bool:
    return _REGULAR.search(text, max(clause.start, quantity.start - REACH), quantity.start) is not None
