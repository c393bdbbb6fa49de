"""Traditional characters, straight quotes, rare marks and spaces, marks at half and digits at full width are folded.

For matching only: facts keep them as printed.

Folding replaces one character by one, so offsets stay. It is used only where a text is written so: single traditional
characters occur in names of simplified texts and must stay, and so do single marks at half width.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, reduce

from kg.language.data import load

_SAMPLE = 20_000
_MIN_SHARE = (
    0.05  # of a text in traditional characters about a third changes, of a simplified one next to nothing
)

# marks typed at half width in Chinese sentences; not inside numbers, times, addresses and words of letters, nor the
# brackets around the year of a document's number: 甲政发(2023)5号
_HALF_WIDTH = re.compile(
    r"(?<![0-9A-Za-z])[,;]|[,;](?![0-9A-Za-z])|(?<![0-9A-Za-z]):(?!//)|:(?![0-9A-Za-z/])"
    r"|(?<![\x00-\x7f])\((?!(?:19|20)\d\d\))|\((?![\x00-\x7f])"
    r"|(?<![\x00-\x7f])\)|(?<!\((?:19|20)\d\d)\)(?![\x00-\x7f])"
)
_FULL_WIDTH = str.maketrans(",;:()", "，；：（）")
_STRAIGHT = re.compile('"([^"\\n“”，。；]{1,24})"')
_WIDE_DIGIT = re.compile("[０-９]")
_WIDE_POINT = re.compile("(?<=[０-９])．(?=[０-９])")
_FEW_DIGITS = 0.05  # of all digits: single ones at full width stay as they are
_NARROW = {0xFF10 + n: 0x30 + n for n in range(10)}
_NARROW |= {wide + n: plain + n for wide, plain in ((0xFF21, 0x41), (0xFF41, 0x61)) for n in range(26)}
# small forms (U+FE50-FE6B), half-width ideographic marks and lenticular brackets, for the marks that are meant: ﹝2024﹞7号
_VARIANTS = str.maketrans(
    "﹐﹑﹒﹔﹕﹖﹗﹙﹚﹛﹜﹝﹞﹢﹣﹤﹥﹦﹪｡､〖〗", "，、.；：？！（）｛｝〔〕+-<>=%。、【】"
)
_VARIANT = re.compile(f"[{''.join(map(chr, _VARIANTS))}]")
# spaces of other widths (no-break, en, thin …), and one wide space between two characters, for a plain space
_SPACE = re.compile("[\xa0\u1680\u2000-\u2002\u2004-\u200a\u202f\u205f]|(?<=\\S)[\u2003\u3000](?=\\S)")
_TITLES = str.maketrans("〈〉", "《》")
_HALF_COMMA = re.compile("[\u4e00-\u9fff],")


@cache
def _table() -> dict[int, int]:
    data = load("traditional")
    traditional, simplified = "".join(data["traditional"].split()), "".join(data["simplified"].split())
    return {ord(t): ord(s) for t, s in zip(traditional, simplified, strict=True)}


@cache
def _changing() -> re.Pattern[str]:
    return re.compile(f"[{''.join(chr(t) for t, s in _table().items() if t != s)}]")


def is_traditional(text: str) -> bool:
    """Tell whether a text is written in traditional characters (judged by its first 20,000)."""
    sample = text[:_SAMPLE]
    return len(_changing().findall(sample)) > len(sample) * _MIN_SHARE


def fold(text: str) -> str:
    """Replace traditional characters by simplified ones; the length stays."""
    return text.translate(_table()) if _changing().search(text) else text


def is_half_width(text: str) -> bool:
    """Tell whether most commas of a text's Chinese sentences are typed at half width (judged by its first 20,000)."""
    sample = text[:_SAMPLE]
    return "," in sample and len(_HALF_COMMA.findall(sample)) > sample.count("，")


def at_full_width(text: str) -> str:
    """Replace the marks of Chinese sentences that are typed at half width; the length stays."""
    return _HALF_WIDTH.sub(lambda mark: mark.group().translate(_FULL_WIDTH), text)


def has_straight_quotes(text: str) -> bool:
    """Tell whether quotation marks are typed straight, as the two of a pair look alike (judged by the first 20,000)."""
    sample = text[:_SAMPLE]
    return '"' in sample and len(_STRAIGHT.findall(sample)) > sample.count("“")


def with_curly_quotes(text: str) -> str:
    """Replace pairs of straight quotation marks around a few words ("十四五"); the length stays."""
    return _STRAIGHT.sub("“\\g<1>”", text)


def has_wide_digits(text: str) -> bool:
    """Tell whether more than a few of a text's digits are typed at full width."""
    if _WIDE_DIGIT.search(text) is None:
        return False
    wide, plain = (sum(map(text.count, digits)) for digits in ("０１２３４５６７８９", "0123456789"))
    return wide > plain * _FEW_DIGITS


def digits_at_half_width(text: str) -> str:
    """Replace digits and Latin letters at full width (２０２４年, ＧＤＰ), and the points in numbers; the length stays."""
    return _WIDE_POINT.sub(".", text).translate(_NARROW)


def has_variant_marks(text: str) -> bool:
    """Tell whether brackets or marks are printed in one of their rare forms."""
    return _VARIANT.search(text) is not None


def with_common_marks(text: str) -> str:
    """Replace rare forms of brackets and marks by the common ones; the length stays."""
    return text.translate(_VARIANTS)


def has_angle_titles(text: str) -> bool:
    """Tell whether titles stand in single angle brackets only: 〈甲市条例〉."""
    return "《" not in text and text.count("〈") == text.count("〉") > 0


def with_title_marks(text: str) -> str:
    """Replace single angle brackets by the marks of titles; the length stays."""
    return text.translate(_TITLES)


def has_rare_spaces(text: str) -> bool:
    """Tell whether spaces of other widths than the plain one stand between characters."""
    return _SPACE.search(text) is not None


def with_plain_spaces(text: str) -> str:
    """Replace spaces of other widths by plain ones; the length stays. Wide spaces in a row still align columns."""
    return _SPACE.sub(" ", text)


def folding(text: str) -> Callable[[str], str] | None:
    """Give how a text is folded for matching, or None where it is written as the passes expect it."""
    needed: list[Callable[[str], str]] = []
    if is_traditional(text):
        needed.append(fold)
    if has_variant_marks(text):
        needed.append(with_common_marks)
    if has_angle_titles(text):
        needed.append(with_title_marks)
    if has_rare_spaces(text):
        needed.append(with_plain_spaces)
    if is_half_width(text):
        needed.append(at_full_width)
    if has_straight_quotes(text):
        needed.append(with_curly_quotes)
    if has_wide_digits(text):
        needed.append(digits_at_half_width)
    if not needed:
        return None
    return lambda part: reduce(lambda folded, one: one(folded), needed, part)
