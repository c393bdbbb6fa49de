"""Text from documents made harmless for the place it goes to: a terminal, a spreadsheet, an XML file."""

from __future__ import annotations

import re

# C0, DEL, C1, and the marks that reorder or hide text (bidirectional controls, zero width, BOM). Tab and line
# ends are handled by the caller's choice.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_SPACES = re.compile(r"\s+")
# What XML 1.0 cannot hold, escaped or not.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# East Asian editions of spreadsheets take the full-width signs for the ordinary ones.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def printable(text: str) -> str:
    """Drop control characters, escape sequences' introducers included; tab and line feed stay."""
    return _UNPRINTABLE.sub("", text)


def one_line(text: str) -> str:
    """Printable text with every run of white space made one space."""
    return _SPACES.sub(" ", printable(text)).strip()


def xml_safe(text: str) -> str:
    """Drop the characters that no XML document can hold."""
    return _NOT_XML.sub("", text)


def no_formula(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would run as a formula.

    Numbers stay numbers, and a sign that stands alone stays what it is: with nothing behind it there is nothing to run,
    and the comparator ``=`` of a target must be the same in a CSV file as in every other form.
    """
    if not text.startswith(_FORMULA) or len(text) == 1:
        return text
    try:
        float(text)
    except ValueError:
        return "'" + text
    return text if text == text.strip() else "'" + text  # float() reads a tab in front, too
