"""Which parts of a document are about duties, by their headings and by what introduces them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.passes.members.coordinating_names import HEADS
from kg.passes.names.agents import names_in_prose
from kg.structure.model import Instrument, LabelKind, Paragraph, Section

_DUTY_PART = re.compile("职责|分工|内设机构|责任划分|责任清单")
_DUTY_TITLE = re.compile("职责|分工|责任清单")
_INTRODUCES = re.compile("(?:职责|分工)[^。]{0,12}[：:]$")
# 甲指挥部成员单位职责, on a line of its own
_PLAIN_TITLE = re.compile("[\u4e00-\u9fff（）()、]{2,36}(?:职责|分工)")
# 甲指挥部办公室 / 承担日常工作: its name on a line of its own
_OFFICE = re.compile(f"[\u4e00-\u9fff]{{0,20}}(?:{HEADS})办公室")
_CHARGED = re.compile("(?:具体)?(?:负责|承担)")
_MAX_LIST = 80  # paragraphs of a list below such a line
_MAX_TITLE = 80
_MAX_SUBJECT = 40


def in_duty_part(instrument: Instrument, paragraph: Paragraph) -> bool:
    """Tell whether a paragraph stands in a part about duties: by the headings above it, or by the line before."""
    tells, titled = _headings_about_duties(instrument)
    if titled:
        return True
    if paragraph.section >= 0 and tells[paragraph.section]:
        for section in instrument.ancestors(paragraph.section):
            for heading in _titles(instrument, instrument.sections[section]):
                if heading is not paragraph and _tells_duties(instrument.text, heading):
                    return True
    return paragraph.start in _introduced(instrument)


@lru_cache(maxsize=1)
def _introduced(instrument: Instrument) -> frozenset[int]:
    """Give where the paragraphs begin that a line about duties introduces: the items of its list, or the one below it."""
    text, paragraphs = instrument.text, instrument.paragraphs
    found: set[int] = set()
    for index, before in enumerate(paragraphs[:-1]):
        if text[before.end - 1] not in "：:" or not _INTRODUCES.search(text, before.body, before.end):
            continue
        first = paragraphs[index + 1]
        found.add(first.start)
        for item in paragraphs[index + 2 : index + _MAX_LIST] if first.label else ():
            if item.label is None or first.label is None or item.label.kind is not first.label.kind:
                break
            found.add(item.start)
    return frozenset(found)


def below_plain_title(instrument: Instrument, index: int) -> bool:
    """Tell whether the list of names and duties that paragraph ``index`` stands in has a line about duties above it."""
    text = instrument.text
    for at in range(index - 1, max(instrument.header.opening_end, index - _MAX_LIST) - 1, -1):
        paragraph = instrument.paragraphs[at]
        if paragraph.label is not None or paragraph.is_row:
            return False
        if _PLAIN_TITLE.fullmatch(text, paragraph.body, paragraph.end):
            return True
        if (
            text[paragraph.end - 1] not in "。；"
            and names_in_prose(text, paragraph.body, paragraph.end) is None
        ):
            return False
    return False


def carries_on(text: str, office: Paragraph, below: Paragraph) -> bool:
    """Tell whether a paragraph is the name of a coordinating body's office, and the one below says what it carries."""
    named = _OFFICE.fullmatch(text, office.body, office.end)
    return named is not None and _CHARGED.match(text, below.body) is not None


def _titles(instrument: Instrument, section: Section) -> Iterator[Paragraph]:
    """Give the heading of a section, and the title that stands below that of an annex (附件3 / 甲指挥部成员单位职责)."""
    heading = instrument.paragraphs[section.heading]
    yield heading
    annex = heading.label is not None and heading.label.kind is LabelKind.ANNEX
    if annex and section.heading + 1 < len(instrument.paragraphs):
        below = instrument.paragraphs[section.heading + 1]
        if below.label is None and below.end - below.body <= _MAX_TITLE:
            yield below


def _tells_duties(text: str, heading: Paragraph) -> bool:
    return _DUTY_PART.search(text, heading.body, min(heading.end, heading.body + _MAX_SUBJECT)) is not None


@lru_cache(maxsize=1)  # asked for every paragraph of an instrument
def _headings_about_duties(instrument: Instrument) -> tuple[tuple[bool, ...], bool]:
    """Tell of each section whether its heading or one above is about duties, and whether the title is."""
    tells: list[bool] = []
    for section in instrument.sections:  # a part stands behind the one it is in
        above = section.parent >= 0 and tells[section.parent]
        tells.append(
            above or any(_tells_duties(instrument.text, one) for one in _titles(instrument, section))
        )
    return tuple(tells), _DUTY_TITLE.search(instrument.header.title) is not None
