"""Which values in a clause are commitments: told by a level, a bound or a change, or by what is to be delivered."""

from __future__ import annotations

import re

from kg.language.data import alternation, load, words
from kg.passes.targets.target_nouns import Noun, actor_end, ends_with_head, is_rate
from kg.passes.targets.target_runs import REACH, Clause, Run
from kg.passes.targets.target_tails import DELIVERED, Tail
from kg.passes.words.quantities import Kind, Quantity
from kg.passes.words.sentences import opening_end

_ACTIONS = words("targets", "actions")
_ACTION = re.compile(alternation("targets", "actions"))
_FILLERS = re.compile(
    r"(?:20\d\d年|今年|年)?(?:\d{1,2}月|[上下]半年|第?[一二三四]季度)?(?:年?[底末])(?:之?前)?|20\d\d年(?:\d{1,2}月)?"
    r"|[上下]半年|第?[一二三四]季度|\d{1,2}月|各[^，]{1,12}?年|“十[一二三四五六]五”(?:时期|期间)|[，、“]|"
    + alternation("targets", "fillers")
)
_OCCASIONS = frozenset(load("targets")["occasions"])
_YEARLY = re.compile("每年|每两年|年度|每人|每学期")
_REGULAR = re.compile("|".join(load("targets")["regular"]))
_SUBJECTS = tuple(load("targets")["subjects"])
_LASTING = tuple(load("targets")["lasting"])
_SCORED = tuple(load("targets")["scored"])
_WEAK_LEVELS = frozenset(load("targets")["weak_levels"])
_INSTALLED = tuple(load("targets")["installed"])
_DONE_NOUNS = tuple(load("targets")["done_nouns"])
_INSTALL = re.compile(alternation("targets", "installed"))
_NOT_SHARES = frozenset(("倍", "番", "个百分点", "百分点"))
_HUNDRED = 100
# things that stand somewhere, one by one: a number in Chinese characters counts them (打造一个平台 counts nothing)
_SOLID = frozenset("座所家处条栋幢台辆")
_BUILDS = re.compile("(?:引进|新建|建成|新增|新设|改建|扩建|迁建)(?:成)?$")
_GOES = re.compile("(?:到|深入|赴|前往|对|向)[^，。；]{2,}")
_FOR = re.compile("[为给向](?:[全我本][省市县区州镇乡])?$")
_AT_LEAST = re.compile("至少(?:获得|安排|接受|参加|享受|选派|享有|掌握|轮训|录用|聘用)$")
# 各镇可配备2名专职人员: what is allowed
_ALLOWED = re.compile(
    "(?<![认许宁])可以?(?:适当|视情况?|根据需要|自行|再|另|优先)?(?:配备|设置|设立|增设|建设|推荐|申请|申报|安排|聘用|聘请|选聘|选派|享受|保留)[^，。；\\d]{0,6}$"
)
# 每千人拥有社会体育指导员2.16名
_PER_HEAD = re.compile(
    "每[百千万十]{0,2}(?:名|个)?[\u4e00-\u9fff]{0,8}?(?:人口?|居民|人员|儿童|老年人|职工|学生|户|公里)(?:均)?(?:拥有|配备|有)"
)
_MANY = 10  # from here on a number in Chinese characters counts
_NO_FINITE = re.compile("的$|[^，。；]{0,40}(?:应当|必须|不得|以上的|以下的)")
# 对28个小区进行改造, 在50所学校开展建设, 首批100个社区全面建成
_TREATED = re.compile(r"(?:对|将)(?:[^，。；]{0,24}?等)?$")
_TREATMENT = re.compile(r"[^，。；\d]{1,40}?(?:进行|实施|开展|予以)(?:全面|综合|集中|统一)?[\u4e00-\u9fff“]")
_BUILT = re.compile("[^，。；]{2,60}?(?:建设|改造|实施|落地|整治)(?=[，。；]|$)")  # 加快2个试点和4个园区建设
# 确保5个安置点群众搬得出、稳得住: how they are to fare, not how many they are to be
_FARES = re.compile("[^，。；、]{1,16}[搬稳留用看学管住吃][得有](?:出|住|起|上|好|下|所)(?=[，。；、])")
_AND = ("和", "及", "与")
# 到2025年，每个街道建有1个健身广场: what every place is to have by then
_EACH_HAS = re.compile(
    "(?:每[个座所家]?|各|全部|所有)[^，。；、\\d]{1,16}(?:均|都|各)?(?:至少)?(?:建|设|配|拥)?有$"
)
_BY_THEN = re.compile("(?:到|至|于|在|确保|力争)(?:20\\d\\d年|“十[三四五六七]五)|20\\d\\d年(?:底|末|[前内])")
_PLACED = re.compile(r"在(?:[^，。；]{0,16}?)$")
_DONE = re.compile(
    r"[^，。；\d]{2,40}?(?:全面|全部|顺利|如期|基本)?(?:建成|完工|竣工|开工|投用|投运|投产|落地|达标|挂牌|通车|交付|见效|完成)(?:投用|使用|运营|投入使用|建设)?(?=[，。；、（(]|$)"
)
# 产值增速20%以上的，给予补助: who gets something
_CONDITION = re.compile("(?:及以上|以上|以下|以内)?(?:的(?=[，,；;、。])|[（(]不?含[^（）()]{1,10}[）)]的)")
_NAMED = re.compile(
    "[\u4e00-\u9fff]{0,8}(?:同意|批准)|(?:重点|大力|积极|突出|着力)?(?:发展|围绕|聚焦|涉及|突出|面向|依托|包括)"
)
_PLACE = re.compile("(?:[省市县区旗州盟镇乡]|街道|地区|平原|流域|城市|区域)$")
# 到2025年，科技型企业300家: what there is to be by then needs no verb
_TO_BE = re.compile(
    "(?:[^，。；：:]{0,8}目标[^，。；：:]{0,4}[：:])?(?:力争|确保|争取|预计)?到(?:“十[四五六七]五”末|20\\d\\d年)"
)
_MARKS = frozenset(("，", "；", "。", ",", ";", ""))

# 体检人数达1000万: people, whose number needs no classifier
_OF_PEOPLE = ("人数", "人口", "人次", "户数")
_MANY_PEOPLE = ("万", "亿")
_COUNTED = ("数", "数量", "起数", "事故", "案件", "事件", "发案", "伤亡", "死亡")


def fits_noun_first(text: str, clause: Clause, run: Run, tail: Tail, noun: Noun, *, active: bool) -> bool:
    """Tell whether a value behind the noun it measures is a commitment (覆盖率达到95%, 新建学校36所).

    ``active`` tells that something to be delivered was named before in the sentence.
    """
    quantity = run.values[0]
    if _CONDITION.match(text, run.values[-1].end) or _is_kept_fresh(text, quantity):
        return False
    if quantity.unit == "分" and (quantity.numeral or not noun.text.endswith(_SCORED)):
        return False  # 19时30分, 十分
    told = (
        tail.level is not None
        or tail.bound is not None
        or quantity.bound is not None
        or run.baseline is not None  # 由120项增加到300项
    )
    if quantity.numeral and tail.level in _WEAK_LEVELS:
        told = tail.bound is not None or quantity.bound is not None
    if quantity.numeral and not (told or _is_regular(text, clause, quantity)):
        if quantity.unit == "番" or quantity.kind is Kind.RATIO:
            return True
        # 培育企业三十家; 打造一支队伍 counts nothing
        many = float(quantity.value) >= (_MANY if quantity.unit not in _SOLID else 2)
        return many and _acts(text, run.left, quantity.start)
    match quantity.kind:
        case Kind.TIME:
            return told and (noun.text.endswith(_LASTING) or (tail.level or "达")[0] in "压缩精")
        case Kind.AGE:
            return told or tail.growth is not None
        case Kind.BARE:
            plain = told and noun.text.endswith(("系数", "指数", "比", "比值", "PUE值", "PUE"))
            plain = plain or (told and quantity.unit in _MANY_PEOPLE and noun.text.endswith(_OF_PEOPLE))
            # 产值达到5000亿: money, whose name is left out
            plain = plain or (
                told and quantity.unit.endswith("亿") and text[quantity.end : quantity.end + 1] in _MARKS
            )
            none = told and quantity.value == "0" and noun.text.endswith(_COUNTED)  # 死亡人数为零
            return tail.growth is not None or is_rate(noun.text) or tail.share or plain or none
        case Kind.RATIO | Kind.PROPORTION:
            return told or tail.growth is not None or ends_with_head(noun.text)
        case _:
            if told or tail.growth is not None:
                return True
            named = (
                _each_year(text, run) or ends_with_head(noun.text) or _PER_HEAD.match(noun.text) is not None
            )
            if active or named or _acts(text, run.left, quantity.start) or _is_installed(text, run, noun):
                return True
            return (
                quantity.kind is Kind.COUNT
                and text[quantity.end : quantity.end + 1] in _MARKS
                and _TO_BE.match(text, text.rfind("。", 0, clause.sentence) + 1, quantity.start) is not None
            )


def _is_kept_fresh(text: str, quantity: Quantity) -> bool:
    """Tell whether a number says how often something is brought up to date (目录每两年更新一次), which is no commitment."""
    return quantity.unit == "次" and text.endswith("更新", 0, quantity.start)


def _each_year(text: str, run: Run) -> bool:
    """Tell whether a verb of delivery stands behind 每年 (依托高校每年培养人才1万名)."""
    end = run.values[0].start
    at = text.rfind("每年", run.left, end)
    return at >= 0 and _ACTION.match(text, at + 2, end) is not None


def _is_installed(text: str, run: Run, noun: Noun) -> bool:
    """Tell whether a noun says itself what is done (规范站牌设置1500个), or a verb inside the clause (既有住宅加装电梯20部)."""
    if noun.text.endswith(_INSTALLED) or (noun.text.endswith(_DONE_NOUNS) and noun.text not in _DONE_NOUNS):
        return True
    verbs = list(_INSTALL.finditer(text, run.left, run.values[0].start))
    return bool(verbs) and not _NO_FINITE.match(text, run.left, verbs[-1].start())


def fits_number_first(
    text: str, clause: Clause, run: Run, tail: Tail, noun: Noun | None, *, active: bool
) -> bool:
    """Tell whether a value in front of the noun it measures is a commitment (新建36所学校, 20%的村符合标准)."""
    quantity = run.values[0]
    before = text[run.left : quantity.start]
    if (quantity.kind is Kind.COUNT and _FARES.match(text, run.values[-1].end)) or _is_kept_fresh(
        text, quantity
    ):
        return False
    if "可" in before and _ALLOWED.search(before):
        return False
    if quantity.kind in (Kind.RATIO, Kind.BARE, Kind.PROPORTION):
        of_place = text.startswith("的", quantity.end) and _PLACE.search(before) is not None
        if quantity.unit in _NOT_SHARES or not (before == "" or before.endswith(_SUBJECTS) or of_place):
            return False
        return quantity.kind is not Kind.BARE or text.startswith("的", quantity.end)
    if quantity.kind in (Kind.TIME, Kind.AGE) or quantity.unit == "分":
        return False
    bounded = tail.bound is not None or quantity.bound is not None
    if quantity.numeral and not (
        (quantity.unit in _OCCASIONS and (bounded or "至少" in before or _is_regular(text, clause, quantity)))
        or (float(quantity.value) >= _HUNDRED and quantity.kind is Kind.COUNT)  # 建立一百处示范区
        or (quantity.unit in _SOLID and _BUILDS.search(before) is not None)  # 引进一所高等院校
    ):
        return False
    trimmed = text[run.left : tail.end]
    of_that_size = text.startswith("的", quantity.end) and trimmed.endswith(_ACTIONS)
    long = quantity.unit.startswith(("万", "亿")) or quantity.unit.endswith(("公里", "亩", "公顷"))
    if quantity.kind is Kind.MEASURE and quantity.bound and not (tail.bound or of_that_size or long):
        return False  # 推广0.01毫米以上地膜
    if tail.level in DELIVERED or tail.growth in _ACTIONS or trimmed.endswith(_ACTIONS):
        return True
    if (bounded or "至少" in before) and trimmed.endswith("有"):
        return True
    if trimmed.endswith("有") and _EACH_HAS.search(text, clause.start, run.left + len(trimmed)):
        full = text.rfind("。", 0, clause.start) + 1  # a year holds over ；
        return _BY_THEN.search(text, max(full, quantity.start - REACH), quantity.start) is not None
    if bounded and quantity.unit == "次" and _REGULAR.search(before) and _GOES.match(text, quantity.end):
        return True  # 每半年不少于1次到企业走访
    if quantity.kind is Kind.COUNT and _AT_LEAST.search(before):
        return True  # 残疾人至少获得1次培训机会
    if trimmed.endswith("等") and not _NAMED.match(text, clause.start):  # 重点发展甲、乙等6个项目: which ones
        start = max(clause.sentence, quantity.start - REACH)
        return _ACTION.search(text, start, quantity.start) is not None or _is_done(text, run, quantity)
    if bounded and text.startswith("的", quantity.end):
        # 编制50人以上的单位 is a condition, 争取不少于5亿元的专项资金 is none
        return tail.bound is not None and (text.startswith("争取", tail.end) or tail.level == "安排")
    if _acts(text, run.left, quantity.start) or (noun is None and active):
        return True
    if not trimmed and text.endswith(_AND, clause.start, run.left) and _acts(text, clause.start, run.left):
        return True  # 培育一批特色集群和10家龙头企业
    return quantity.kind is Kind.COUNT and _is_done(text, run, quantity)


def _is_done(text: str, run: Run, quantity: Quantity) -> bool:
    """Tell whether a verb behind counted things says what is done with them (对28个小区进行改造, 首批100个社区全面建成)."""
    before = text[run.left : quantity.start]
    if before.endswith("加快"):
        return _BUILT.match(text, quantity.end) is not None
    if _TREATED.search(before):
        return _TREATMENT.match(text, quantity.end, run.right) is not None
    if _FOR.search(before):  # 为100所学校配备校医, 为全市3.5万名妇女开展筛查
        behind = text[quantity.end : run.right]
        return any(verb in behind for verb in _INSTALLED)
    if _PLACED.search(before):
        behind = text[quantity.end : run.right]
        return any(verb in behind for verb in _INSTALLED)
    return (
        before.endswith(("首批", "全部", "以上")) and _DONE.match(text, quantity.end, run.right) is not None
    )


def _acts(text: str, start: int, end: int) -> bool:
    """Tell whether a clause opens with a verb of delivery, time and adverbs aside; ``end`` is where its value begins."""
    at = actor_end(text, opening_end(text, start, end), end)
    while _ACTION.match(text, at, end) is None:
        filler = _FILLERS.match(text, at, end)
        if filler is None:
            return False
        at = filler.end()
    return True


def _is_regular(text: str, clause: Clause, quantity: Quantity) -> bool:
    """Tell whether a number in Chinese numerals is meant, by the rhythm in front of it (每年召开两次会议).

    每季度开展一次检查 is a rhythm and nothing more: once a year is a number, once a quarter none.
    """
    if quantity.value == "1":
        return _YEARLY.search(text, max(clause.start, quantity.start - REACH), quantity.start) is not None
    return _REGULAR.search(text, max(clause.start, quantity.start - REACH), quantity.start) is not None
