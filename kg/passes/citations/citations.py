"""Pass ``citations``: existing instruments the document names, and what it does with them.

One fact per instrument and paragraph. Left out: the document itself and what it issues, documents still to be drawn
up, short names where they are introduced, and titles of forms, contracts and newspapers.
"""

from __future__ import annotations

import re
import unicodedata

from kg.facts import CitationFact, Gap, Relation
from kg.language.data import alternation
from kg.passes.citations.citation_context import (
    amended_in,
    before_list,
    by_title,
    defines_short_name,
    is_drawn_up,
    is_no_instrument,
    looks_back,
    relation,
    sentence,
    under_basis_heading,
)
from kg.passes.citations.citation_titles import Cited, cited, title_above, titles_in_cells
from kg.passes.citations.cited_lists import opens_list, opens_repeal, repeals_by_title, sorts, titles_in_rows
from kg.passes.component import Findings, register
from kg.structure.model import Instrument, LabelKind

NAME = "citations"

_MIN_TITLE = 8  # characters of a title printed above what the document issues

_ISSUED = re.compile(
    rf"(?:印发|转发|批转|发布|公布)(?P<what>.{{4,200}}?)的(?:{alternation('structure', 'kinds')})(?:[（(].{{1,12}}[）)])?$"
)
_FORWARD = re.compile(
    r"[^。；]{0,60}?(?:现|并|予以|一并)?(?:(?:印发|转发|批转|公布|发布|报送|呈报|呈送|发)(?:给|你们|各|，|。|施行|实施|执行)|随函|随文)"
)
_NOW_OF = re.compile(
    "(?:现将|同意)[\u4e00-\u9fff、（）()]{2,40}《?$"
)  # 现将某厅《…》转发给你们, 同意某局《…》，现批转给你们
_APPROVED = re.compile(
    r"(?:[（(][^（）()]{1,30}[）)])?(?:等)?(?:已经?|业经|经)[^。；《]{2,50}(?:同意|通过|批准|审定)"
)
# 2017年6月23日某府办印发的《…》同时废止: an earlier instrument of the same title
_EARLIER = re.compile("(?:19|20)[0-9]{2}年[^，。；《》]{0,40}(?:印发|发布|制定|下发|颁布|公布)的《?$")
_HEADER_ROW = re.compile("序号[^，。；《》]{2,40}")
# behind the entry of a list why it is repealed: 已被《乙办法》代替, 依据《某法》
_REMARK = re.compile("[被由新原]|依据|根据|按照|替代|代替|实施|施行")
_NUMBERED = re.compile(r"(?:\d{1,3}[.．、]?\s*)?")  # what the row of a flattened table begins with
# 印发《甲报告》重点工作分工方案: the report is another document
_NAMED = re.compile(
    "《([^《》]+)》(?![^《》和与及、等（(的][^《》]*(?:分工|方案|计划|意见|措施|清单|细则|任务)[^《》]*$)"
)
_SIBLINGS = re.compile("(?:[、，和及与]?《[^《》]{2,100}》){1,10}")  # titles of the same list that follow
_LIST = 40  # titles of one list that are looked back over
_MAX_HEADING = 8  # characters of the heading of a column
_MAX_TITLE = 120
_FRONT = 3  # paragraphs behind the mark of an annex in which its opening sentence stands
_MADE_THEN = ("出台的", "制定的", "印发的", "编制的", "制订的")  # 根据出台的《…》
_ITSELF = "\0"  # what a short name stands for that the document gives itself
_MARKS = re.compile(r"[\s《》〈〉<>“”\"'‘’（）()〔〕\[\]—－–\-、，,：:]")
_ALSO = re.compile("和|及|与|、")


def find_citations(instrument: Instrument) -> Findings:
    """Find the instruments that an instrument names."""
    reader = _Reader(instrument)
    for index in range(instrument.header.opening_end, len(instrument.paragraphs)):
        reader.read(index)
    return Findings(tuple(reader.facts), tuple(reader.gaps))


class _Reader:
    """Reads an instrument paragraph by paragraph; knows its own titles and the short names introduced so far."""

    def __init__(self, instrument: Instrument) -> None:
        self.facts: list[CitationFact] = []
        self.gaps: list[Gap] = []
        self._instrument = instrument
        self._own = _own_titles(instrument)
        self._short: dict[str, str] = {}  # short name -> what it stands for, folded
        self._planned: set[str] = set()  # folded titles of what is still to be drawn up
        self._listed = False  # a catalogue of documents goes on
        # what becomes of the entries of the list that goes on
        self._fate = Relation.REPEALS if repeals_by_title(instrument.header.title) else Relation.MENTIONS

    def read(self, index: int) -> None:
        """Read one paragraph."""
        instrument, text = self._instrument, self._instrument.text
        paragraph = instrument.paragraphs[index]
        body = text[paragraph.start : paragraph.end]
        # without these no heading sorts instruments
        may_sort = "的" in body and (
            "止" in body or "失效" in body or "修" in body or "有效" in body or "保留" in body
        )
        sort = (
            sorts(text[paragraph.body : paragraph.end]) if may_sort and len(body) <= _MAX_TITLE * 2 else None
        )
        if sort is not None:
            self._fate, self._listed = sort, True
        elif opens_repeal(body):
            self._fate, self._listed = Relation.REPEALS, True
        elif body.endswith(("：", ":")):
            self._fate = Relation.MENTIONS  # another list begins: 继续有效的文件：
        elif opens_list(body):
            self._fate, self._listed = Relation.MENTIONS, True
        if "《" not in body and "号" not in body and "〔" not in body:
            return
        title = _fold(body) if len(body) <= _MAX_TITLE else ""
        if title in self._own or (len(title) >= _MIN_TITLE and title in _fold(instrument.header.title)):
            return  # the title of what is issued, printed above its text
        found, unclosed = cited(text, paragraph.body, paragraph.end)
        if paragraph.is_row:
            found = titles_in_cells(text, paragraph, found)
        elif found and (self._listed or self._fate is Relation.REPEALS):
            found = title_above(text, instrument.paragraphs[index - 1], found, paragraph)
            found = titles_in_rows(text, instrument.paragraphs[index - 1], paragraph, found)
        self.gaps.extend(
            Gap(instrument.evidence(at, min(at + 40, paragraph.end)), "title mark 《 is never closed", NAME)
            for at in unclosed[:1]
            if _fold(text[at : min(at + 200, paragraph.end)].split("已经")[0]) not in self._own
        )
        if not found and (len(body) <= _MAX_HEADING or _HEADER_ROW.fullmatch(body)):
            return  # the heading of a column or of all, a row's number
        begins = (
            _NUMBERED.fullmatch(text, paragraph.body, max(paragraph.body, found[0].start)) is not None
            if found
            else paragraph.label is not None
        )  # an entry without 《》
        if not (begins or sort is not None or paragraph.is_row or opens_repeal(body)):
            self._fate = Relation.MENTIONS
        seen: set[str] = set()
        for n, cite in enumerate(found):
            key = _fold(cite.title or cite.number or "")
            key = self._short.get(key, key)
            if not key or key in seen:
                continue
            judged = self._judge(index, cite, found[max(0, n - _LIST) : n])
            if judged is None:
                continue
            seen.add(key)
            remarked = n > 0 and _REMARK.search(text, found[n - 1].end, cite.start) is not None
            if judged is Relation.MENTIONS and not remarked:
                judged = self._fate
            evidence = instrument.evidence(cite.start, cite.end)
            self.facts.append(CitationFact(evidence, NAME, cite.title, cite.number, judged))

    def _judge(self, index: int, cite: Cited, previous: list[Cited]) -> Relation | None:
        """Give the relation to a named instrument, or None when it is left out; ``previous`` ones stand before it."""
        instrument, text = self._instrument, self._instrument.text
        paragraph = instrument.paragraphs[index]
        begin, end = sentence(text, cite.start, cite.end, paragraph.start, paragraph.end)
        before, after = text[begin : cite.start], text[cite.end : end]
        folded = _fold(cite.title or "")
        if cite.title is None:
            if cite.number == instrument.header.number:
                return None
        elif defines_short_name(before):
            self._short[folded] = _fold(previous[-1].title or "") if previous else _ITSELF
            return None
        elif is_no_instrument(cite.title):
            return None
        elif self._is_own(folded) and not self._is_older(cite):
            # what the document repeals is an earlier one of the same title
            repeals = relation(before, after, before, False) is Relation.REPEALS
            return Relation.REPEALS if repeals and (cite.number or _EARLIER.search(before)) else None
        first = before_list(text, begin, cite.start, [(c.start, c.end) for c in previous])
        told = index <= instrument.header.opening_end + 2 and _forwarded(text[begin:first], after)
        if told and not _is_carried_out(instrument.header.title, cite.title or ""):
            self._own.add(folded)
            return None
        following = text[cite.end : paragraph.end][:40]
        if cite.title is not None:
            past = looks_back(instrument, paragraph.section)
            if is_drawn_up(text[begin:first], following, past):
                self._planned.add(folded)
                return None
            if cite.number is None and before.endswith(_MADE_THEN) and self._is_planned(folded):
                return None  # 8月底出台《甲县某办法》。12月底根据出台的《某办法》实施: it does not exist yet
            said = by_title(instrument.header.title, cite.title)
            if said is not None:
                return said
            behind = text[text.rfind("》", cite.start, cite.end) + 1 : paragraph.end][:40]
            if amended_in(instrument.header.title, text[max(begin, paragraph.body) : cite.start], behind):
                return Relation.AMENDS
        judged = relation(
            before, after, text[begin:first], _opens(instrument, index), _in_front(instrument, index)
        )
        if judged is Relation.MENTIONS and under_basis_heading(instrument, index):
            return Relation.BASIS
        return judged

    def _is_older(self, cite: Cited) -> bool:
        """Tell an earlier instrument of the same title by its number (《本预案》（〔2018〕3号）同时废止)."""
        number = self._instrument.header.number
        return cite.number is not None and number is not None and _fold(cite.number) != _fold(number)

    def _is_planned(self, folded: str) -> bool:
        """Tell whether a title, with or without the place it begins with, is one the document wants drawn up."""
        return folded in self._planned or any(title.endswith(folded) for title in self._planned)

    def _is_own(self, folded: str) -> bool:
        meant = self._short.get(folded, folded)
        return meant == _ITSELF or meant in self._own


def _forwarded(before: str, after: str) -> bool:
    """《…》已经区政府同意，现印发给你们 / 现将《…》印发给你们."""
    after = after[siblings.end() :] if (siblings := _SIBLINGS.match(after)) else after
    return bool(
        _APPROVED.match(after)
        or (
            (before.rstrip("《").endswith(("现将", "将")) or _NOW_OF.search(before)) and _FORWARD.match(after)
        )
    )


def _is_carried_out(title: str, cited_title: str) -> bool:
    """Tell whether a document is about how another one is put into practice (关于实施《甲方案》任务分工的通知)."""
    at = title.find(cited_title) if cited_title else -1
    return at > 0 and title[:at].rstrip("《").endswith(("实施", "贯彻", "落实", "执行"))


def _opens(instrument: Instrument, index: int) -> bool:
    """Tell whether a paragraph opens the document or its first section."""
    section = instrument.paragraphs[index].section
    return section < 0 or (
        index - instrument.sections[section].first <= 1 and instrument.paragraphs[index].label is None
    )


def _in_front(instrument: Instrument, index: int) -> bool:
    """Tell whether a paragraph stands before the numbered parts of the document or of an annex."""
    section = instrument.paragraphs[index].section
    if section < 0:
        return True
    part = instrument.sections[section]
    return part.label.kind is LabelKind.ANNEX and index - part.first <= _FRONT


def _own_titles(instrument: Instrument) -> set[str]:
    """Give the folded titles that denote the document itself and what it issues."""
    title = instrument.header.title
    own = {_fold(title)}
    issuer = "".join(instrument.header.issuers)
    if issuer and title.startswith(issuer):
        own.add(_fold(title[len(issuer) :]))
    about = title.find("关于")
    if about > 0:
        own.add(_fold(title[about:]))
    match = _ISSUED.search(title)
    if match is not None:
        what = match.group("what")
        own.add(_fold(what))
        for cut in _ALSO.finditer(what):
            own.update((_fold(what[: cut.start()]), _fold(what[cut.end() :])))
        own.update(_fold(part) for part in _NAMED.findall(what))
    own.discard("")
    return own


def _fold(title: str) -> str:
    """Fold width, white space, brackets and quotation marks of a title."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", title))


register(NAME, find_citations)
