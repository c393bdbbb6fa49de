"""Duty lists: entries that open with a body and a colon, and the duties printed below a body's heading.

区财政局：负责…             甲局、乙局：做好…
综合协调组：由甲局牵头，乙局组成。负责…
2.1 指挥部及职责 … 主要职责：…
"""

from __future__ import annotations

import re

from kg.facts import DutyFact, Fact
from kg.language.data import load
from kg.passes.agents import Mention, is_person, names_in_prose, split_names
from kg.passes.clause_grammar import LABEL
from kg.passes.component import Findings, register
from kg.structure.model import Instrument, Paragraph

NAME = "duty_lists"

_COLON = re.compile("[：:]")
_MAX_HEAD = 120
_MIN_DUTY = 5
_MAX_FIELDS = 6  # lines between a group's name and its duties
_COMPOSITION = re.compile("[^。]{0,600}(?:组成|构成|参加|参与|牵头|成员|配合)[^。]{0,40}。")
_EXCEPTION = re.compile("必要时[^。]{0,200}。")
_DUTIES_LABEL = re.compile("(?:主要|工作|具体)?(?:职责|任务)(?:任务|分工)?[：:]")
_HEADING_TAIL = re.compile(
    "(?:的)?(?:组成|成员)?(?:单位)?(?:及其|及|和|与)?(?:主要|工作|有关)?(?:职责|任务)(?:分工|任务)?$"
)
_FIRST_SENTENCE = re.compile("[^。：:]{2,60}(?=[。：:])")
_ROLE_LABELS = frozenset(label for labels in load("roles")["labels"].values() for label in labels)


def find_duty_lists(instrument: Instrument) -> Findings:
    """Find the duties of entries that open with bodies and a colon."""
    facts: list[Fact] = []
    for index in range(instrument.header.opening_end, len(instrument.paragraphs)):
        paragraph = instrument.paragraphs[index]
        if paragraph.is_row:
            continue
        facts.extend(entry(instrument, paragraph) or _below_heading(instrument, index))
    return Findings(tuple(facts))


def entry(instrument: Instrument, paragraph: Paragraph) -> list[DutyFact]:
    """Read a paragraph as an entry of a duty list; gives nothing if it is none."""
    text = instrument.text
    colon = _COLON.search(text, paragraph.body, min(paragraph.end, paragraph.body + _MAX_HEAD))
    if colon is None:
        return []
    names = names_in_prose(text, paragraph.body, colon.start())
    if names is None or any(name.agent.name.strip("（(〔[") in _ROLE_LABELS for name in names):
        return []
    begin = _duty_begin(text, colon.end(), paragraph.end)
    if begin is None or _only_names(text, begin, paragraph.end):
        return []
    return _facts(instrument, names, begin, paragraph.start, paragraph.end)


def _duty_begin(text: str, start: int, end: int) -> int | None:
    """Skip the sentences that say who makes up a work group."""
    while True:
        if text.startswith("由", start) or _is_roster(text, start):
            match = _COMPOSITION.match(text, start, end)
        else:
            match = _EXCEPTION.match(text, start, end)
        if match is None:
            break
        start = match.end()
    return start if end - start >= _MIN_DUTY and not text.startswith("由", start) else None


def _is_roster(text: str, start: int) -> bool:
    return bool(re.compile("(?:牵头单位|责任单位|成员单位|成员|组长|组成)[：:]?").match(text, start))


def _only_names(text: str, start: int, end: int) -> bool:
    mentions = split_names(text, start, end)
    return bool(mentions) and (
        names_in_prose(text, start, end) is not None or is_person(mentions[0].agent.name)
    )


def _below_heading(instrument: Instrument, index: int) -> list[DutyFact]:
    """主要职责：… belongs to the body that the heading above names."""
    text = instrument.text
    paragraph = instrument.paragraphs[index]
    label = _DUTIES_LABEL.match(text, paragraph.body, paragraph.end)
    if label is None or paragraph.end - label.end() < _MIN_DUTY:
        return []
    names = _above_fields(instrument, index)
    if names:
        return _facts(instrument, names, label.end(), paragraph.start, paragraph.end)
    for section in instrument.ancestors(paragraph.section):
        heading = instrument.paragraphs[instrument.sections[section].heading]
        if heading is paragraph:
            continue
        # （四）抢险救援组。甲局牵头，乙局组成。 names the group in its first sentence
        stop = _FIRST_SENTENCE.match(text, heading.body, heading.end)
        first = stop.end() if stop else heading.end
        names = names_in_prose(
            text, heading.body, heading.body + len(_HEADING_TAIL.sub("", text[heading.body : first]))
        )
        if names:
            return _facts(instrument, names, label.end(), paragraph.start, paragraph.end)
    return []


def _above_fields(instrument: Instrument, index: int) -> list[Mention] | None:
    """Give the group named on a line of its own above the fields (牵头单位：…) that end with its duties."""
    text = instrument.text
    for above in range(index - 1, max(instrument.header.opening_end, index - _MAX_FIELDS) - 1, -1):
        paragraph = instrument.paragraphs[above]
        if not _is_field(text, paragraph):
            if above == index - 1 or paragraph.label is not None:
                return None
            return names_in_prose(text, paragraph.body, paragraph.end)
    return None


def _is_field(text: str, paragraph: Paragraph) -> bool:
    return LABEL.match(text, paragraph.body, paragraph.end) is not None


def _facts(instrument: Instrument, names: list[Mention], begin: int, start: int, end: int) -> list[DutyFact]:
    evidence = instrument.evidence(start, end)
    duty = instrument.text[begin:end]
    return [DutyFact(evidence, NAME, name.agent, duty) for name in names]


register(NAME, find_duty_lists)
