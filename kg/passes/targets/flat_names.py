"""Names of indicators in flattened tables: which are whole, and the rest of one whose bracket stays open."""

from __future__ import annotations

import re

from kg.language.data import alternation

_CLOSES = re.compile(r"[^（()）]{0,8}[）)]")
# values, kinds and the rest of a bracket: cells of other rows and columns
_KINDS = alternation("targets", "indicator_kinds")
_FOREIGN = re.compile(
    r"^[^（(]{0,6}[）)]|[\u4e00-\u9fff）)](?:[%％]|\d+\.\d|[—－–]).*[\u4e00-\u9fff]"
    rf"|(?:{_KINDS})(?=.)"
)

_UNITS = "|".join(alternation("units", key) for key in ("ratios", "measures", "classifiers"))
_UNIT_INSIDE = re.compile(
    rf"[（(](?:%|‰|[万亿]?(?:{_UNITS}))[）)]\d*[\u4e00-\u9fff]"
)  # …率（%）城市…: two names


def is_whole(name: str) -> bool:
    """Tell whether a name is that of one indicator: its brackets close, and no cell of another row stands in it."""
    if name.count("（") + name.count("(") != name.count("）") + name.count(")"):
        return False
    if name[:1] in "（(" or _UNIT_INSIDE.search(name):
        return False
    return _FOREIGN.search(re.sub("[（(][^（()）]*[）)]", "", name) or "（") is None


def rest_of_bracket(name: str, below: str) -> str:
    """Give what closes the bracket of a name whose values interrupt it (…死亡率（人/ 0.017 0.012, below: 亿元）), or nothing."""
    if name.count("（") + name.count("(") <= name.count("）") + name.count(")"):
        return ""
    rest = _CLOSES.match(below.strip())
    return rest.group() if rest is not None and rest.end() == len(below.strip()) else ""
