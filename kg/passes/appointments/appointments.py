"""Pass ``appointments``: who is appointed to which post and who is dismissed (任命 / 免去).

Three forms: a sentence with its own verb (任命甲为…；免去乙的…职务), a list under a line that ends in 任命： or 免去：, and a
table with columns for names and posts. The date is that of the decision, the instrument's date of signature.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.facts import Gap, PersonFact, PostEvent
from kg.language.data import alternation, words
from kg.language.divisions import divisions_by_name
from kg.passes.appointments.appointment_sentences import (
    ENDED_LIST,
    TAKES,
    VERB,
    Clause,
    Named,
    clauses,
    listed_entry,
    listed_names,
    post_of_list,
    says_posts,
    with_further_posts,
)
from kg.passes.appointments.appointment_tables import row_clauses
from kg.passes.appointments.entry_spans import after_label, pieces
from kg.passes.appointments.spaced_entries import comma_entry, spaced_entry
from kg.passes.component import Findings, register
from kg.passes.members.coordinating_names import is_coordinating
from kg.passes.names.kinds import is_body, is_person
from kg.passes.names.posts import Post, split_posts
from kg.structure.dates import iso_date
from kg.structure.model import Instrument

NAME = "appointments"

_LISTS = (
    rf"(?:(?P<appoint>{alternation('appointments', 'list_appoint')})"
    rf"|(?P<dismiss>{alternation('appointments', 'list_dismiss')}))"
)
_LIST_HEAD = re.compile(rf"{_LISTS}(?:下列|以下)?(?:同志|人员)?(?:的?职务)?[:：]$")
# 免去：甲某局局长职务；乙某局局长职务: the first entry stands on the line of its head
_LIST_OPENS = re.compile(rf"(?:决定|批准|通过)?{_LISTS}(?:下列|以下)?(?:同志|人员)?(?:的?职务)?[:：](?=\S)")
_LIST_TITLE = re.compile(rf"(?:决定|批准|通过)?{_LISTS}(?:人员|名单|职务)?[:：]?$")
_TAIL_NOTE = re.compile(r"[（(](?P<note>[^（）()]{1,40})[）)]")
_TERM = r"[，,](?P<term>(?:试用期|聘期|任期|挂职|任职时间)[^，。；（）()]{0,12})"
_PROBATION = re.compile(rf"{_TERM}$")
_TERM_BEHIND = re.compile(_TERM)
_HELD_BEFORE = re.compile(rf"^(?P<also>兼任的|所兼任的)|^(?:{alternation('appointments', 'held')})")
_CANDIDATE = re.compile("(?:的?(?:人选|候选人))$")
_NOMINATED = re.compile("[、，,](?:拟|并)?提名")
_TITLE_WORDS = words("appointments", "personnel_titles")
_ABOUT = re.compile(r"[（(](?:女|男|[\u4e00-\u9fff]{1,4}族)[^（）()]{0,10}[）)]")
_PLACE = re.compile("[\u4e00-\u9fff]{1,10}?[省市县区州旗盟镇乡](?=人民|政府|委|党)")
# 8月9日，市政府决定： the day of what is listed below it
_DAY = re.compile(
    r"(?:(?P<year>20\d\d)年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日(?:[，,]?[^。；\n]{0,40}(?:决定|同意|批准|研究|通过|任免)[^。；\n]{0,20})?[：:]?"
)
# 省人民政府2024年5月8日决定：, 经2024年5月6日市政府第30次常务会议研究决定: the day inside what opens the list
_DECIDED = re.compile(
    r"(?P<year>20\d\d)年(?P<month>\d{1,2})月(?P<day>\d{1,2})日[^。；;：:\n《》]{0,30}?(?:研究|决定|会议|任免|任命|免去)"
)
_YEAR = re.compile(r"(20\d\d)年")


def find_appointments(instrument: Instrument) -> Findings:
    """Find appointments and dismissals."""
    text = instrument.text
    personnel = any(word in instrument.header.title for word in _TITLE_WORDS)
    if not personnel and not says_posts(text, 0, len(text)):
        return Findings()
    reader = _Reader(instrument, personnel)
    for index in range(instrument.header.opening_end, len(instrument.paragraphs)):
        reader.read(index)
    return Findings(tuple(reader.facts), tuple(reader.gaps))


class _Reader:
    """Reads an instrument paragraph by paragraph; knows the list it is in and the person named last."""

    def __init__(self, instrument: Instrument, personnel: bool) -> None:
        self.facts: list[PersonFact] = []
        self.gaps: list[Gap] = []
        self._instrument = instrument
        self._text = instrument.text
        self._personnel = personnel
        place = _PLACE.match("".join(instrument.header.issuers[:1]) or instrument.header.title)
        self._place = place.group() if place else ""
        self._listed: PostEvent | None = None
        self._headed: PostEvent | None = None  # what the last head of a list said, though the list has ended
        self._goes_on = False  # 任命甲为…；乙为…: the verb of the entry before holds on
        self._previous = ""
        self._below: tuple[int, int] | None = None  # the post of those listed below
        self._date = instrument.header.date or self._opened()
        self._rows = {index: clauses for table in instrument.tables for index, clauses in row_clauses(table)}

    def read(self, index: int) -> None:
        """Read one paragraph."""
        text, paragraph = self._text, self._instrument.paragraphs[index]
        if paragraph.is_row:
            self._read_row(index)
            return
        day = None
        if text[paragraph.body : paragraph.body + 1].isdecimal():
            day = _DAY.fullmatch(text, paragraph.body, paragraph.end)
        elif self._personnel:
            day = _DECIDED.search(text, paragraph.body, paragraph.end)
        if day is not None:
            self._date = self._day(day) or self._date
        elif text[paragraph.end - 1] in _LAST and text.endswith(_HEADINGS, paragraph.start, paragraph.end):
            self._date = self._listed = None  # another list, behind the dates of the one above
        if self._below is not None and (names := listed_names(text, paragraph.body, paragraph.end)):
            people = [(at, text[at:end]) for at, end in names]
            self.facts.extend(self._posts(PostEvent.APPOINTED, people, self._below, None))
            return
        self._below = post_of_list(text, paragraph.body, paragraph.end)
        below = self._instrument.paragraphs[index + 1 : index + 2]
        if self._below is not None and below and listed_names(text, below[0].body, below[0].end):
            return
        head = _LIST_TITLE.match(text, paragraph.body, paragraph.end)
        if head is None and text[paragraph.end - 1] in "：:":
            head = _LIST_HEAD.search(text, max(paragraph.start, paragraph.end - 16), paragraph.end)
            if head is None and ENDED_LIST.search(text, paragraph.body, paragraph.end) is not None:
                self._listed = PostEvent.DISMISSED
                return
        if head is not None:
            self._listed = self._headed = _event(head)
            if paragraph.end - paragraph.body <= _MAX_HEAD:
                return
        elif not self._has_look(paragraph.start, paragraph.end):
            self._listed = None
            return
        self._previous = ""
        body = paragraph.body
        opens = _LIST_OPENS.match(text, body, paragraph.end)
        if opens is not None and opens.group("dismiss"):
            self._listed, body = _event(opens), opens.end()
        for start, end in pieces(text, body, paragraph.end):
            head = _LIST_HEAD.search(text, start, end)
            if head is not None:
                self._listed = _event(head)
                continue
            found = self._piece(after_label(text, start, end), end)
            self.facts.extend(found)
            self._hold_on(start, end, {fact.event for fact in found})
            if not found and self._looks_like_entry(start, end):
                evidence = self._instrument.evidence(start, end)
                self.gaps.append(Gap(evidence, "appointment or dismissal not understood", NAME))

    def _hold_on(self, start: int, end: int, found: set[PostEvent]) -> None:
        """任命甲为…；乙为…；丙为…。 is a list whose verb stands in its first entry: it holds up to the full stop.

        So is 免去甲的某局局长职务；乙的某局局长职务。
        """
        if self._listed is None or self._goes_on:
            event = PostEvent.APPOINTED if PostEvent.APPOINTED in found else PostEvent.DISMISSED
            semicolon = self._text[end : end + 1] in _SEMICOLONS and end > start
            verb = _APPOINTING if event is PostEvent.APPOINTED else VERB
            begins = self._goes_on or verb.search(self._text, start, end)
            self._goes_on = bool(semicolon and found and begins)
            self._listed = event if self._goes_on else None

    def _opened(self) -> str | None:
        """Give the day in a line above the list that looks like whom a letter is written to: 某日，省政府任免下列人员：."""
        for paragraph in self._instrument.paragraphs[1 : self._instrument.header.opening_end]:
            day = _DAY.fullmatch(self._text, paragraph.body, paragraph.end)
            if day is not None and day.group("year"):
                return self._day(day)
        return None

    def _day(self, day: re.Match[str]) -> str | None:
        """Give the date of a line that says when the entries below it were decided; the nearest year above it holds."""
        year = day.group("year")
        if year is None:
            above = _YEAR.findall(self._text, max(0, day.start() - _ABOVE), day.start())
            year = above[-1] if above else (self._instrument.header.date or "")[:4]
        return iso_date(f"{year}年{day.group('month')}月{day.group('day')}日")

    def _read_row(self, index: int) -> None:
        if not self._personnel and self._listed is None:
            return
        for name, span, event, day in self._rows.get(index, ()):
            kind = event or self._listed
            if kind is not None:
                made = self._posts(kind, [name], span, None)
                decided = iso_date(day)
                self.facts.extend(replace(fact, date=decided) if decided else fact for fact in made)

    def _has_look(self, start: int, end: int) -> bool:
        if says_posts(self._text, start, end):
            return True
        if self._personnel and ("任" in self._text[start:end] or "代理" in self._text[start:end]):
            return True
        at = after_label(self._text, start, end)
        return self._listed is not None and self._entry(at, end, self._listed) is not None

    def _entry(self, at: int, end: int, listed: PostEvent) -> Clause | None:
        """Read an entry of a list; in a document about persons a space may be all that ends the name."""
        entry = listed_entry(self._text, at, end, listed)
        spaced = self._personnel and (entry is None or entry.named is Named.GLUED)
        found = spaced_entry(self._instrument, at, end, listed) if spaced else None
        return found or entry or (comma_entry(self._text, at, end, listed) if spaced else None)

    def _next_entry(self, entry: Clause, end: int, listed: PostEvent) -> Clause | None:
        """Read the entry behind one that a comma ends: 甲为某局局长，/ 乙为某局副局长."""
        dismissed = listed is PostEvent.DISMISSED
        behind = entry.end if dismissed else with_further_posts(self._text, entry.posts[1], end)
        if self._text[behind : behind + 1] not in _COMMAS or behind + 1 >= end:
            return None
        following = listed_entry(self._text, behind + 1, end, listed)
        if following is None or following.named is not Named.OWN:
            return None
        return following if all(is_person(self._text[a:b]) for a, b in following.names) else None

    def _looks_like_entry(self, start: int, end: int) -> bool:
        piece = self._text[start:end]
        told = self._personnel or self._listed is not None
        opens = bool(VERB.search(piece) or "职务" in piece or TAKES.match(piece))
        return told and len(piece) > _MIN_ENTRY and opens

    def _piece(self, at: int, end: int) -> list[PersonFact]:
        """Read one sentence or entry of a list."""
        text = self._text
        facts: list[PersonFact] = []
        if self._listed is not None:
            entry = self._entry(at, end, self._listed)
            while entry is not None and (found := self._facts(entry, end)):
                facts.extend(found)
                at = entry.posts[0]
                entry = self._next_entry(entry, end, self._listed)
        for clause in clauses(text, at, end):
            found = self._facts(clause, end)
            sure = self._personnel or self._listed is not None or VERB.match(text, clause.start)
            if not clause.spoken and clause.with_tail and self._headed is PostEvent.DISMISSED:
                continue  # 免去： / 甲兼任某局局长职务，乙兼任…: no appointment
            if sure or (clause.spoken and all(_is_office(fact) for fact in found)):
                facts.extend(found)
        return facts

    def _facts(self, clause: Clause, end: int) -> list[PersonFact]:
        """Make the facts of a clause; gives nothing when its posts or its person are not understood."""
        text = self._text
        start, stop = clause.posts
        stop = with_further_posts(text, stop, end)
        held = _HELD_BEFORE.match(text[start:stop])
        note = "兼任" if held and held.group("also") else None
        start += held.end() if held else 0
        former = clause.event is PostEvent.DISMISSED and text[start] == "原" and stop - start > _MIN_ENTRY
        start += former and text[start : start + 3] not in divisions_by_name()  # 原甲局局长, but 原州区
        besides = ("兼任的", "兼任") if clause.event is PostEvent.DISMISSED else ("兼任的",)
        if note is None and text.endswith(besides, clause.start, start):
            note = "兼任"
        probation = _PROBATION.search(text[start:stop])
        if probation is not None:
            note, stop = probation.group("term"), start + probation.start()
        elif (term := _TERM_BEHIND.match(text, stop, end)) is not None:
            note = term.group("term")
        if clause.with_tail and (bracket := _TAIL_NOTE.match(text, clause.end, end)) is not None:
            note = bracket.group("note")
        if note is None and clause.names and "挂" in text[clause.names[-1][1] : clause.posts[0]]:
            note = "挂职"
        if (nominated := _NOMINATED.search(text, start + 2, stop)) is not None:
            stop = nominated.start()  # 任镇党委委员、提名为副镇长人选: proposed, not appointed
        candidate = _CANDIDATE.search(text[start:stop])
        stop -= len(candidate.group()) if candidate else 0
        if clause.named is Named.GLUED:
            return self._glued(clause, start, stop, note)
        if clause.names:
            names = list(clause.names)
            self._previous = text[names[-1][0] : names[-1][1]]
            people = [(at, text[at:finish]) for at, finish in names]
        elif self._previous:
            other = clause.event is PostEvent.DISMISSED and "其" not in text[clause.start : start]
            if other and (made := self._glued(clause, start, stop, note, elided=True)):
                self._previous = made[-1].person
                return made
            people = [(clause.start, self._previous)]
        else:
            return self._glued(clause, start, stop, note) if clause.named is Named.BEFORE else []
        made = self._posts(clause.event, people, (start, stop), note)
        if not made and clause.named is Named.BEFORE:
            return self._glued(clause, start, stop, note)
        return made

    def _glued(
        self, clause: Clause, start: int, stop: int, note: str | None, *, elided: bool = False
    ) -> list[PersonFact]:
        """Read 免去张三甲市某局局长职务: the name ends where the own place, a post printed elsewhere or a level word begins.

        Where the name may be ``elided``, since a person was named before, what can be the name of a place is none of a
        person (免去高新区某局局长职务).
        """
        text = self._text
        splits = []
        dot = text.find("·", start + 1, min(stop, start + _MAX_FIRST))
        for width in (3, 2, 4) if dot < 0 else range(dot + 2 - start, dot + _MAX_FIRST - start):
            about = _ABOUT.match(text, start + width, stop)  # 张三（女）某局局长
            at = about.end() if about else start + width
            if dot >= 0 and text[at] in "镇乡":
                continue  # 买买提·艾力白水乡乡长: how long the name is cannot be told
            if is_person(text[start : start + width]) and split_posts(text[at:stop]):
                splits.append((text[start : start + width], at))
                if about:
                    return self._posts(clause.event, [(start, splits[-1][0])], (at, stop), note)
        for begins in (self._begins_with_place, self._is_known, self._begins_with_level):
            for name, at in splits:
                if begins(at, stop) and not (elided and _may_be_place(name, text[at])):
                    return self._posts(clause.event, [(start, name)], (at, stop), note)
        return []

    def _begins_with_place(self, at: int, _: int) -> bool:
        return bool(self._place) and self._text.startswith(self._place, at)

    def _is_known(self, at: int, stop: int) -> bool:
        """Tell whether the post is printed at another place where posts begin."""
        text = self._text
        return any(
            found.start() != at and text.endswith(_POSTS_BEGIN, 0, found.start())
            for found in re.finditer(re.escape(text[at:stop]), text)
        )

    def _begins_with_level(self, at: int, _: int) -> bool:
        return self._text.startswith(_LEVELS, at)

    def _posts(
        self, event: PostEvent, people: list[tuple[int, str]], span: tuple[int, int], note: str | None
    ) -> list[PersonFact]:
        posts = split_posts(self._text[slice(*span)])
        return [
            self._fact(event, at, name, span[0], post, post.note or (note if n == len(posts) - 1 else None))
            for at, name in people
            for n, post in enumerate(posts)
        ]

    def _fact(
        self, event: PostEvent, at: int, name: str, base: int, post: Post, note: str | None
    ) -> PersonFact:
        end = max(base + post.end, at + len(name))  # 任命下列人员为某院院长：张三: the post stands in front
        return PersonFact(
            self._instrument.evidence(min(at, base + post.start), end),
            NAME,
            person=name,
            post=post.post,
            org=post.org,
            title=post.title,
            event=event,
            date=self._date,
            note=note,
        )


_APPOINTING = re.compile(alternation("appointments", "appointing"))
_SEMICOLONS = frozenset("；;")
_COMMAS = frozenset("，,")
_ABOVE = 600  # characters above a date in which its year may stand
_HEADINGS = ("人事任免", "任免国家工作人员", "任免名单", "人事任免名单", "任免情况")
_LAST = frozenset(heading[-1] for heading in _HEADINGS)
_MIN_ENTRY = 6  # characters
_MAX_HEAD = 16  # characters of a line that is nothing but the head of a list
_POSTS_BEGIN = (*words("appointments", "becomes"), "的", "、", "，", "\n", "\t", "其")
_LEVELS = (*"省市县州旗盟镇乡区", "自治", "团省", "团市", "团县", "团区", "团州", "中共")
_DIVIDED = frozenset("省市县州旗盟区")
_ZONES = words("appointments", "zones")
_MAX_FIRST = 9  # characters of one part of a name with a dot in it (阿依古丽·买买提)


def _event(head: re.Match[str]) -> PostEvent:
    return PostEvent.DISMISSED if head.group("dismiss") else PostEvent.APPOINTED


def _may_be_place(name: str, level: str) -> bool:
    """Tell whether a name and the word for a level behind it may be one place: 高新 + 区; of counties all are known."""
    if level in "镇乡":
        return True
    return level in _DIVIDED and (
        f"{name}{level}" in divisions_by_name() or f"{name}{level}".endswith(_ZONES)
    )


def _is_office(fact: PersonFact) -> bool:
    """Tell a post in a standing body from a part in a coordinating one (任领导小组组长)."""
    if fact.org is None or fact.org == "办公室" or not is_body(fact.org):
        return False
    return not is_coordinating(fact.org) and not is_coordinating(fact.org.removesuffix("办公室"))


register(NAME, find_appointments)
