"""The automatic numbers of a Word document: what 一、（一）1. look like is computed, they do not stand in its text.

The rules are those of ECMA-376 part 1, 17.9: a paragraph (or its style) names a numbering and a level; the numbering
names an abstract one, whose levels say how to count and how to print. Numberings of one abstract one count together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kg.sources.ooxml import W, attribute, child_value, integer

_DIGITS = "〇一二三四五六七八九"
_HEAVENLY = "甲乙丙丁戊己庚辛壬癸"
_EARTHLY = "子丑寅卯辰巳午未申酉戌亥"
_MARK = re.compile("%([1-9])")
_BULLET = "•"
_LEVELS = 9
_MAX_CHAIN = 20  # styles based on styles


@dataclass(frozen=True, slots=True)
class Level:
    """How one level counts and prints: ``text`` with %1 … %9 for the numbers of the levels."""

    start: int
    format: str
    text: str
    spaced: bool
    legal: bool  # all numbers in digits


class Numbering:
    """Counts the numbered paragraphs of a document from its beginning.

    Args:
        numbering: the root of numbering.xml, or None.
        styles: the root of styles.xml, or None.
    """

    def __init__(self, numbering: Any, styles: Any) -> None:
        self._abstract: dict[str, dict[int, Level]] = {}
        self._of_number: dict[str, str] = {}
        self._own: dict[str, dict[int, Level]] = {}  # levels that a numbering defines anew
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[str] = set()
        self._styles = _styles(styles)
        if numbering is not None:
            self._read(numbering)

    def label(self, properties: Any, style: str | None) -> str:
        """Give the number in front of the next paragraph, with the space behind it, or an empty string.

        Args:
            properties: its ``w:pPr`` or None.
            style: the id of its style or None.
        """
        number, depth = self._place(properties, style)
        if number is None or number == "0" or not 0 <= depth < _LEVELS:
            return ""
        abstract = self._of_number.get(number)
        if abstract is None:
            return ""
        levels = self._abstract.get(abstract, {}) | self._own.get(number, {})
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self._count(number, abstract, depth, levels)
        if level.format == "bullet":
            return f"{_BULLET} "
        if level.format == "none":
            return level.text

        def printed(mark: re.Match[str]) -> str:
            at = int(mark.group(1)) - 1
            of = levels.get(at, level)
            value = counts[at] if counts[at] is not None else of.start
            return number_text(value or 0, "decimal" if level.legal else of.format)

        text = _MARK.sub(printed, level.text)
        return f"{text} " if text and level.spaced else text

    def _count(self, number: str, abstract: str, depth: int, levels: Mapping[int, Level]) -> list[int | None]:
        counts = self._counts.setdefault(abstract, [None] * _LEVELS)
        if number not in self._started:
            self._started.add(number)
            for at in self._own.get(number, {}):
                counts[at] = None
        previous = counts[depth]
        counts[depth] = levels[depth].start if previous is None else previous + 1
        for at in range(depth + 1, _LEVELS):
            counts[at] = None
        return counts

    def _place(self, properties: Any, style: str | None) -> tuple[str | None, int]:
        """Give numbering and level of a paragraph: its own, else those of its style or the styles that one builds on."""
        number, depth = _num_pr(properties)
        for _ in range(_MAX_CHAIN):
            if style is None or (number is not None and depth is not None):
                break
            base, style_number, style_depth = self._styles.get(style, (None, None, None))
            number = style_number if number is None else number
            depth = style_depth if depth is None else depth
            style = base
        return number, depth or 0

    def _read(self, root: Any) -> None:
        by_style: dict[str, str] = {}
        links: dict[str, str] = {}
        for node in root.iterchildren(f"{W}abstractNum"):
            key = attribute(node, "abstractNumId") or ""
            self._abstract[key] = {}
            for level in node.iterchildren(f"{W}lvl"):
                self._abstract[key][integer(attribute(level, "ilvl"), 0)] = _level(level)
            if (named := child_value(node, "styleLink")) is not None:
                by_style[named] = key
            if (link := child_value(node, "numStyleLink")) is not None:
                links[key] = link
        for key, link in links.items():
            self._abstract[key] = self._abstract.get(by_style.get(link, ""), {})
        for node in root.iterchildren(f"{W}num"):
            number = attribute(node, "numId") or ""
            self._of_number[number] = child_value(node, "abstractNumId") or ""
            for override in node.iterchildren(f"{W}lvlOverride"):
                self._override(number, override)

    def _override(self, number: str, node: Any) -> None:
        at = integer(attribute(node, "ilvl"), 0)
        defined = next(node.iterchildren(f"{W}lvl"), None)
        level = (
            _level(defined)
            if defined is not None
            else self._abstract.get(self._of_number[number], {}).get(at)
        )
        start = child_value(node, "startOverride")
        if level is not None:
            if start is not None:
                level = Level(integer(start, 1), level.format, level.text, level.spaced, level.legal)
            self._own.setdefault(number, {})[at] = level


def _level(node: Any) -> Level:
    return Level(
        start=integer(child_value(node, "start"), 1),
        format=child_value(node, "numFmt") or "decimal",
        text=child_value(node, "lvlText") or "",
        spaced=(child_value(node, "suff") or "tab") != "nothing",
        legal=child_value(node, "isLgl") is not None,
    )


def _num_pr(properties: Any) -> tuple[str | None, int | None]:
    node = None if properties is None else properties.find(f"{W}numPr")
    if node is None:
        return None, None
    depth = child_value(node, "ilvl")
    return child_value(node, "numId"), None if depth is None else integer(depth, 0)


def _styles(root: Any) -> dict[str, tuple[str | None, str | None, int | None]]:
    """Give for each style the one it is based on, its numbering and level."""
    found: dict[str, tuple[str | None, str | None, int | None]] = {}
    for node in root.iterchildren(f"{W}style") if root is not None else ():
        found[attribute(node, "styleId") or ""] = (
            child_value(node, "basedOn"),
            *_num_pr(node.find(f"{W}pPr")),
        )
    return found


def number_text(value: int, format_: str) -> str:
    """Print a number in one of Word's formats; an unknown format prints digits."""
    return _FORMATS.get(format_, str)(value)


def chinese(value: int) -> str:
    """Print a number up to 9999 in Chinese as in headings: 十, 二十一, 一百零三."""
    if not 0 < value < 10_000:
        return str(value)
    digits = [int(digit) for digit in f"{value:04d}"]
    text = ""
    for digit, unit in zip(digits, "千百十 ", strict=True):
        if digit:
            text += _DIGITS[digit] + unit.strip()
        elif text and not text.endswith("零"):
            text += "零"
    text = text.rstrip("零")
    return text[1:] if text.startswith("一十") else text


def _digit_by_digit(value: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(value))


def _cycle(characters: str) -> Callable[[int], str]:
    return lambda value: characters[(value - 1) % len(characters)]


def _letters(value: int) -> str:
    """Print a number in letters: a to z, then aa, bb."""
    if value < 1:
        return str(value)
    return chr(ord("a") + (value - 1) % 26) * min(1 + (value - 1) // 26, 10)


def _roman(value: int) -> str:
    if not 0 < value < 4000:
        return str(value)
    text = ""
    for number, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    ):
        text += sign * (value // number)
        value %= number
    return text


def _circled(value: int) -> str:
    if 1 <= value <= 20:
        return chr(0x2460 + value - 1)
    return f"({value})"


def _full_width(value: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(value))


_FORMATS: Mapping[str, Callable[[int], str]] = {
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "taiwaneseCountingThousand": chinese,
    "taiwaneseCounting": chinese,
    "japaneseCounting": chinese,
    "ideographDigital": _digit_by_digit,
    "taiwaneseDigital": _digit_by_digit,
    "japaneseDigitalTenThousand": _digit_by_digit,
    "ideographTraditional": _cycle(_HEAVENLY),
    "ideographZodiac": _cycle(_EARTHLY),
    "decimalZero": lambda value: f"{value:02d}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": lambda value: f"（{value}）",
    "ideographEnclosedCircle": lambda value: f"（{chinese(value)}）",
    "lowerLetter": _letters,
    "upperLetter": lambda value: _letters(value).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda value: _roman(value).upper(),
    "none": lambda _: "",
}
