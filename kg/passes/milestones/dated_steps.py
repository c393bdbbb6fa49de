"""Dated steps inside a cell: 6月底：完成一期；8月底完成二期, several on one line, or a date within a clause.

    cell = [text] { opening step }      an opening is a date at the start of the cell, a sentence or a clause
    step = text up to the next opening

A date that labels its step (6月底：) governs it up to the next sentence: dates inside are what the step is about, unless
they lie later (…，12月前验收). A clause with a date inside and no opening in front is a step as a whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from kg.passes.words.dates import Due, find_dues

_LABEL = re.compile(r"(?:[（(]?\d{1,2}[.、．）)]|[①-⑳])?(?:计划|拟|争取|力争|预计|到|于|在)?")
_STOP = frozenset("。；;！\n")
_NEXT_ITEM = re.compile(r"[。；;\n]\d{1,2}[.、．](?!\d)")
_LIST_LABEL = re.compile(r"\d{1,2}[.、．](?!\d)")
_GLUED_ITEM = re.compile(r"(?<=[\u4e00-\u9fff])\d{1,2}(?=[.、．](?!\d))")  # 1、甲中心7月1日运营2、乙馆…
# 10月底：1.检查案卷；2.总结上半年工作: the items of the list are all due then
_LISTS = re.compile(r"[：:]\s?\d{1,2}[.、．](?!\d)")
# 完成二期。3.绿化工程： the label of the next item, whose own date follows
_NEXT_LABEL = re.compile(r"[。；;\n]\s?\d{1,2}[.、．](?!\d)(?:[^。；;，,]{0,40}[：:])?\s?$")
_COMMA = frozenset("，,、：:")
_MAX_SENTENCE = 400  # characters: how far back the beginning of a clause is looked for
# 8月底：印发甲方案10月底完成乙改革: verb and object, then a date and a verb, the mark between them lost
_WHOLE_STEP = re.compile(
    r"[：:]?(?:印发|制定|出台|完成|召开|组织|开展|启动|编制|确定)(?![的了])[^，,。；;：:、\n]{4,60}(?<![于在至到自从及和与以按])$"
)
_BEGINS_STEP = re.compile(
    "(?:全面|全部|基本|正式)?(?:印发|制定|出台|完成|召开|组织|开展|启动|编制|确定)(?!的)"
)
_BARE_VERBS = frozenset({"完成", "落实", "实施", "结束"})
_LEADING = "：:，,、。；; \n左右"
_TRAILING = "。；;，,、 \n"
_NUMBERED = re.compile(r"(?<!\d)\d{1,2}[.．、]\s?(?:计划|拟|力争|预计|于|在)?\Z")
_MAX_LABEL = 12  # characters of a number and an adverb in front of a date
_CONDITION = re.compile("\\s?(?:如|若|待|视)")
_PLANNED = re.compile("[，,。；;](?:计划|拟|力争|争取|预计)(?:于|在|到)?$")
_CLAUSE_START = re.compile("[。；;，,：:\n]")
_SENTENCE_END = re.compile("[。；;]")


@dataclass(frozen=True, slots=True)
class DatedStep:
    """What is due: ``start:end`` is the span from its date on (or from its clause), ``text`` what is to be done."""

    due: Due
    start: int
    end: int
    text: str


def dated_steps(text: str, start: int, end: int, anchor: int | None) -> list[DatedStep]:
    """Read the dated steps of a cell ``text[start:end]``, left to right."""
    cuts = [start]
    if text.startswith("1", start) and _LIST_LABEL.match(text, start, end):
        for item in _GLUED_ITEM.finditer(text, start, end):
            if int(item.group()) == len(cuts) + 1:
                cuts.append(item.start())
    return [step for begin, stop in pairwise([*cuts, end]) for step in _steps(text, begin, stop, anchor)]


def _steps(text: str, start: int, end: int, anchor: int | None) -> list[DatedStep]:
    openings = _openings(text, start, find_dues(text, start, end, anchor))
    steps: list[DatedStep] = []
    for n, (due, begins) in enumerate(openings):
        stop = openings[n + 1][1] if n + 1 < len(openings) else end
        if label := _NEXT_LABEL.search(text, due.end, stop):
            stop = label.start()
        elif stop < end:
            stop = _before_condition(text, due.end, stop)
        if _NUMBERED.search(text, max(start, due.start - _MAX_LABEL), due.start) and (
            item := _NEXT_ITEM.search(text, due.end, stop)
        ):
            stop = item.start() + 1  # 2.8月份继续完善。3.培训人员，12月底完成
        if begins == due.start:
            step = _clean(text[due.end : stop])
            sentence_start = _sentence_start(text, start, begins)
            if (
                step in _BARE_VERBS
                and begins - sentence_start > 4
                and (n == 0 or openings[n - 1][0].end <= sentence_start)
            ):
                begins = sentence_start  # 做好…工作，6月底完成: the step stands in front
                step = _clean(text[begins:stop])
        else:
            sentence = _SENTENCE_END.search(text, due.end, stop)
            stop = sentence.start() if sentence else stop
            step = _clean(text[begins:stop])
        if step:
            while stop > due.end and text[stop - 1] in _TRAILING:
                stop -= 1
            steps.append(DatedStep(due, begins, stop, step))
    return steps


def _before_condition(text: str, start: int, stop: int) -> int:
    """…完成初步设计。如条件具备，8月完成招标: what the next step depends on is no part of this one."""
    sentence = max(text.rfind(mark, start, stop) for mark in "。；;") + 1
    return sentence if sentence > 0 and _CONDITION.match(text, sentence, stop) else stop


def _openings(text: str, start: int, dues: list[Due]) -> list[tuple[Due, int]]:
    """Give the dates that open a step and where the step begins."""
    openings: list[tuple[Due, int]] = []
    governing: Due | None = None
    inside = False  # the date that governs stands inside its clause (一期6月底前建成)
    above = start
    for due in dues:
        if (
            governing is not None
            and _NEXT_ITEM.search(text, above, due.start)
            and not _LISTS.match(text, governing.end)
        ):
            governing = None
        above = due.end
        where = _place(text, start, due.start)
        opens = where == "start" or (
            where == "comma" and (governing is None or _may_follow(text, governing, due))
        )
        opens = opens or (governing is not None and _runs_on(text, governing, due))
        if opens and governing is not None and not _clean(text[governing.end : due.start]):
            opens = False  # 8月底：7月底督促…: the label governs
        if opens:
            openings.append((due, due.start))
            governing, inside = due, False
        elif text[due.start - 1 : due.start] == "对" and where == "inside":
            continue  # 完成对第三季度新进人员的培训: whom it is about
        elif governing is None or (
            where == "inside" and (_ended(text, governing, due) or (inside and _apart(text, governing, due)))
        ):
            openings.append((due, _clause_start(text, start, due.start)))
            governing, inside = due, True
    return openings


def _place(text: str, start: int, at: int) -> str:
    """Tell whether a date stands at the start of a cell or sentence, behind a comma, or inside a clause."""
    begin = at
    while begin > start and text[begin - 1] not in _STOP and text[begin - 1] not in _COMMA:
        begin -= 1
        if at - begin > 8:
            return "inside"
    before = text[begin:at]
    if before and not _LABEL.fullmatch(before):
        return "inside"
    while begin > start and text[begin - 1] == "\n":
        begin -= 1
    if begin == start or text[begin - 1] in _STOP:
        return "start"
    return "comma" if text[begin - 1] in _COMMA else "inside"


def _may_follow(text: str, governing: Due, due: Due) -> bool:
    labelled = text[governing.end : governing.end + 2].lstrip()[:1] in ("：", ":")
    return not labelled or due.last > governing.last


def _runs_on(text: str, governing: Due, due: Due) -> bool:
    """Tell whether a step begins with a date where the mark behind the step before it was left out."""
    if not due.marked or due.last <= governing.last:
        return False
    return (
        _BEGINS_STEP.match(text, due.end) is not None
        and _WHOLE_STEP.match(text[governing.end : due.start]) is not None
    )


def _apart(text: str, governing: Due, due: Due) -> bool:
    """一期6月底前建成，二期年底前投用: each clause has a date of its own."""
    return any(mark in text[governing.end : due.start] for mark in "，,；;")


def _ended(text: str, governing: Due, due: Due) -> bool:
    """A new sentence with a later date inside: the step of the date before has ended."""
    labelled = text[governing.end : governing.end + 2].lstrip()[:1] in ("：", ":")
    if labelled or due.last <= governing.last or due.start - governing.end > _MAX_SENTENCE:
        return False
    return "。" in text[governing.end : due.start]


def _clause_start(text: str, start: int, at: int) -> int:
    begin = start = max(start, at - _MAX_SENTENCE)
    for mark in _CLAUSE_START.finditer(text, start, at):
        if mark.group() != "\n":
            begin = mark.end()
    while begin < at and text[begin] in " \n":
        begin += 1
    return begin


def _sentence_start(text: str, start: int, at: int) -> int:
    start = max(start, at - _MAX_SENTENCE)
    begin = max(start, *(text.rfind(mark, start, at) + 1 for mark in "。；;"))
    while begin < at and text[begin] in " \n":
        begin += 1
    return begin


def _clean(text: str) -> str:
    text = text.replace("\n", "").strip(_TRAILING).lstrip(_LEADING)
    text = _PLANNED.sub("", text)  # 完成立项，计划 | 6月底招标
    label = _LIST_LABEL.match(text)
    return text[label.end() :] if label and label.end() < len(text) else text
