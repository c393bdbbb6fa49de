"""Issuers of a title that stand on the lines above its subject: more of them, or the beginning of the first."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.language.data import alternation
from kg.structure.model import Line

_ENDINGS = alternation("structure", "issuer_endings")
ISSUERS = re.compile(rf"[\u4e00-\u9fff（）()“”、 ]{{2,180}}(?:{_ENDINGS})")
"""A run of text that ends as issuers do, and may be several."""
# where a line breaks inside a name (between | and what follows): in 人民政府, 办公室, 委员会, or behind the name of a place
_INSIDE = re.compile(
    r"[省市县区州旗盟]\|人民政府|[\u4e00-\u9fff]\|自治[州县区]|自\|治[州县区]|人\|民政府|人民\|政府|人民政\|府|[府委]\|办公[室厅]|办\|公[室厅]|办公\|[室厅]|委\|员会|委员\|会|[\u4e00-\u9fff]{2}\|[省市县区州旗盟](?:人民)?[政委]"
)
_FORWARDS = re.compile(
    rf"(?P<issuers>[\u4e00-\u9fff]{{2,60}}(?:{_ENDINGS}))(?:转|转发[\u4e00-\u9fff]{{0,12}}|批转[\u4e00-\u9fff]{{0,12}})"
)
_UNIT = re.compile("[\u4e00-\u9fff]{1,10}?(?:自治州|自治县|自治区|[省市县区旗盟])")
_CHINESE = re.compile(r"[\u4e00-\u9fff]{4,60}")
_MAX = 60  # characters of a line of issuers


def issuers_above(lines: Sequence[Line], first: int, floor: int, issuer: str) -> tuple[int, str]:
    """Take in what lines above a title say of its issuers.

    That is more of them with spaces between (甲部 乙部 / 丙部关于…), or their beginning, where the line breaks inside a
    name (…甲市人 / 民政府关于…).

    Args:
        lines: the lines of the source.
        first: the line with the end of the issuers and 关于.
        floor: the first line that may belong to the title.
        issuer: the issuers on line ``first``.

    Returns:
        The first line of the title, and all issuers without white space.
    """
    if first > floor:
        above = "".join(lines[first - 1].text.split())
        if forwards := _FORWARDS.fullmatch(above):
            return first - 1, forwards["issuers"]  # 甲县人民政府办公室转发县 / 水务局关于…的通知
        if goes_on(above, issuer):
            return first - 1, above + issuer
    while first > floor and len(names := lines[first - 1].text.split()) > 1:
        if len("".join(names)) > _MAX or not all(ISSUERS.fullmatch(name) for name in names):
            break
        if any(name in issuer for name in names):
            break  # a page says above the title who issued it
        first -= 1
        issuer = "".join(names) + issuer
    return first, issuer


def goes_on(above: str, issuer: str) -> bool:
    """Tell whether a line without its white space goes on with the issuer that begins the next."""
    if not _CHINESE.fullmatch(above):
        return False
    if _FORWARDS.fullmatch(above) or _INSIDE.search(f"{above[-4:]}|{issuer[:4]}"):
        return True
    place = _UNIT.match(above.removeprefix("中共"))  # 甲州教育局甲州 / 财政局关于…
    return place is not None and above.endswith(place.group()) and len(above) > 2 * len(place.group())
