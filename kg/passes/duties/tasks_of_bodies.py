"""Lists of tasks by who carries them: the name of a body is a heading, its tasks are numbered below it.

    2024年重点工作任务清单
    一、县甲局（2项）
    1.改造小区25个。
    2.新建公厕12座。
    （二）县乙局牵头任务
    …

Below a heading of duties such lists tell duties, elsewhere tasks.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import NamedTuple

from kg.facts import DutyFact, Role, RoleFact, Task
from kg.passes.duties.duty_places import in_duty_part
from kg.passes.names.agents import Mention, names_in_prose
from kg.structure.model import Instrument, LabelKind, Paragraph

_HEADING = re.compile(
    "(?P<names>[^，。；：:（()）]{2,40}?)(?P<leads>牵头|负责|承担|主办)?(?:的)?"
    "(?P<tasks>(?:重点|主要|年度|工作|目标|具体|民生|实事)*(?:任务|事项|项目)(?:清单)?)?"
    r"(?P<count>[（(](?:(?P<lead>牵头|负责|主办)[，,、]?)?(?:共?计?\d{1,3}[项条个件])?[）)])?[：:]?"
)
_COUNT = re.compile(r"\d{1,3}[项条个件]")
_OF_TASKS = re.compile("任务|清单|分解|台账|实事|要点")
_OF_DUTIES = re.compile("职责|职能|机构|编制|名单|权力|权责|规定|办法")
_OWN = re.compile("(?:牵头|责任|主办|承办|实施|落实)(?:单位|部门|领导)|牵头[）)]|负责[）)。]")
_OWN_LEAD = re.compile("(?:牵头|主办)(?:单位|部门)|牵头[）)]")
_ITEMS = (LabelKind.ARABIC, LabelKind.ARABIC_PAREN)
_MAX_HEADING, _MIN_TASK = 50, 5
_LEADS = ("牵头", "主办")


class _Head(NamedTuple):
    """A heading: its paragraph, the bodies, their role, and whether it is ``sure`` that tasks follow: it says so itself."""

    at: int
    names: list[Mention]
    role: Role
    sure: bool


def tasks_of_bodies(name: str, instrument: Instrument, read: Container[int]) -> Iterator[RoleFact | DutyFact]:
    """Give the roles and duties that such lists tell, for the pass ``name``; paragraphs in ``read`` are read elsewhere."""
    if _OF_DUTIES.search(instrument.header.title) is not None:
        return
    heads = [*_heads(instrument)]
    if not heads:
        return
    titled = _OF_TASKS.search(instrument.header.title) is not None or _titled(instrument, heads[0].at)
    listed = len(heads) > 1 and titled
    for head in heads:
        duties = in_duty_part(instrument, instrument.paragraphs[head.at + 1])
        # a name alone on a line may be a cell of a table
        if not (duties or head.sure or (listed and instrument.paragraphs[head.at].label is not None)):
            continue
        for at, item in _items(instrument, head):
            if at in read:
                continue
            text, evidence = instrument.text[item.body : item.end], instrument.evidence(item.start, item.end)
            named = instrument.evidence(head.names[0].start, head.names[-1].end)
            for printed in head.names:
                if duties:
                    yield DutyFact(evidence, name, printed.agent, text.replace("\n", ""))
                else:
                    yield RoleFact(named, name, head.role, printed.agent, Task(text, evidence))


def _heads(instrument: Instrument) -> Iterator[_Head]:
    """Give the headings that name bodies above items."""
    text, paragraphs = instrument.text, instrument.paragraphs
    for index in range(instrument.header.opening_end, len(paragraphs) - 1):
        here, below = paragraphs[index], paragraphs[index + 1]
        if here.is_row or here.end - here.body > _MAX_HEADING or not _is_item(below) or _is_item(here):
            continue
        found = _HEADING.fullmatch(text, here.body, here.end)
        names = names_in_prose(text, *found.span("names")) if found else None
        if found is None or not names:
            continue
        leads = found.group("leads") or found.group("lead")
        sure = bool(leads or found.group("tasks") or _COUNT.search(found.group("count") or ""))
        yield _Head(index, names, Role.LEAD if leads in _LEADS else Role.RESPONSIBLE, sure)


def _titled(instrument: Instrument, index: int) -> bool:
    """Tell whether the line above the first of the headings says that it is a list of tasks."""
    above = instrument.paragraphs[index - 1] if index else None
    return (
        above is not None
        and above.end - above.body <= _MAX_HEADING
        and _OF_TASKS.search(instrument.text, above.body, above.end) is not None
        and _OF_DUTIES.search(instrument.text, above.body, above.end) is None
    )


def _is_item(paragraph: Paragraph) -> bool:
    return paragraph.label is not None and paragraph.label.kind in _ITEMS and not paragraph.is_row


def _items(instrument: Instrument, head: _Head) -> Iterator[tuple[int, Paragraph]]:
    """Give the items below a heading that do not say themselves who has that role for them."""
    own = _OWN_LEAD if head.role is Role.LEAD else _OWN
    for at, item in enumerate(instrument.paragraphs[head.at + 1 :], start=head.at + 1):
        if not _is_item(item):
            return
        if item.end - item.body >= _MIN_TASK and not own.search(instrument.text, item.body, item.end):
            yield at, item
