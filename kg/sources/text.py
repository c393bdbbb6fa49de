"""Plain text files: find the encoding, keep the text as it is.

The order of the attempts follows their error-detecting power: a byte order mark, then strict UTF-8, then UTF-16
without a mark (recognised by its zero bytes), then GB18030, the mandatory Chinese character set (GB 18030-2022).
"""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 4096
_MAX_CONTROL_SHARE = 0.02
_LAYOUT_CONTROLS = frozenset("\t\n\r\f\v\x1a\x85")


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
        return _attempt(data, encoding), encoding
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _checked(_attempt(data, name), name)
    zeros = data[:_SAMPLE].count(0)
    if zeros:
        return _checked(*_utf16_without_mark(data, zeros))
    for name in ("utf-8", "gb18030"):
        try:
            return _checked(data.decode(name), name)
        except UnicodeDecodeError:
            continue
    raise UndecodableError("not text in UTF-8, UTF-16 or GB18030")


def _attempt(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UndecodableError(f"not valid {encoding} at byte {error.start}") from error
    except LookupError as error:
        raise UndecodableError(f"unknown encoding {encoding!r}") from error


def _utf16_without_mark(data: bytes, zeros: int) -> tuple[str, str]:
    """Line feeds and digits in UTF-16 have a zero byte, always on the same side."""
    sample = data[:_SAMPLE]
    odd = sample[1::2].count(0)
    if len(data) % 2 == 0:
        if odd >= zeros * 0.95:
            return _attempt(data, "utf-16-le"), "utf-16-le"
        if odd <= zeros * 0.05:
            return _attempt(data, "utf-16-be"), "utf-16-be"
    raise UndecodableError("binary data (zero bytes)")


def _checked(text: str, encoding: str) -> tuple[str, str]:
    sample = text[:_SAMPLE]
    controls = sum(1 for c in sample if (c < " " or "\x7f" <= c < "\xa0") and c not in _LAYOUT_CONTROLS)
    if sample and controls > len(sample) * _MAX_CONTROL_SHARE:
        raise UndecodableError("binary data (control characters)")
    return text, encoding
