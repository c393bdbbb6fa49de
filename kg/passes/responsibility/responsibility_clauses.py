"""Responsibility clauses: brackets behind (or below) a task that say who leads, answers for and supports it.

    …推进示范区建设。（牵头单位：甲局，责任单位：乙局、丙局）
    …完善标准体系。（甲局、乙局牵头，丙局等部门按职责分工负责）……。（丁局）
    …完善标准体系。甲局牵头，乙局、丙局按职责分工负责。      a sentence that is nothing but a clause

A clause governs the text since the clause before it in the same paragraph; a clause at the beginning of a
paragraph governs the paragraph above. Brackets of every kind count, also unclosed ones.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from kg.facts import Agent, AgentKind, Fact, Gap, Role, RoleFact, Task
from kg.passes.component import Findings, register
from kg.passes.members.coordinating_names import Name, alone_above, group_head, led_below, made_of_below
from kg.passes.names.kinds import is_body, is_group
from kg.passes.responsibility.clause_grammar import ASIDE, may_close, parse_clause
from kg.passes.responsibility.clause_words import LABEL_ROLES, label_at, labels_in
from kg.passes.responsibility.clauses import Clause, FirstLeads, leads_first, with_first_leading
from kg.passes.responsibility.due_behind import before_due_beside
from kg.passes.responsibility.fields_behind import (
    FIELD_BEHIND,
    SENTENCE_END,
    fields_behind,
    prose_behind,
)
from kg.passes.responsibility.marked_leads import bears_mark
from kg.passes.responsibility.named_items import behind_dash, closes_with_one, names_bodies_between
from kg.passes.responsibility.sentence_ends import closing_of, said_end
from kg.passes.responsibility.spaced_names import parse_printed_clause
from kg.passes.responsibility.with_objects import clause_with_objects
from kg.passes.words.sentences import Brackets, sentences
from kg.structure.model import Instrument, Paragraph

NAME = "responsibility_clauses"

_TITLE = re.compile(
    r"(?:附件?[\d一二三四五]{0,2}[:：])?(?![（(第\d一二三四五六七八九十])[^。；：:]{4,80}(?:办法|规定|意见|方案|制度|规则|细则|规划|计划|纲要|措施|通知|决定)"
)

_ROLE_WORD = re.compile("牵头|责任|负责|配合|主办|协办|承办|起草|参与|协助|单位[:：]|部门[:：]|领导[:：]")
# （此件发至乡）: whom the document goes to, who may read it; （起于甲镇，止于乙乡）: where something runs
_ASIDES = ("此件", "起于", "起自", "始于", "止于", "东起", "西起", "南起", "北起", "途经")
_BRACKET = re.compile(r"[（(〔\[【［{｛]")
_CLOSE = ("）", ")", "】", "]", "〕")
_MAX_CLAUSE = 2000
_MAX_CLOSING = 40
_MAX_HEIGHT = 3  # levels of brackets inside a clause
_CLOSING_WORD = re.compile("牵头|主办|负责|配合|落实|参与|协办|会同|商")
_GROUP_LABEL = re.compile("(?:组长|主任|召集|指挥长)(?:单位|部门)?[:：]")
_GOVERNMENT = re.compile(
    "[\u4e00-\u9fff]{1,12}[省市县区州盟旗镇乡](?:人民)?政府|[\u4e00-\u9fff]{1,12}行政公署"
)
_PLACE = re.compile("[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,10}[市县区州盟旗镇乡]")
_LEADING = re.compile(r"^[\s，,。；;、：:）)\]】〕]+")


@dataclass(frozen=True, slots=True)
class _Found:
    """A clause with its bracket ``start:end`` in the instrument's text."""

    clause: Clause
    start: int
    end: int


# 改造公园3个（县城管局，6月底前）；…
_DUE = re.compile(
    "[，,；;](?:20\\d\\d年)?(?:\\d{1,2}月)?(?:\\d{1,2}日|年?[底末])?之?前(?:全部)?(?:完成)?(?=[）)]|\\Z)"
)
# （无牵头单位的，责任单位即为牵头单位，下同）: what a word means
_DEFINES = re.compile("即[为是](?:牵头|责任|主办|配合)")
# …。涉及普查经费方面的事项，由甲局负责协调；…: a matter of its own, and not what is said above it
_MATTER = re.compile("涉及[^，。；]{2,30}(?:事项|问题|工作|事宜)[，,]")


def find_responsibility_clauses(instrument: Instrument) -> Findings:
    """Find the role facts of all responsibility clauses in running text."""
    facts: list[Fact] = []
    gaps: list[Gap] = []
    clauses = {
        index: read
        for index, paragraph in enumerate(instrument.paragraphs)
        if index >= instrument.header.opening_end and not paragraph.is_row
        if made_of_below(instrument, index) is None and led_below(instrument, index) is None
        if (read := _clauses(instrument, index, paragraph, gaps))
    }
    if (rule := leads_first(instrument)) is not None:
        clauses = {index: [_first_leading(found, rule) for found in read] for index, read in clauses.items()}
    whole = _whole_sections(instrument, clauses)
    open_from: int | None = None  # where the text above begins that no clause has closed yet
    for index in range(instrument.header.opening_end, len(instrument.paragraphs)):
        paragraph = instrument.paragraphs[index]
        if paragraph.is_row:
            open_from = None
            continue
        at = paragraph.body
        if index in clauses and (prose := prose_behind(instrument, paragraph)) is not None:
            at, open_from = prose, None  # what is above is the task of the fields in front of it
        task: Task | None = None
        for found in clauses.get(index, ()):
            above, heading = task, whole.get(index)
            matter = instrument.text.rfind("。", at, found.start) + 1
            if matter > at and _MATTER.match(instrument.text, matter, found.start):
                at, open_from = matter, None
            if heading is not None:
                task = _section_task(instrument, heading, found.start)
            else:
                task = _task(instrument, at, found.start, open_from)
            task = task or above  # …。由甲局负责。乙局配合。
            if task is None:
                gaps.append(_gap(instrument, found.start, found.end, "clause without a task"))
            else:
                facts.extend(_facts(instrument, found, task, gaps))
            at = found.end
            open_from = None
        if at < paragraph.end - 1:
            open_from = at if at > paragraph.body or paragraph.body < paragraph.end else paragraph.start
        else:
            open_from = None
    return Findings(tuple(facts), tuple(gaps))


def _first_leading(found: _Found, rule: FirstLeads) -> _Found:
    return replace(found, clause=with_first_leading(found.clause, rule))


def _whole_sections(instrument: Instrument, clauses: Mapping[int, list[_Found]]) -> dict[int, int]:
    """Find the clauses that govern a whole section: the only one in it, at its end, below an unlabelled paragraph.

    Returns:
        For the index of such a clause's paragraph the index of the section's heading.
    """
    of_section = Counter(
        instrument.paragraphs[index].section for index, read in clauses.items() for _ in read
    )
    parents = {section.parent for section in instrument.sections}
    whole: dict[int, int] = {}
    for index in clauses:
        paragraph = instrument.paragraphs[index]
        number = paragraph.section
        if paragraph.label is not None or number < 0 or of_section[number] != 1 or number in parents:
            continue
        if prose_behind(instrument, paragraph) is not None:
            continue  # the fields in front of it are those of the section
        section = instrument.sections[number]
        rest = instrument.paragraphs[index + 1 : section.last]
        ends_here = all(_is_closing(instrument.text[below.start : below.end]) for below in rest)
        if ends_here and clauses[index][0].end >= paragraph.end - 1:
            whole[index] = section.heading
    return whole


def _clauses(instrument: Instrument, index: int, paragraph: Paragraph, gaps: list[Gap]) -> list[_Found]:
    """Find the clauses of a paragraph, left to right."""
    text = instrument.text
    closing = _CLOSING_WORD.search(text, paragraph.body, paragraph.end)
    has_fields = FIELD_BEHIND.search(text, paragraph.body, paragraph.end) is not None
    dash = behind_dash(text, paragraph.body, paragraph.end)
    if dash is not None:
        stop = paragraph.end - (text[paragraph.end - 1] in "。；;")
        return [_Found(parse_clause(text, dash + len("——"), stop), dash, stop)]
    if not (closing or has_fields or _BRACKET.search(text, paragraph.body, paragraph.end)):
        return []
    if _GROUP_LABEL.match(text, paragraph.body, paragraph.end) and alone_above(instrument, index):
        return []  # 抢险组 / 组长单位：甲局；成员单位：乙局；职责：…
    brackets = Brackets(text, paragraph.body, paragraph.end)
    group = group_head(instrument, index)
    found = _sentence_clauses(instrument, paragraph, brackets, group) if closing else []
    # who leads and joins a work group (某组（甲局牵头）, 某组。牵头单位：甲局) is its composition, no task
    at = group.end if group else prose_behind(instrument, paragraph) or paragraph.body
    label = label_at(text, at, paragraph.end)
    if group and (label or _GROUP_LABEL.match(text, at, paragraph.end)):
        return _in_order(found)
    if label is not None and not has_fields and LABEL_ROLES[label["label"]] is not None:
        return _in_order(found)  # 责任单位：甲局（责任人：张三）: read with the field
    while True:
        bracket = _BRACKET.search(text, at, paragraph.end)
        if has_fields:
            before = bracket.start() if bracket else paragraph.end
            fields = fields_behind(instrument, at, before, paragraph)
            if fields is not None:
                found.append(_Found(*fields))
                at = fields[2]
                continue
        if bracket is None:
            break
        start = bracket.start()
        inside_end, end = _extent(text, start, paragraph.end, brackets)
        at = start + 1
        if ASIDE.match(text, start) or text.startswith(_ASIDES, start + 1):
            continue
        if _DEFINES.search(text, start, inside_end):
            continue
        if inside_end - start > _MAX_CLAUSE or brackets.height(start) > _MAX_HEIGHT:
            if _ROLE_WORD.search(text, start, min(end, start + _MAX_CLAUSE)):
                gaps.append(_gap(instrument, start, end, "bracket too long or too deep for a clause"))
                at = end if inside_end - start > _MAX_CLAUSE else at
            continue
        has_word = _ROLE_WORD.search(text, start + 1, inside_end) is not None
        closes = not has_word and closes_with_one(instrument, start, end)
        # 责任单位：…，各县政府（管委会）: of a name in a field, which is read with the others
        closes = closes and not label_at(text, paragraph.body, paragraph.end)
        if not (has_word or closes or _may_name_bodies(text, start, inside_end, paragraph)):
            if names_bodies_between(text, start, inside_end):
                gaps.append(
                    _gap(instrument, start, end, "bracket of bodies inside a sentence, not read as a clause")
                )
            continue
        objects = has_word or text.find("会同", start, inside_end) >= 0
        clause = clause_with_objects(text, start + 1, inside_end, end) if objects else None
        clause = clause or parse_printed_clause(instrument, start + 1, inside_end)
        if (closes and not clause.unread) or _is_clause(text, start, clause, paragraph, end):
            found.append(_Found(_overseen(clause), start, end))
            at = end
        elif has_word and clause.explicit and clause.assignments:
            reason = "bracket with a responsibility word, not read as a clause"
            gaps.append(_gap(instrument, start, end, reason))
    return _in_order(found)


def _extent(text: str, start: int, end: int, brackets: Brackets) -> tuple[int, int]:
    """Give the end of what stands in the bracket at ``start``, and the end of the bracket.

    An unclosed bracket reaches to the end of its sentence, but not into the next unclosed one.
    """
    close = brackets.closing(start)
    if close is not None:
        return before_due_beside(text, start, close), close + 1
    limit = min(end, start + _MAX_CLAUSE, brackets.next_unclosed(start) or end)
    stop = text.find("。", start, limit)
    stop = stop if stop > 0 else limit
    return stop, stop


def _sentence_clauses(
    instrument: Instrument, paragraph: Paragraph, brackets: Brackets, group: Name | None
) -> list[_Found]:
    """Find the sentences that are or end with a clause (甲局牵头，乙局按职责分工负责)."""
    text = instrument.text
    found = []
    for start, stop in sentences(text, paragraph):
        end = said_end(text, start, stop)
        if not may_close(text, end):
            continue
        if start == paragraph.body and label_at(text, start, end):
            continue  # a field, read by the pass for task tables
        if brackets.inside(end) or brackets.inside(start) or (group is not None and start <= group.end):
            continue
        closing = closing_of(instrument, start, end)
        if closing is not None:
            found.append(_Found(closing[1], closing[0], end))
    return found


def _in_order(found: list[_Found]) -> list[_Found]:
    """Sort clauses; of two that overlap the first stays."""
    kept: list[_Found] = []
    for clause in sorted(found, key=lambda f: (f.start, -f.end)):
        if not kept or clause.start >= kept[-1].end:
            kept.append(clause)
    return kept


def _may_name_bodies(text: str, start: int, end: int, paragraph: Paragraph) -> bool:
    """A bracket of bare names is a clause only behind a finished sentence or at the end of a paragraph."""
    if start == paragraph.body and text[start] in "【［[" and end + 1 < paragraph.end:
        return False  # 【甲局】维护秩序: whose duty the paragraph tells
    if start == paragraph.body and end + 1 >= paragraph.end and _below_title(text, paragraph.start):
        return False  # who issues what the title above names, or takes part in it
    if start > paragraph.body and text[start - 1] not in SENTENCE_END and end + 1 < paragraph.end:
        # …（甲局、乙局）。…（丙局负责）。: the last of an item, or one of several
        last = (
            end + 2 == paragraph.end or text[paragraph.end - 2 : paragraph.end].strip("。；;")[-1:] in _CLOSE
        )
        ends_item = paragraph.label is not None and last and text[end + 1] == "。"
        closes = (text[end + 1] in "；;" or ends_item) and not text.endswith(
            ("部门", "单位", "等"), paragraph.body, start
        )
        if not _DUE.search(text, start, end) and (not closes or "、" not in text[start:end]):
            return False
    return end - start > 3


def _below_title(text: str, start: int) -> bool:
    """Tell whether the line above is the title of a document: it has no number and ends as titles do."""
    above = text[text.rfind("\n", 0, max(start - 1, 0)) + 1 : max(start - 1, 0)]
    return _TITLE.fullmatch(above) is not None


def _is_clause(text: str, start: int, clause: Clause, paragraph: Paragraph, end: int) -> bool:
    if not clause.assignments:
        return False
    names = [a.mention.agent for a in clause.assignments]
    solid = [n for n in names if n.kind in (AgentKind.PERSON, AgentKind.GROUP) or is_body(n.name)]
    if clause.explicit:
        if labels_in(text, start, end):
            return bool(solid) or len(clause.unread) < len(names)
        return len(solid) * 2 >= len(names) and len(clause.unread) * 2 <= len(names)
    bodies = [n for n in names if is_group(n.name) or (is_body(n.name) and len(n.name) > 2)]
    stands_free = start == paragraph.body or text[start - 1] in SENTENCE_END
    if clause.unread:
        return False
    if names[0].kind is AgentKind.PERSON and bodies and stands_free:  # （张三；甲局、乙局）
        return (
            all(n.kind is AgentKind.PERSON for n in names[: -len(bodies)]) and names[-len(bodies) :] == bodies
        )
    named = len(bodies) == len(names) or (stands_free and _with_places(names))
    return named and (stands_free or len(names) >= 2 or _DUE.search(text, start, end) is not None)


def _with_places(names: list[Agent]) -> bool:
    """甲局，乙、丙、丁市人民政府: tell whether all names are bodies, or places that share the 政府 of the last."""
    shared = False
    for name in reversed(names):
        if is_group(name.name) or (is_body(name.name) and len(name.name) > 2):
            shared = _GOVERNMENT.fullmatch(name.name) is not None
        elif not (shared and _PLACE.fullmatch(name.name)):
            return False
    return True


def _overseen(clause: Clause) -> Clause:
    """Give a clause whose persons oversee: （张三同志负责）, or bare names with the bodies that answer behind them."""
    kinds = {a.mention.agent.kind for a in clause.assignments}
    if AgentKind.PERSON not in kinds or (len(kinds) == 1) != clause.explicit:
        return clause
    return replace(
        clause,
        assignments=tuple(
            replace(a, role=Role.OVERSEER)
            if a.mention.agent.kind is AgentKind.PERSON and a.role is Role.RESPONSIBLE
            else a
            for a in clause.assignments
        ),
    )


def _is_closing(text: str) -> bool:
    """Tell whether a paragraph below the last section belongs to the end of the document (附件：…, signer, date)."""
    return text.startswith("附") or (len(text) <= _MAX_CLOSING and "。" not in text and "，" not in text)


def _task(instrument: Instrument, start: int, end: int, open_from: int | None) -> Task | None:
    """Give the task that a clause at ``end`` governs: what stands between ``start`` and it, or the item above."""
    text = instrument.text
    lead = _LEADING.match(text[start:end])
    if lead:
        start += lead.end()
    if start < end:
        return Task(text[start:end].replace("\n", ""), instrument.evidence(start, end))
    if open_from is None:
        return None
    above = instrument.paragraphs[instrument.paragraph_at(open_from)]
    lead = _LEADING.match(text[open_from : above.end])
    begin = open_from + lead.end() if lead else open_from
    return Task(text[begin : above.end], instrument.evidence(begin, above.end)) if begin < above.end else None


def _section_task(instrument: Instrument, heading: int, end: int) -> Task | None:
    """Give the task of a clause that governs a section: its heading and what stands below it, if that says anything."""
    text = instrument.text
    above = instrument.paragraphs[heading]
    title = text[above.body : above.end]
    below = text[above.end : end].replace("\n", "")
    if not (title + below).strip():
        return None
    mark = "。" if below and title and title[-1] not in SENTENCE_END else ""
    return Task(f"{title}{mark}{below}", instrument.evidence(above.body, end))


def _facts(instrument: Instrument, found: _Found, task: Task, gaps: list[Gap]) -> list[RoleFact]:
    evidence = instrument.evidence(found.start, found.end)
    facts: list[RoleFact] = []
    seen: set[tuple[Role, str]] = set()
    for assignment in found.clause.assignments:
        agent = assignment.mention.agent
        marked = bears_mark(instrument, assignment.role, agent.name, evidence)
        role = Role.LEAD if marked else assignment.role
        key = (role, agent.name)
        if key not in seen:
            seen.add(key)
            facts.append(RoleFact(evidence, NAME, role, agent, task))
    gaps.extend(
        _gap(instrument, start, end, "no name of a body or person") for start, end in found.clause.unread
    )
    return facts


def _gap(instrument: Instrument, start: int, end: int, reason: str) -> Gap:
    return Gap(instrument.evidence(start, end), reason, NAME)


register(NAME, find_responsibility_clauses)
