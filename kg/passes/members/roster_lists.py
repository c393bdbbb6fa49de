"""Lists of members under labels (组长：… 副组长：… 成员：…), over as many paragraphs as they take."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from kg.facts import AgentKind, Gap, MemberRole
from kg.language.data import load
from kg.passes.members.coordinating_context import Bodies
from kg.passes.members.coordinating_names import (
    group_head,
    in_heading,
    is_addressed,
    is_bare,
    is_coordinating,
    mentions,
    trimmed,
)
from kg.passes.members.roster_agents import agents_in, line_by_line, names_heads, posts_first
from kg.passes.members.roster_entries import Entry, Listed, Printed, compacted
from kg.passes.members.roster_lines import ORDER_REMARK, lone_name, names_only, person_between, persons_in
from kg.passes.names.posts import split_posts
from kg.structure.model import Instrument

_LABELS: dict[str, str] = {word: role for role, words in load("rosters")["labels"].items() for word in words}
_OVERSEERS = frozenset(load("roles")["labels"]["overseer"])  # 责任人：… below a task names no body's member
_WORDS = sorted(_LABELS, key=lambda word: (-len(word), word))
_ALTERNATIVES = "|".join(_WORDS)
_MARK = re.compile("[:：\t]")
_LABEL_BEFORE = re.compile(rf"(?:{_ALTERNATIVES})(?:[（(][^（）()]{{1,16}}[）)])?$")
_ENDS = frozenset(word[-1] for word in _WORDS) | set("）)")
_REACH = 28  # characters that a label and its note take
_SPACED = "|".join(r"[ \u3000]{0,20}".join(word) for word in _WORDS)
_LABEL = re.compile(
    # nothing but characters and spaces up to the mark or its note: most runs of characters end otherwise
    rf"(?<![\u4e00-\u9fff])(?=[\u4e00-\u9fff \u3000]{{2,200}}[（(:：\t])(?P<owner>[\u4e00-\u9fff]{{2,30}}?)??(?P<label>{_SPACED})"
    r"(?:[（(][^（）()]{1,16}[）)])?[ \u3000]{0,4}(?:[:：]|\t)"
)
# 县长副组长：, printed without a space behind the post of the one before
_GLUED = re.compile(rf"(?<=[长记任员席理])(?P<label>{_ALTERNATIVES})[ \u3000]{{0,4}}[:：]")
# 增补以下同志为某领导小组成员：
_ADDED = re.compile(
    rf"(?:以下|下列)(?:同志|人员|单位)(?:为|任|担任)(?P<owner>[\u4e00-\u9fff（）]{{2,40}})的?(?P<label>{_ALTERNATIVES})[:：]$"
)
_NUMBER = re.compile(r"[-•]?\s{0,2}(?:[（(]?[\d一二三四五六七八九十]{1,3}[）)、.．]\s{0,2})?")
# 组　长　张三　县长: no colon behind the label, but a person with posts
_UNMARKED = re.compile(rf"(?P<label>{_SPACED})[ \u3000]{{1,12}}(?=[\u4e00-\u9fff])")
_UNMARKED_BELOW = re.compile(rf"\n[ \u3000]{{0,20}}{_UNMARKED.pattern}")
_BEGINNINGS = frozenset(word[0] for word in _WORDS)
# where a list of members ends inside its paragraph
_OTHER = re.compile(r"[。；;]|(?:主要|工作)?(?:职责|任务|职能)(?:分工)?[:：]|联系人|联系电话|电话[:：]")
_AND_BODIES = re.compile(
    r"[）)]?(?:[ \u3000\n]{0,4}[、，,]\s{0,4}(?=[\u4e00-\u9fff])|[ \u3000]{0,4}\n[ \u3000]{0,20}(?=各))"
)
_BY = re.compile("\\s*由(?P<held>[^。；]{2,400}?)(?:兼?担?任|组成)?\\s*$")
_MAX_ALONE = 6  # characters of a label that stands alone, without a colon
_MAX_WAITED = 600  # characters of a list that stands below its label
_MAX_HOLDERS = 40  # … of a line of unnamed holders behind persons
_ONE_PERSON = frozenset({"chair", "vice_chair", "office_head"})
_HEADING = re.compile(
    "(?:主要|工作|具体|应急)?(?:职责|任务)(?:任务|分工)?|联系(?:电话|方式)|电话|手机|备注"
)  # the next column of a table
_CLOSED = re.compile("[）)](?=[。：:；;，,]|$)")
_MAX_OPEN = 200  # characters of a bracket in front of a label inside it
# 指挥长：常务副县长（必要时由县长担任）
_IF_NEEDED = re.compile("[（(](?:必要时|特殊情况)[^（）()]{2,40}[）)]\\s*\\Z")
_OPEN = re.compile(r"[（(〔\[【][^（()）〔〕\[\]【】]*$")
_OF_GROUPS = frozenset({"lead_org", "member_org"})  # labels of tasks outside work groups
_LEADS = re.compile("[（(](?:牵头|牵头单位|组长单位)[）)]$")
_HOLDERS = frozenset({AgentKind.POST, AgentKind.GROUP})
_MIN_SENTENCE = 6  # characters in front of a label that can name a body
# …工作。（牵头单位：…）, …工作。责任单位：…: who leads a task, not who is in a group
_OF_TASK = re.compile(r"[。；;]\s?(?P<open>[（(〔\[【])?$")
# 张  三（县委党校高级讲师）: a member whose bracket holds no post we know
_NAME_AND_BRACKET = re.compile(
    "[\u4e00-\u9fff](?:[ \u3000]{0,6}[\u4e00-\u9fff]){1,3}[（(][^（）()]{2,40}[）)][；;。]?"
)
_NO_MEMBERS = "label of a list of members without members"
_SCORE = re.compile(r"\d{1,3}分")
_MADE_OF = re.compile("(?:成员|组员|委员)(?:单位)?(?:主要)?由")  # 成员由甲局组成: no member


def listed_members(
    instrument: Instrument, bodies: Bodies, read: frozenset[int]
) -> tuple[list[Entry], list[Gap]]:
    """Read all lists of members of an instrument but those in the paragraphs that were ``read`` as tables."""
    reader = _Reader(instrument, bodies)
    text = instrument.text
    starts = [p.start for p in instrument.paragraphs]
    labelled = {
        bisect_right(starts, mark.start()) - 1
        for mark in _MARK.finditer(text)
        if text[mark.start() - 1 : mark.start()] in _ENDS
        and _LABEL_BEFORE.search(text[max(0, mark.start() - _REACH) : mark.start()])
    }
    labelled.update(
        n
        for n, paragraph in enumerate(instrument.paragraphs)
        if paragraph.body < len(text)
        and text[paragraph.body] in _BEGINNINGS
        and (_alone(instrument, n) or _unmarked(Printed.of(paragraph).text) is not None)
    )
    for index in sorted(labelled.difference(read)):
        reader.read_from(index)
    return reader.entries, reader.gaps


def _alone(instrument: Instrument, index: int) -> bool:
    """Tell whether a paragraph is a label and nothing else, a person with posts below it: 组长 / 张三　县长."""
    paragraph = instrument.paragraphs[index]
    last = index + 1 == len(instrument.paragraphs)
    if last or paragraph.end - paragraph.body > _MAX_ALONE or paragraph.is_row:
        return False
    if _words(instrument, index) not in _LABELS:
        return False
    printed = Printed.of(instrument.paragraphs[index + 1]).text
    first = next(persons_in(printed, _begin(printed), len(printed), listed=True), None)
    return first is not None and bool(first.posts)


def _words(instrument: Instrument, index: int) -> str:
    paragraph = instrument.paragraphs[index]
    return instrument.text[paragraph.body : paragraph.end]


def _unmarked(text: str) -> re.Match[str] | None:
    """Find a label without its colon at the beginning of printed text: a person with posts stands behind it."""
    label = _UNMARKED.match(text, _begin(text))
    if label is None:
        return None
    first = next(persons_in(text, label.end(), len(text), listed=True), None)
    return label if first is not None and first.posts else None


class _Reader:
    def __init__(self, instrument: Instrument, bodies: Bodies) -> None:
        self.entries: list[Entry] = []
        self.gaps: list[Gap] = []
        self._instrument = instrument
        self._bodies = bodies
        self._next = instrument.header.opening_end
        self._body: str | None = None
        self._role: str | None = None

    def read_from(self, index: int) -> None:
        """Read the labelled paragraph ``index`` and the unlabelled ones that go on with its list."""
        if index < self._next:
            return
        if index > self._next or self._body is None:
            self._body = self._bodies.above(index) or self._bodies.below(index)
        paragraphs = self._instrument.paragraphs
        if not self._labelled(index):
            self._next = index + 1
            return
        index += 1
        while index < len(paragraphs) and self._continued(index):
            index += 1
        self._next = index

    def _labelled(self, index: int) -> bool:
        """Read a paragraph with labels; False when nothing in it is a list of members."""
        printed = Printed.of(self._instrument.paragraphs[index])
        labels = list(_labels(printed.text))
        if not labels:
            alone = _alone(self._instrument, index)
            self._role = _LABELS[_words(self._instrument, index)] if alone else self._role
            return alone
        understood = False
        group = group_head(self._instrument, index)
        if group is not None and group.text not in _LABELS:
            self._body = group.text
        elif (said := _said_before(printed.text[: labels[0][0].start()])) is not None:
            self._body = self._bodies.resolved(said, index)
        for n, (label, owner) in enumerate(labels):
            stop = labels[n + 1][0].start() if n + 1 < len(labels) else len(printed.text)
            role = _LABELS["".join(label.group("label").split())]
            bracketed = (
                _OPEN.search(printed.text, max(0, label.start() - _MAX_OPEN), label.start()) is not None
            )
            if bracketed:
                closed = _CLOSED.search(printed.text, label.end(), stop)
                stop = closed.start() if closed else stop
            if owner is not None:
                self._body = self._bodies.resolved(owner, index)
            task_end = _OF_TASK.search(printed.text[max(0, label.start() - 3) : label.start()])
            of_task = task_end is not None and (bool(task_end["open"]) or label["label"].startswith("责任"))
            of_task = of_task or (role == "member_org" and bracketed)
            answers = label.group("label") in _OVERSEERS and not self._goes_on(index)
            if (role in _OF_GROUPS or answers) and (of_task or not self._in_group(index)):
                self._role = None
                continue
            self._role = role
            if (instead := _IF_NEEDED.search(printed.text, label.end(), stop)) is not None:
                stop = instead.start()
            found = _members(printed.text, label.end(), stop, units=label["label"].endswith(("单位", "部门")))
            if not found and role in _ONE_PERSON:
                found = lone_name(printed.text, label.end(), stop)
            found = found or (self._strange(index, printed, label.end()) if stop == len(printed.text) else [])
            if found:
                understood = True
                self._add(printed, found, role, named=label.group("label") not in _OVERSEERS)
            elif (told := printed.text[label.end() : stop].strip()) and not ORDER_REMARK.fullmatch(told):
                self._role = None
                if len(told) < 200 and self._body and not _HEADING.fullmatch("".join(told.split())):
                    self._gap(printed, label.start(), stop)
            else:
                understood = True  # the list stands below
        return understood

    def _continued(self, index: int) -> bool:
        """Read a paragraph without a label that goes on with the list."""
        paragraph = self._instrument.paragraphs[index]
        if self._role is None or _MADE_OF.match(self._instrument.text, paragraph.body):
            return False
        printed = Printed.of(paragraph)
        if list(_labels(printed.text)) or _alone(self._instrument, index):
            return self._labelled(index)
        if ORDER_REMARK.fullmatch(printed.text.strip()) or printed.text.strip().isdecimal():
            return True  # a page number, too
        begin = self._posts_below(index, printed)
        if begin == len(printed.text):
            return True
        begin = begin or _begin(printed.text)
        found = list(persons_in(printed.text, begin, len(printed.text), listed=True))
        waiting = not self._goes_on(index)
        if not found and paragraph.label is None and (waiting or self._posts_come_first):
            found = posts_first(printed.text, begin, len(printed.text))
        bare = found and not found[0].posts and "、" not in printed.text and len(printed.text.strip()) > 12
        bare = bare and not ((waiting or not self.entries[-1].posts) and names_only(printed.text, found))
        if not found and (strange := self._strange(index, printed, 0)):
            self._add(printed, strange, self._role)
            return True
        if (not found or bare) and not _NAME_AND_BRACKET.fullmatch(printed.text.strip()):
            heads = any(map(names_heads, printed.text[begin:].split("\n")))
            longest = _MAX_WAITED if waiting or heads else _MAX_HOLDERS
            if len(printed.text) > longest or paragraph.label is not None:
                return False
            found = line_by_line(printed.text, begin) or agents_in(printed.text, begin, len(printed.text))
            holders = all(m.agent.kind in _HOLDERS for m in found)
            if not waiting and not (holders or heads):
                return False  # a line of unnamed holders (各镇镇长) ends a list of persons, bodies do not
        if not found:
            return False
        self._add(printed, found, self._role)
        return True

    def _strange(self, index: int, printed: Printed, begin: int) -> list[Listed]:
        """Read a person between others whose post ends as none we know; what the post is stays unread."""
        below = self._instrument.paragraphs[index + 1 : index + 2]
        found = person_between(printed.text, begin, Printed.of(below[0]).text) if below else []
        if found:
            self._gap(printed, begin, len(printed.text), "a post that ends as none we know")
        return found

    def _posts_below(self, index: int, printed: Printed) -> int:
        """Read a line of nothing but posts below a name that has none, which are that person's; give where it ends."""
        last = self.entries[-1] if self.entries else None
        if last is None or last.posts or last.agent.kind is not AgentKind.PERSON or not self._goes_on(index):
            return 0
        if (first := next(persons_in(printed.text, 0, len(printed.text), listed=True), None)) and first.posts:
            return 0
        end = printed.text.find("\n")
        end = end if end >= 0 else len(printed.text)
        compact, offsets = compacted(printed.text, 0, end)
        posts = split_posts(compact)
        if not posts or any(post.title is None for post in posts):
            return 0
        held = [
            (p, printed.evidence(self._instrument, offsets[p.start], offsets[p.end - 1] + 1)) for p in posts
        ]
        self.entries[-1] = replace(last, posts=tuple(held))
        return end

    @property
    def _posts_come_first(self) -> bool:
        """Tell whether the posts of the member read last stand in front of its name: 甲局局长　张三."""
        agent = self.entries[-1].agent if self.entries else None
        quote = self.entries[-1].evidence.quote if self.entries else ""
        return (
            agent is not None
            and agent.kind is AgentKind.PERSON
            and bool(self.entries[-1].posts)
            and "".join(quote.split()).endswith(agent.name)
        )

    def _goes_on(self, index: int) -> bool:
        """Tell whether the member read last stands right above a paragraph."""
        line = self._instrument.paragraphs[index - 1].lines[0].start
        return bool(self.entries) and self.entries[-1].evidence.end > line

    def _in_group(self, index: int) -> bool:
        """牵头单位： belongs to the list of a coordinating body only under that body's heading."""
        instrument, body = self._instrument, self._body or ""
        paragraph, above = instrument.paragraphs[index], instrument.paragraphs[max(index - 1, 0)]
        if paragraph.section >= 0:
            heading = instrument.sections[paragraph.section].heading
            if in_heading(instrument.paragraph_text(heading)) is not None:
                return True
        near = instrument.text[above.start : paragraph.end]
        return body.endswith("组") and not is_bare(body) and not is_addressed(near, body)

    def _add(self, printed: Printed, found: list[Listed], role: str, *, named: bool = True) -> None:
        instrument = self._instrument
        if self._body is None and named:
            first = found[0]
            self.gaps.append(
                Gap(
                    printed.evidence(instrument, first.start, first.end),
                    "list of members of a body that is not named",
                    "coordinating_bodies",
                )
            )
        for member in found:
            end = max((p.end for p in member.posts), default=member.end)
            body, part = part_in(self._body or "", role)
            agent = member.agent
            if (leads := _LEADS.search(agent.name)) is not None:
                agent, part = replace(agent, name=agent.name[: leads.start()]), MemberRole.LEAD_ORG
            self.entries.append(
                Entry(
                    body,
                    part,
                    agent,
                    printed.evidence(instrument, member.start, end),
                    tuple((p, printed.evidence(instrument, member.start, p.end)) for p in member.posts),
                )
            )

    def _gap(self, printed: Printed, start: int, end: int, reason: str = _NO_MEMBERS) -> None:
        evidence = printed.evidence(self._instrument, start, min(end, start + 120))
        self.gaps.append(Gap(evidence, reason, "coordinating_bodies"))


def part_in(body: str, role: str) -> tuple[str, MemberRole]:
    """Give the body and the part in it that a kind of labels tells: who is deputy of an office is so of that office."""
    if role == "office_vice":
        return f"{body}办公室" if body else "", MemberRole.VICE_CHAIR
    return body, MemberRole(role)


def _labels(text: str) -> Iterator[tuple[re.Match[str], str | None]]:
    """Find labels at the beginning of a paragraph and after white space or marks inside it."""
    found = False
    end = 0
    for match in _LABEL.finditer(text):
        if found:
            yield from ((glued, None) for glued in _GLUED.finditer(text, end, match.start()))
        owner = match.group("owner")
        if owner is None or owner.endswith(("组成人员", "名单", "如下")):  # 二、组成人员组长：
            found, end = True, match.end()
            yield match, None
        elif match.start() == _begin(text):
            name = trimmed(owner.removesuffix("的"))
            if is_coordinating(name):
                found, end = True, match.end()
                yield match, name
    if found:
        yield from ((glued, None) for glued in _GLUED.finditer(text, end))
    elif (added := _ADDED.search(text)) is not None and is_coordinating(added["owner"]):
        yield added, added["owner"]
    elif (unmarked := _unmarked(text)) is not None:
        yield unmarked, None
        yield from ((below, None) for below in _UNMARKED_BELOW.finditer(text, unmarked.end()))


def _begin(text: str) -> int:
    match = _NUMBER.match(text)
    return match.end() if match else 0


def _members(text: str, start: int, end: int, *, units: bool = False) -> list[Listed]:
    """Read what stands behind a label: persons, else unnamed posts and bodies up to the full stop."""
    persons = list(persons_in(text, start, end, listed=True))
    if persons and _SCORE.search(text, start, min(end, start + 40)) is None:
        return [*persons, *_bodies_behind(text, persons[-1], end)]
    stop = _OTHER.search(text, start, end)
    end = stop.start() if stop else end
    if (by := _BY.match(text, start, end)) is not None:  # 总指挥：由分管副县长担任
        start, end = by.span("held")
    return agents_in(text, start, end, units=units) or posts_first(text, start, end)


def _bodies_behind(text: str, last: Listed, end: int) -> list[Listed]:
    """Read the bodies that end a list of persons: 张三（…）、市某部、市某局主要负责同志."""
    at = max((post.end for post in last.posts), default=last.end)
    behind = _AND_BODIES.match(text, at, end)
    if behind is None:
        return []
    stop = _OTHER.search(text, behind.end(), end)
    return agents_in(text, behind.end(), stop.start() if stop else end)


def _said_before(text: str) -> str | None:
    """Give the body that the sentence in front of a label sets up (成立某领导小组。组长：…)."""
    compact = "".join(text.split())
    named = mentions(compact, 0, len(compact)) if len(compact) > _MIN_SENTENCE else []
    return named[-1].text if named else None
