"""Quantities in running text: a value with its unit and what bounds it (95%以上, 3.3‰, 9.3/10万, 1.6万套, 两次).

Source of the unit and bound words: ``kg/language/units.toml``, ``kg/language/targets.toml``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from kg.facts import Comparator
from kg.language.data import alternation, load

_BOUNDS_AFTER: dict[str, list[str]] = load("targets")["bounds_after"]
_SIGNS = {
    ">=": Comparator.AT_LEAST,
    "≥": Comparator.AT_LEAST,
    "≧": Comparator.AT_LEAST,
    ">": Comparator.MORE_THAN,
    "＞": Comparator.MORE_THAN,
    "<=": Comparator.AT_MOST,
    "≤": Comparator.AT_MOST,
    "≦": Comparator.AT_MOST,
    "<": Comparator.LESS_THAN,
    "＜": Comparator.LESS_THAN,
    "±": Comparator.ABOUT,
    "=": Comparator.EQUAL,
}
_CHINESE_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_CHINESE_SCALES = {"十": 10, "百": 100, "千": 1000}
_SCALE = "万亿|千亿|百亿|亿|百万|千万|万|千(?![瓦伏米克焦卡])|百"  # 60千瓦: a unit
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,12}(?:\.\d{1,6})?"
_GOES_ON: dict[str, str] = load("units")["goes_on"]
_UNITS = "|".join(
    re.escape(unit) + (f"(?![{_GOES_ON[unit[-1]]}])" if unit[-1] in _GOES_ON else "")
    for unit in sorted(
        (unit for key in ("classifiers", "measures", "times", "ages") for unit in load("units")[key]),
        key=lambda unit: (-len(unit), unit),
    )
)
_COUNTED = "|".join(sorted(load("units")["counted"]["nouns"], key=len, reverse=True))
_COUNTED_GO_ON = "|".join(load("units")["counted"]["nouns_go_on"])
_ATTRIBUTE = "[\u4e00-\u9fff]{1,6}的[\u4e00-\u9fff]"  # 3-4个村庄绿化的样板: of what kind, not what is counted
_AFTER = "|".join(
    re.escape(word) for words in _BOUNDS_AFTER.values() for word in sorted(words, key=len, reverse=True)
)
_SUFFIX = rf"(?P<suffix>{_AFTER})?"
_DIGITS = re.compile(
    rf"(?P<sign>[><≥≤≧≦＞＜±]=?)?(?P<first>{_NUMBER})"
    rf"(?:[%％]?[-—–－~～至到](?P<second>{_NUMBER}))?"
    rf"(?:(?P<ratio>[%％‰]|{alternation('units', 'per')})"
    rf"|(?P<scale>{_SCALE})?(?P<more>余|多)?(?P<about>左右)?"
    rf"(?P<unit>{alternation('units', 'ratios')}|个(?:{_COUNTED})(?!{_COUNTED_GO_ON}|{_ATTRIBUTE})(?=、\d|[\u4e00-\u9fff“]{{2}})"
    rf"|(?:{_UNITS})(?:/(?:{_SCALE}|十|十万)?(?:{alternation('units', 'reckoned')})(?:·(?:年|月|日|天|小时))?)?)?)"
    rf"(?P<more2>余|多(?![功元样种层用媒式语云维业彩边]))?(?:[（(][个名家人项间套次户台处所][）)])?{_SUFFIX}"
)
_FRACTION = "(?:点[零一二三四五六七八九]{1,5})"
_CHINESE = re.compile(
    rf"(?P<half>一半)(?P<suffix1>以上)?"
    rf"|百分之(?P<percent>[一二三四五六七八九十百]{{1,4}}{_FRACTION}?|[0-9]{{1,3}}(?:\.[0-9]{{1,3}})?)"
    rf"{_SUFFIX.replace('suffix', 'suffix2')}"
    rf"|(?P<below>[二三四五六七八九十])分之(?P<above>[一二三四五六七八九]){_SUFFIX.replace('suffix', 'suffix3')}"
    rf"|翻(?P<fold>[一两二三])番{_SUFFIX.replace('suffix', 'suffix4')}"
    # 千万元以上的项目 names a size
    rf"|(?P<cn>(?![十百千](?:万|亿))[一二两三四五六七八九十百千]{{1,5}}(?:{_FRACTION}(?={_SCALE}|%|个百分点))?)"
    rf"(?P<scale>{_SCALE})?(?P<unit>{alternation('units', 'ratios')}|{_UNITS}){_SUFFIX}"
)
_DIGIT = re.compile(r"\d")
_DIGIT_OR_SIGN = re.compile(r"[><≥≤≧≦＞＜±\d]")
_NUMERALS = "一二两三四五六七八九十百千"
_BEHIND_NUMERAL = {
    unit[0] for key in ("ratios", "classifiers", "measures", "times", "ages") for unit in load("units")[key]
}
# what may begin a quantity: most such characters do not, as what stands behind them tells
_NUMERAL = re.compile(
    f"[{_NUMERALS}翻](?=[{re.escape(''.join(sorted(_BEHIND_NUMERAL)))}{_NUMERALS}万亿点半分])"
)
_BEFORE_NO_NUMBER = frozenset(".〔第/-－‐每")  # 每10万人口, 第3条
_LABELS = ("附件", "附表", "专栏")
_LABELS_END = frozenset(label[-1] for label in _LABELS)
_OF_A_WHOLE = re.compile(rf"/(?P<below>[2-9])(?![\d/年月日]){_SUFFIX}")
_LETTER = re.compile(r"[A-Za-z+＋\-]")
_FAR = 1 << 60
_QUOTED = re.compile("“[^”\n]{0,40}”|《[^》\n]{0,80}》|〔[^〕\n]{0,20}〕")


_PEOPLE = re.compile(
    "(?:农村|农业|贫困|城镇|城市|返乡|转移|失业|困难|以上|常住|适龄|新型|高素质){0,3}(?:学徒|技能人才|高技能人才|高校毕业生|农户|妇女|儿童|青年|志愿者|党员|干部|人口|群众|农民|居民|劳动力|学生|职工|老年人|残疾人)"
)


class Kind(StrEnum):
    """What a unit measures."""

    RATIO = "ratio"
    PROPORTION = "proportion"  # 3:2
    TIME = "time"
    AGE = "age"
    MEASURE = "measure"
    COUNT = "count"
    BARE = "bare"  # no unit printed


_KINDS = {
    **{unit: Kind.RATIO for key in ("ratios", "per") for unit in load("units")[key]},
    **dict.fromkeys(load("units")["times"], Kind.TIME),
    **dict.fromkeys(load("units")["ages"], Kind.AGE),
    **dict.fromkeys(load("units")["measures"], Kind.MEASURE),
}


_ZERO = re.compile("(?<=为|是|到|持|现)零(?=[，。；;、,）)]|\\Z)")


class Quantity(NamedTuple):
    """A printed quantity: its span (bound words after it included), value, unit and the bound it prints itself.

    ``numeral`` tells that the number is written in Chinese characters (两次), which is often no quantity at all.
    """

    start: int
    end: int
    value: str
    unit: str
    kind: Kind
    bound: Comparator | None
    numeral: bool = False


_PROPORTION = re.compile(
    r"(?P<value>\d{1,3}(?:\.\d{1,2})?[:：∶]\d{1,3}(?:\.\d{1,2})?)(?P<suffix>以上|以下|左右)?"
)
_STANDS_TO = re.compile(r"[:：∶](?<=\d[:：∶])(?=\d)")


def may_hold_quantity(text: str, start: int, end: int) -> bool:
    """Tell whether there is anything in ``text[start:end]`` that a quantity begins with."""
    return (
        _DIGIT.search(text, start, end) is not None
        or _NUMERAL.search(text, start, end) is not None
        or text.find("零", start, end) >= 0
    )


def find_quantities(text: str) -> list[Quantity]:
    """Give the quantities of a text in order: no years, dates, ordinals, document numbers, names in quotes."""
    found: list[Quantity] = []
    if _DIGIT.search(text):
        proportions = [_proportion(m) for m in _PROPORTION.finditer(text)] if _STANDS_TO.search(text) else []
        taken = [(q.start, q.end) for q in proportions]
        found.extend(proportions)
        for match in _beginning(_DIGIT_OR_SIGN, _DIGITS, text):
            if not _inside(match.start("first"), taken):
                found.extend(_of_digits(text, match))
        found.sort(key=lambda q: q.start)
    digits = [(q.start, q.end) for q in found]
    for match in _beginning(_NUMERAL, _CHINESE, text):
        if _inside(match.start(), digits):
            continue  # 12.65万平方千米: 千 belongs to the unit
        if match.start() == 0 or text[match.start() - 1] not in "每第/":
            found.extend(_of_characters(match))
    if "零" in text:  # 死亡人数为零
        found.extend(Quantity(m.start(), m.end(), "0", "", Kind.BARE, None) for m in _ZERO.finditer(text))
    if not found:
        return found
    found.sort(key=lambda q: q.start)
    quoted = [(m.start(), m.end()) for m in _QUOTED.finditer(text)]
    return [q for q in found if not _inside(q.start, quoted)]


def _beginning(first: re.Pattern[str], whole: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Give what ``whole.finditer(text)`` gives, where every match begins with a character that ``first`` matches.

    A class of characters alone is searched for much faster than a pattern that begins with alternatives.
    """
    at = 0
    while (begin := first.search(text, at)) is not None:
        match = whole.match(text, begin.start())
        at = match.end() if match else begin.end()
        if match is not None:
            yield match


def _inside(at: int, spans: list[tuple[int, int]]) -> bool:
    k = bisect_right(spans, (at, _FAR)) - 1
    return k >= 0 and spans[k][0] <= at < spans[k][1]


def _proportion(match: re.Match[str]) -> Quantity:
    return Quantity(
        match.start(),
        match.end(),
        match.group("value").replace("：", ":").replace("∶", ":"),
        "",
        Kind.PROPORTION,
        _bound_after(match.group("suffix")),
    )


# 公交站点500米覆盖率, 15分钟生活圈覆盖率: how near, in the name of a rate
_OF_REACH = re.compile("(?:半径|范围)?(?:内)?[\u4e00-\u9fff]{0,10}覆盖率")
# 平均受教育年限达到11年
_LASTS = re.compile("(?:年限|寿命)(?:(?:平均|力争|要|应)?(?:达到?|提高[到至]|延长[到至]|不[低少]于|为))\\Z")
_NEARNESS = ("米", "公里", "千米", "分钟")
_NEAR = 12


def _of_digits(text: str, match: re.Match[str]) -> Iterator[Quantity]:
    start, end = match.start(), match.end()
    first, second = match.group("first"), match.group("second")
    printed = match.group("ratio") or match.group("unit") or ""
    before = text[start - 1 : start] if start else ""
    if before in _BEFORE_NO_NUMBER or (before.isascii() and before.isalpha()):
        return
    if before == "之" and text.endswith("百分之", 0, start):
        return  # 百分之25: read as a whole
    if before in _LABELS_END and text.endswith(_LABELS, 0, start):
        return  # 附件1成员单位名单 is no tenth
    if second is not None and before in ("从", "由") and "到" in match.group():
        return  # 从0到1
    after = text[end : end + 1]
    if (
        printed in ("年", "日", "年度")
        and re.fullmatch(r"(?:19|20)\d\d|\d{1,2}", second or first)
        and not match.group("suffix")
        and not (printed == "年" and _LASTS.search(text, max(0, start - _NEAR), start))
    ):
        return  # a date, or a span of years which is a deadline
    part = _OF_A_WHOLE.match(text, end) if after == "/" and not printed and len(first) == 1 else None
    if part is not None and first < part["below"]:  # 1/3左右
        bound = _bound_after(part["suffix"])
        yield Quantity(start, part.end(), f"{first}/{part['below']}", "", Kind.PROPORTION, bound)
        return
    if after == "月" or (not printed and after and (after in "年月日号时条款章" or _LETTER.match(after))):
        return
    if printed == "个" and after == "半":
        return  # 2个半月
    if before in ("前", "后") and printed in ("位", "名", "强"):
        return  # a rank
    sign = match.group("sign")
    bound = _SIGNS.get(sign or "") or _bound_after(match.group("suffix"))
    if bound is None and (match.group("more") or match.group("more2")):
        bound = Comparator.MORE_THAN
    if bound is None and match.group("about"):
        bound = Comparator.ABOUT
    unit = (match.group("scale") or "") + printed.replace("％", "%")
    kind = _kind(printed.replace("％", "%")) if printed else Kind.BARE
    if kind is Kind.BARE and unit and _PEOPLE.match(text, end):
        kind = Kind.COUNT  # 解决6000万农村人口饮水问题
    if (
        kind in (Kind.MEASURE, Kind.TIME)
        and bound is None
        and printed in _NEARNESS
        and _OF_REACH.match(text, end)
    ):
        return
    if kind is Kind.TIME and bound is None and after == "内":  # 3个工作日内
        bound, end = Comparator.AT_MOST, end + 1
    value = first.replace(",", "") if second is None else f"{first}-{second}"
    yield Quantity(start, end, value, unit, kind, bound)


def _kind(unit: str) -> Kind:
    """Give what a unit measures; so much per something (5万吨/日) counts or measures what stands before the stroke."""
    return _KINDS.get(unit) or _KINDS.get(unit.partition("/")[0], Kind.COUNT)


def _of_characters(match: re.Match[str]) -> Iterator[Quantity]:
    start, end = match.span()
    if match.group("half"):
        yield Quantity(start, end, "50", "%", Kind.RATIO, _bound_after(match.group("suffix1")), numeral=True)
    elif match.group("percent"):
        percent = match.group("percent")
        value = percent if percent[0].isdecimal() else _chinese_decimal(percent)
        yield Quantity(start, end, value, "%", Kind.RATIO, _bound_after(match.group("suffix2")))
    elif match.group("below"):
        value = f"{chinese_number(match.group('above'))}/{chinese_number(match.group('below'))}"
        yield Quantity(start, end, value, "", Kind.PROPORTION, _bound_after(match.group("suffix3")))
    elif match.group("fold"):
        bound = _bound_after(match.group("suffix4"))
        yield Quantity(start, end, str(chinese_number(match.group("fold"))), "番", Kind.RATIO, bound)
    else:
        unit = match.group("unit")
        value = _chinese_decimal(match.group("cn"))
        scale = match.group("scale") or ""
        bound = _bound_after(match.group("suffix"))
        # 三点五万亩 is an amount as good as one in digits, 一支队伍 is not
        yield Quantity(start, end, value, scale + unit, _kind(unit), bound, numeral=not scale)


def _chinese_decimal(printed: str) -> str:
    """Give the digits of a printed number that may hold 点 (三点五: 3.5)."""
    whole, _, fraction = printed.partition("点")
    digits = "".join(str(_CHINESE_DIGITS[c]) for c in fraction)
    return f"{chinese_number(whole)}.{digits}" if digits else str(chinese_number(whole))


def _bound_after(suffix: str | None) -> Comparator | None:
    if not suffix:
        return None
    return next(Comparator(op) for op, words in _BOUNDS_AFTER.items() if suffix in words)


def chinese_number(text: str) -> int:
    """Give the value of a number in Chinese characters below ten thousand (十五 -> 15, 三百二十 -> 320)."""
    total = digit = 0
    for character in text:
        if character in _CHINESE_SCALES:
            total += max(digit, 1) * _CHINESE_SCALES[character]
            digit = 0
        else:
            digit = _CHINESE_DIGITS[character]
    return total + digit
