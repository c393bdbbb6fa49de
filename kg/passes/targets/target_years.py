"""The year by which a target is to be reached: set by its sentence, its paragraph, its section or the plan's title."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import cached_property

from kg.language.data import load
from kg.passes.words.dates import anchor_year
from kg.structure.dates import numeral
from kg.structure.model import Instrument

FIVE_YEAR_PLANS = {
    f"十{number}五": str(1955 + 5 * (10 + nth)) for nth, number in enumerate("一二三四五六", start=1)
}
_ORDINAL_PLANS = {f"第{plan[:-1]}个五年": year for plan, year in FIVE_YEAR_PLANS.items()}
_YEAR = re.compile(
    r"(?P<early>较|比|以|与|自|从|由|同|在)?(?:20\d\d年?(?P<span>[-—－–~～至])){0,1}(?P<year>20\d\d)年(?!本[）)]|版|修[订正])(?P<end>年?[底末])?(?:(?P<month>\d{1,2})月)?"
    r"|(?P<base>较于?|比|与|同|从|由|自|相比于)?“(?P<plan>十[一二三四五六]五)”(?=时期|期间|末|期末)"
)
# 比2020年 is where it starts from, 2000年底前建成的 says which things are meant
_AS_BASE = re.compile(
    "[^，。；]{0,3}(?:为基数|为基准|相比|基础上|以来|“)|(?:之?前|以前|以后|已)(?!的)[^，。；、\\d]{1,8}的(?!目标|任务)"
)
_BRACKET, _DUE = re.compile("[（()）]"), re.compile("前|完成")
_MAY_NAME = re.compile("20|“十")
_OPENING = re.compile(
    r"(?:——)?(?:力争|争取|确保|展望|计划)?(?:到|至|于)?(?:20\d\d年?[-—－–~～至到])?(?P<year>20\d\d)年(?!起|以来|\d{1,2}月\d)(?:(?P<month>\d{1,2})月)?|(?:到)?“(?P<plan>十[一二三四五六]五)”(?:时期|期间|末|期末)"
)
# 2023年起5年内, 用三年时间: counted from the year named, else from that of the document
_SINCE = re.compile(
    r"(?P<year>20\d\d)年起[，,]?(?:再?[用利经]用?)?(?P<years>\d{1,2}|[二两三四五六七八九十])年"
)
_WITHIN = re.compile(
    r"(?:(?P<year>20\d\d)年起[，,]?)?(?<![近去前第每、\d])(?P<years>\d{1,2}|[二两三四五六七八九十])年(?:左右)?(?:之?内|(?:的)?时间)"
)
_MAX_YEARS = 15
# …污水处理率达到75%。2024年3月底前完成。
_DONE_BEHIND = re.compile(
    r"[^。；;]{0,200}[。；;](?:[力计确]\w)?(?:于|在)?(?P<year>20\d\d)年(?:(?P<month>\d{1,2})月)?(?:\d{1,2}日|年?[底末])?前?"
    "(?:全部|全面|基本|按期|如期)?(?:完成|完工|落实|实现|到位|建成)(?=[。；;]|$)"
)
_GOALS = tuple(load("targets")["goal_words"])
_YEAR_END = re.compile(r"(?<!\d)年[底末内]")
_MONTH = re.compile(r"(?<![\d年])(?P<month>\d{1,2})月(?:\d{1,2}日|[底末])?之?前")
_RECURRENT = re.compile("|".join(load("targets")["recurrent"]))
_TITLE_SPAN = re.compile(r"20\d\d年?[-—－–~～至](?P<year>20\d\d)年?")
_SPAN_ALONE = re.compile(r"[（(]20\d\d年?[-—－–~～至]20\d\d年?[）)]")
_TITLE_YEAR = re.compile(r"(?P<year>20\d\d)年")
# 关于2022年计划执行情况与2023年计划草案的报告: what is over, and what is planned
_LAST_YEAR = re.compile("执行情况|完成情况")
_KIND_OF_PLAN = re.compile(
    "(?:方案|计划|规划|要点|分工|任务|清单|纲要|意见|措施|配档表|配表|目标|报告|分解|(?:任务|分解|分工|责任|计划|安排|目标|项目)表)(?:[（(].{0,30}[）)])?$"
)
_FRONT_PARAGRAPHS = 16
_MAX_GOAL = 30  # characters of a heading in which a goal is named
_THIS_YEAR = re.compile("今年|年内|全年|当年|本年度|(?<![\\d一二三四五六七八九十])年[底末](?:之?前|[，,])")
_ANNUAL = re.compile("政府工作报告|年度|民生实事|为民办实事|实事项目")
_CLAUSE = "，,；;：:"
_REACH = 160  # characters before a value in which 每年 or 今年 may stand
_LIST = 40  # paragraphs a lead-in that ends with ： may govern


class YearsNamed:
    """The years a passage names as ends (到2025年, “十四五”末), years that are only compared with left out."""

    def __init__(self, passage: str) -> None:
        self.passage = passage

    @cached_property
    def _named(self) -> tuple[list[int], list[str]]:
        named = [(m.start(), year) for m in _years_in(self.passage) if (year := _end_named(m))]
        return [at for at, _ in named], [year for _, year in named]

    def before(self, at: int, *, since: int = 0) -> str | None:
        """Give the last year named before a place, and not before ``since``."""
        begins, years = self._named
        k = bisect_left(begins, at) - 1
        while k >= 0 and begins[k] >= since and self._of_another(begins[k], at):
            k -= 1
        return years[k] if k >= 0 and begins[k] >= since else None

    def of_sentence_before(self, sentence: int) -> str | None:
        """Give the last year named in the sentence in front of one that begins at ``sentence`` (其中，甲区…)."""
        begin = max(self.passage.rfind(mark, 0, max(sentence - 1, 0)) for mark in "。；;\n") + 1
        return self.before(sentence, since=begin)

    def _of_another(self, begin: int, at: int) -> bool:
        """新增绿地12公顷（甲局，2024年10月底前完成）；改造公园3个: a bracket that is over says when another task is due."""
        mark = _BRACKET.search(self.passage, begin, at)
        return (
            mark is not None
            and mark.group() in "）)"
            and _DUE.search(self.passage, begin, mark.start()) is not None
        )


def _years_in(passage: str) -> Iterable[re.Match[str]]:
    return _YEAR.finditer(passage) if _MAY_NAME.search(passage) else ()


def _end_named(match: re.Match[str]) -> str | None:
    if match.group("plan"):
        return None if match.group("base") else FIVE_YEAR_PLANS[match.group("plan")]
    early = match.group("early")
    if match.string.startswith(("起", "远景"), match.end()):  # 锚定2035年远景目标，今后五年…
        return None  # 2023年起
    if early in ("较", "比", "与", "同", "自") or _AS_BASE.match(match.string, match.end()):
        return None
    if early in ("从", "由", "以") and not match.group("span"):
        return None
    return _with_month(match.group("year"), match.group("month"))


class Years:
    """The years that hold in one instrument."""

    def __init__(self, instrument: Instrument) -> None:
        self._instrument = instrument
        anchor = anchor_year(instrument)
        self._this_year = str(anchor) if anchor else None
        self._signed = (instrument.header.date or "0000")[:4]
        self.title = _title_year(instrument)
        if self.title is None and _ANNUAL.search(instrument.header.title):
            self.title = self._this_year
        self._since = {_years(m): int(m.group("year")) for m in _SINCE.finditer(instrument.text)}
        self._sections: dict[int, str | None] = {}
        self._lead_ins: dict[int, str | None] = {}
        self._goals: dict[int, bool] = {}

    def by(
        self, paragraph: int, named: YearsNamed, sentence: int, at: int, carried: str | None
    ) -> str | None:
        """Give the year (``YYYY``, or ``YYYY-MM``) for a quantity.

        Args:
            paragraph: index of the paragraph the passage stands in.
            named: the years the passage names.
            sentence: where the quantity's sentence begins in the passage.
            at: where the quantity ends in the passage.
            carried: the year set by an opening of the same passage, if any.
        """
        own = named.before(at, since=sentence)
        clause = max(sentence, *(named.passage.rfind(c, 0, at) for c in _CLAUSE))
        if own and _YEAR_END.search(named.passage, clause, at):
            own = own[:4]  # 6月底前完成设计，年底前改造12公里
        elif own and (later := _MONTH.search(named.passage, clause, at)):
            own = _with_month(own[:4], later["month"])  # 2023年6月底前完成设计，9月底前改造12公里
        if own is None and named.passage.startswith("其中", sentence):
            own = named.of_sentence_before(sentence)
        if own and own[:4] < self._signed:
            own = None  # a year gone by is where things stand
        if own or carried:
            return own or carried
        if counted := self._within(named.passage, sentence, at) or _done_behind(named.passage, at):
            return counted
        section = self._instrument.paragraphs[paragraph].section
        inherited = self._lead_in(paragraph) or self._goal_year(section)
        if inherited:
            return inherited
        near = max(sentence, at - _REACH)
        if _is_recurrent(named.passage, near, at):
            return None
        if self.title is None and _THIS_YEAR.search(named.passage, near, at):
            return self._this_year
        if self.title and (before := named.before(sentence)):
            return min(before, self.title)  # a plan to 2035 that has just spoken of 2025
        return self.title

    def _within(self, passage: str, sentence: int, at: int) -> str | None:
        """The year that 5年内 in a value's sentence ends with."""
        named = list(_WITHIN.finditer(passage, max(sentence, at - _REACH), at))
        if not named:
            return None
        found = named[-1]
        if not 2 <= (years := _years(found)) <= _MAX_YEARS:
            return None
        if first := self._since.get(years):
            return str(first + years - 1)
        return str(int(self._signed) + years) if self._signed > "0000" else None

    def _lead_in(self, paragraph: int) -> str | None:
        """The year of a paragraph above in the same section that ends with ： (2023年主要预期目标为：)."""
        if paragraph not in self._lead_ins:
            self._lead_ins[paragraph] = self._find_lead_in(paragraph)
        return self._lead_ins[paragraph]

    def _find_lead_in(self, paragraph: int) -> str | None:
        paragraphs = self._instrument.paragraphs
        section = paragraphs[paragraph].section
        for i in range(paragraph - 1, max(-1, paragraph - _LIST), -1):
            if paragraphs[i].section != section:
                return None
            text = self._instrument.text[paragraphs[i].body : paragraphs[i].end]
            if text.endswith(("：", ":")):
                return YearsNamed(text).before(len(text))
        return None

    def _goal_year(self, section: int) -> str | None:
        for ancestor in self._instrument.ancestors(section):
            if ancestor not in self._sections:
                self._sections[ancestor] = self._section_year(ancestor)
            if year := self._sections[ancestor]:
                return year
        return None

    def _section_year(self, index: int) -> str | None:
        """The year in the heading of a section of goals, or in the opening of its first paragraphs."""
        instrument = self._instrument
        section = instrument.sections[index]
        heading = instrument.paragraph_text(section.heading)
        if not self._names_goals(index):
            return None
        for i in range(section.heading, min(section.last, section.heading + 3)):
            text = instrument.paragraph_text(i)
            year = opening_year(text) if i != section.heading else YearsNamed(heading[:40]).before(40)
            if year:
                return year
        return None

    def is_goal_section(self, section: int) -> bool:
        """Tell whether a section or one around it lists targets, by its heading."""
        if section < 0:
            return False
        if section not in self._goals:
            parent = self._instrument.sections[section].parent
            self._goals[section] = self._names_goals(section) or self.is_goal_section(parent)
        return self._goals[section]

    def _names_goals(self, section: int) -> bool:
        heading = self._instrument.paragraph_text(self._instrument.sections[section].heading)[:_MAX_GOAL]
        return any(word in heading for word in _GOALS)


def _years(match: re.Match[str]) -> int:
    return numeral(match.group("years").replace("两", "二"))


def _done_behind(passage: str, at: int) -> str | None:
    """The year of the sentence behind a value that only says when all this is done."""
    match = _DONE_BEHIND.match(passage, at)
    return _with_month(match.group("year"), match.group("month")) if match else None


def _is_recurrent(text: str, since: int, at: int) -> bool:
    """Tell whether a value comes round again and again: 每年 stands in its clause, or in the one in front of it."""
    if _RECURRENT.search(text, since, at) is None:
        return False
    begin = max(since, *(text.rfind(mark, since, at - 1) + 1 for mark in _CLAUSE))
    if text.startswith(("全年", "年内", "今年"), begin):
        return False  # 每月督查不少于1次，全年到位资金增长15%
    if text.find("累计", begin, at) >= 0 and not _RECURRENT.search(text, begin, at):
        return False  # 每年实施1000项，三年累计完成投资3000亿元
    begin = at
    for _ in range(2):
        begin = max(since, *(text.rfind(mark, since, begin - 1) + 1 for mark in _CLAUSE))
        if begin == since or "年均" in text[begin:at]:
            break
    return _RECURRENT.search(text, begin, at) is not None


def opening_year(text: str, start: int = 0) -> str | None:
    """Give the year a sentence opens with (到2025年，…)."""
    match = _OPENING.match(text, start)
    if match is None:
        return None
    if match.group("plan"):
        return FIVE_YEAR_PLANS[match.group("plan")]
    return _with_month(match.group("year"), match.group("month"))


def year_of_title(title: str) -> str | None:
    """Give the year a plan's title sets: the end of its span, the end of its five-year plan, or its year."""
    if match := _TITLE_SPAN.search(title):
        return match.group("year")
    for words, year in (*FIVE_YEAR_PLANS.items(), *_ORDINAL_PLANS.items()):
        if words in title:
            return year
    years = [match.group("year") for match in _TITLE_YEAR.finditer(title)]
    if not years:
        return None
    return max(years) if _LAST_YEAR.search(title) else years[0]


def planned_year(title: str) -> str | None:
    """Give the later year of a title that names what is over and what is planned (2023年计划执行情况与2024年计划草案)."""
    years = [match.group("year") for match in _TITLE_YEAR.finditer(title)]
    return max(years) if years and _LAST_YEAR.search(title) else None


def _title_year(instrument: Instrument) -> str | None:
    year = year_of_title(instrument.header.title)
    if year:
        return year
    above = ""
    for paragraph in instrument.paragraphs[:_FRONT_PARAGRAPHS]:
        text = instrument.text[paragraph.start : paragraph.end]
        if _SPAN_ALONE.fullmatch(text) and len(above) <= 60:
            text = above + text  # a title whose years stand on a line of their own
        above = text
        if len(text) <= 80 and _KIND_OF_PLAN.search(text) and (year := year_of_title(text)):
            return year
    return None


def _with_month(year: str, month: str | None) -> str:
    return f"{year}-{int(month):02d}" if month and 1 <= int(month) <= 12 else year
