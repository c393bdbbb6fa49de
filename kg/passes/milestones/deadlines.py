"""Deadlines in running text: 2023年底前，建成…; 于7月31日前报….

Only dates that say by when something is to be done count: they carry 底, 前 …, or stand behind 于, 应于, 到. Dates that
recur (每年8月底), begin something (自…起施行), lie before the document, or belong to a note are no milestones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.facts import Agent
from kg.language.data import load
from kg.passes.milestones.deadline_agents import after_date, agents_of, agents_of_one, names_ahead
from kg.passes.milestones.months_in_turn import months_in_turn, opens_in_turn
from kg.passes.milestones.recurring import recurs_in
from kg.passes.names.subjects import nothing_but_bodies, nothing_but_carriers
from kg.passes.words.dates import Carried, Due, carried_by, find_dues
from kg.passes.words.sentences import Brackets, opening_end, sentences
from kg.structure.model import Instrument, Paragraph

_WORDS = load("tables")["deadline_phrases"]


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


MAY_DATE = re.compile(
    "[月年季半0-9](?:(?<=[月年季])\n?[底末前份度日初内]|(?<=半)年|(?<=月)[上中下]旬|(?<=[0-9])\n?月)"
)
"""Text without any of these holds no deadline."""
_PREPOSITION = re.compile(rf"(?:{_any(_WORDS['prepositions'])})$")
_BEGINS = re.compile(r"\s?(?:起|(?<!前)开始|以来|至今|期间|以后|之后|后|的|为|已|到期|届满)")
# … behind a date without 底 or 前: 6月底前出台 is a deadline, 2020年6月出台 is a fact of the past
_CAME_OUT = re.compile(r"\s?(?:施行|印发|发布|公布|出台|成立|修订|通过|批准|审议通过)")
# 对6月底、9月底累计未完成目标的县区，…: what becomes of those who are late
_UNMET = re.compile(
    r"(?:[、和]\d{1,2}月[底末份]?(?:之?前)?){0,6}(?:累计|仍然?|尚|还)*(?:未|没有)[^，。；]{0,20}的"
)
_BEFORE_NOT = re.compile(
    r"(?:自|从|有效期至?|截至|截止|执行[至到]|对|较|比|(?<!时间)(?<!时限)(?<!期限)(?<!分别)为|(?<![一二三四五六七八九十])期|(?:期限|政策|有效期|标准|任期|聘期|试用期|挂职)(?:全部|统一|均)?(?:延长|延续|实施|执行)?[至到]|[时日]至|同期|上年|经|曾|已于|以|为确保|每年)$"
)
_QUANTITY = re.compile(
    r"达到?[^，。；]{0,12}\d|\d[\d.]{0,15}\n?(?:%|％|‰|[\u4e00-\u9fff]{0,3}(?:以上|以内|以下))|控制在|(?:新增|新建|总数|累计|增长|突破|超过)[^，。；]{0,16}\d|不低于|不超过|不少于|翻[一两]番|(?:降低|减少|压缩|下降|缩短|提高|增长|增加)(?:一半|[二三四五]分之[一二三四])"
    r"|^[，,]?[^，,。；]{0,12}(?:打造|建成|建设|培育|新建|改造|创建|引进|形成|认定|扶持|发展)[^，,。；]{0,12}[0-9][0-9.]*[万亿]?(?:个|家|所|座|条|公里|亩|人|名|户|套|台|处|支|项)"
)
_NEXT_DATED = re.compile(r"[，,；](?:确保|力争|争取|到)?(?:20\d\d年|\d{1,2}月|年底|下半年|第?[二三四]季度)")
_CONDITION = re.compile("[，,]?[^，。；]{2,24}(?<!目)的[，,](?:按|给予|奖励|予以|一次性|每|可|不再)")
_REACHES = re.compile(
    r"[，,]?(?:力争|基本)?(?:达到?|提高到|提升到|增加到|降至|降到)\d[\d.]*\s?[%％‰万亿个家]?[^，。；]{0,6}$"
)
_COMPLETES = re.compile(f"(?:{_any(_WORDS['completes'])})(?![率数量额的了])")  # 开工率达到…
# 确保甲工程上半年开工: what is meant to be, in front of what it is to happen to
_INTENDS = "(?:推动|确保|力争|争取|促进|促成|推进|加快|实现|保障|全力|抓好|保证)"
_MEANT = re.compile(rf"{_INTENDS}[^，。；\n]{{0,60}}$")
# behind a date: what happens to the project that the sentence is about
_ALONE = re.compile(
    "(?:全面|全部|主体)?(?:开工|动工|竣工|完工|投产|投用|通车|封顶|启动|试营业|试运行|试运营|开业|开园|揭牌)"
)
_CLAUSE_STOP, _DIGIT = re.compile("[，、；。]"), re.compile(r"\d")
_CLOSED = re.compile("(?:建设|运营|试运营|使用|投用|生产|达效|施工)?(?:$|[，、；。])")
_INTENDED = re.compile(_INTENDS)
_CLAUSE_START = frozenset("，,：:；;。\n")
_COMMA = re.compile("[，,：:]")
_BARE = frozenset({"年底", "年末"})
# 3月16日至4月10日为集中植树阶段; 自5月起至12月底结束
_STAGE = re.compile("为[^，。；]{2,14}阶段|结束")
# 3月初，大会票决确定了十件实事: told, not to be done
_TOLD = re.compile("[，,][^，。；]{0,30}[\u4e00-\u9fff]{2}了(?![解结断然却])")
_JOINED = re.compile(r"[、，和及与\n]{1,2}")
# 2024年3月底前全部完成: says nothing of its own
_ALL_DONE = re.compile("(?:全部|全面|基本|按期|如期|按时)完成")
_DONE = re.compile(
    "[，,]?(?:全部|全面|基本|按期|如期|按时)?(?:完成|完工|落实|实现|到位|办结|完毕|建成|整改到位|完成整改|整改完成|完成任务)?"
)
_PLANNED = frozenset(
    (
        "计划",
        "拟于",
        "力争",
        "争取",
        "确保",
        "预计",
        "计划于",
        "力争于",
        "确保于",
        "力争在",
        "确保在",
        "预计于",
    )
)
_SIGNED_LATE = 3  # months a plan is signed after its first step at most
_MAX_ALONE = 30
_MAX_HEADING = 40
_LONG_SUBJECT = 20  # characters in front of a date from which a subject hides what is to be done
_WHO = ("等单位", "等部门", "的单位", "的部门", "的企业")
MIN_STEP = 4
_MIN_CLAUSE = 8  # characters in front of a date that say what is due
_MAX_DATES = 12  # deadlines in one sentence: one with more is no sentence


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline in running text: by ``due`` the ``agents`` (perhaps none) have done ``step``, part of ``task``.

    ``start:end`` is the evidence, ``task_start:task_end`` the span of the task.
    """

    due: Due
    agents: tuple[Agent, ...]
    step: str
    start: int
    end: int
    task_start: int
    task_end: int


def deadlines(
    instrument: Instrument,
    paragraph: Paragraph,
    anchor: int | None,
    *,
    after: str | None = None,
    within: Deadline | None = None,
) -> Iterator[Deadline]:
    """Find the deadlines in the sentences of a paragraph.

    Args:
        instrument: Where the paragraph stands.
        paragraph: The paragraph.
        anchor: The year of dates that print none.
        after: The date (``YYYY-MM`` …) before which dates are things of the past, or None.
        within: The stage that the paragraph opens: its own span aside, deadlines belong to it.
    """
    text = instrument.text
    if not MAY_DATE.search(text, paragraph.body, paragraph.end):
        return
    heading = (within.task_start, within.task_end) if within else _heading(text, paragraph)
    of_paragraph = Brackets(text, paragraph.body, paragraph.end)
    # a bracket that is never closed says nothing about the sentences behind it
    brackets = None if of_paragraph.unclosed else of_paragraph
    in_turn = opens_in_turn(text, paragraph.body, paragraph.end)
    before: tuple[int, int] | None = None
    carried: Carried | None = None
    for start, end in sentences(text, paragraph):
        if within is not None:
            start = max(start, within.end)
        start = opening_end(text, start, end)
        closed = of_paragraph.closing(start)
        if closed is not None and closed < end:
            start = closed + 1  # …。（甲局牵头，乙局配合）6月底前建成…: who answers for what is above
        cut = max(text.rfind("（", start, end), text.rfind("(", start, end))
        if cut > start and (of_paragraph.closing(cut) or 0) > end:
            end = cut  # 6月底前建成平台（牵头单位：甲局。责任单位：乙局）
        if start >= end:
            continue
        above, before = before, (start, end)
        if not MAY_DATE.search(text, start, end):
            continue
        dues = find_dues(text, start, end, anchor, carried=carried)
        carried = carried_by(dues, carried)
        told = above is not None and not (MAY_DATE.search(text, *above) and find_dues(text, *above, anchor))
        alone = _alone(text, start, end, dues, after) if told else None
        if alone is not None and above is not None:
            agents = agents_of(text, start, alone, end) if alone.start > start else ()
            yield Deadline(alone, agents, text[above[0] : above[1]], start, end, *(heading or above))
            continue
        yield from _in_sentence(
            text, start, end, dues, after=after, task=heading, brackets=brackets, in_turn=in_turn
        )


def _alone(text: str, start: int, end: int, dues: list[Due], after: str | None) -> Due | None:
    """Read a sentence that only says when what the one before tells is done (2024年3月底前完成)."""
    if len(dues) != 1 or not dues[0].marked or not _DONE.fullmatch(text, dues[0].end, end):
        return None
    due, at = dues[0], dues[0].start
    if not _is_deadline(text, start, end, due, after):
        return None
    opens = nothing_but_carriers(text, start, at)  # 甲局牵头，乙局配合，6月底前完成
    if not opens and end - start <= _MAX_ALONE:
        opens = (
            at == start or bool(_PREPOSITION.fullmatch(text[start:at])) or nothing_but_bodies(text, start, at)
        )
    return due if opens else None


def _heading(text: str, paragraph: Paragraph) -> tuple[int, int] | None:
    """Give the span of the heading that a labelled paragraph begins with."""
    if paragraph.label is None:
        return None
    stop = text.find("。", paragraph.body, min(paragraph.end, paragraph.body + _MAX_HEADING))
    if stop < 0 or stop + 1 >= paragraph.end:
        return None
    return paragraph.body, stop


def in_sentence(
    text: str,
    start: int,
    end: int,
    anchor: int | None,
    *,
    after: str | None,
) -> Iterator[Deadline]:
    """Find the deadlines of one sentence ``text[start:end]``, which is its own task.

    Args:
        text: The instrument's text.
        start: Where the sentence begins.
        end: Where it ends.
        anchor: The year of dates that print none.
        after: The date before which dates are things of the past, or None.
    """
    return _in_sentence(text, start, end, find_dues(text, start, end, anchor), after=after)


def _in_sentence(
    text: str,
    start: int,
    end: int,
    dates: list[Due],
    *,
    after: str | None,
    task: tuple[int, int] | None = None,
    brackets: Brackets | None = None,
    in_turn: bool = False,
) -> Iterator[Deadline]:
    """Find the deadlines among the ``dates`` of a sentence; those inside brackets are left to the passes for brackets."""
    brackets = brackets or Brackets(text, start, end)
    recurs, again, resumes = recurs_in(text, start, end)
    if any(due.start < recurs for due in dates) and not any(recurs <= due.start < again for due in dates):
        recurs = end  # 4月底前制定标准，每季度通报进展，7月底前检查
    dues, turns = list[Due](), months_in_turn(text, start, end, dates, after)
    waiting: list[Due] = []  # 6月15日、12月15日前: joined to the one that says so
    for due in dates:
        joined = dues and _JOINED.fullmatch(text, dues[-1].end, due.start)  # 于7月、11月开展检查
        counts = not brackets.inside(due.start) and (due.start < recurs or due.start >= resumes or due.dated)
        if waiting and not _JOINED.fullmatch(text, waiting[-1].end, due.start):
            waiting = []
        if counts and (
            joined or due.start in turns or _is_deadline(text, start, end, due, after, in_turn=in_turn)
        ):
            dues += [*waiting, due]
            waiting = []
        elif counts and "/" not in due.value:
            waiting.append(due)
    dues = dues[:_MAX_DATES]
    first = 0
    for n, due in enumerate(dues):
        last = n
        while last + 1 < len(dues) and _JOINED.fullmatch(text, dues[last].end, dues[last + 1].start):
            last += 1  # 6月底、8月底和10月底前分别报送一次: what follows the last is due at each
        stop = dues[last + 1].start if last + 1 < len(dues) else end
        listed = n > 0 and _JOINED.fullmatch(text, dues[n - 1].end, due.start)
        first = n if not listed else first
        if (last > n or listed) and stop - after_date(text, dues[last], stop) >= MIN_STEP:
            agents = agents_of_one(text, start, dues[first : last + 1], n - first, stop)
            span = task or (start, stop)
            yield _shared(text, stop, due, dues[last], span, agents)
            continue
        # 检查两次，分别于8月和12月底前进行: what is due at each stands in front of the first
        begin, step, step_end = _step(text, start, stop, end, replace(dues[first], end=dues[last].end))
        if len(step) < MIN_STEP:
            continue
        agents = agents_of(text, start, due, stop)
        span = task if task is not None and not task[0] <= start < task[1] else (start, end)
        if task is None and begin == due.start:
            span = (start, end) if due.start > start + 4 else (after_date(text, due, step_end), step_end)
        elif task is None and begin > start and agents and text.startswith(agents[0].name, begin):
            span = (begin, step_end)  # 甲局指导普查，各县于12月底前完成排查: what another body has to do
        yield Deadline(due, agents, step, begin, step_end, *span)


def _shared(
    text: str, stop: int, due: Due, last: Due, task: tuple[int, int], agents: tuple[Agent, ...]
) -> Deadline:
    at = after_date(text, last, stop)
    return Deadline(due, agents, text[at:stop], due.start, stop, *task)


def _is_deadline(
    text: str, start: int, end: int, due: Due, after: str | None, *, in_turn: bool = False
) -> bool:
    before = text[max(start, due.start - 8) : due.start]
    campaign = "/" in due.value and bool(before.endswith("从") or _STAGE.match(text, due.end, end))
    if not campaign and (_BEGINS.match(text, due.end, end) or _BEFORE_NOT.search(before)):
        return False
    if _UNMET.match(text, due.end, end):
        return False
    if text[due.end - 1] != "前" and _TOLD.match(text, due.end, end):
        return False
    if end - due.end == len("印发") and text.endswith("日印发", start, end):
        return False  # the note that says when a document was printed
    preposition = _PREPOSITION.search(before)
    opens = due.start == start or text[due.start - 1] in _CLAUSE_START
    meant = not due.marked and _is_meant(text, start, end, due)
    labels = opens and text[due.end : due.end + 1] in ("：", ":")  # 2月：完成招标；5月：开工建设
    at = due.end + labels
    completes = _COMPLETES.match(text, at, end) is not None
    later = after is not None and due.last[:7] > after[:7]
    to_come = later and due.dated
    # 2024年上半年发布, said the year before; 于二季度印发
    said = later and (due.dated or text.endswith("于", start, due.start))
    came_out = said and _CAME_OUT.match(text, at, end) is not None
    completes = completes or came_out
    steps = not due.marked and (opens or meant) and completes
    if opens and to_come and not due.marked and text[due.end : due.end + 1] in ("，", ","):
        # 2024年上半年，完成主体工程; 2025年9月，甲局对…进行检查
        steps = steps or _COMPLETES.match(text, due.end + 1, end) is not None
        steps = steps or bool(agents_of(text, start, due, end))
    steps = steps or (in_turn and opens and (later or text.endswith("季度", due.start, due.end)))
    if after is None and _CAME_OUT.match(text, due.end, end):
        steps = False  # without a date of its own a document does not tell what is over
    told = steps or came_out or (due.marked and "/" not in due.value)
    if not told and _CAME_OUT.match(text, due.end, end):
        return False
    within = text[due.end - 1] == "内" and not meant  # 力争年内达到30家: a target
    if not steps and not due.marked and (preposition is None or within) and "/" not in due.value:
        return False
    if after is not None and due.last[:7] < after[:7] and not _just_before(due, after):
        return False
    runs = opens and _COMPLETES.match(text, due.end, end) is not None
    if "/" in due.value and not (runs or campaign) and text[due.end : due.end + 1] not in ("，", ","):
        return False
    if text.endswith("份", due.start, due.end) and preposition is None and not steps:
        return False  # 2023年9月份人事任免
    if text[due.start : due.end] in _BARE and preposition is None and not runs:
        return False
    # 到2022年底，…率达到90%: a target, not a step
    rest = text[due.end : end]
    if _REACHES.match(rest) or _CONDITION.match(rest):
        return False  # …率达到90%；2024年底前达到95%; 3月底前纳入统计的，给予奖励
    near = not in_turn and (text[due.end - 1] in "底末" or not (due.marked or "/" in due.value))
    word = preposition.group() if preposition else ""  # 力争一季度增长4.5%
    until = word in ("到", "至") or (near and (word in _PLANNED or (opens and not word)))
    following = _NEXT_DATED.search(rest)  # 上半年全部开工，12月底前完工80%: what is due later is of its date
    return not (until and _QUANTITY.search(rest[: following.start()] if following else rest))


def _just_before(due: Due, after: str) -> bool:
    """2月底前 in a plan signed in March: a step of the plan, which began before it was signed; a year alone is not."""
    months = 12 * (int(after[:4]) - int(due.last[:4])) + int(after[5:7]) - int(due.last[5:7])
    return not due.dated and due.marked and months <= _SIGNED_LATE


def _is_meant(text: str, start: int, end: int, due: Due) -> bool:
    """Tell whether a date without 底 or 前 says when what stands in front of it is to begin or end, and no more."""
    completes = _COMPLETES.match(text, due.end, end)
    if completes is None:
        return False
    stop = _CLAUSE_STOP.search(text, completes.end(), end)
    counted = _DIGIT.search(text, completes.end(), stop.start() if stop else end) is not None
    within = text[due.end - 1] == "内" and not counted  # 力争年内完成前期手续
    if not within and not _CLOSED.match(text, completes.end(), end):
        return False
    return _MEANT.search(text, start, due.start) is not None


def _step(text: str, start: int, stop: int, end: int, due: Due) -> tuple[int, str, int]:
    """Give where the step's evidence begins, the step's text, and where it ends.

    The step is what follows the date; where little follows (…于下年度1月开展) it is the sentence.
    """
    clause = start
    for mark in _COMMA.finditer(text, start, due.start):
        clause = mark.end()
    stop_at = stop
    if stop < end:  # the next date's clause is no part of this step
        marks = [mark.start() for mark in _COMMA.finditer(text, due.end, stop)]
        stop_at = marks[-1] if marks else stop
    before = text[clause : due.start]
    # the step stands in front of the date: …，于9月底前印发; …，12月底前全面完成
    whole = not MAY_DATE.search(text, start, clause)
    all_of_it = whole and clause > start and not before
    if stop_at - due.end < MIN_STEP or (all_of_it and _ALL_DONE.fullmatch(text, due.end, stop_at)):
        alone = not before and _ALONE.match(text, due.end, stop_at) is not None
        # 城市2025年底前基本消除…，县城于2026年底前完成: who else, by another date
        other = len(before) > 1 and not _PREPOSITION.fullmatch(before) and not whole and clause > start
        own = alone or other or len(before) >= _MIN_CLAUSE or _INTENDED.match(before)
        begin = clause if own else start
        return begin, text[begin:stop_at], stop_at
    plain = not before or bool(_PREPOSITION.fullmatch(before)) or len(before) <= 1 or before in _PLANNED
    if plain or _only_says_who(text, clause, due.start):
        return due.start, text[after_date(text, due, stop_at) : stop_at], stop_at
    return clause, text[clause:stop_at], stop_at


def _only_says_who(text: str, start: int, end: int) -> bool:
    """Tell whether nothing but a long subject stands in front of a date: 甲局、乙局等单位于2月底前提供情况."""
    preposition = _PREPOSITION.search(text[start:end])
    stop = start + preposition.start() if preposition else end
    if stop - start < _LONG_SUBJECT:
        return False
    return text.endswith(_WHO, start, stop) or bool(names_ahead(text, start, stop))
