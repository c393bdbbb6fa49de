"""Names of persons beside posts: 市税务局副局长张三, names with a dot in them."""

from __future__ import annotations

from kg.passes.names.kinds import DOTTED, is_person
from kg.passes.names.posts import title_of

POST_BEGINNINGS = frozenset("区市县省州盟旗国中副常乡镇党团总")
"""How posts begin; a name without a space before its post ends there."""


def is_name(name: str) -> bool:
    """Tell a person's name where only persons with their posts are listed."""
    return is_person(name) or DOTTED.fullmatch(name) is not None


def named_post(name: str) -> str | None:
    """Give the person printed behind a post without a space: 市税务局副局长张三 -> 张三."""
    if "·" in name:  # 县残联理事长某某·某某
        ends = [at for at in range(2, name.index("·")) if title_of(name[:at])]
        return name[ends[-1] :] if ends and DOTTED.fullmatch(name[ends[-1] :]) else None
    for width in (3, 2, 4):
        person, before = name[-width:], name[:-width]
        if len(before) >= 2 and is_person(person) and title_of(before) and not title_of(name):
            return person
    return None
