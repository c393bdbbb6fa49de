"""The noun phrase that names a quantity: where it begins and ends, and how a list of such phrases comes apart.

Spans are half-open offsets of the text at hand.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.language.data import alternation, load, words
from kg.passes.words.sentences import opening_end

_GO_ON = tuple(load("targets")["leads_go_on"])
_DROPPED_GO_ON = tuple(load("targets")["dropped_go_on"])
_LEAD = re.compile(alternation("targets", "leads"))
_DROPPED = re.compile(alternation("targets", "dropped"))
_TIME = re.compile(
    r"(?:(?:力争|争取|确保|计划|截至|自|从)?(?:到|至|在|于)?(?:20\d\d[-—－~～至])?20\d\d年(?:底|末|年底|年末|\d{1,2}月(?:\d{1,2}日|底)?)?(?:之?前|以前|起|开始)?(?:[，,])?)"
    r"|(?<![\d年])(?:今年)?(?:\d{1,2}月(?:\d{1,2}日(?=之?前|以前)|底|末)?|年(?=底|末)(?:底|末)|[上下]半年|第[一二三四]季度)(?:之?前|以前)[，,]?"
    r"|(?:[上下]半年|第?[一二三四]季度)(?:末|底)?[，,]?"
    r"|(?:到)?“十[一二三四五六]五”(?:时期|期间|末|期末|[前后][一二两三四]年)(?:[，,])?"
)
_MONTH_FIRST = re.compile("(?:到|至|在|于)?\\d{1,2}月(?:份|[上中下]旬|[底末])?[，,]?(?![均平度])")  # 9月开工
_GRADED = re.compile("[\u4e00-\u9fff]{1,4}[级等星档]及?以上(?=[\u4e00-\u9fff]{2})")
_BY_WHEN = re.compile("(?:今年|年)内|(?:20\\d\\d年|年底|\\d{1,2}月)[\\d日底末]{0,3}(?:之?前|以前)")
_SINCE = ("起", "开始")
# what every alternative above holds
_MAY_DATE = re.compile("20|前|“十|半年|季度")
_SUBJECT = re.compile("(?:每年|年内|全年|今年|当年|力争|确保|争取)(?!龄|度)")
_ONLY_GROWS = frozenset(("新增", "净增", "增加", "减少"))  # 外出务工每年新增约500万人
_SAID_OF = ("完成", "实现", "落实", "拨付")
_MONEY = ("资金", "经费")
_NOUN_END = re.compile(alternation("targets", "noun_ends"))
_HEADS = tuple(words("targets", "heads"))
# 居民收入增长与经济增长同步、粮食产量5亿斤: what is said in words before an item of a list is another item
_IN_WORDS = re.compile(
    "[^，。；]{4,60}(?:同步|持平|相当|平衡|(?:完成|控制在)[^，。；、]{0,12}下达(?:的)?(?:任务|目标|指标)(?:以?内)?)、"
)
_STRONG = re.compile("、|，|以及|和(?!谐)|与|(?<![普涉])及(?![率以时其])")
_WEAK = re.compile("、")
# 在公共场所配置急救设备: where or for whom something is installed is no part of what is counted
_FOR_WHOM = re.compile(
    rf"(?:在|为|对|向|面向)[^，。；]{{2,30}}?(?:{alternation('targets', 'installed')})(?!率|面)"
)
# 县林业局要完成造林: who is to reach it
_ACTOR = re.compile(
    "(?:各[\u4e00-\u9fff（）〔〕、]{0,10}[县区市镇乡旗]|[\u4e00-\u9fff]{1,14}(?:局|委|办|厅|政府|街道|单位|部门))"
    "(?:也|均|都|共)?(?:(?:年内|全年)?(?:要|应当|应|须|需|负责|计划|统筹)(?![求素点件闻用急])|(?=完成|实现|落实|安排|拨付|筹措|筹集))(?:确保|统筹|力争|努力|年内|全年)*"
    # 各市州建成监测站3座
    "|各(?:[\u4e00-\u9fff（）〔〕、]{0,10}[县区市镇乡旗州盟]|街道|地)(?:也|均|都|要)?(?=建成|建设|新建|打造|培育|创建)"
    # 甲村计划修建水泥路5公里
    "|[\u4e00-\u9fff]{1,14}(?:村|社区|镇|乡|县|区|市|公司|集团|学校)"
    f"(?:计划|拟)(?=(?:{alternation('targets', 'installed')})[\u4e00-\u9fff]{{2}})"
    # 市财政安排专项资金1亿元
    "|(?:[省市县区州]级?)?财政(?=安排|投入|筹措|筹集)"
    # 县水利局新建水库3座
    "|[\u4e00-\u9fff]{2,12}(?:局|厅|委员会|管委会|办事处|政府|部门|系统)(?:年内|全年)?"
    "(?:[，,]?(?:会同|联合)[^，,。；\\d]{2,40}(?:局|厅|委|办|政府|部门|单位|支队|中心))?"
    "(?:(?:组织|牵头|负责)(?=制定|修订|实施|开展|编制|建设)|"
    f"(?={alternation('targets', 'installed')})(?!补助(?:标准|水平|资金|经费|比例)))"
)
# what tells the members of a list apart: 京津冀及周边地区, 珠三角等区域, 城镇, 铁路
_MEMBER = re.compile(
    r"[^，。；]{0,16}?(?:等(?:区域|地区|城市|领域|行业)|[\u4e00-\u9fff](?:地区|平原|流域|区域|城市群)|[\u4e00-\u9fff]{1,6}[省市县区州盟旗](?![域级内外])|"
    + alternation("targets", "members")
    + ")"
)
_LISTED = re.compile("[^，。；]{1,12}?等(?:区域|地区|城市|领域|行业)")
_PERIOD = re.compile(r"[一二两三四五六七八九十\d]{1,2}年|年度|期内")
_ADVERB = re.compile("全面|全部|基本|如期|按期|按时|顺利|陆续|提前")  # 全面完成1256户…: how, not what
_OPEN = "（(“《〔["
_CLOSE = "）)”》〕]"
_TRIM = " \t\n、，,：:；;。—-的"
# 开展1次检查（高危行业每月至少1次）: a remark with numbers of its own
_COUNTED_BESIDE = re.compile(r"[（(][^（）()]{0,30}\d[^（）()]{0,30}[）)]$")
_HEAD_WORDS = re.compile(
    "(?:通?硬化路率|通?客车率|(?:无害化|资源化|综合)?[\u4e00-\u9fff]{2}率|排放总量|排放量|(?:使用|利用|应用|消费|普及)?(?:比例|占比|比重|比率)|总?(?:使用|利用|消费|普及|生产|交易|吞吐|储备|保有|拥有|发电|供应|产|销|货运|客运|存栏|出栏)?量|面积|总额|数量|总量|(?:人均)?(?:财政|政府)?补助标准|标准|水平|(?:年均|月均|日均|平均)?浓度|强度|规模|收入)$"
)


class Noun(NamedTuple):
    """A noun phrase: its text and the span it was read from."""

    text: str
    start: int
    end: int


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out punctuation at both ends, and a bracket that is not closed or not opened inside."""
    while start < end and text[start] in _TRIM + "）)”":
        start += 1
    while end > start and text[end - 1] in _TRIM + "（(“":
        end -= 1
    if start < end and text[start] == "“" and text.find("”", start, end) < 0:
        start += 1
    return start, end


def actor_end(text: str, start: int, end: int) -> int:
    """Give where what ``text[start:end]`` says of who is to reach it ends, or ``start`` (县林业局要清理河道)."""
    actor = _ACTOR.match(text, start, end)
    return actor.end() if actor is not None and end - actor.end() >= 2 else start


def noun_before(text: str, start: int, end: int, *, counted: bool) -> Noun | None:
    """Give the noun phrase that ``text[start:end]`` (what stands before a quantity) ends with.

    ``counted`` tells that things are counted: then verbs of delivery in front are left out, 新增 … aside.
    """
    start = opening_end(text, start, end)
    may_date = _MAY_DATE.search(text, start, end) is not None
    for match in _TIME.finditer(text, start, end) if may_date else ():
        if match.end() == end and match.start() - start >= 2 and match.group().endswith(_SINCE):
            end = match.start()  # 覆盖率自2024年起保持在90%以上
        elif match.start() == start or text[match.start() - 1] not in "较比以与自从由":
            start = match.end()
    if (month := _MONTH_FIRST.match(text, start, end)) is not None:
        start = month.end()
    if text.find("、", start, end) >= 0 and (in_words := _IN_WORDS.match(text, start, end)):
        start = in_words.end()
    # 各单位每年开展…: what comes before 每年 is who, not what
    for match in _SUBJECT.finditer(text, start, end):
        if match.end() < end - 1 and match.start() > start and text[match.end() : end] not in _ONLY_GROWS:
            start = match.start()
    start = actor_end(text, start, end)
    if counted and (match_whom := _FOR_WHOM.match(text, start, end)) and match_whom.end() < end - 1:
        start = match_whom.end()
    start, end = trimmed(text, start, end)
    # 完成一般村整治率80%, 落实奖补资金600万元: what is done with a rate or with money is not its name (完成率 is)
    said = end - start > 4 and text.startswith(_SAID_OF, start)
    if said and (is_rate(text[start:end]) or text.endswith(_MONEY, start, end)):
        start += 2
    while start < end:
        at = start
        match_lead = _LEAD.match(text, start, end)
        if match_lead and not text.startswith(_GO_ON, start):
            start = match_lead.end()
        elif counted and not text.startswith(_DROPPED_GO_ON, start):
            match_dropped = _DROPPED.match(text, start, end)
            if match_dropped and end - match_dropped.end() >= 2:
                start = match_dropped.end()
                # 建设和筹集住房: verbs in a row are left out together
                other = _DROPPED.match(text, start + 1, end) if text[start] in "和及与并" else None
                if other is not None and end - other.end() >= 2:
                    start = other.end()
        start, end = trimmed(text, start, end)
        if start == at:
            break
    if end - start < 2 or _PERIOD.fullmatch(text, start, end) or _ADVERB.fullmatch(text, start, end):
        return None  # 五年累计不低于7亿元: of what stands before it
    return Noun(text[start:end], start, end)


def noun_after(text: str, start: int, end: int, *, whole: bool) -> Noun | None:
    """Give the noun phrase that ``text[start:end]`` (what follows a quantity) begins with.

    ``whole`` keeps the verb after the noun (20%的村符合标准).
    """
    if text.startswith("的", start):
        start += 1
    match = None if whole else _NOUN_END.search(text, min(start + 2, end), end)
    if match is not None and (graded := _GRADED.match(text, start, end)) is not None:
        match = _NOUN_END.search(text, graded.end(), end)  # 1所省二级以上养老机构: of that grade or above
    stop = match.start() if match else end
    if not whole and (dated := _BY_WHEN.search(text, start, stop)) is not None:
        stop = dated.start()  # 32个项目6月底前｜开工
    if (counted := _COUNTED_BESIDE.search(text, start, stop)) is not None:
        stop = counted.start()
    start, stop = trimmed(text, start, stop)
    if stop - start < 2:
        return None
    return Noun(text[start:stop], start, stop)


def ends_with_head(noun: str) -> bool:
    """Tell whether a noun phrase names a quantity by itself (…率, …面积, …收入)."""
    return noun.endswith(_HEADS)


def is_rate(noun: str) -> bool:
    """Tell whether what a noun phrase names is a share, so that a number without a unit means per cent."""
    return noun.endswith(("率", "比例", "占比", "比重", "覆盖面", "增速", "增幅", "涨幅", "比率"))


def split_nouns(noun: Noun, count: int | None = None) -> list[Noun] | None:
    """Split a list of noun phrases into ``count`` parts (any number above one when None), or give None.

    A part that lacks the head of the last one gets it (新生儿、婴儿死亡率: 新生儿死亡率, 婴儿死亡率).
    """
    for pattern in (_WEAK, _STRONG) if count else (_STRONG, _WEAK):
        parts = _split(noun, pattern, least=1 if count else 2)  # 肉、蛋、奶产量
        if len(parts) > 1 and (count is None or len(parts) == count):
            return _with_heads(parts)
    if count is not None and 1 < count < len(_split(noun, _STRONG)):
        return _with_heads(_last_parts(noun, count))
    return None


def _last_parts(noun: Noun, count: int) -> list[Noun]:
    """Too many parts: the last separators part, the ones before belong to the first name."""
    parts = _split(noun, _STRONG)
    first = parts[-count]
    return [Noun(noun.text[: first.end - noun.start], noun.start, first.end), *parts[-count + 1 :]]


def _split(noun: Noun, pattern: re.Pattern[str], *, least: int = 2) -> list[Noun]:
    parts = []
    depth = 0
    at = 0
    cuts = {m.start(): m.end() for m in pattern.finditer(noun.text)}
    for i, character in enumerate(noun.text):
        if character in _OPEN:
            depth += 1
        elif character in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and i in cuts and i >= at + least:
            parts.append(Noun(noun.text[at:i], noun.start + at, noun.start + i))
            at = cuts[i]
    parts.append(Noun(noun.text[at:], noun.start + at, noun.end))
    return [part for part in parts if part.text]


def _with_heads(parts: list[Noun]) -> list[Noun]:
    printed = _shared_head(parts)
    if not printed:
        return parts
    return [
        Noun(part.text + printed, part.start, part.end)
        if not part.text.endswith(printed)
        and (printed.startswith("排放") or _is_member(part.text) or not ends_with_head(part.text))
        else part
        for part in parts
    ]


def _shared_head(parts: list[Noun]) -> str:
    """Give what the last part of a list measures, which the others share: what stands behind a member of the same kind.

    京津冀及周边地区、汾渭平原PM2.5浓度: PM2.5浓度; 新生儿、婴儿死亡率: 死亡率.
    """
    last = parts[-1].text
    listed = _LISTED.match(last)  # 京津冀、长三角等区域PM2.5浓度
    if listed is not None and listed.end() < len(last) - 1:
        return last[listed.end() :]
    if all(_is_member(part.text) for part in parts[:-1]):
        member = _MEMBER.match(last)
        if member is not None and member.end() < len(last) - 1:
            return last[member.end() :]
    head = _HEAD_WORDS.search(last)
    return head.group() if head is not None and head.start() > 0 else ""


def _is_member(text: str) -> bool:
    return _MEMBER.fullmatch(text) is not None
