"""What kind of agent a printed name denotes: a body, a class of bodies, a person, a post.

What a name looks like comes from morphology (how names of bodies, posts and classes end and begin; surnames), all
of it language data. In a place where only agents can stand (a responsibility clause) position decides and the
morphology only sorts.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg.facts import AgentKind
from kg.language.data import by_first, by_last, load, words
from kg.language.divisions import divisions_by_name
from kg.passes.names.shared_names import LEVELS_INSIDE, without_joints

_BODIES = load("bodies")
_ENDINGS = by_last(_BODIES["endings"])
_GROUP_BEGINNINGS = tuple(_BODIES["group_beginnings"])
_CLASS_BEGINNINGS = tuple(_BODIES["class_beginnings"])
_NO_GROUPS = tuple(_BODIES["not_group_beginnings"])
_GROUP_MARK = re.compile("|".join(re.escape(mark) for mark in words("bodies", "group_marks")))
FUNCTIONS = frozenset(_BODIES["functions"])
"""Functions that stand for their departments (公安, 交通运输)."""
_LEVEL = re.compile("(?:国家|国务院|(?:县级以上)?(?:地方)?(?:各级)?人民政府|省|市|区|县|州|旗|盟)?")
_OFFICES = re.compile("(?:牵头|负责|配合|承担)(?:编制|责任)?(?:部门|单位|机构)")
_CLASS_WITH_ATTRIBUTE = re.compile(
    "[\u4e00-\u9fff]{0,14}(?:有关|相关)(?:行业)?(?:主管)?(?:部门|单位|镇街|街道)(?:（单位）|\\(单位\\)|和单位|、单位)?"
    "|[\u4e00-\u9fff]{0,12}(?:政府|国务院)(?:负责|主管|管理|承担|履行)[\u4e00-\u9fff]{2,20}的(?:部门|机构)"  # by its task
)
# 县（市、区）政府, 省（自治区、直辖市）人民政府, 县级以上人民政府: all of a level
_GOVERNMENTS = re.compile(
    "(?:[省市县区州旗盟镇乡](?:[（(](?:[市县区州旗盟镇乡、]|自治[区州县]|直辖市|街道)+[）)])|市县|县区|区县|县市|旗县|县级以上(?:地方)?(?:各级)?)"
    "(?:人民)?政府"
)
_NO_NAMES = frozenset(_BODIES["no_names"])
_GROUP_NAMES = frozenset(_BODIES["group_names"])
_BEGINS_ANYWAY = re.compile("|".join(_BODIES["begins_anyway"]))
_GROUP_ENDINGS = tuple(_BODIES["group_endings"])
_CLASS_LAST = frozenset(ending[-1] for ending in _GROUP_ENDINGS)
_NOT_ENDINGS = by_last(load("mentions")["not_endings"])
_ENDINGS_ANYWAY = tuple(load("mentions")["endings_anyway"])
_NOT_BEGINNINGS = by_first(_BODIES["not_beginnings"])
_NOT_INSIDE = re.compile("|".join(re.escape(word) for word in words("bodies", "not_inside")))
_STRONG_ENDINGS = by_last(_BODIES["strong_endings"])
# sections inside a body: 局人事股, 财务科, 委办公室
_SECTION = re.compile("[局委厅院署镇乡]?(?:机关)?[\u4e00-\u9fff]{2,6}(?<!控)(?<!参)(?<!持)(?<!个)(?:股|科)")
_MINISTRIES = ("部", "委", "署", "办")
_LEVEL_PREFIXES = tuple(_BODIES["level_prefixes"])
_POSTS = tuple(words("bodies", "posts"))
_TITLES = frozenset(_POSTS)
_SURNAMES = frozenset("".join(load("surnames")["single"].split()))
_COMPOUND_SURNAMES = frozenset(load("surnames")["compound"])
_TRANSLITERATING = frozenset("".join(load("surnames")["transliterating"].split()) + "·")
_OTHERS_OF = 8  # of so many characters one is no usual one
_NOT_PERSONS = frozenset(load("surnames")["not_persons"])
OPEN = "（(〔[<〈《【"
"""Opening brackets of names."""
CLOSE = "）)〕]>〉》】"
"""Closing brackets of names."""
_ANY_BRACKET = re.compile(r"[（(〔\[<〈《【）)〕\]>〉》】]")
_LAST_BRACKET = re.compile(r"[（(<〈\[〔][^（）()<>〈〉\[\]〔〕]{1,60}[）)>〉\]〕]$")
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
DOTTED = re.compile(r"[\u4e00-\u9fff]{1,8}(?:·[\u4e00-\u9fff]{1,8}){1,2}")
"""A name with a dot in it, of whatever: a person's, or that of an estate."""
_MAX_PERSON = 4
_MAX_WRITTEN = 6  # characters of a name of another language without a dot
NAMES_KEPT = 1 << 13
"""How many names a cache keeps: the same few thousand come again and again; of other documents, others."""
MAX_NAME = 60
"""Characters of the longest name of a body."""
_MAX_PROSE_NAME = 36
_PROSE = re.compile("(?:[\u4e00-\u9fffA-Za-z（）()·“”]|1[0-9]{2,4}(?=热线|急救|政务|便民|指挥))+")
_NOT_IN_PROSE = re.compile(
    "的|了|禁止|严禁|鼓励|引导(?![组员办基处科中])|不得|带队|联[络系]协调(?![组办处科小中机委])|组成(?!部门|单位|人员|成员|机构|员)|[长记任]代表|要(?<!主要)(?<!机要)(?!素)|应当|[为是][^为是]{0,12}(?:单位|部门|主体)$|(?<=[府局委办厅会])向(?!阳)"
)


@lru_cache(maxsize=NAMES_KEPT)
def is_person(name: str) -> bool:
    """Tell whether a name is a person's: a surname and one or two characters (four with a compound surname), or a dotted one."""
    if "·" in name:  # 阿依古丽·买买提, of any surname
        return DOTTED.fullmatch(name) is not None and name[-2:] not in _NOT_PERSONS and _is_written_down(name)
    if not 2 <= len(name) <= _MAX_WRITTEN or name in FUNCTIONS:
        return False  # 公安
    if name[-1] in _NOT_PERSONS or name[-2:] in _NOT_PERSONS:
        return False
    if name[:2] in _COMPOUND_SURNAMES:
        return 3 <= len(name) <= _MAX_PERSON and bool(_CHINESE.fullmatch(name))
    if len(name) >= _MAX_PERSON:  # 扎西次仁, 乌云其木格
        return _TRANSLITERATING.issuperset(name) and name not in _places()
    return name[0] in _SURNAMES and bool(_CHINESE.fullmatch(name)) and name not in _provinces()


@cache
def _provinces() -> frozenset[str]:
    """The names of provinces without their kind: 云南省甲公司 begins with no person."""
    return frozenset(name[:-1] for name in divisions_by_name() if name.endswith("省"))


@cache
def _places() -> frozenset[str]:
    """The names of divisions without their kind (克拉玛依), which are written with the same characters as persons'."""
    return frozenset(name[:-1] for name in divisions_by_name() if _MAX_PERSON < len(name) <= _MAX_WRITTEN + 1)


def _is_written_down(name: str) -> bool:
    """Tell a name of another language by its characters: few others stand in it (力高·华府 names no person)."""
    return sum(char not in _TRANSLITERATING for char in name) <= 1 + len(name) // _OTHERS_OF


@lru_cache(maxsize=NAMES_KEPT)
def is_group(name: str) -> bool:
    """Tell whether a name denotes a class of bodies (各镇街, 有关部门) rather than one body."""
    if name in _GROUP_NAMES or (name.startswith(_GROUP_BEGINNINGS) and not name.startswith(_NO_GROUPS)):
        return True
    if name.endswith("政府") and _GOVERNMENTS.fullmatch(name):
        return True
    if name[-1:] in _CLASS_LAST and _is_class(name):
        return True
    return _GROUP_MARK.search(name) is not None


def _is_class(name: str) -> bool:
    """沿河各镇街, 市属国企: a class by how it begins and by how it ends."""
    return name.endswith(_GROUP_ENDINGS) and name.startswith(_CLASS_BEGINNINGS) and "的" not in name


def _is_bare_class(name: str) -> bool:
    """联络单位, 编制部门: a class by what it does; 财政部门, 供电单位, 区统计部门 are bodies by their function."""
    if not name.endswith(("部门", "单位", "机构")) or name.startswith(_LEVEL_PREFIXES):
        return False
    return not is_function(name[:-2])


def is_post(name: str) -> bool:
    """Tell whether a name denotes an unnamed office holder (区财政局局长)."""
    return name.endswith(_POSTS) and ("由" not in name or "自由" in name)  # 秋播由分管副县长（总负责）


def dotted_widths(printed: str) -> range:
    """Give how many characters from the end a name with a dot in it may have (…局长买买提·艾力: 6 to 12)."""
    dot = printed.find("·")
    return range(len(printed) - dot + 1, min(len(printed), len(printed) - dot + 8)) if dot > 0 else range(0)


@lru_cache(maxsize=NAMES_KEPT)
def person_in(name: str) -> tuple[int, int] | None:
    """Find the person in a name printed with a post (张某某副市长, 副市长张某某, 张某某（甲局局长）).

    Returns:
        Where the person's name stands in ``name``, or None if it is not of that kind.
    """
    if name.endswith("同志") and not is_person(name[:-2]):
        name = name[:-2]  # 副市长张某某同志
    bare = _without_bracket(name)
    if len(bare) < len(name):
        return (0, len(bare)) if is_person(bare) and is_post(name[len(bare) + 1 : -1]) else None
    for size in (4, 3, 2, *dotted_widths(name)):
        first, last = name[:size], name[-size:]
        title = name[size:].removeprefix("常务").removeprefix("副")
        if title in _TITLES and first[-1] != "副" and is_person(first):
            return 0, size  # 何某副市长: the name is 何某
        if is_person(last) and len(name) > size and name[:-size].endswith(_POSTS):
            return len(name) - size, len(name)
    return None


@lru_cache(maxsize=NAMES_KEPT)
def is_body(name: str) -> bool:
    """Tell whether a name ends as names of bodies end, a bracketed second name aside."""
    return (
        2 <= len(name) <= MAX_NAME
        and name not in _NO_NAMES
        and (not name.endswith(_NOT_ENDINGS.get(name[-1], ())) or name.endswith(_ENDINGS_ANYWAY))
        and (bare := _without_bracket(name)).endswith(_ENDINGS.get(bare[-1:], ()))
    )


def _without_bracket(name: str) -> str:
    """Leave out a bracketed second name at the end."""
    return _LAST_BRACKET.sub("", name) if name and name[-1] in CLOSE else name


@lru_cache(maxsize=NAMES_KEPT)
def is_name_in_prose(name: str) -> bool:
    """Tell whether a run of prose is the name of a body or a class of bodies and nothing more."""
    if not 2 <= len(name) <= _MAX_PROSE_NAME or name[0] in OPEN:
        return False
    if name.count("“") != name.count("”") or name.find("”") < name.find("“"):
        return False  # begins inside a quotation
    if ("会同" in name and "社会同" not in name) or "应当" in name or "按程序" in name:
        return False
    plain = name
    if _ANY_BRACKET.search(name):
        if not balanced(name):
            return False
        plain = LEVELS_INSIDE.sub("", _without_bracket(name) if "、" in name else name)
    if "、" in plain:
        plain = without_joints(plain)
    if name[-1] in _CLASS_LAST and _is_class(name):
        return True  # 沿河各镇街, 相关企业
    if name.startswith(_NOT_BEGINNINGS.get(name[0], ())) and not _BEGINS_ANYWAY.match(name):
        return False
    if name[0] == "各" and name[1:] in _GROUP_NAMES:
        return True
    if ("关" in name or "的" in name) and _CLASS_WITH_ATTRIBUTE.fullmatch(name):
        return True
    if not (is_body(name) or name in _GROUP_NAMES or plain in _GROUP_NAMES):
        return False
    return (
        _PROSE.fullmatch(plain) is not None
        and _NOT_IN_PROSE.search(plain) is None
        and _NOT_INSIDE.search(_OFFICES.sub("", name)) is None
    )


@lru_cache(maxsize=NAMES_KEPT)
def is_concrete_body(name: str) -> bool:
    """Tell whether a name found in running text denotes one body: by its ending, or by a level word in front."""
    if is_group(name):
        return False
    bare = _without_bracket(name)
    if bare.endswith(_STRONG_ENDINGS.get(bare[-1:], ())) or (
        bare.startswith(_LEVEL_PREFIXES) and is_body(bare)
    ):
        return True
    if _SECTION.fullmatch(bare) or (bare.endswith("司") and not bare.endswith("公司")):
        return True  # 部内司局
    return bare.endswith(_MINISTRIES) and bare[:-1] in FUNCTIONS  # 教育部, 财政部


def is_function(name: str) -> bool:
    """Tell whether a name is a function that stands for its department (公安、区交通运输等部门)."""
    bare = name if name in FUNCTIONS else _LEVEL.sub("", name, count=1)
    return bare in FUNCTIONS or ("和" in bare and all(part in FUNCTIONS for part in bare.split("和")))


@lru_cache(maxsize=NAMES_KEPT)
def kind_of(name: str) -> AgentKind:
    """Sort a name that is known to denote an agent."""
    if is_group(name) or _is_bare_class(name):
        return AgentKind.GROUP
    if is_person(name):
        return AgentKind.PERSON
    if is_post(name):
        return AgentKind.POST
    return AgentKind.ORG


def balanced(name: str) -> bool:
    """Tell whether every bracket of a name that is opened is closed."""
    return not _ANY_BRACKET.search(name) or sum(name.count(c) for c in OPEN) == sum(
        name.count(c) for c in CLOSE
    )
