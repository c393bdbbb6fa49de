"""Names that stand for a fuller one of the same text by where they stand: the nearest before, the only one, a parallel list.

Every rule asks for one reading: with two bodies that fit, the name is left to itself.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache

from kg.language.data import load
from kg.passes.names.body_names import BodyNames
from kg.passes.names.short_names import ShortName

_ITEM = "[^\\W\\d_]{2,8}"
_ENTERPRISES_END = re.compile(r"等[^，。；、\n]{0,8}?(?:企业|集团|公司|平台)")
_ENTERPRISES = re.compile(rf"(?P<list>{_ITEM}(?:、{_ITEM}){{1,12}}){_ENTERPRISES_END.pattern}")
_ENDS = ("集团有限公司", "集团公司", "有限公司", "集团", "公司")
_LEAST = 2  # items of a list that must be the short forms of enterprises named in the text


def nearest_bodies(text: str, names: Collection[str], places: BodyNames) -> Iterator[ShortName]:
    """Yield 指挥部 where each time the same fuller name (总指挥部) is the last before it in its paragraph."""
    headed = [name for name in names if name.endswith(_heads())]
    for head in _heads() if len(headed) > 1 else ():
        fuller = [name for name in headed if name.endswith(head) and name != head]
        if len(fuller) < 2:
            continue  # with one, the resolution needs no help
        found: set[str | None] = set()
        first: int | None = None
        for match in re.finditer(re.escape(head), text):
            start, end = match.span()
            if not (places.may_begin(start) and places.may_end(end)):
                continue
            first = start if first is None else first
            found.add(_last_before(text, start, fuller, head))
        full = found.pop() if len(found) == 1 else None
        if first is not None and full is not None:
            yield ShortName(head, first, first + len(head), full, "the last of that kind named before it")


def _last_before(text: str, start: int, names: Collection[str], head: str) -> str | None:
    """The name that ends nearest before ``start`` in its paragraph, the longest where two end there."""
    paragraph = text.rfind("\n", 0, start) + 1
    at = text.rfind(head, paragraph, start)
    if at < 0:
        return None
    end = at + len(head)
    return max((n for n in names if text.endswith(n, paragraph, end)), key=len, default=None)


def zones(text: str, names: Collection[str]) -> Iterator[ShortName]:
    """Yield 开发区 beside towns and streets, where the text names one zone of that kind."""
    for word, kinds in _zones().items():
        named = {n for n in names if any(k in n for k in kinds) and n.endswith(("管委会", "管理委员会"))}
        if len(named) != 1:
            continue
        for match in re.finditer(re.escape(word), text):
            start, end = match.span()
            before = text[start - 1 : start] in _AND and text.endswith(_towns(), 0, start - 1)
            after = text[end : end + 1] in _AND and text.startswith(_town_beginnings(), end + 1)
            if (before and not "\u4e00" <= text[end : end + 1] <= "\u9fff") or (
                after
                and (start == 0 or not "\u4e00" <= text[start - 1] <= "\u9fff" or text[start - 1] in "到由")
            ):
                yield ShortName(word, start, end, named.pop(), "the only such zone that the text names")
                break


_AND = frozenset("、和与及")


def enterprises(text: str, names: Collection[str], places: BodyNames) -> Iterator[ShortName]:
    """Yield the items of 支持甲投、乙建等企业 that stand for enterprises the text names in full.

    Two items at least must be short for one enterprise each. An item that is not may stand for the one enterprise
    left, where both lists are equally long and in one order and the two begin alike.
    """
    named = _enterprise_lists(text, names)
    if not named:
        return
    for match in _lists(text):
        begin = match.start("list")
        items = match["list"].split("、")
        cut = next((n for n in range(len(items[0]) - 1) if n and places.may_begin(begin + n)), 0)
        begin, items[0] = begin + cut, items[0][cut:]
        for listed in named:
            meant = _meant(items, listed)
            if not meant:
                continue
            for item, full in zip(items, meant, strict=True):
                if full is not None:
                    why = "the same place in a list of these enterprises" if not _short(item, full) else _WHY
                    yield ShortName(item, begin, begin + len(item), full, why)
                begin += len(item) + 1
            break


def _lists(text: str) -> Iterator[re.Match[str]]:
    """The lists of items that are enterprises; looked for in lines with their last words, which is faster."""
    line_end = -1
    for last in _ENTERPRISES_END.finditer(text):
        if last.start() < line_end:
            continue
        line_end = text.find("\n", last.end())
        line_end = len(text) if line_end < 0 else line_end
        yield from _ENTERPRISES.finditer(text, text.rfind("\n", 0, last.start()) + 1, line_end)


_WHY = "the only enterprise of the list that it is short for"


def _enterprise_lists(text: str, names: Collection[str]) -> list[list[str]]:
    """The lists of enterprises with two at least, each in printed order."""
    enterprises = sorted((n for n in names if n.endswith(_ENDS)), key=lambda n: (-len(n), n))
    if len(enterprises) < _LEAST:
        return []
    one = "|".join(map(re.escape, enterprises))
    found = re.findall(rf"(?:{one})(?:、(?:{one}))+", text)
    lists = list(dict.fromkeys(tuple(run.split("、")) for run in found))
    return [list(run) for run in lists]


def _meant(items: list[str], listed: list[str]) -> list[str | None]:
    """The enterprise each item stands for; empty where the list does not speak of these enterprises."""
    if len(items) != len(set(items)):
        return []
    fitting = [[full for full in listed if _short(item, full)] for item in items]
    meant: list[str | None] = [fits[0] if len(fits) == 1 else None for fits in fitting]
    sure = [full for full in meant if full]
    if len(sure) < _LEAST or len(sure) != len(set(sure)):
        return []
    in_order = len(items) == len(listed) and all(
        full is None or full == other for full, other in zip(meant, listed, strict=True)
    )
    rest = [n for n, full in enumerate(meant) if full is None]
    if in_order and len(rest) == 1 and _core(listed[rest[0]]).startswith(items[rest[0]][0]):
        meant[rest[0]] = listed[rest[0]]
    return meant


def _short(item: str, full: str) -> bool:
    rest = iter(_core(full))
    return item[0] == _core(full)[:1] and all(character in rest for character in item)


def _core(name: str) -> str:
    """An enterprise's name without its level word and its form."""
    for end in _ENDS:
        name = name.removesuffix(end)
    return name[1:] if name.startswith(("区", "市", "县", "省", "州")) and len(name) > 2 else name


@cache
def _heads() -> tuple[str, ...]:
    return tuple(sorted(head for head in load("coordination")["heads"] if not head.endswith("组")))


@cache
def _zones() -> Mapping[str, tuple[str, ...]]:
    return {word: (word, *kinds) for word, kinds in load("mentions")["zones"].items()}


@cache
def _towns() -> tuple[str, ...]:
    return tuple(load("mentions")["beside_zones"])


@cache
def _town_beginnings() -> tuple[str, ...]:
    return tuple(load("mentions")["beside_zones"]) + tuple(
        f"各{word}" for word in load("mentions")["beside_zones"]
    )
