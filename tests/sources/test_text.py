"""Encodings: what was stored comes back, and what is no text is refused."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.sources.text import UndecodableError, decode

NOTICE = (
    "甲市人民政府关于印发《甲市供水条例》实施方案的通知\n甲政发〔2023〕5号\n\n各区人民政府：\n"
    "　　一、总则。最近一年，电网、供水等15项工作由甲局牵头，乙局配合（电话：5550-1234）。\n　　二、一是…… ①完成50%以上\n"
)

# (encoding as written, mark in front, encoding as found)
WRITTEN = [
    ("utf-8", b"", "utf-8"),
    ("utf-8", codecs.BOM_UTF8, "utf-8-sig"),
    ("utf-16-le", codecs.BOM_UTF16_LE, "utf-16"),
    ("utf-16-be", codecs.BOM_UTF16_BE, "utf-16"),
    ("utf-32-le", codecs.BOM_UTF32_LE, "utf-32"),
    ("utf-32-be", codecs.BOM_UTF32_BE, "utf-32"),
    ("utf-16-le", b"", "utf-16-le"),
    ("utf-16-be", b"", "utf-16-be"),
    ("utf-32-le", b"", "utf-32-le"),
    ("utf-32-be", b"", "utf-32-be"),
    ("gb18030", b"", "gb18030"),
    ("gbk", b"", "gb18030"),  # a subset
]
LINE_ENDS = ["\n", "\r\n", "\r", "\f", "\u2028"]


@pytest.mark.parametrize(("written", "mark", "found"), WRITTEN)
@pytest.mark.parametrize("line_end", LINE_ENDS, ids=["lf", "crlf", "cr", "ff", "ls"])
def test_every_encoding_comes_back_as_stored(written: str, mark: bytes, found: str, line_end: str) -> None:
    text = NOTICE.replace("\n", line_end)
    if written == "gbk":
        text = text.replace("\u2028", "\n")  # not in GBK
    assert decode(mark + text.encode(written)) == (text, found)


# what official text is written with, in any order
USUAL = st.text(
    st.one_of(
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5),
        st.sampled_from("，。、；：（）〔〕《》“”　 \t\r\n0123456789abc%—…①②０１％"),
    ),
    min_size=20,
    max_size=300,
)
# anything that can be stored at all, control characters aside
STORABLE = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200)


@given(text=USUAL, form=st.sampled_from(WRITTEN))
def test_usual_text_comes_back_from_every_encoding(text: str, form: tuple[str, bytes, str]) -> None:
    written, mark, _ = form
    # every document holds some full stops and line ends; without any a GB18030 file can be valid UTF-8 by chance
    text = f"甲市人民政府，乙局：\n{text}\n第1条　由丙局负责。"
    text = text.encode(written, errors="ignore").decode(written)
    assert decode(mark + text.encode(written))[0] == text


@given(text=STORABLE, form=st.sampled_from([row for row in WRITTEN if row[1]]))
def test_any_text_comes_back_behind_a_mark(text: str, form: tuple[str, bytes, str]) -> None:
    written, mark, found = form
    assert decode(mark + text.encode(written)) == (text, found)


@given(text=STORABLE)
def test_any_text_comes_back_from_utf8(text: str) -> None:
    text = text.lstrip("\ufeff")
    assert decode(text.encode()) == (text, "utf-8")


@given(data=st.binary(max_size=400), encoding=st.sampled_from([None, "utf-8", "gb18030", "utf-7", "latin-1"]))
def test_any_bytes_are_text_or_refused_and_never_hold_half_a_character(
    data: bytes, encoding: str | None
) -> None:
    try:
        text, _ = decode(data, encoding)
    except UndecodableError:
        return
    text.encode("utf-8")  # raises on lone surrogates


def test_text_keeps_characters_beyond_the_basic_plane() -> None:
    text = NOTICE + "组长：𠮷田"
    for written, mark, _ in WRITTEN:
        if written != "gbk":
            assert decode(mark + text.encode(written))[0] == text


def test_a_stray_zero_byte_does_not_make_utf8_binary() -> None:
    text = NOTICE.replace("\n\n", "\n\x00\n")
    assert decode(text.encode()) == (text, "utf-8")
    ascii_text = "a plain text of many words\x00 in ascii letters alone " * 3
    assert decode(ascii_text.encode())[0] == ascii_text  # in UTF-16 these bytes would be Chinese characters


# (bytes, words of the message) with the reason
REFUSED = [
    (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 4, "binary"),  # an image
    (b"PK\x03\x04" + bytes(200), "binary"),  # an archive: mostly zero bytes
    (bytes(500), "binary"),  # only zero bytes
    (b"\x01\x02\x03\x04\x05" * 50, "binary"),  # control characters without a zero byte
    (b"\xff\xff\xff" * 50, "not text"),  # in no supported encoding
    (codecs.BOM_UTF16_LE + b"\x00\xd8A\x00", "utf-16"),  # half a surrogate pair
    (codecs.BOM_UTF8 + b"\xe4\xb8", "byte"),  # cut in a character
    (
        (NOTICE * 3).encode()[:-2],
        "UTF-8",
    ),  # cut in a character, no mark: GB18030 would read it without an error
    ((NOTICE * 3).encode().replace("乙局".encode(), b"\xe4\xb9\xe5\xb1\x80", 1), "UTF-8"),  # one lost byte
    (b"a" * 70_000 + (NOTICE * 3).encode()[:-2], "UTF-8"),  # the same far behind
]


@pytest.mark.parametrize(("data", "words"), REFUSED)
def test_what_is_no_text_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(UndecodableError, match=words):
        decode(data)


def test_gb18030_behind_much_ascii_is_no_damaged_utf8() -> None:
    text = "a" * 70_000 + NOTICE
    assert decode(text.encode("gb18030")) == (text, "gb18030")


# (bytes, encoding the user names, what comes)
NAMED = [
    (NOTICE.encode("big5hkscs", errors="ignore"), "big5hkscs", None),
    (codecs.BOM_UTF8 + "甲市".encode(), "utf-8", "甲市"),  # the mark is no part of the text
    (codecs.BOM_UTF16_LE + "甲市".encode("utf-16-le"), "utf-16-le", "甲市"),
    ("甲市".encode("gb18030"), "gb2312", "甲市"),
]


@pytest.mark.parametrize(("data", "encoding", "text"), NAMED)
def test_a_named_encoding_is_used(data: bytes, encoding: str, text: str | None) -> None:
    assert decode(data, encoding) == (data.decode(encoding) if text is None else text, encoding)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("甲市".encode("gb18030"), "utf-8"),
        (b"abc", "no-such-encoding"),
        (b"abc", "hex"),  # a codec, but none of text
        (b"+2AA-", "utf-7"),  # half a surrogate pair
    ],
)
def test_a_wrong_named_encoding_is_refused(data: bytes, encoding: str) -> None:
    with pytest.raises(UndecodableError):
        decode(data, encoding)
