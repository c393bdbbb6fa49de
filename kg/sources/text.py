"""Plain text files: find the encoding, keep the text as it is.

The order of the attempts follows their error-detecting power: a byte order mark, then strict UTF-8, then (for data
with many zero bytes) UTF-32 and UTF-16 without a mark, then GB18030, the mandatory Chinese character set
(GB 18030-2022), which accepts nearly anything and is only believed where the bytes are not plainly damaged UTF-8.
"""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 4096
_DAMAGE_SAMPLE = 1 << 15  # bytes on either side of the first error
_MAX_DAMAGE = 0.05  # share of unreadable pieces up to which bytes are UTF-8 with an error in them
_MAX_CONTROL_SHARE = 0.02
_LAYOUT_CONTROLS = frozenset("\t\n\r\f\v\x1a\x85")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
# what Chinese documents are written with: ASCII, general and CJK punctuation, enclosed numbers, ideographs, full-width forms
_USUAL = re.compile(
    "[\t\n\f\r -~\u00a0-\u00ff\u2000-\u206f\u2460-\u24ff\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"
)
_MIN_USUAL_SHARE = 0.9


class UndecodableError(ValueError):
    """The bytes are no text in any supported encoding."""


def decode(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """Decode the bytes of a text file.

    Args:
        data: the whole file.
        encoding: the encoding if the user knows it; else it is found out.

    Returns:
        The text (without a byte order mark, otherwise as stored) and the name of the encoding.

    Raises:
        UndecodableError: the bytes are binary or in no supported encoding.
    """
    if encoding is not None:
        return _attempt(data, encoding).removeprefix("\ufeff"), encoding
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _checked(_attempt(data, name), name)
    damage: UnicodeDecodeError | None = None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        damage = error
    else:
        if _share_of_controls(text) <= _MAX_CONTROL_SHARE:
            return text, "utf-8"
    if 0 in data[:_SAMPLE]:
        return _with_zeros(data)
    if damage is None:
        raise UndecodableError("binary data (control characters)")
    if _is_damaged_utf8(data, damage.start):
        raise UndecodableError(f"UTF-8 with an error at byte {damage.start}")
    try:
        return _checked(data.decode("gb18030"), "gb18030")
    except UnicodeDecodeError as error:
        raise UndecodableError("not text in UTF-8, UTF-16 or GB18030") from error


def _attempt(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UndecodableError(f"not valid {encoding} at byte {error.start}") from error
    except (LookupError, UnicodeError) as error:
        raise UndecodableError(f"cannot be read as {encoding!r}") from error
    if _SURROGATE.search(text):  # some codecs let them pass, no later stage could write them
        raise UndecodableError(f"not valid {encoding}: holds half a surrogate pair")
    return text


def _with_zeros(data: bytes) -> tuple[str, str]:
    """Zero bytes: UTF-32 or UTF-16 without a mark if that gives usual characters, else binary data.

    A wrong byte order gives characters from all over Unicode; on which side the zeros stand says little (a line feed
    has its zero on the other side than 一).
    """
    for name in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        sample = text[:_SAMPLE]
        if len(_USUAL.findall(sample)) >= len(sample) * _MIN_USUAL_SHARE:
            return _checked(text, name)
    raise UndecodableError("binary data (zero bytes)")


def _is_damaged_utf8(data: bytes, at: int) -> bool:
    """Tell whether bytes with an error at ``at`` are UTF-8 nearly everywhere around: a cut or broken UTF-8 file.

    Read as GB18030 such a file would give wrong characters without any error.
    """
    text = data[max(0, at - _DAMAGE_SAMPLE) : at + _DAMAGE_SAMPLE].decode("utf-8", errors="replace")
    beyond_ascii = sum(1 for c in text if c > "\x7f")
    return text.count("\ufffd") <= beyond_ascii * _MAX_DAMAGE


def _checked(text: str, encoding: str) -> tuple[str, str]:
    if _share_of_controls(text) > _MAX_CONTROL_SHARE:
        raise UndecodableError("binary data (control characters)")
    return text, encoding


def _share_of_controls(text: str) -> float:
    sample = text[:_SAMPLE]
    controls = sum(1 for c in _CONTROL.findall(sample) if c not in _LAYOUT_CONTROLS)
    return controls / len(sample) if sample else 0.0
