"""Where the task of a sentence begins and ends: behind the verbs that say who carries it, before the next body's share."""

from __future__ import annotations

import re

from kg.facts import Role
from kg.passes.names.kinds import is_concrete_body
from kg.passes.names.subjects import names_ending_at, nothing_but_carriers
from kg.passes.responsibility.divided_work import is_somebody, next_bodies
from kg.passes.responsibility.made_up import BY
from kg.passes.words.sentences import Brackets
from kg.structure.model import Instrument

MIN_TASK = 4
"""Characters of the shortest text that says what is to be done."""

_DATED = re.compile("(?:于|在|力争|确保)?(?:[0-9]{1,4}年)?(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日|底|末|内)?之?前")
_NEXT_CHARGE = re.compile("[，,](?=[^，。；]{2,40}?(?:负责(?!人|的|同志)|牵头))")
# 牵头有关部门制定…: whom the leading body leads is no part of the task
_VERBS = re.compile(
    "(?:牵头|总?负责|具体|共同|统一|组织(?=实施|落实)|抓总|，|,){0,6}(?:(?<=牵头)(?:各?有关|各?相关)(?:部门|单位)(?:[和、](?:部门|单位))?)?"
)
_FOLLOWS = re.compile("(?:现将|具体)?[^，。；：:]{0,16}如下[：:]?")
# 物业由甲镇牵头负责，县住建局指导: what another body does to it is not the task
_GUIDED = re.compile("[^，。；]{2,30}(?:负责)?(?:指导|监督|督导|督办|把关)\\Z")
_GUIDES = ("指导", "监督", "督导", "督办", "把关")
_OF_IT = re.compile(
    "(?:负责|组织|研究|共同|另行)?(?:拟[定订]|制[定订]|编制|起草|实施|承担|确定|核定|解释|办理|组建|落实|提出)(?=[，,]|\\Z)"
)
_ONE_SHARE = re.compile("[^，。；对]{2,80}对[^，。；]{2,40}(?:进行|开展|实施|予以|组织)[^，。；]{2,20}\\Z")
_THIS = ("本", "此", "该")
_OFTEN = ("每", "定期")
_FOLLOWED_UP = re.compile(
    "(?:每[两三半]?[个年季月周旬日][度内]?|定期)(?:进行|开展|组织|召开)?(?:一次)?(?:调度|通报|会商|研判|督导|督查|汇总|报告|报送|上报|反馈)[^，。；]{0,12}"
)


def by_task(instrument: Instrument, start: int, by: int, verb: int, end: int, role: Role) -> tuple[int, int]:
    """The task of 由…: what stands before it in the sentence, or what the names are to do if nothing does."""
    text = instrument.text
    after = after_verbs(text, verb, end)
    if by - start >= MIN_TASK and _FOLLOWS.fullmatch(text, after, end):
        return start, by  # 此次整治由甲局牵头，具体方案如下：
    following = next_clause(text, after - 1, end)
    if following is not None and following - after < MIN_TASK:
        if by == start and _ONE_SHARE.match(text, following + 1, end):
            return following + 1, end  # 由甲局牵头，乙局、丙局对进展情况进行检查
        return start, following  # 项目由甲局负责实施，乙局保障用地
    if text.startswith(_THIS, start) and by > start + 1 and _OF_IT.match(text, after, end):
        return start, end  # 本办法由甲局负责解释，自…起施行
    if by - start >= MIN_TASK and (
        _OF_IT.match(text, after, end)
        or (
            text[after - 1] in "，,"
            and text.endswith(_GUIDES, after, end)
            and _GUIDED.match(text, after, end)
        )
    ):
        return start, end  # 收费标准由甲局会同乙局拟定，报批后执行
    if by - start >= MIN_TASK and not (role is Role.LEAD and end - after >= MIN_TASK and by - start < 12):
        return start, end
    return (after, end) if end - after >= MIN_TASK else (start, end)


def after_verbs(text: str, at: int, end: int, *, comma: bool = True) -> int:
    """Give where the verbs at ``at`` end that say who carries a task (牵头负责), with ``comma`` a comma behind them, too."""
    match = _VERBS.match(text, at, end)
    after = match.end() if match else at
    return after if comma else at + len(text[at:after].rstrip("，,"))


def behind_clause(text: str, at: int, start: int, end: int) -> int:
    """由甲局负责，乙局配合，3月底前完成…: give where what they do begins, or ``start`` where nothing is said."""
    comma = text.find("，", at, end)
    return behind_date(text, comma + 1, end) if 0 < comma < end - MIN_TASK else start


def told_above(instrument: Instrument, start: int, span: tuple[int, int]) -> tuple[int, int]:
    """集中整治。甲局牵头，乙局配合，每月调度一次: how often a task is looked at is none, which the sentences above tell.

    ``span`` is the task by the sentence that begins at ``start``.
    """
    text = instrument.text
    if not (text.startswith(_OFTEN, span[0]) and _FOLLOWED_UP.fullmatch(text, *span)):
        return span
    body = instrument.paragraphs[instrument.paragraph_at(start)].body
    return (body, start) if start - body >= MIN_TASK and nothing_but_carriers(text, start, span[0]) else span


def behind_date(text: str, at: int, end: int) -> int:
    """Give where a date at ``at`` ends, if something to do stands behind it (于4月底前｜完成…)."""
    dated = _DATED.match(text, at, end)
    return dated.end() if dated and end - dated.end() >= MIN_TASK else at


def before_next(text: str, start: int, end: int) -> int:
    """由甲局负责编制方案，乙局负责审核: the task of the first ends where the next one's begins."""
    for comma in _NEXT_CHARGE.finditer(text, start + MIN_TASK, end):
        charge = text.find("负责", comma.end(), end)
        lead = text.find("牵头", comma.end(), end)
        at = min(p for p in (charge, lead) if p >= 0)
        if names_ending_at(text, comma.end(), at) is not None:
            return comma.start()
    return next_clause(text, start + MIN_TASK, end) or end


def next_clause(text: str, start: int, end: int) -> int | None:
    """由甲局牵头…，乙局保障用地: give the comma behind which another body does its share."""
    others = next_bodies(text, start, end, Brackets(text, start, end), is_somebody)
    return max(text.rfind(mark, start, others[0].start()) for mark in "，,") if others else None


def says_only_who(task: str, *, inside: bool) -> bool:
    """Tell whether a text names a body that leads and nothing that it does: its task stands elsewhere.

    ``inside`` a bracket that is so behind 由, too.
    """
    if not task.endswith("牵头") or task[0] == "由":
        return False
    return (inside or not BY.search(task)) and is_concrete_body(task.removesuffix("牵头"))
