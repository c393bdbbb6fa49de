"""What notes say of who leads: by a mark beside the name (甲局*、乙局 … 注：带*的为牵头单位), or as the first of a list."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.evidence import Evidence
from kg.facts import Role
from kg.passes.names.agents import MARKS
from kg.structure.model import Instrument

_MARK = f"[{re.escape(MARKS)}]"
MARKED_LEADS = (
    rf"(?:带|标|加|打|画|注)(?:有|注|记|明|示)?[“\"（(]?(?:{_MARK}(?:[、或和]?{_MARK})*)?[”\"）)]?号?(?:的|者)?"
    "[^，。；、（）()]{0,6}(?:为|是)[^，。；、（）()]{0,6}牵头(?:责任)?(?:单位|部门)?"
)
"""Pattern of what a note says of the mark, which the text that is read leaves out where it could be Markdown's."""

_NOTE = re.compile(MARKED_LEADS)
_FIRST_LEADS = re.compile(
    # 以上任务，没有明确牵头部门的，由列在首位的部门牵头
    "(?:(?:[以上述下各项]{2,4}(?:任务|事项|工作|措施)[中里]?[，,]?)?(?:没有|未|无)(?:分别|单独|具体)?(?:明确|列出|注明|标明|指定|写明)[^，。；（）()]{0,12}的[，,]?由?)?"
    "[（(]?(?:除[^（）()，。；]{2,24}外[，,]?)?(?:其中|责任单位中?|(?:有)?多个(?:责任)?(?:单位|部门)的)?[，,；;]?"
    "(?:(?:位?列|排(?:名|序|列)?)(?:在|于|名)?(?:第一|首)[位个名]?[^，。；、（）()]{0,8}牵头"
    "|(?:第一|首)[位个]?(?:的|者|责任)*(?:单位|部门)?(?:为|是)[^，。；、（）()]{0,4}牵头)"
    "(?:责任)?(?:单位|部门)?(?:[或和及、]汇总单位)?(?:[，,；;](?:以?下同|其[余他][^，。；）)]{0,12}|分别[^，。；）)]{0,14}牵头))*[）)]?"
)
_FIRST = re.compile("(?:第一|首)[^，。；、（）()]{0,80}牵头")


def first_leading(text: str, start: int, end: int) -> re.Match[str] | None:
    """Find a remark in ``text[start:end]`` that the first of the names listed leads."""
    # the whole pattern begins with what may be missing, which makes the search slow
    return _FIRST_LEADS.search(text, start, end) if _FIRST.search(text, start, end) else None


def explains_mark(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch of text says that a mark stands for who leads."""
    return _NOTE.search(text, start, end) is not None


def bears_mark(instrument: Instrument, role: Role, name: str, evidence: Evidence) -> bool:
    """Tell whether a body said to answer for a task bears a mark beside its name that a note explains so: it leads."""
    marks = _marks(instrument)
    if not marks or role is not Role.RESPONSIBLE:
        return False
    # with the character on either side: the evidence of a cell is the name alone
    around = instrument.source.text[max(0, evidence.start - 1) : evidence.end + 1]
    mark, name = f"[{re.escape(marks)}]", re.escape(name)
    return (
        re.search(rf"{name}[（(]?{mark}|(?:^|[、，,；;：:（(]){mark}{name}", "".join(around.split()))
        is not None
    )


@lru_cache(maxsize=1)  # asked by each pass that reads who is responsible
def _marks(instrument: Instrument) -> str:
    """Give the marks that a note of the instrument explains, as printed."""
    if "牵头" not in instrument.text or _NOTE.search(instrument.text) is None:
        return ""
    printed = instrument.evidence(0, len(instrument.text)).quote
    return "".join(mark for note in _NOTE.finditer(printed) for mark in MARKS if mark in note.group())
