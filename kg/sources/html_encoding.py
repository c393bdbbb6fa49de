"""The encoding of a web page: a byte order mark, what its head declares, or what the bytes are."""

from __future__ import annotations

import codecs
import re

from kg.sources.text import decode

_DECLARED = re.compile(
    rb"<meta[^>]{0,300}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([\w-]{2,20})|<\?xml[^>]{0,100}encoding=[\"']([\w-]{2,20})",
    re.I,
)
_HEAD = 8192
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030"}  # declared narrow, written wide
_MAX_BROKEN = 0.001  # share of unreadable bytes from which the declaration is taken for a lie


def decode_page(data: bytes, encoding: str | None) -> tuple[str, str]:
    """Decode a web page.

    Args:
        data: the file.
        encoding: the encoding if the user knows it.

    Returns:
        The page and the name of its encoding.

    Raises:
        UndecodableError: it is no text in any supported encoding.
    """
    declared = _declared(data)
    if encoding is None and declared is not None and not data.startswith(_MARKS):
        text = data.decode(declared, "replace")
        if text.count("\ufffd") <= _MAX_BROKEN * len(text):
            return text, declared
    return decode(data, encoding)


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:_HEAD])
    if match is None:
        return None
    name = (match.group(1) or match.group(2)).decode("ascii").lower()
    name = _WIDER.get(name, name)
    try:
        codecs.lookup(name)
        "".encode(name)  # not every codec is one of text
    except LookupError:
        return None
    return None if name.startswith("utf-16") else name  # a page that can declare this in ASCII is not UTF-16
