"""Stages of a plan: paragraphs that open with a name and its time in brackets (第一阶段：动员阶段（5月—6月）)."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.passes.milestones.deadlines import MIN_STEP, Deadline
from kg.passes.words.dates import Due, find_dues, years_due
from kg.structure.model import Instrument, Paragraph

_STAGE = re.compile(
    r"(?:第[一二三四五六七八九十]{1,2}阶段[：:为，,]?)?(?P<name>[\u4e00-\u9fff、，“”]{2,30}?)[（(](?P<span>[^（()）]{2,40})[）)][。：:，；]?"
)
_NOW = re.compile(
    "(?:自|从)?(?:即日|方案印发之日|印发之日|发布之日|通知下发之日|本方案印发之日)起?[-—－~～至到]{1,2}"
)
_NEXT = re.compile(
    "(?<=[。；;])(?:第[二三四五六七八]阶段|(?:[2-9２-９][.．、]|[（(]?[2-9二三四五六七八][）)、])?(?=[\u4e00-\u9fff、“”]{2,14}阶段[（(]))"
)
# 时间安排。动员阶段（3月）…: the first stage behind the heading
_BEHIND_HEADING = re.compile(
    "[。：:](?:(?:第)?[1一](?:阶段|[.．、])|[（(][1一][）)])?(?=[\u4e00-\u9fff、“”]{2,14}阶段[（(])"
)
_STAGE_NUMBER = re.compile("^第[一二三四五六七八九十]{1,2}阶段[：:为，,]?")
# 聘期三年（2024年3月至2027年3月）, 汛期（6月1日—9月30日）
_TERM = re.compile("(?:(?:聘|任|有效|试用|汛|防火|戒严|采暖|供暖|禁渔|休渔)期|采暖季|供暖季)[^，]{0,4}$")
_MAX_STAGE = 40  # characters of a stage's number and name
_LISTS = re.compile("步骤|阶段|组织实施|(?:时间|进度|工作|实施)安排")
_MAX_HEADING = 30


def may_open_stage(text: str, paragraph: Paragraph) -> bool:
    """Tell whether a bracket stands near enough to the beginning of a paragraph to be that of a stage."""
    reach = min(paragraph.end, paragraph.body + _MAX_STAGE)
    return text.find("（", paragraph.body, reach) >= 0 or text.find("(", paragraph.body, reach) >= 0


def stages(instrument: Instrument, index: int, anchor: int | None) -> list[Deadline]:
    """Read a paragraph that opens a stage with its span of time in brackets: 第一阶段：动员阶段（5月—6月）.

    Behind the first one more stages may stand, each with its number.
    """
    paragraph = instrument.paragraphs[index]
    if not may_open_stage(instrument.text, paragraph):
        return []
    first = _stage(instrument, index, paragraph.body, anchor)
    if first is None and (behind := _first_behind_heading(instrument.text, paragraph)):
        first = _stage(instrument, index, behind, anchor)
    if first is None:
        return []
    later = [
        _stage(instrument, index, match.end() if match.group()[:1] != "第" else match.start(), anchor)
        for match in _NEXT.finditer(instrument.text, first.end, paragraph.end)
    ]
    return [first, *(found for found in later if found is not None)]


def _first_behind_heading(text: str, paragraph: Paragraph) -> int | None:
    """Give where the first stage opens in a paragraph that begins with the heading of a list of stages."""
    reach = min(paragraph.end, paragraph.body + _MAX_STAGE)
    behind = _BEHIND_HEADING.search(text, paragraph.body, reach)
    if behind is None or not _LISTS.search(text, paragraph.body, behind.start()):
        return None
    return behind.end()


def _stage(instrument: Instrument, index: int, at: int, anchor: int | None) -> Deadline | None:
    paragraph = instrument.paragraphs[index]
    text = instrument.text
    match = _STAGE.match(text, at, min(paragraph.end, at + 100))
    if match is None:
        return None
    dues = find_dues(text, match.start("span"), match.end("span"), anchor)
    whole = years_due(text, *match.span("span")) if not dues else None
    dues = [whole] if whole else dues
    dues = [_from_now(text, match, due, instrument.header.date) for due in dues]
    if len(dues) != 1 or (dues[0].end - dues[0].start) * 10 < (match.end("span") - match.start("span")) * 7:
        return None
    name_start, name_end = match.span("name")
    if _TERM.search(text, name_start, name_end):
        return None
    number = _STAGE_NUMBER.match(text[name_start:name_end])
    if number is not None and number.end() < name_end - name_start:
        name_start += number.end()
    step_start, step_end = match.end(), paragraph.end
    if step_end - step_start < MIN_STEP and index + 1 < len(instrument.paragraphs):
        following = instrument.paragraphs[index + 1]
        if following.label is None or paragraph.section in instrument.ancestors(following.section):
            step_start, step_end = following.body, following.end
    stop = text.find("。", step_start, step_end)
    step = text[step_start : stop if stop > 0 else step_end]
    in_stages = (
        _STAGE_NUMBER.match(text[at : match.start("span")]) is not None
        or text.endswith("阶段", name_start, name_end)
        or _lists_stages(instrument, paragraph)
    )
    if not in_stages and ("/" not in dues[0].value or whole):  # 甲计划（2021—2025年）: a title
        return None
    return Deadline(dues[0], (), step or text[name_start:name_end], at, match.end(), name_start, name_end)


def _from_now(text: str, stage_: re.Match[str], due: Due, signed: str | None) -> Due:
    """Read 即日起至9月5日 as the span from the date of signature on."""
    now = _NOW.match(text, stage_.start("span"), due.start)
    if now is None or now.end() != due.start or signed is None or due.last[:7] < signed[:7]:
        return due
    return replace(due, start=now.start(), value=f"{signed[:7]}/{due.last[:7]}")


def _lists_stages(instrument: Instrument, paragraph: Paragraph) -> bool:
    """Tell whether a heading above a labelled paragraph says that stages are listed: 三、实施步骤."""
    return paragraph.label is not None and any(
        _LISTS.search(instrument.paragraph_text(instrument.sections[section].heading)[:_MAX_HEADING])
        for section in instrument.ancestors(paragraph.section)
        if instrument.paragraphs[instrument.sections[section].heading] is not paragraph
    )
