"""Items of a list of names that are no names of their own but share a part with their neighbour.

市、区财政部门           levels share the head of the next item
区政府有关部门、单位     a bare class belongs to the item before
各县党委、政府           a party committee and its government share their prefix
各市（州）、县（市、区）人民政府   prefectures share the head with the counties
各县（市）、区人民政府   counties and cities share the head with the districts, as 各市（县）、区 do
各乡镇、街道             towns and streets are one class, as 各镇、街道 are
事发地乡镇、街道派出所所长   towns and streets share what the post is held in
县委常委、常务副县长     a seat in a committee and the post its holder has
"""

from __future__ import annotations

import re

from kg.language.data import load

_BODIES = load("bodies")
LEVEL_ITEMS = frozenset(_BODIES["level_items"]) | {
    f"{before}{level}"  # 各有关区、县级市
    for level in _BODIES["level_items"]
    for qualifier in _BODIES["level_qualifiers"]
    for before in ((qualifier, f"各{qualifier}") if not level.startswith("各") else (qualifier,))
}
LEVEL_LISTS = frozenset(_BODIES["level_lists"])
CLASS_ITEMS = frozenset(_BODIES["class_items"])
_LEVEL_HEADS = tuple(_BODIES["level_list_heads"])
_CLASS = ("各", *_BODIES["level_qualifiers"])
_LOWEST = ("镇", "乡", "街道")
_HIGHER = re.compile("[省市县区](?!人民政府|政府|管委会|管理委员会)[^、（(]{2}")
_CLASSES = ("部门", "单位")
_PARTY = ("党委", "党工委")
_PARTY_AND_GOVERNMENT = re.compile("(?<=党委)、(?=(?:人民)?政府$)|(?<=党工委)、(?=(?:人民)?政府$)")
_JOINED_LEVELS = tuple(f"{level}、" for level in (*_BODIES["level_items"], *_BODIES["level_lists"]))
_TOWNS = ("乡镇", "镇乡", "苏木", "苏木镇", "乡（镇）", "镇（乡）")
_HEAD_IN_STREET = re.compile("街道[\u4e00-\u9fff]{1,6}[所站院校](?:所长|站长|院长|校长)")
_BARE_GOVERNMENT = frozenset(("政府", "人民政府"))
_OF_PREFECTURES = frozenset(_BODIES["of_prefectures"])
_OF_CITIES = frozenset(_BODIES["of_cities"])

_SEAT_ENDS = ("常委", "副书记", "组书记", "组成员", "委委员")
_SEAT = re.compile(load("posts")["seats"]["seat"])
_POST_OF_SEAT = re.compile(load("posts")["seats"]["post"])
_HEAD_OF_SEAT = re.compile(load("posts")["seats"]["head"])

PARTS = LEVEL_ITEMS | LEVEL_LISTS | CLASS_ITEMS | _BARE_GOVERNMENT | _OF_CITIES | {"街道"}
"""Items that may be no names of their own."""


LEVELS_INSIDE = re.compile("[（(][省市州盟县区旗镇乡街道、]{1,8}[）)](?:(?<=县.市.|市.县.)、(?=区))?")
"""Levels in brackets, and what joins another to them: 各县（市、区）政府, 县（市）、区政府."""
_COUNTIES = re.compile("(?:县[（(]市|(?<!自治)市[（(]县)[）)]$")
# 各市（州）、县（市、区）人民政府
_PREFECTURES = re.compile("各(?:有关|相关)?[市州盟地县][（(][市州盟地县区旗、]{1,8}[）)]")
_BELOW_THEM = re.compile("(?:旗县|[县市区旗])(?:[（(]|人民政府|政府|、[区旗])")
_DISTRICTS = re.compile("区(?!委|域|间|块|别)")


def is_part(name: str) -> bool:
    """Tell whether an item may be no name of its own."""
    if name[:2] == "街道" and _HEAD_IN_STREET.fullmatch(name):
        return True
    if name in PARTS or name.endswith(_SEAT_ENDS) or _COUNTIES.search(name) is not None:
        return True
    return name[-1:] in "）)" and _PREFECTURES.fullmatch(name) is not None


def without_joints(name: str) -> str:
    """Leave out what joins levels (市、区财政部门), or a party committee and its government (甲乡党委、政府), in one name."""
    if name.startswith(_JOINED_LEVELS):
        return name.replace("、", "", 2).removeprefix("设区的市")
    return _PARTY_AND_GOVERNMENT.sub("", name)


def shares(before: str, name: str) -> bool:
    """Tell whether an item of a list belongs to the one ``before`` it."""
    last = before.rpartition("、")[2]  # 各市、州、县人民政府 is joined from left to right
    if last.endswith(_LOWEST) and _HIGHER.match(name):
        return False  # 各镇、市城投集团; 相关街道、县司法局
    return (
        last in LEVEL_ITEMS
        or (last in LEVEL_LISTS and name.startswith(_LEVEL_HEADS))
        or (last[-1:] in "）)" and _PREFECTURES.fullmatch(last) and _BELOW_THEM.match(name) is not None)
        or (_COUNTIES.search(last) is not None and _DISTRICTS.match(name) is not None)
        or (name in CLASS_ITEMS and before.endswith(_CLASSES))
        or (name in _BARE_GOVERNMENT and before.endswith(_PARTY))
        or (name == "街道" and before.startswith(_CLASS) and before.endswith(_TOWNS))
        or (name[:2] == "街道" and before.endswith(_TOWNS) and _HEAD_IN_STREET.fullmatch(name) is not None)
        or (name in _OF_CITIES and before in _OF_PREFECTURES)
        or (last.endswith(_SEAT_ENDS) and _has_seat(last, name))
    )


def _has_seat(seat: str, post: str) -> bool:
    """Tell whether a seat and the post printed behind it are one person's.

    A member of the standing committee holds any post but one in the people's congress; a deputy secretary or a member
    of the party group, printed in front of a head or a deputy, is that one.
    """
    if seat.startswith(("各", "有关", "相关")) or _SEAT.search(seat) is None:
        return False
    return (_POST_OF_SEAT if seat.endswith("常委") else _HEAD_OF_SEAT).fullmatch(post) is not None
