"""Names and values in the XML of Office documents."""

from __future__ import annotations

from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""The namespace of a Word document's text, as lxml writes it in front of a name."""
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def attribute(node: Any, name: str) -> str | None:
    """Give an attribute of the w namespace."""
    value = node.get(f"{W}{name}")
    return None if value is None else str(value)


def child_value(node: Any, name: str) -> str | None:
    """Give the value of a child such as ``<w:start w:val="1"/>``; an empty string where it has none."""
    child = node.find(f"{W}{name}")
    return None if child is None else attribute(child, "val") or ""


def integer(text: str | None, default: int) -> int:
    """Read a whole number of at most nine digits; anything else is the default."""
    digits = (text or "").removeprefix("-")
    return int(text or "") if digits.isascii() and digits.isdigit() and len(digits) < 10 else default
