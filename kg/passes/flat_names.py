"""Tell cells of bodies' names from texts in a flattened table."""

from __future__ import annotations

from kg.passes.agents import is_body, is_concrete_body, is_group, is_name_in_prose, split_names

_OFFICE = ("机关",)  # 区妇联机关: the body's own office
_STRONG = ("街道", "镇", "乡", "集团", "公司", "局", "管委会", "街道办事处", "党校")
_BROKEN = ("城乡",)  # 住房城乡 goes on with 建设局 on the next line
_MAX_NAME = 80


def names_bodies(text: str) -> bool:
    """Tell whether a text is a list of names of bodies and nothing else."""
    text = text.rstrip("。、，, ")
    if not 2 <= len(text) <= _MAX_NAME or text[0] in "、，,":
        return False
    names = split_names(text, 0, len(text))
    if text.endswith(_BROKEN):
        return False
    return bool(names) and all(_is_body_name(mention.agent.name) for mention in names) and names[0].start == 0


def _is_body_name(name: str) -> bool:
    for office in _OFFICE:
        name = name.removesuffix(office)
    if is_group(name):
        return is_name_in_prose(name) or is_body(name)
    return is_name_in_prose(name) and (is_concrete_body(name) or name.endswith(_STRONG))
