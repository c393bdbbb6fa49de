"""Work groups: who leads and forms them (综合协调组：由甲局牵头，乙局等单位组成), and which body sets them up (下设…工作组)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts import Agent, AgentKind, Gap, MemberRole
from kg.passes.members.coordinating_context import Bodies
from kg.passes.members.coordinating_names import (
    HEADS,
    Name,
    back_to,
    can_set_up,
    group_head,
    is_bare,
    is_coordinating,
    made_of_below,
    mentions,
    trimmed,
)
from kg.passes.members.group_statements import made_up_of, members_in
from kg.passes.members.group_tables import group_tables
from kg.passes.members.respective_parts import RESPECTIVELY, SetUp
from kg.passes.members.roster_entries import Entry
from kg.passes.members.tabbed_duties import tabbed_duties
from kg.passes.names.agents import split_names
from kg.passes.names.kinds import is_group
from kg.structure.model import Instrument, LabelKind

NAME = "coordinating_bodies"

# 建立部际联席会议制度。由甲部牵头，乙部参加
_MECHANISM = re.compile(
    rf"(?:建立健全|建立|健全|完善|成立|设立|组建)(?P<name>[\u4e00-\u9fff“”]{{2,30}}?(?:{HEADS}))(?:工作)?(?:制度|机制)?[。，](?=由)"
)
_MADE_OF = re.compile(rf"(?:{HEADS}|组)(?P<by>(?:主要)?由|以(?=[^，。；]{{2,60}}为主))")
_FOUNDS = re.compile("派出|设立|成立|组建")
_SETS_UP = re.compile(
    r"(?:下设|分设|设立|设置|成立|组建)了?|建立(?!健全)(?=[\u4e00-\u9fff]{2,40}(?:小组|指挥部|委员会|专班))|派出|设(?<=[需要部组会]设)(?=[\u4e00-\u9fff]{2}|\d{1,2}个)"
)
_SEATED = re.compile("机构设在|办公室设在")  # 指挥部的工作机构设在甲局，下设…
_LED_IN = re.compile("牵头|组长单位")
_ON_THE_WAY = re.compile(
    "[^，。；]{2,16}组(?:立即|迅速|及时)?(?:赶赴|赶往|赴|前往|到|深入|进行|开展|参与|参加|协助|指导)"
)
_SET_UP_BY = re.compile(
    rf"(?P<child>[\u4e00-\u9fff]{{2,40}}(?:{HEADS}))由(?P<parent>[\u4e00-\u9fff（）]{{2,40}}?)(?:决定)?(?:派出|设立|成立|组建)"
)
_GENERIC = re.compile(
    r"(?:相应的?|若干个?|各个?|以下|下列|如下|多个|有关|[\d一二两三四五六七八九十]{1,3}个|应急|专项|专业|救援|处置|现场){0,4}(?:工作组|工作小组|专业组|小组|专项组|应急组|组|(?:工作|推进|攻坚)?专班)"
    r"|[一1](?:办|室|中心)[\d一二两三四五六七八九十]{1,3}组"
)
_HOW_MANY_OF = re.compile("^等?(?:[0-9一二两三四五六七八九十]{1,3}个)?")
_LED_BESIDE = re.compile("[（(][^（()）]*(?:任|为|牵头|负责)[^（()）]*[）)]$")  # 抢险组（张三任组长）
_ENUMERATED = re.compile(
    r"(?P<list>[^。；;\n，,]{3,300}?)(?:等)?(?:[\d一二两三四五六七八九十]{1,3}个)?(?:应急|专项|专业|救援|应急救援|应急处置|现场|安全生产)?(?P<head>工作组|工作小组|专业组|专项组|小组|组|专业委员会|分指挥部|专项指挥部|专班|工作专班)(?=等?[（(，,。；;:：\n]|$)"
)
# 下设“一办五组”，即：
_OFFICE_AND = re.compile("办公室(?:、|和|及|与)(?=[0-9一二两三四五六七八九十若])")  # 下设办公室和4个专项组
_NAMED_SO = re.compile(
    '[“"][^“”"]{2,12}[”"][，,]?(?:即|分别为|包括|为)?[:：]?'
    "|[0-9一二两三四五六七八九十]{1,3}个[\u4e00-\u9fff]{2,10}[:：](?=[^。；]{2,40}、)"  # 下设3个应急指挥机构：甲领导小组、…
)
_QUOTED = re.compile(rf'(?:[“"][\u4e00-\u9fff]{{2,40}}(?:{HEADS})[”"](?:、|和|及|与)?){{1,12}}')
_IN_QUOTES = re.compile('[“"]([^“”"]+)[”"]')
_MADE_UP_OF = re.compile(
    rf"由[^。；\n]{{2,200}}?(?:组成|参加|参与|构成|[任为](?:(?:常务)?副?(?:组长|指挥长|主任|召集人)|副?总指挥|成员))的(?P<child>[\u4e00-\u9fff]{{2,30}}?(?:{HEADS}|组))(?=[，,。；;（(]|$)"
)
_NAMED = re.compile(
    rf"(?P<child>[\u4e00-\u9fff“”]{{0,46}}?(?:{HEADS}|组(?![织成建合件长员]))(?:(?:、|和|及|与)[\u4e00-\u9fff]{{2,16}}组){{0,12}})(?!的|成员)"
)
_IS_LED = re.compile(
    "(?P<child>[\u4e00-\u9fff]{2,16}?(?:组|专班))[ \u3000]{0,4}由(?=[^，。；]{2,60}(?:牵头|负责|任|组成))"
)
_ADVERBS = re.compile(
    r"(?:决定|视情况?|可以?|(?:根据|按照?)(?:(?!需要|情况|要求)[^，。；]){0,14}(?:需要|情况|要求)|适时|应当?|将|要|统一|负责|及时|立即|必要时|同时|，|,|迅速|牵头|研究){1,8}$"
)
_APPROVED_BY = re.compile("^(?:经|报|报经|按照|根据)(?=.{1,12}(?:委|政府|院))")
_VERBS = ("推进", "加强", "建设", "完善", "健全", "依托", "履行", "强化", "推动", "规范")
_CLAUSE = "，。；,;\n：:"
_QUANTITY = re.compile(r"^(?:[\d一二两三四五六七八九十]{1,3}个|以下|相应的?|若干)")
# 服务组3个专题组和法治组、专家组2个保障组: how many of each kind, behind the last of them
_JUST_COUNTED = re.compile(r"[\d一二两三四五六七八九十]{1,3}个[\u4e00-\u9fff]{0,4}组?")
_HOW_MANY = re.compile(rf"(?<=组){_JUST_COUNTED.pattern}$")
_SAYS_WHO = re.compile("牵头(?!(?:单位|部门)[:：])|组长单位为|组成(?!单位|人员)")
_MAX_GROUP = 32  # characters of a group's name
_MAX_ADVERBS = 30  # characters between who sets up and the verb
_SAYS = 4  # characters behind the name of a group that say something of it
_WITHIN_GROUP = 5  # paragraphs below the name of a group in which it says who makes it up
_WITHIN = 60  # paragraphs behind the sentence in which the groups it speaks of are described


def group_members(instrument: Instrument, bodies: Bodies) -> tuple[list[Entry], list[Gap]]:
    """Read the work groups of an instrument."""
    text = instrument.text
    if not any(word in text for word in ("组", "指挥", "联席会议", "专班")):
        return [], []
    entries: list[Entry] = []
    gaps: list[Gap] = []
    heads = {
        index: head
        for index in range(instrument.header.opening_end, len(instrument.paragraphs))
        if (head := group_head(instrument, index)) is not None and len(head.text) >= 3
    }
    entries.extend(_in_tables(instrument))
    tables = group_tables(instrument)
    for index, head in heads.items():
        start = instrument.paragraphs[index].lines[0].start
        if any(table.start <= start < table.end for table in tables):
            continue
        made_of = list(_composition(instrument, index, head))
        entries.extend(made_of)
        paragraph = instrument.paragraphs[index]
        stop = min(paragraph.end, head.end + 60)
        if not made_of and _SAYS_WHO.search(text, head.end, stop):
            gaps.append(
                Gap(instrument.evidence(head.start, stop), "composition of a work group not understood", NAME)
            )
    names = {**_told_of(instrument), **{index: head.text for index, head in heads.items()}}
    for index in range(instrument.header.opening_end, len(instrument.paragraphs)):
        paragraph = instrument.paragraphs[index]
        printed = text[paragraph.start : paragraph.end]
        if "设" in printed or "成立" in printed:
            entries.extend(_parents(instrument, bodies, index, names))
        elif "派出" in printed or "组建" in printed:
            entries.extend(_parents(instrument, bodies, index, {}))
        if "由" in printed or "为主" in printed:
            entries.extend(_in_sentence(instrument, bodies, index))
    return entries, gaps


def _told_of(instrument: Instrument) -> dict[int, str]:
    """Give the groups that numbered paragraphs open with, which go on in a sentence (（1）抢险组由甲局牵头)."""
    opened = (
        (index, _IS_LED.match(instrument.text, paragraph.body, paragraph.end))
        for index, paragraph in enumerate(instrument.paragraphs)
        if paragraph.label is not None and not paragraph.is_row
    )
    return {index: match["child"] for index, match in opened if match and not is_bare(match["child"])}


_COUNTED = re.compile(r"[\d一二两三四五六七八九十]{1,3}个")  # 下设三个专项工作组: how many, not which


def _in_tables(instrument: Instrument) -> Iterator[Entry]:
    """Give who leads and joins the groups of tables with tabs, and of those printed cell by cell."""
    for told in tabbed_duties(instrument):
        for part, named in told.members:
            yield from members_in(instrument, told.owners[0].agent.name, part, named.start, named.end)
    for row in (row for table in group_tables(instrument) for row in table.rows):
        for part, cell in row.members:
            start, end = instrument.text_map.span_of(cell[0].start, cell[-1].end)
            yield from members_in(instrument, "".join(row.name.text.split()), part, start, end)


def _composition(instrument: Instrument, index: int, group: Name) -> Iterator[Entry]:
    """Read who leads and forms a group: in brackets, behind its name, or in the first paragraph below its heading."""
    paragraph = instrument.paragraphs[index]
    inside = group.start + len(group.text)
    if instrument.text[inside : inside + 1] in "（(" and _LED_IN.search(instrument.text, inside, inside + 60):
        closed = re.search("[）)]", instrument.text[inside : paragraph.end])
        stop = inside + closed.start() if closed else paragraph.end
        yield from made_up_of(instrument, group.text, inside + 1, stop)
    elif paragraph.end - group.end >= _SAYS:
        yield from made_up_of(instrument, group.text, group.end, paragraph.end)
    elif index + 1 < len(instrument.paragraphs):
        below = instrument.paragraphs[index + 1]
        named = group_head(instrument, index + 1)
        if named is not None and below.end - named.end >= _SAYS:
            return  # 三、工作组 / 综合协调组：由甲局牵头…: the first of the groups that a heading announces
        if below.section == paragraph.section and not below.is_row:
            found = list(made_up_of(instrument, group.text, below.body, below.end))
            at = instrument.text.find("。由", below.body, below.end)
            if not found and at >= 0:  # 负责…工作。由甲局、乙局组成。
                found = list(made_up_of(instrument, group.text, at + 1, below.end))
            for later in range(index + 2, min(index + _WITHIN_GROUP, len(instrument.paragraphs))):
                made_up = instrument.paragraphs[later]
                if not found and made_of_below(instrument, later) is not None:
                    found = list(made_up_of(instrument, group.text, made_up.body, made_up.end))
            yield from found


def _in_sentence(instrument: Instrument, bodies: Bodies, index: int) -> Iterator[Entry]:
    """监测组由区统计部门牵头，由…组成: a body named inside a sentence."""
    text, paragraph = instrument.text, instrument.paragraphs[index]
    founded = _MECHANISM.match(text, paragraph.body, paragraph.end)
    if founded is not None and not is_group(founded.group("name")) and not is_bare(founded.group("name")):
        yield from made_up_of(instrument, founded.group("name"), founded.end(), paragraph.end)
    for made in _MADE_OF.finditer(text, paragraph.start, paragraph.end):
        begin = back_to(text, _CLAUSE + "、", max(paragraph.body, made.end() - _MAX_GROUP), made.start())
        name = trimmed(text[begin : made.start("by")])
        if 3 <= len(name) < _MAX_GROUP - 1 and not is_group(name):
            yield from made_up_of(instrument, bodies.resolved(name, index), made.start("by"), paragraph.end)


def _parents(instrument: Instrument, bodies: Bodies, index: int, heads: dict[int, str]) -> Iterator[Entry]:
    """Read which body sets up which (区指挥部下设综合协调、抢险救援等工作组)."""
    text, paragraph = instrument.text, instrument.paragraphs[index]
    for verb in _SETS_UP.finditer(text, paragraph.start, paragraph.end):
        if verb.group() == "派出" and _ON_THE_WAY.match(text, verb.end(), paragraph.end):
            continue  # 甲局派出专家组赶赴现场
        parent = _parent(instrument, bodies, index, verb.start())
        if parent is None or "会同" in parent:
            continue  # 甲局会同乙局成立考核组: who does so together
        sentence = _bounds(text, paragraph.body, paragraph.end, verb.start())
        for child in _children(instrument, index, verb.end(), paragraph.end, heads):
            for one in parent.strip("“”").split("、"):  # 区委、区政府决定成立…
                if child != one and not _COUNTED.match(child):
                    yield _under(instrument, child, one, sentence)
    by = text.find("由", paragraph.start, paragraph.end)
    if by < 0 or not _FOUNDS.search(text, by, paragraph.end):
        return
    for match in _SET_UP_BY.finditer(text, paragraph.start, paragraph.end):
        child, parent = trimmed(match.group("child")), match.group("parent")
        if can_set_up(parent) and not is_bare(child):
            yield _under(instrument, child, parent, match.span())


def set_up_together(instrument: Instrument, bodies: Bodies) -> Iterator[SetUp]:
    """Give the bodies that one sentence sets up, where there are several of which something is said one by one."""
    text = instrument.text
    if "分别" not in text:
        return
    for index in range(instrument.header.opening_end, len(instrument.paragraphs)):
        paragraph = instrument.paragraphs[index]
        at = text.find("分别", paragraph.start, paragraph.end)
        if at < 0 or not RESPECTIVELY.search(text, paragraph.start, paragraph.end):
            continue
        for verb in _SETS_UP.finditer(text, paragraph.start, paragraph.end):
            children = _children(instrument, index, verb.end(), paragraph.end, {})
            if len(children) > 1:
                end = _bounds(text, paragraph.start, paragraph.end, verb.start())[1]
                yield SetUp(tuple(bodies.resolved(child, index) for child in children), verb.end(), end)
                break


def _under(instrument: Instrument, child: str, parent: str, span: tuple[int, int]) -> Entry:
    return Entry(child, MemberRole.PARENT, Agent(parent, AgentKind.ORG), instrument.evidence(*span))


def _bounds(text: str, start: int, end: int, at: int) -> tuple[int, int]:
    end = min(end, at + 300)
    stops = [p for p in (text.find(c, at, end) for c in "。；;") if p >= 0]
    return back_to(text, "。；;", start, at), min(stops, default=end)


def _parent(instrument: Instrument, bodies: Bodies, index: int, at: int) -> str | None:
    """Give the body that sets up: the subject of the clause; for 下设 also the last body named before, or the part's."""
    text, paragraph = instrument.text, instrument.paragraphs[index]
    begin = back_to(text, "。；;", paragraph.body, at)
    tail = max(begin, at - _MAX_ADVERBS)
    before = text[begin:tail] + _ADVERBS.sub("", text[tail:at])
    clause = before[max(before.rfind(c) for c in _CLAUSE) + 1 :]
    near = max(0, len(clause) - 2 * _MAX_GROUP)
    inner = mentions(clause, near, len(clause)) if _SETS_UP.search(clause) else []
    if inner:
        return _named(bodies, inner[-1].text, index)
    clause = clause[clause.rfind("由") + 1 :] if "自由" not in clause else clause
    clause = _APPROVED_BY.sub("", clause)
    direct = text[at - 1] not in _CLAUSE or before != text[begin:at]
    if direct and is_bare(clause):  # 推进委员会下设…: no verb, although it begins like one
        return bodies.resolved(clause, index)
    if (
        direct
        and clause
        and can_set_up(clause)
        and not _SEATED.search(clause)
        and not is_group(clause)
        and not clause.startswith(_VERBS)
    ):
        return _named(bodies, clause, index)
    if not text.startswith(("下设", "分设", "设"), at) or text.startswith("设立", at):
        return None
    said = bodies.said(begin, at)
    return bodies.resolved(said[-1].text, index) if said else bodies.above(index)


def _named(bodies: Bodies, name: str, index: int) -> str:
    """Give a body as printed, unless its name says nothing of its own."""
    return bodies.resolved(name, index) if is_bare(name) else name


def _children(instrument: Instrument, index: int, at: int, end: int, heads: dict[int, str]) -> list[str]:
    text = instrument.text
    if text.startswith("的", at):
        return []
    if (made := _MADE_UP_OF.match(text, at, end)) is not None:  # 成立由水利、气象等方面专家组成的专家组
        return [] if is_bare(made.group("child")) else [made.group("child")]
    quoted = _QUOTED.match(text, at, end)
    if quoted is not None:  # 下设“某指挥部”和“某专班”
        children = _IN_QUOTES.findall(quoted.group())
        return [child for child in children if is_coordinating(child) and not is_bare(child)]
    named_so = _NAMED_SO.match(text, at, end)
    at = named_so.end() if named_so else at
    office = _OFFICE_AND.match(text, at, end)
    generic = _GENERIC.match(text, office.end() if office else at, end)
    if generic is not None:
        return _groups_below(instrument, index, heads)
    listed = _ENUMERATED.match(text, at, end)
    if listed is not None and "、" in listed.group("list"):
        items = [m.agent.name for m in split_names(text, *listed.span("list"))]
        items = [_HOW_MANY.sub("", item) for item in items if not _JUST_COUNTED.fullmatch(item)]
        names = [_LED_BESIDE.sub("", _QUANTITY.sub("", item)) for item in items]
        head = listed.group("head")
        whole = _HOW_MANY_OF.sub("", text[listed.end("list") : listed.end("head")])
        named_below = any(text.find(f"{name}{whole}", listed.end()) >= 0 for name in names)
        head = whole if named_below else "组" if head.endswith("组") else head  # 甲专项小组 with its members
        # 甲指挥部、乙委员会和丙领导小组
        if len(names) > 1 and any(is_coordinating(n) and n[-1] != "组" for n in names[:2]):
            printed = split_names(text, listed.start("list"), listed.end("head"))
            return [m.agent.name for m in printed if is_coordinating(m.agent.name)]
        return [
            n if n.endswith(head) else f"{n}{head}"
            for n in names
            if 2 <= len(n) <= 16 and not n.endswith("办公室")
        ]
    named = _NAMED.match(text, at, end)
    if named is not None:
        children = [trimmed(n) for n in re.split("、|和|及|与", named.group("child"))]
        children = children[children[0] == "办公室" and len(children) > 1 :]  # 下设办公室和督查组
        if all(is_coordinating(child) and not is_bare(child) for child in children):
            return children
        whole = trimmed(named.group("child"))
        if is_coordinating(whole) and not is_bare(whole) and "、" not in whole:
            return [whole]
    return []


def _groups_below(instrument: Instrument, index: int, heads: dict[int, str]) -> list[str]:
    """Give the groups described behind a sentence, up to where other matter follows."""
    found: list[str] = []
    last = index
    kind: LabelKind | None = None
    for at in range(index + 1, min(len(instrument.paragraphs), index + _WITHIN)):
        if at in heads:
            label = instrument.paragraphs[at].label
            if found and (label.kind if label else None) is not kind:
                break  # a part of its own, behind the list
            kind = label.kind if label else None
            found.append(heads[at])
            last = at
        elif at - last > 4:
            break
    return [name for name in dict.fromkeys(found) if not is_bare(name)]
