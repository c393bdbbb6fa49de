"""Lists of tasks whose items end with the body that answers for them: 1.新建公路80公里（甲局）。 2.改造危房200户（乙局）.

One bracket with a name may say many things (whose office something is, who drafted it); a list that ends so item by item,
in a document that hands out tasks, says who carries them.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.passes.names.agents import names_in_prose
from kg.passes.names.kinds import is_concrete_body, is_group
from kg.structure.model import Instrument, Paragraph

_LAST = re.compile(r"[（(](?P<name>[^（）()，。；、：:\s]{3,24})[）)][。；;]?\Z")
_NAMES = re.compile("[（(](?P<names>[\u4e00-\u9fff]{3,20}、[\u4e00-\u9fff、]{2,80})[）)][。；;]?\\Z")
_HANDS_OUT = re.compile("分工|分解|任务|重点工作|重点项目|实事|要点|计划|方案|清单|安排|责任")
_STOP = re.compile("[。；;]|(?<=[）)])\\Z")
_EXPLAINED = ("办公室", "部门", "单位", "机构", "公司", "企业", "中心", "专班", "指挥部", "组", "等")
_MIN_TASK = 6  # characters in front of the bracket
_MIN_ITEM = 4  # … of one of several items of a paragraph
_MAX_NAMES = 120  # characters of names behind a dash
_LEAST = 3  # items


def closes_with_one(instrument: Instrument, start: int, end: int) -> bool:
    """Tell whether the bracket ``start:end`` names the body that carries the item it ends, as its list has it."""
    return start in _brackets(instrument) and end > start


def names_bodies_between(text: str, start: int, end: int) -> bool:
    """Tell whether the bracket ``start:end`` inside a sentence names bodies and explains no noun (有关部门（甲局、乙局）)."""
    if text.find("、", start, end) < 0 or text[end + 1 : end + 2] not in ("，", ","):
        return False
    names = None if text.endswith(_EXPLAINED, 0, start) else names_in_prose(text, start + 1, end)
    return names is not None and all(is_concrete_body(name.agent.name) for name in names)


def behind_dash(text: str, start: int, end: int) -> int | None:
    """Give where the dash stands behind which a paragraph ends with nothing but names of bodies: 新建公路80公里——甲局、乙局."""
    end -= text[end - 1] in "。；;"
    at = text.rfind("——", start, end)
    if at - start < _MIN_TASK or end - at > _MAX_NAMES:
        return None
    names = names_in_prose(text, at + len("——"), end)
    printed = [name.agent.name for name in names or ()]
    sure = any(map(is_concrete_body, printed)) and all(is_concrete_body(n) or is_group(n) for n in printed)
    return at if sure else None


@lru_cache(maxsize=1)  # asked for every bracket of an instrument
def _brackets(instrument: Instrument) -> frozenset[int]:
    """Give where the brackets with one name begin that end the items of a list, if the document has such a list."""
    if not _HANDS_OUT.search(instrument.header.title):
        return frozenset()
    text = instrument.text
    found: list[int] = []
    inside: list[int] = []
    several = 0  # items that end with more than one name: they show what the brackets of the list say
    for paragraph in instrument.paragraphs[instrument.header.opening_end :]:
        if paragraph.is_row or text[paragraph.end - 1] not in "）)。；;":
            continue
        last = _LAST.search(text, max(paragraph.body, paragraph.end - 28), paragraph.end)
        if last and last.start() - paragraph.body >= _MIN_TASK and is_concrete_body(last["name"]):
            found.append(last.start())
        elif last is None and (names := _NAMES.search(text, paragraph.body, paragraph.end)) is not None:
            several += names_in_prose(text, *names.span("names")) is not None
        inside += _of_items(text, paragraph)
    return frozenset((*inside, *found) if len(found) + several >= _LEAST else inside)


def _of_items(text: str, paragraph: Paragraph) -> list[int]:
    """Give where brackets with one name begin in a paragraph whose items all end with names.

    改造危房（甲局）；新建公路（乙局、丙局）。 has two of them.
    """
    stops = [stop.start() for stop in _STOP.finditer(text, paragraph.body, paragraph.end)]
    if len(stops) < 2 or any(text[stop - 1] not in "）)" for stop in stops):
        return []
    found: list[int] = []
    start = paragraph.body
    for stop in stops:
        last = _LAST.search(text, start, stop)
        if last and last.start() - start >= _MIN_ITEM and is_concrete_body(last["name"]):
            if text.endswith(_EXPLAINED, start, last.start()):
                return []  # 报领导小组办公室（甲局）: whose office it is
            found.append(last.start())
        elif (
            last
            or not (names := _NAMES.search(text, start, stop))
            or not names_in_prose(text, *names.span("names"))
        ):
            return []
        start = stop + 1
    return found
