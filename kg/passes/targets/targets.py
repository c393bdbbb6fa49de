"""Pass ``targets``: quantified commitments in running text and in the cells of task tables.

The grammar of a clause is in :mod:`kg.passes.targets.target_clauses`; here sentences are cut, what is no target is left out,
and each reading gets its year and its evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from kg.facts import Comparator, Gap, TargetFact
from kg.language.data import alternation, load
from kg.passes.component import Findings, register
from kg.passes.names.kinds import is_concrete_body
from kg.passes.tables.row_sources import task_rows
from kg.passes.targets.indicator_columns import signed_in
from kg.passes.targets.target_clauses import ACTIONS, Reading, read_clause
from kg.passes.targets.target_nouns import Noun
from kg.passes.targets.target_runs import REACH, Clause
from kg.passes.targets.target_scope import Passage, passages
from kg.passes.targets.target_series import with_series
from kg.passes.targets.target_years import FIVE_YEAR_PLANS, Years, YearsNamed, opening_year, planned_year
from kg.passes.words.dates import anchor_year, find_dues
from kg.passes.words.past_parts import reports_past
from kg.passes.words.problems import told_problems
from kg.passes.words.quantities import Kind, Quantity, find_quantities
from kg.structure.model import Instrument

NAME = "targets"


class Unread(NamedTuple):
    """The span of a share that could not be read."""

    start: int
    end: int


# both begin with a class of characters, for which a search is fast
_SENTENCE_END = re.compile(
    "[。；;！!？?\n\t（(〔](?:(?<![（(〔])|[^（()）〔〕]{0,200}?(?:牵头|责任|负责|配合|主办|协办)[^（()）〔〕]{0,200}[）)〕])"
)
_CLAUSE_END = re.compile(
    r"[，,：:—（(](?:(?<=，)|(?<=[（(])(?=即)|(?<=,)(?:(?<!\d,)|(?!\d{3}))|(?<=[：:])(?:(?<!\d.)|(?!\d))|(?<=—)—)"
)  # 2.8:1 is one value
_AFTER_COLON = re.compile("(?:即|目标|指标|是|为)[:：](?=[到至]?20)")
_BRACKETS = re.compile("[（(〔【\\[）)〕】\\]]")
_OPEN = frozenset("（(〔【[")
_OPENS = re.compile("[（(]")
# …达到95%【责任单位：县教育局】: who answers, in brackets of another shape
_ANSWERED = re.compile(
    r"[【［\[〔][^【】［］\[\]〔〕]{0,240}(?:牵头|责任|负责|配合|主办|协办)[^【】［］\[\]〔〕]{0,240}[】］\]〕]"
)
_INNER = str.maketrans("（()）", "，，，，")
# “3261”工程（即筹集3000万元创业资金；培育6个孵化基地）: what the name before it means
_THAT_IS = re.compile(f"[（(]即[:：，,]?(?:全[省市州县区镇乡])?(?:{alternation('targets', 'actions')})")
_OF_WHICH = re.compile(
    "[（(](?:其中[:：，,]?|(?=新(?![型兴式区城村能闻])|改建|扩建|改造|建成|交付|竣工|完成(?!后)))(?P<inside>[^（）()]{4,120})[）)]"
)
_DUE_INSIDE = re.compile("[月年日度][底末]?之?前(?P<said>[^，。；（）()]{4,40})")
_CARRIED = re.compile("牵头|负责|单位|部门")
_MAX_CARRIED = 120
_NO_TARGET = re.compile("|".join([*load("targets")["not_in_clause"], *load("targets")["reached"]]))
_RESULT = re.compile(alternation("targets", "results"))
_RANKED = re.compile(alternation("targets", "ranked"))
_STRIVES = re.compile("力争|争取|确保|到20[0-9]{2}年")
# 确保如期实现碳达峰 is still to come; 如期实现 alone tells what was reached
_AS_PLANNED = re.compile("如期实现")
_TO_COME = re.compile("确保|保障|力争|争取|努力|推动|保证|为(?![了])[^，,。；]{0,20}$|将|要")
_MAX_BEFORE = 24
# 会议指出，今年一季度全县完成投资18.6亿元: what was done in a part of the year that is over
_AHEAD = re.compile("力争|确保|争取|目标|预计|计划|到20")
_SO_FAR = re.compile(
    r"(?:会议(?:指出|认为|充分肯定)?[，,：:]?|今年)*(?:第?一季度|上半年|前[二三两]季度|前?三季度|(?:1|一)(?:[-—－至到]\d{1,2}|至[二三四五六七八九十]{1,3})月份?)"
    r"[，,]?(?:全[市县区省州镇]|我[市县区省州])[^。；]{0,30}(?:完成|实现|增长|达到?|新签约|开工)"
)
# a sentence on what has been reached since, and what ends such a report
_REPORTS = re.compile("[^，,。；]{0,20}(?:以来|近年来|[一二三四五]年来)[，,].*(?:取得|成效|进展|成绩|成就)")
_TURNS = re.compile("但|到(?:20|“)|今年|为|目标|力争|确保|将|要(?!求)|争取|努力|必须|应")
_COLON_YEAR = re.compile("[:：](?=[到至]?20)")
_END_YEAR = re.compile(r"(20\d\d)年")
# “十三五”时期，…: what a plan that is over has reached, or what has been reached since one began
_SAID = "(?:会议(?:指出|认为|强调)[，,：:])?"
_PAST_PLAN = re.compile(
    f"{_SAID}(?:在|自)?“?(?P<plan>十[一二三四五]五)”?(?:时期|期间|(?:规划)?(?:实施)?(?P<since>以来))[，,]"
)
# 去年，全县新增就业1.2万人
_LAST_YEAR = re.compile(
    f"{_SAID}(?:去年|上一?年度?)(?:[，,]|全年|(?:以来)?(?:全[省市县区州盟镇乡]|我[省市县区州盟镇乡]))"
)
_AS_OF = re.compile("截[至止]到?(?P<year>20\\d\\d)年")
_PAST_YEAR = re.compile(
    r"(20\d\d)年(?!本[）)]|版|修[订正]|度?(?:结转|续建|跨年|遗留|已开工|开工的))(?<![较比以与自至到由从—\-]20\d\d年)(?<!基于20\d\d年)(?!年?[底末]?(?:前|相比|为基|基础|的?水平))"
)


def find_targets(instrument: Instrument) -> Findings:
    """Find the targets of an instrument that stand in prose and in task tables."""
    years = Years(instrument)
    if reports_past(instrument):
        years.title = None  # the year reported on is over
    dues = _dues_of_tasks(instrument)
    facts: list[TargetFact] = []
    gaps: list[Gap] = []
    signed = _written_in(instrument)
    problems = told_problems(instrument)
    for passage in passages(instrument):
        if passage.paragraph in problems:
            continue
        quantities = find_quantities(passage.text)
        if not quantities:
            continue
        passage = passage._replace(text=_round(passage.text))
        outside = _outside_brackets(passage.text, quantities)
        for item in _read_passage(instrument, years, passage, outside, quantities, signed):
            if isinstance(item, TargetFact):
                if passage.goal is not None and item.value in passage.goal:
                    continue
                if item.by is not None and signed is not None and item.by[:4] < signed:
                    continue  # 2023年增长6.5%，2024年增长7%: what was reached, told beside what is to be
                due = dues.get(passage.paragraph) if item.by is None else None
                facts.append(replace(item, by=due) if due else item)
            else:
                gaps.append(item)
    return Findings(tuple(dict.fromkeys(facts)), tuple(gaps))


def _dues_of_tasks(instrument: Instrument) -> dict[int, str]:
    """Give the one deadline that fields below a task set (完成时限：2023年12月), by the task's paragraph."""
    anchor = anchor_year(instrument)
    found: dict[int, str] = {}
    for row in task_rows(instrument):
        if len(row.deadlines) != 1:
            continue
        index = instrument.paragraph_at(row.task_span.start)
        dues = find_dues(instrument.text, row.deadlines[0].start, row.deadlines[0].end, anchor)
        # a row of a flattened table shares its paragraph with others
        if len(dues) == 1 and row.task_span.end >= instrument.paragraphs[index].end - 1:
            found[index] = dues[0].last[:7]  # years and months, as everywhere
    return found


def _round(text: str) -> str:
    """Give a text with round brackets around who answers for a task, which all readings know; no offset changes."""
    if not any(mark in text for mark in "【[［〔"):
        return text
    return _ANSWERED.sub(lambda match: f"（{match.group()[1:-1].translate(_INNER)}）", text)


def _outside_brackets(text: str, quantities: list[Quantity]) -> list[Quantity]:
    opened: list[int] = []
    spans: list[tuple[int, int]] = []
    for match in _BRACKETS.finditer(text):
        if not opened and text.startswith("即", match.end()) and _THAT_IS.match(text, match.start()):
            continue
        if match.group() in _OPEN:
            opened.append(match.start())
        elif opened:
            start = opened.pop()
            if not opened:
                spans.append((start, match.end()))
    kept = []
    at = 0
    for quantity in quantities:
        while at < len(spans) and spans[at][1] <= quantity.start:
            at += 1
        if at == len(spans) or quantity.start < spans[at][0]:
            kept.append(quantity)
    return kept


def _of_which(
    text: str, start: int, end: int, quantities: list[Quantity]
) -> Iterator[tuple[int, int, list[Quantity]]]:
    """Give the brackets of a sentence that say how much of it is what (其中护理型床位180张), or what else is delivered."""
    for match in _OF_WHICH.finditer(text, start, end):
        begin, stop = match.span("inside")
        yield begin, stop, [q for q in quantities if begin <= q.start < stop]


def _due_inside(
    text: str, start: int, end: int, everywhere: list[Quantity], outside: list[Quantity]
) -> Iterator[tuple[int, int, list[Quantity]]]:
    """Give what a bracket says is to be delivered by a date: （县农业农村局牵头，年底前建成示范村20个）."""
    if len(everywhere) == len(outside):
        return
    inside = [q for q in everywhere if start <= q.start < end and q not in outside]
    for due in _DUE_INSIDE.finditer(text, start, end) if inside else ():
        counted = [q for q in inside if due.start("said") <= q.start < due.end()]
        if counted and _CARRIED.search(text, max(start, due.start() - _MAX_CARRIED), due.start()):
            yield due.start("said"), due.end(), counted


def _read_passage(
    instrument: Instrument,
    years: Years,
    passage: Passage,
    quantities: list[Quantity],
    everywhere: list[Quantity],
    signed: str | None,
) -> Iterator[TargetFact | Gap]:
    """Read a passage by its ``quantities`` outside brackets; ``everywhere`` holds those in brackets, too."""
    text = passage.text
    named = YearsNamed(text)
    has_colon = _COLON_YEAR.search(text) is not None
    carried: str | None = None
    first = True
    full = 0
    before: tuple[Reading, ...] = ()  # what the part before ； commits to
    past = False  # a year gone by holds over ；
    results = False
    reports = False  # 2006年以来，…取得进展。能耗下降14%。但…
    goal = years.is_goal_section(instrument.paragraphs[passage.paragraph].section)
    at = 0
    spans = [*_spans(text, _SENTENCE_END, 0, len(text))]
    for (start, end), (following, _) in pairwise([*spans, (len(text), 0)]):
        opening = opening_year(text, start)
        if opening and (first or carried or goal):
            carried = opening
        elif carried and signed and carried[:4] < signed and _AHEAD.search(text, start, end):
            carried = None  # 2020年办结260件。…，力争满意度达到82%
        elif has_colon and (match := _AFTER_COLON.search(text, start, end)):
            carried = opening_year(text, match.end()) or carried
        if not start or text[start - 1] not in "；;":
            full = start  # a year holds over ；
        first = False
        here = []
        while at < len(quantities) and quantities[at].start < end:
            if quantities[at].start >= start:  # not in the bracket between two sentences
                here.append(quantities[at])
            at += 1
        goes_on = start > 0 and text[start - 1] in "；;"
        past = _of_the_past(instrument, text, start, end) or (
            past and goes_on and _names_no_year_to_come(instrument, text, start, end)
        )
        reports = _REPORTS.match(text, start, end) is not None or (
            reports and not _TURNS.search(text, start, end)
        )
        # 共发现问题65个，已整改52个。其中，甲区17个: a part of what has been reached
        # …达到97%，居全省前列。（甲局负责）: who answers for it stands behind what is still to be reached
        behind = end + text.startswith("。", end)
        tasked = text[behind : behind + 1] in _OPEN and _SENTENCE_END.match(text, behind) is not None
        results = _tells_result(text, start, end, goal=goal or tasked) or (
            results and text.startswith("其中", start)
        )
        due = (
            []
            if past or reports or results
            else [*_due_inside(text, start, following, everywhere, quantities)]
        )
        if not (here or due) or past or reports or results:
            continue
        earlier = before if goes_on else ()
        found = [*_read_sentence(text, start, end, here, said=_said(text, earlier), active=passage.sought)]
        readings: list[Reading | Unread] = [one for one in found if isinstance(one, Unread)]
        alike = before if goes_on or text.startswith("其中", start) else ()
        readings += with_series([one for one in found if isinstance(one, Reading)], alike, text[start:end])
        for begin, stop, inside in due:
            readings += _read_sentence(text, begin, stop, inside, said=())
        for begin, stop, inside in _of_which(text, start, end, everywhere):
            parts = _read_sentence(text, begin, stop, inside, said=())
            # 变电站3座（新建1座、改建2座）: of what stands before the bracket
            readings += [r for r in parts if not (isinstance(r, Reading) and r.noun.text in ACTIONS)]
        before = tuple(r for r in readings if isinstance(r, Reading)) or before
        for reading in readings:
            if isinstance(reading, Reading) and _counts_of_body(reading):
                continue
            evidence = instrument.evidence(
                passage.offsets[reading.start], passage.offsets[reading.end - 1] + 1
            )
            if not isinstance(reading, Reading):
                yield Gap(evidence, "a share without a noun it could be read with", NAME)
                continue
            by = passage.due or reading.by or years.by(passage.paragraph, named, full, reading.end, carried)
            yield TargetFact(
                evidence,
                NAME,
                reading.indicator,
                reading.op,
                reading.value,
                reading.unit,
                by,
                reading.baseline,
            )


def _spans(text: str, ends: re.Pattern[str], start: int, stop: int) -> Iterator[tuple[int, int]]:
    at = start
    for match in ends.finditer(text, start, stop):
        if match.start() > at:
            yield at, match.start()
        at = match.end()
    if at < stop:
        yield at, stop


def _said(text: str, readings: tuple[Reading, ...]) -> tuple[Noun, ...]:
    """Give what the part before ； is about: 新建充电桩200个，其中公共充电桩120个；… goes on with all of them."""
    nouns = tuple(reading.noun for reading in readings)
    part = text.find("其中", nouns[0].end, nouns[-1].start) if len(nouns) > 1 else -1
    return nouns if part < 0 else tuple(noun for noun in nouns if noun.start < part)


def _counts_of_body(reading: Reading) -> bool:
    """Tell whether a value is what falls to one body, not a quantity of something: 住建局2个, 市禁烧办1个."""
    name = reading.noun.text
    return name[-1] in "局办厅" and reading.op is Comparator.EQUAL and is_concrete_body(name)


def _tells_result(text: str, start: int, end: int, *, goal: bool) -> bool:
    """Tell whether a sentence says what has been reached; below a heading of goals a rank is one of them."""
    if _RESULT.search(text, start, end) or (
        not goal and _RANKED.search(text, start, end) and not _STRIVES.search(text, start, end)
    ):
        return True
    if _SO_FAR.match(text, start, end) and not _AHEAD.search(text, start, end):
        return True
    planned = _AS_PLANNED.search(text, start, end)
    return planned is not None and not _TO_COME.search(
        text, max(start, planned.start() - _MAX_BEFORE), planned.start()
    )


def _names_no_year_to_come(instrument: Instrument, text: str, start: int, end: int) -> bool:
    signed = _written_in(instrument) or "9999"
    return all(year < signed for year in _END_YEAR.findall(text, start, end))


def _written_in(instrument: Instrument) -> str | None:
    """Give the year of a document: that of its signature, else of the plan that its title names (2024年工作要点)."""
    if instrument.header.date:
        return signed_in(instrument)
    year = anchor_year(instrument)
    return str(year) if year else planned_year(instrument.header.title)


def _of_the_past(instrument: Instrument, text: str, start: int, end: int) -> bool:
    """Tell whether a sentence names only years before the instrument's: it tells what has been reached."""
    signed = _written_in(instrument)
    if signed is None:
        return False
    as_of = _AS_OF.match(text, start, end)
    if as_of is not None and as_of.group("year") <= signed:
        return _names_no_year_to_come(instrument, text, as_of.end(), end)
    if _LAST_YEAR.match(text, start, end) and not _TURNS.search(text, start, end):
        return _names_no_year_to_come(instrument, text, start, end)
    plan = _PAST_PLAN.match(text, start, end)
    if plan is not None and (plan.group("since") or FIVE_YEAR_PLANS[plan.group("plan")] < signed):
        return all(year < signed for year in _END_YEAR.findall(text, start, end))
    found = [match.group(1) for match in _PAST_YEAR.finditer(text, start, end)]
    if not found or max(found) >= signed:
        return False
    return all(
        year < signed for year in _END_YEAR.findall(text, start, end)
    )  # 到2025年由2022年的52%提高到58%


def _read_sentence(
    text: str,
    start: int,
    end: int,
    quantities: list[Quantity],
    *,
    said: tuple[Noun, ...],
    active: bool = False,
) -> Iterator[Reading | Unread]:
    """Read the clauses of a sentence; ``said`` is what the values before its ；measure.

    It is ``active`` where it needs no verb to say that what it counts is to be delivered.
    """
    previous = said[-1].start if said else -1
    nouns = said
    at = 0
    for clause_start, clause_end in _spans(text, _CLAUSE_END, start, end):
        here = []
        while at < len(quantities) and quantities[at].start < clause_end:
            here.append(quantities[at])
            at += 1
        if text[clause_end - 1] in "）)" and not _OPENS.search(text, clause_start, clause_end):
            clause_end -= 1  # the last part of a bracket that is read with its sentence
        if here and not _NO_TARGET.search(text, clause_start, clause_end):
            clause = Clause(clause_start, clause_end, start, previous, nouns, active)
            readings = [r for r in read_clause(text, clause, here) if not _NO_TARGET.search(r.indicator)]
            nouns += tuple(r.noun for r in readings)
            active = active or any(r.unit and r.unit[-1] not in "%‰" for r in readings)
            yield from readings
            read_to = max((r.end for r in readings), default=clause_start)
            unread = [q for q in here if q.kind is Kind.RATIO and not q.numeral and q.start >= read_to]
            if unread:  # once for a clause
                yield Unread(max(clause_start, unread[0].start - REACH), unread[0].end)
        previous = clause_start


register(NAME, find_targets)
