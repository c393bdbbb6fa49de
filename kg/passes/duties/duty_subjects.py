"""Whose duty a sentence tells: the names in front of its verb, or the body it is about where the verb has none.

A clause 「，负责…」 without a subject of its own takes the body that its sentence sets up (设立…组) or begins with.
"""

from __future__ import annotations

import re
from functools import cached_property

from kg.passes.duties.answerable import Answers
from kg.passes.members.coordinating_names import is_coordinating
from kg.passes.names.agents import Mention, names_in_prose
from kg.passes.names.kinds import is_concrete_body
from kg.passes.names.manner import before_manner
from kg.passes.names.subjects import most_names

_SETS_UP = re.compile(
    "(?:成立|设立|设置|组建|下设|(?<=[厅办局委院会])设(?=[^，。；、在]{2,30}(?:办公室|中心|处|室)，))(?:由[^。；]{4,80}?的(?=[^，。；、]{4,40}(?:指挥部|小组|专班|委员会|工作组)))?(?P<body>[^，。；]{2,40}?)(?:（[^）]{2,30}）)?(?:设?在[^，。；]{2,30})?，"
)
# 成立甲指挥部，统一领导全县防汛工作; 必要时，成立甲指挥部，由县长担任总指挥，统一领导…
_FOUNDED_TO = re.compile(
    "(?:必要时[，,]|[^，。；]{0,16}决定)?(?:成立|设立|组建)(?P<body>[^，。；]{7,40}?)(?:（[^）]{2,30}）)?[，,]"
    "(?:由[^，。；]{2,40}担?任[^，。；]{2,12}[，,])?"
    "(?=(?:统一|全面|具体)?(?:领导(?!小组|组|机构)|指挥(?!部|机构|长)|组织(?=领导|指挥|协调)|统筹(?=指导|协调))[^。；由]{6})"
)
_FOUNDING = re.compile(
    "(?:应当?|要|须|可以?)(?=成立|设立|组建)|由|设在|设立|下设|是|为|在|成立|综合协调|统筹|承担|作为|牵头|组织(?!部)|指导(?!委)|履行"
)
_OWN_CHARGE = re.compile("综合协调|统筹|承担|组织|指导|履行")  # of these, what is a duty itself
_NO_NAMES = ("机构", "队伍", "组织")
_CLAUSE_START = re.compile("[，,：:]|(?<![\u4e00-\u9fff])(?:例|比)?如")
_OFFICE_BEFORE = re.compile(
    "(?:^|[，,])(?:我?[\u4e00-\u9fff]将)?(?P<office>[^，。；]{0,24}办公室)(?:[（(][^（）()]{2,20}[）)])?(?:设在|设于|挂靠在?)[^，。；]{2,40}[，,](?:[^，。；]{2,30}任(?:办公室)?主任[，,])?[^，。；]{0,6}\\Z"
)
# 甲局作为牵头单位，负责推进改革: a role
_ROLE = re.compile("[^，。；：:]{0,12}(?:牵头|责任|配合|主责|主办|承办)(?:单位|部门)[，,]")
_OF_IT = re.compile("其?(?:所属|下属)的?")
# 办公室承担日常工作，办公室主任由张三兼任: who heads it is no part of what it does
HEAD_NAMED = re.compile(
    "[，,](?:(?:其?办公室)?(?:副?主任|副?组长|秘书长|负责人)由|由[^，。；]{2,40}兼?任办公室(?:副?主任|副?组长|负责人))"
)
# 各中队、派出所要: of a list that begins with a class, what has no place of its own is one, too
_UNPLACED = re.compile("(?![各省市县区镇乡州旗])[^，。]{0,2}(?:[所站队院校村]|街道|社区)")
_MAX_SUBJECT = 80
_MIN_GROUP = 3
_ITS_DUTIES = re.compile(
    "的?(?:主要|工作|具体)?(?:职责|任务)(?:(?:是|为|包括)[：:]?|[：:])"
)  # 市某办的主要职责是组织…


def subject_of(text: str, start: int, at: int) -> list[Mention] | None:
    """Read the names that end right before ``at`` (adverbs aside) and begin at a clause."""
    stop = before_manner(text, start, at)
    found = most_names(text, start, stop, _CLAUSE_START)
    if found is None and (owned := text.rfind("属的", start + _MIN_GROUP, stop)) > 0:
        # 甲局所属的乙机构负责…: the body is named by whose it is
        begin = max(start, max(text.rfind(mark, start, owned) for mark in "，,。；") + 1)
        if text[owned - 1] in "所下直" and names_in_prose(text, begin, owned - 1):
            return names_in_prose(text, owned + 2, stop)
    return found


def named_ahead(text: str, start: int, at: int) -> list[Mention] | None:
    """Read the names that a sentence begins with, a comma behind them: 其所属的甲中心，具体负责…."""
    at = before_manner(text, start, at)
    if at - start < _MIN_GROUP or text[at - 1] not in "，,":
        return None
    owned = _OF_IT.match(text, start, at)
    return names_in_prose(text, owned.end() if owned else start, at - 1)


def before_listed(text: str, start: int, at: int) -> tuple[int, list[Mention]] | None:
    """Give the mark 、 behind which bodies stand right before ``at``, and them: 甲局｜负责监管、乙局｜负责执法."""
    mark = text.rfind("、", start, at)
    if mark - start < _MIN_GROUP or names_in_prose(text, start, mark) is not None:
        return None
    names = names_in_prose(text, mark + 1, before_manner(text, mark + 1, at))
    return (mark, names) if names and all(is_concrete_body(name.agent.name) for name in names) else None


def with_places(names: list[Mention], answers: Answers) -> list[Mention]:
    """Leave out what has no place of its own in a list that begins with a class of bodies: 各中队、派出所."""
    first = names[0].agent.name
    if not first.startswith("各") or answers.whom(first):
        return names
    return [name for name in names if not _UNPLACED.fullmatch(name.agent.name)]


def founded_body(text: str, start: int, end: int) -> tuple[list[Mention], int] | None:
    """Give the coordinating body that a sentence sets up, and where it says what that does: 成立甲指挥部，统一领导…."""
    founded = _FOUNDED_TO.match(text, start, end)
    names = names_in_prose(text, *founded.span("body")) if founded else None
    if founded is None or not names or len(names) != 1 or not is_coordinating(names[0].agent.name):
        return None
    return names, founded.end()


class Topic:
    """The body that clauses without a subject are about: the one set up before them, or the sentence's first."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text, self._start, self._end = text, start, end

    @cached_property
    def _set_up(self) -> list[re.Match[str]]:
        return list(_SETS_UP.finditer(self._text, self._start, self._end))

    @cached_property
    def _first(self) -> tuple[list[Mention], int] | None:
        reach = min(self._end, self._start + _MAX_SUBJECT)
        for mark in _FOUNDING.finditer(self._text, self._start + 2, reach):
            names = names_in_prose(self._text, self._start, mark.start())
            if names is not None:
                called = mark.group() == "作为" and _ROLE.match(self._text, mark.end(), self._end)
                return None if called else (names, mark.end())
        return None

    @property
    def opening(self) -> list[Mention] | None:
        """Give the body that the sentence begins with."""
        return self._first[0] if self._first else None

    def before(self, at: int) -> list[Mention] | None:
        """Give the topic of a clause whose verb stands at ``at``, if it has no subject of its own."""
        text = self._text
        if text[before_manner(text, self._start, at) - 1] not in "，,":
            return None
        office = _OFFICE_BEFORE.search(text, max(self._start, at - _MAX_SUBJECT), at)
        if office is not None:  # 成立领导小组，办公室设在甲局，负责日常工作: the office's
            return names_in_prose(text, *office.span("office"))
        set_up = next((m for m in reversed(self._set_up) if m.end() <= at), None)
        if set_up:
            names = names_in_prose(text, set_up.start("body"), set_up.end("body"))
            # 各镇应成立应急机构，负责…: what each of a class sets up has no name of its own
            if not (names and self.opening and all(name.agent.name.endswith(_NO_NAMES) for name in names)):
                return names
        return self._first[0] if self._first and self._first[1] <= at else None

    def charged_from(self, at: int, found: list[Mention]) -> int:
        """Give where the duty begins that a charge at ``at`` belongs to: 甲局履行管理责任，负责…: at 履行."""
        if self._first is None or found is not self._first[0]:
            return at
        verb = _OWN_CHARGE.search(self._text, self._first[0][-1].end, self._first[1])
        return verb.start() if verb and verb.end() == self._first[1] else at


def its_duties(text: str, start: int, end: int) -> re.Match[str] | None:
    """Find where the text says that what follows are the duties of the bodies in front (甲局的主要职责是…)."""
    if text.find("职责", start, end) < 0 and text.find("任务", start, end) < 0:
        return None
    return _ITS_DUTIES.search(text, start, end)
