"""Pass ``body_changes``: bodies that a text says were renamed, or made of others that are no longer kept.

甲局更名为乙局, 乙局（原甲局） are one body under two names; 组建乙局，不再保留甲局、丙局 makes a new one of others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts import BodyChangeFact, ChangeKind, Gap
from kg.passes.component import Findings, register
from kg.passes.names.agents import split_names
from kg.passes.names.kinds import is_body, is_concrete_body, is_name_in_prose
from kg.structure.model import Instrument

NAME = "body_changes"

_HAN = "[\u4e00-\u9fff]"
_RENAMED = re.compile("(?:更名|改名)(?:为|成)")
_FORMER = re.compile(rf"[（(]原(?P<old>{_HAN}{{3,30}})[）)]")
_GONE = "不再保留"
_AGAIN = "重新"
_FORMED = re.compile(
    rf"组建(?P<new>{_HAN}{{3,30}})(?P<between>[，,；;。](?:[^。；;\n]{{0,80}}?[，,。；;])?){_GONE}(?P<old>[^。；;\n，,]{{3,120}})"
)
_BEFORE = re.compile(
    r"(?:^|[，,。；;：:、（(）)\s“”]|将|把|原|由|同意)(?=[^，,。；;：:、（(）)\s“”]{0,200}$)"
)
_AFTER = re.compile(rf"“?(?P<new>{_HAN}{{3,30}}?)(?=[”，,。；;：:、（(）)\s]|$)")
_DATE = re.compile(r"(?P<y>(?:19|20)\d\d)年(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})日)?")
_LEVELS = ("国家", "省", "市", "区", "县", "州", "旗", "盟")
_REACH = 40  # characters before 更名为 in which the old name begins


def body_changes(instrument: Instrument) -> Findings:
    """Find what the text says of bodies' names and making; a name that is no clear name of a body is a gap."""
    text = instrument.text
    facts: list[BodyChangeFact] = []
    gaps: list[Gap] = []
    for start, end, old, new, kind in (*_renamed(text), *_former(text), *_formed(text)):
        evidence = instrument.evidence(start, end)
        if not (_is_name(old) and _is_name(new)) or old == new:
            if kind is not ChangeKind.RENAMED or old.endswith(("局", "委员会", "办公室")):
                gaps.append(Gap(evidence, "not a clear name of a body in a change of bodies", NAME))
            continue
        date = _date(text, start, end) or instrument.header.date
        facts.append(BodyChangeFact(evidence, NAME, old, new, kind, date))
    return Findings(tuple(facts), tuple(gaps))


def _is_name(name: str) -> bool:
    return is_body(name) and is_name_in_prose(name) and is_concrete_body(name)


_Found = tuple[int, int, str, str, ChangeKind]


def _renamed(text: str) -> Iterator[_Found]:
    for match in _RENAMED.finditer(text):
        low = max(0, match.start() - _REACH)
        before = [m.end() for m in _BEFORE.finditer(text[low : match.start()])]
        after = _AFTER.match(text, match.end())
        if before and after is not None:
            start = low + before[-1]
            yield start, after.end("new"), text[start : match.start()], after["new"], ChangeKind.RENAMED


def _former(text: str) -> Iterator[_Found]:
    for match in _FORMER.finditer(text):
        start = match.start()
        while start > 0 and "\u4e00" <= text[start - 1] <= "\u9fff":
            start -= 1
        yield start, match.end(), match["old"], text[start : match.start()], ChangeKind.RENAMED


def _formed(text: str) -> Iterator[_Found]:
    if _GONE not in text:
        return
    floor = 0
    for match in _FORMED.finditer(text):
        start = match.start() - len(_AGAIN) if text.endswith(_AGAIN, floor, match.start()) else match.start()
        floor = match.end()
        new = match["new"]
        level = next((word for word in _LEVELS if new.startswith(word)), "")
        for mention in split_names(text, match.start("old"), match.end("old")):
            old = mention.agent.name
            full = (
                old if not level or old.startswith(level) else level + old
            )  # 不再保留环境保护局: of the same level
            yield start, match.end(), full if is_body(full) else old, new, ChangeKind.FORMED


def _date(text: str, start: int, end: int) -> str | None:
    """The date that the sentence gives: the last before the statement in it."""
    opening = max(text.rfind(mark, 0, start) for mark in "。；;\n") + 1
    dates = list(_DATE.finditer(text, opening, end))
    if not dates:
        return None
    found = dates[-1]
    day = f"-{int(found['d']):02d}" if found["d"] else ""
    return f"{found['y']}-{int(found['m']):02d}{day}"


register(NAME, body_changes)
