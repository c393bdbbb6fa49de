"""The header of a table of indicators whose cells follow one another: what each of its columns holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.language.data import words
from kg.passes.flat_tables.line_pieces import Piece

_NAMES = "|".join(re.escape(word) for word in words("targets", "table_names") if "指标" in word)
_KINDS = (
    ("number", re.compile("序号|编号")),
    ("category", re.compile("(?:指标)?(?:类别|类型|分类|领域)|一级指标")),
    ("name", re.compile(f"{_NAMES}|(?:具体|核心|二级|三级|考核|规划)指标(?:名称)?")),
    ("unit", re.compile("(?:计量)?单位")),
    ("kind", re.compile("(?:指标)?(?:属性|性质)")),
    (
        "value",
        re.compile(
            r"20\d\d年?[底末]?(?:年?度?(?:现状|基期|基准|实际|完成|实绩|预计|预期|规划|计划|目标|任务|指标){0,2}(?:值|数|情况|水平)?)?(?:[\[［〔（(](?:[五三]年)?累计[\]］〕）)])?"
            r"|(?:现状|基期|基准|基础)[值数]?|(?:规划|预期|年度|工作)?目标值?|(?:规划|计划|任务|目标)[值数]"
            r"|(?:“?十[一二三四五]五”?(?:时期|期间)?|[五三]年)?(?:年均|累计|年均/累计|年均或累计)(?:增速|增长率?|增幅|变化)?(?:[\[［〔（(](?:累计|%)[\]］〕）)])?"
        ),
    ),
    (
        "bodies",
        re.compile(
            "(?:主要)?(?:责任|牵头|负责|主管|考核|统计)(?:部门|单位)|(?:数据|指标|资料)来源(?:部门|单位)?"
        ),
    ),
    ("note", re.compile("备注|说明")),
)
# a heading that is none of these: what stands in its column is not known
_OTHER = re.compile(
    "[\u4e00-\u9fff]{0,6}(?:单位|部门|来源|依据|科室|领导|责任人|负责人|时限|方法|方式|口径|情况)"
)
_FIRST = frozenset("序编指类分领一二三主具核考规名目任工发")  # with which the first heading begins
_MOST = 4  # pieces of a broken heading


@dataclass(frozen=True, slots=True)
class Head:
    """A header: what its columns hold, the pieces of each heading, and the pieces of all of it."""

    kinds: tuple[str, ...]
    cells: tuple[tuple[int, int], ...]
    start: int
    end: int


def find_heads(pieces: Sequence[Piece], at: int) -> list[Head]:
    """Read pieces from one on as a header: a year and a word may be one heading, broken, or two (2020年 / 目标值)."""
    if pieces[at].text[0] not in _FIRST:
        return []
    found = [_head(pieces, at, whole=whole) for whole in (False, True)]
    return [head for n, head in enumerate(found) if head is not None and head not in found[:n]]


def _head(pieces: Sequence[Piece], at: int, *, whole: bool) -> Head | None:
    start = at
    kinds: list[str] = []
    cells: list[tuple[int, int]] = []
    while at < len(pieces):
        found = _heading(pieces, at, whole=whole)
        if found is None or (found[0] != "value" and found[0] in kinds):
            break
        kind, behind = found
        kinds.append(kind)
        cells.append((at, behind))
        at = behind
    if "name" not in kinds or "value" not in kinds:
        return None
    if at < len(pieces) and _OTHER.fullmatch(pieces[at].text):
        return None
    name = kinds.index("name")
    last = kinds[:-1] if kinds[-1] == "note" else kinds
    if not {"number", "category"}.isdisjoint(kinds[name:]) or not {"bodies", "note"}.isdisjoint(last[:-1]):
        return None
    return Head(tuple(kinds), tuple(cells), start, at)


def _heading(pieces: Sequence[Piece], at: int, *, whole: bool) -> tuple[str, int] | None:
    """Read the longest heading that begins at a piece, or the first one that is whole."""
    text = ""
    best = None
    for behind in range(at + 1, min(at + _MOST, len(pieces)) + 1):
        text += pieces[behind - 1].text
        kind = next((kind for kind, pattern in _KINDS if pattern.fullmatch(text)), None)
        if kind is not None:
            best = kind, behind
            if whole:
                break
    return best
