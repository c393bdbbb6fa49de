"""Pass ``appointments``: who is appointed to which post and who is dismissed (任命 / 免去).

Two forms: a sentence with its own verb (任命甲为…；免去乙的…职务), and a list under a line that ends in 任命： or 免去：.
The date is that of the decision, the instrument's date of signature.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts import Gap, PersonFact, PostEvent
from kg.passes.agents import is_body
from kg.passes.component import Findings, register
from kg.passes.coordinating_names import is_coordinating
from kg.passes.posts import split_posts
from kg.structure.model import Instrument

NAME = "appointments"

_CHAR = r"(?!同志)[\u4e00-\u9fff]"
_PERSON = rf"{_CHAR}(?:[\u4e00-\u9fff]{{0,8}}·[\u4e00-\u9fff·]{{1,12}}|(?:{_CHAR}){{1,3}})"
_PERSONS = (
    rf"{_PERSON}(?:[（(][^（）()]{{1,12}}[）)])?(?:、{_PERSON}(?:[（(][^（）()]{{1,12}}[）)])?){{0,12}}?"
)
_SENTENCE_END = re.compile("[。；;\n]")
_LIST_HEAD = re.compile(
    r"(?:(?P<appoint>任命|聘任|任职)|(?P<dismiss>免去|免职|解聘))(?:下列|以下)?(?:同志|人员)?(?:的?职务)?[:：]$"
)
_LIST_TITLE = re.compile(
    r"(?:(?P<appoint>任命|聘任|任职)|(?P<dismiss>免去|免职|解聘))(?:人员|名单|职务)?[:：]?$"
)
_VERB = re.compile(r"(?:任命|聘任|聘用|免去|免除|解聘)")
_APPOINT = re.compile(
    rf"(?:任命|聘任|聘用)[:：]?(?P<persons>{_PERSONS})(?:同志|等同志)?(?:为|任|担任)(?P<posts>[^；。\n]{{2,200}})"
)
_DISMISS = re.compile(
    rf"(?:免去|免除|解聘)[:：]?(?:(?P<persons>{_PERSONS})(?:同志)?的|(?P<same>其)|(?P<bare>{_PERSON})同志)(?P<posts>[^；。\n]{{2,200}}?)(?:等)?(?P<tail>职务|(?=[；。，,\n]|$))"
)
_LISTED_APPOINT = re.compile(
    rf"(?P<persons>{_PERSONS})(?:同志)?(?:任命?为|为|任|担任|兼任)(?P<posts>[^；。\n]{{2,200}})"
)
_LISTED_DISMISS = re.compile(
    rf"(?P<persons>{_PERSONS})(?:(?:同志)?的|同志)(?P<posts>[^；。\n]{{2,200}}?)(?:等)?(?P<tail>职务|(?=[；。，,\n]|$))"
)
# 免去甲的某局局长职务、乙的某局局长职务: the verb goes on behind 职务
_NEXT_DISMISSED = re.compile(
    rf"[、，,](?:和|及)?(?P<persons>{_PERSONS})(?:同志)?的(?P<posts>[^；。\n]{{2,200}}?)(?:等)?(?P<tail>职务)"
)
_SINGLE = re.compile(
    r"同志(?P<verb>任|担任|兼任|不再担任|不再兼任|不再任)(?P<posts>[^；。\n]{2,120}?)(?P<tail>职务)?(?=[；。，,\n]|$)"
)
_SINGLE_NAME = re.compile(
    rf"(?:^|[，,：:、]|决定|批准|同意|研究|提名|推荐|聘任|任命|由)(?P<persons>{_PERSON})$"
)
_SAID = re.compile("同志(?:不再)?(?:任|担任)")
_NAME = re.compile(_PERSON)
_TAIL_NOTE = re.compile(r"[（(](?P<note>[^（）()]{1,40})[）)]")
_TERM = r"[，,](?P<term>(?:试用期|聘期|任期|挂职)[^，。；（）()]{0,12})"
_PROBATION = re.compile(rf"{_TERM}$")
_TERM_BEHIND = re.compile(_TERM)
_TITLE_WORDS = ("任免", "任命", "免去", "任职", "免职", "聘任", "任免职")
_LABEL = re.compile(
    r"(?:[\d０-９]{1,3}[.．、]|[（(][\d一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、)"
)


def find_appointments(instrument: Instrument) -> Findings:
    """Find appointments and dismissals."""
    text = instrument.text
    personnel = any(word in instrument.header.title for word in _TITLE_WORDS)
    if not personnel and not _VERB.search(text) and not _SAID.search(text):
        return Findings()
    facts: list[PersonFact] = []
    gaps: list[Gap] = []
    listed: PostEvent | None = None
    for index, paragraph in enumerate(instrument.paragraphs):
        if index < instrument.header.opening_end:
            continue
        title = _LIST_TITLE.match(text, paragraph.body, paragraph.end)
        head = title or _LIST_HEAD.search(text, max(paragraph.start, paragraph.end - 16), paragraph.end)
        if head is not None:
            listed = _event(head)
            continue
        if not _has_look(text, paragraph.start, paragraph.end, listed, personnel):
            listed = None
            continue
        previous = ""
        for start, end in _pieces(text, paragraph.body, paragraph.end):
            head = _LIST_HEAD.search(text, start, end)
            if head is not None:
                listed = _event(head)
                continue
            found, previous = _read(instrument, start, end, listed, previous, personnel)
            facts.extend(found)
            if not found and _looks_like_entry(text[start:end], listed, personnel):
                gaps.append(
                    Gap(instrument.evidence(start, end), "appointment or dismissal not understood", NAME)
                )
    return Findings(tuple(facts), tuple(gaps))


def _event(head: re.Match[str]) -> PostEvent:
    return PostEvent.DISMISSED if head.group("dismiss") else PostEvent.APPOINTED


def _has_look(text: str, start: int, end: int, listed: PostEvent | None, personnel: bool) -> bool:
    if _VERB.search(text, start, end) or _SAID.search(text, start, end):
        return True
    if personnel and "同志" in text[start:end]:
        return True
    pattern = _LISTED_DISMISS if listed is PostEvent.DISMISSED else _LISTED_APPOINT
    return listed is not None and bool(pattern.match(text, _after_label(text, start, end), end))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a paragraph at full stops and semicolons."""
    for stop in _SENTENCE_END.finditer(text, start, end):
        if stop.start() > start:
            yield start, stop.start()
        start = stop.end()
    if start < end:
        yield start, end


def _after_label(text: str, start: int, end: int) -> int:
    label = _LABEL.match(text, start, end)
    return label.end() if label else start


def _looks_like_entry(piece: str, listed: PostEvent | None, personnel: bool) -> bool:
    return (
        (personnel or listed is not None) and len(piece) > 6 and bool(_VERB.search(piece) or "职务" in piece)
    )


def _read(
    instrument: Instrument, start: int, end: int, listed: PostEvent | None, previous: str, personnel: bool
) -> tuple[list[PersonFact], str]:
    """Read one piece; ``previous`` is the name that 其 stands for."""
    text = instrument.text
    facts: list[PersonFact] = []
    at = _after_label(text, start, end)
    if listed is not None:
        pattern = _LISTED_DISMISS if listed is PostEvent.DISMISSED else _LISTED_APPOINT
        match = pattern.match(text, at, end)
        if match is not None:
            facts = _facts(instrument, match, end, listed, previous)
            if facts:
                previous = facts[-1].person
                at = match.start("posts")  # …，免去其…职务 may stand behind
    spoken: list[tuple[re.Match[str], PostEvent]] = [
        *((m, PostEvent.APPOINTED) for m in _APPOINT.finditer(text, at, end)),
        *((m, PostEvent.DISMISSED) for m in _dismissals(text, at, end)),
    ]
    for match, event in sorted(spoken, key=lambda pair: pair[0].start()):
        found = _facts(instrument, match, end, event, previous)
        if found:
            previous = found[-1].person
            facts.extend(found)
    if not facts:
        for match in _SINGLE.finditer(text, at, end):
            name = _SINGLE_NAME.search(text[max(at, match.start() - 14) : match.start()])
            leaves = match.group("verb").startswith("不再")
            event = PostEvent.DISMISSED if leaves else PostEvent.APPOINTED
            found = _facts(instrument, match, end, event, previous, name.group("persons") if name else None)
            if personnel or all(_is_office(fact) for fact in found):
                facts.extend(found)
    return facts, previous


def _dismissals(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    for match in _DISMISS.finditer(text, start, end):
        following: re.Match[str] | None = match
        while following is not None:
            yield following
            following = _NEXT_DISMISSED.match(text, following.end(), end)


def _is_office(fact: PersonFact) -> bool:
    """Tell a post in a standing body from a part in a coordinating one (任领导小组组长)."""
    if fact.org is None or not is_body(fact.org):
        return False
    return not is_coordinating(fact.org) and not is_coordinating(fact.org.removesuffix("办公室"))


def _facts(
    instrument: Instrument,
    match: re.Match[str],
    end: int,
    event: PostEvent,
    previous: str,
    named: str | None = None,
) -> list[PersonFact]:
    """Make the facts of one match; ``named`` is a name printed directly before it."""
    text = instrument.text
    groups = match.groupdict()
    start, stop = match.span("posts")
    printed = match.group("posts")
    cut = re.search(r"[，,](?=免去|任命|同时|并|不再)", printed)
    if cut is not None:
        stop = start + cut.start()
        printed = text[start:stop]
    tail_note = None
    probation = _PROBATION.search(printed)
    if probation is not None:
        tail_note, stop = probation.group("term"), start + probation.start()
        printed = text[start:stop]
    elif (behind := _TERM_BEHIND.match(text, stop, end)) is not None:
        tail_note = behind.group("term")
    posts = split_posts(printed)
    if not posts:
        return []
    if groups.get("tail") == "职务":
        note = _TAIL_NOTE.match(text, match.end(), end)
        tail_note = note.group("note") if note else tail_note
    if named:
        names = [(match.start() - len(named), named)]
    elif groups.get("persons"):
        names = [
            (m.start(), m.group()) for m in _NAME.finditer(text, *match.span("persons")) if _is_start(text, m)
        ]
    elif groups.get("bare"):
        names = [(match.start("bare"), match.group("bare"))]
    elif previous:
        names = [(match.start(), previous)]
    else:
        return []
    return [
        PersonFact(
            instrument.evidence(at, start + post.end),
            NAME,
            person=name,
            post=post.post,
            org=post.org,
            title=post.title,
            event=event,
            date=instrument.header.date,
            note=post.note or (tail_note if n == len(posts) - 1 else None),
        )
        for at, name in names
        for n, post in enumerate(posts)
    ]


def _is_start(text: str, match: re.Match[str]) -> bool:
    """A name begins the list or stands behind 、; the words in brackets behind a name are no names."""
    return text[match.start() - 1] not in "（(，,"


register(NAME, find_appointments)
