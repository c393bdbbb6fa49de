"""Tell cells of bodies' names from texts in a flattened table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from kg.language.data import alternation, load
from kg.passes.names.agents import LAST_CHARACTERS, split_names
from kg.passes.names.kinds import (
    is_body,
    is_concrete_body,
    is_group,
    is_name_in_prose,
    is_person,
    is_post,
    person_in,
)

_OFFICE = ("机关",)  # 区妇联机关: the body's own office
_ZONES = ("经开区", "高新区", "高新园")
_STRONG = ("分行", "支行", "街道", "镇", "乡", "集团", "公司", "局", "管委会", "街道办事处", "党校", *_ZONES)
_UNITS = (
    "街道",
    "镇",
    "乡",
    "集团",
    "公司",
    "开发区",
    "园区",
    "产业园",
    *_ZONES,
)  # whole names end so
_COMPLETE = (*_UNITS, "）", ")", "局", "部门", "单位")
_SEATS, _LONGEST_SEAT = ("街道办事处", "镇人民政府", "乡人民政府"), 5  # … and so, with a name in front
_CLOSED, _SHORTEST = ("局", "部", "委", "委员会", "办"), 2  # names that no office of theirs follows
_HALVES = ("分公司", "子公司", "有限", "集团公司", "集团有限")  # … but these go on
_BRACKET = re.compile("[（(][^（）()]{1,20}[）)]$")
_BROKEN = (
    "城乡",
    "社会",
    "资源社",
)  # 住房城乡 goes on with 建设局 on the next line, 人力资源社会 with 保障局
_MAX_NAME = 80
_OFFICE_NAME = re.compile("[\u4e00-\u9fff]{2,8}(?:办|办公室|所|站|中心|中队|大队|室)")
_DIVISION = re.compile("[\u4e00-\u9fff]{2,10}(?<!办事)(?<!代表)(?<!联络)处(?:室)?")  # 登记注册处
_POSTS = re.compile(f"[（(][^（）()]{{1,30}}(?:{alternation('posts', 'holders')})[）)]")
_LEVELS = tuple(load("bodies")["level_prefixes"])
_GLUED = re.compile("[局联厅][省市县区][\u4e00-\u9fff]{1,8}(?<!分)局$")
# a kind of body with nothing that tells which one: mostly the rest of what is to be built (…综合养老 / 服务中心 5 个)
_KIND_ALONE = re.compile("(?:综合|公共|便民)?(?:服务|管理|活动|培训|发展|监测|康复|托养)?中心")
_SEPARATORS = "、，,；; "
_OPEN = (*_SEPARATORS, "（", "(", "各", *_LEVELS)  # ends of lines behind which a name goes on
_LAST_CHARACTERS = LAST_CHARACTERS | {office[-1] for office in _OFFICE}
_PASSED_OVER = "、，,；;/｜|：:。.… \u3000\n\t"  # what splitting a list leaves out at its end


@lru_cache(maxsize=4096)  # every way to cut a row asks for the same texts
def names_bodies(text: str) -> bool:
    """Tell whether a text is a list of names of bodies and nothing else."""
    if text.endswith("。") and "、" not in text:
        return False  # 建成县甲服务中心。: a sentence
    text = text.rstrip("。、，, ")
    if not 2 <= len(text) <= _MAX_NAME or text[0] in "、，,":
        return False
    last = text.rstrip(_PASSED_OVER)[-1:]
    if last not in _LAST_CHARACTERS or text.endswith(_BROKEN):
        return False
    names = split_names(text, 0, len(text))
    return bool(names) and all(_is_body_name(mention.agent.name) for mention in names) and names[0].start == 0


def names_offices(text: str) -> bool:
    """Tell whether a text is a list of names as offices of towns bear them: 城管办、应急管理所."""
    return all(
        _OFFICE_NAME.fullmatch(name) for name in text.strip(_SEPARATORS).replace("，", "、").split("、")
    )


@lru_cache(maxsize=4096)  # every way to cut a row asks for the same texts
def names_persons(text: str) -> bool:
    """Tell whether a text is a list of names of persons and nothing else, their posts in brackets aside."""
    text = _POSTS.sub("", text) if text[-1:] in "）)" else text
    names = text.strip(_SEPARATORS).replace("、", " ").replace("，", " ").split()
    # 副区长 王甲, 副区长王甲
    bare = [n for n, below in pairwise([*names, ""]) if not (is_post(n) and is_person(below))]
    return bool(bare) and all(is_person(name) or person_in(name) is not None for name in bare)


@lru_cache(maxsize=4096)  # every way to cut a row asks for the same lines
def begins_name(above: str, line: str) -> bool:
    """Tell whether a line begins a name of its own below another one, no comma between them (县文旅局 / 县住建局)."""
    bare = _BRACKET.sub("", line)
    if above.endswith(tuple(_SEPARATORS)) or bare in ("街道", "镇", "乡"):
        return False  # …、 / 县乙局, 各乡 / 镇（街道）
    if names_persons(line) and names_persons(above):
        return True
    if names_offices(above) and (names_offices(line) or (line.startswith("各") and is_group(line))):
        return True
    if line.startswith("各") and is_group(line.split("、")[0]) and names_bodies(above):
        return True  # 省甲厅 / 各市（州）人民政府
    if bare.endswith(_SEATS) and len(bare) > _LONGEST_SEAT and names_bodies(above) and names_bodies(bare):
        return True  # 县甲局 / 乙街道办事处
    named = (line.startswith("各") and is_group(line)) or bare.endswith(_UNITS)
    if named and above.endswith(_COMPLETE) and not line.startswith(_HALVES):
        return True  # 甲街道 / 乙街道, 甲公司 / 各街道
    branch = line.endswith("分局") and "局" not in line[:-2]  # 市公安局 / 区分局
    if above[-1:] in "局部办" and bare.endswith(_CLOSED) and not branch and len(bare) > _SHORTEST:
        return names_bodies(line) and names_bodies(above)  # 教育局 / 宣传部; 县委 / 宣传部 is one
    return line.startswith(_LEVELS) and not branch and names_bodies(line) and names_bodies(above)


def begins_names(lines: Sequence[str], n: int) -> bool:
    """Tell whether line ``n`` of a cell begins a name of its own, though that or the one above may run over two lines."""
    if begins_name(lines[n - 1], lines[n]):
        return True
    if not lines[n].startswith(_LEVELS) or lines[n - 1].endswith(_OPEN):
        return False
    above = ["".join(lines[k:n]) for k in (n - 1, n - 2) if k >= 0]
    below = ["".join(lines[n:k]) for k in (n + 1, n + 2) if k <= len(lines)]
    return any(begins_name(a, b) for a in above for b in below)


def is_glued(name: str) -> bool:
    """Tell whether a name is two, one behind the other without anything between (县甲局县乙局): of two cells."""
    return _GLUED.search(name) is not None


def _is_body_name(name: str) -> bool:
    if name.endswith("中心") and _KIND_ALONE.fullmatch(name):
        return False
    for office in _OFFICE:
        name = name.removesuffix(office)
    zone = _BRACKET.sub("", name)
    name = zone if zone.endswith(_ZONES) else name  # 高新园（甲镇）
    if is_group(name):
        return is_name_in_prose(name) or is_body(name)
    return is_name_in_prose(name) and (
        is_concrete_body(name) or name.endswith(_STRONG) or _DIVISION.fullmatch(name) is not None
    )
