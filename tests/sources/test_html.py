"""Web pages: the document out of the page, its metadata, its encoding."""

from __future__ import annotations

import sys

import pytest

from kg.extract import extract_source
from kg.sources import html
from kg.sources.limits import DEFAULT_LIMITS
from kg.sources.model import Extracted, FormatError, SourceText, Stated

SENTENCES = "".join(f"<p>第{n}项，由区水务局负责，按月报送进展情况。</p>" for n in range(8))


def read(page: str | bytes, encoding: str | None = None) -> Extracted:
    data = page.encode() if isinstance(page, str) else page
    return html.read_html(data, encoding, DEFAULT_LIMITS)


def lines(page: str) -> list[str]:
    return read(page).text.split("\n")[:-1]


# (page, lines), each with why
PAGES = [
    ("<p>甲<b>乙</b><span>丙</span>丁</p>", ["甲乙丙丁"]),  # inline marks break nothing
    ("甲<br>乙<div>丙</div>丁", ["甲", "乙", "丙", "丁"]),
    ("<p>甲\n  乙&nbsp;丙&#12288;丁</p>", ["甲 乙\xa0丙　丁"]),
    ("<p>甲<!-- 注释 --></p><script>乙</script><style>丙</style><noscript>丁</noscript>", ["甲"]),
    ("<p>甲</p><p style='display: none'>乙</p><p hidden>丙</p>", ["甲"]),
    ("<pre>甲\n  乙\tx</pre>", ["甲", "乙  x"]),
    ("<ol><li>甲</li><li>乙</li></ol>", ["1. 甲", "2. 乙"]),
    ("<ol><li>一、甲</li><li>（二）乙</li></ol>", ["一、甲", "（二）乙"]),  # numbered by hand as well
    ("<p onclick='x()'>甲<img src=x onerror='alert(1)'>乙</p>", ["甲乙"]),
    ("<p>甲 &lt;b&gt; &amp; 乙</p>", ["甲 <b> & 乙"]),
    (
        "<table><tr><td>任务</td><td>单位</td></tr><tr><td>建设</td><td><p>区甲局</p><p>区乙局</p></td></tr></table>",
        ["任务\t单位", "建设\t区甲局、区乙局"],
    ),
    (
        "<table><tr><th>任务</th><th>单位</th></tr><tr><td rowspan=2>建设</td><td>甲</td></tr><tr><td>乙</td></tr></table>",
        ["任务\t单位", "建设\t甲", "\u2003\t乙"],
    ),
    (
        "<table><tr><td colspan=2>表</td></tr><tr><td>任务</td><td>单位</td></tr><tr><td>甲</td><td>乙</td></tr></table>",
        ["表", "任务\t单位", "甲\t乙"],
    ),
    (
        "<table><tr><td>菜单</td><td><table><tr><td>甲</td></tr></table></td></tr></table>",
        ["菜单", "甲"],
    ),  # layout
]


@pytest.mark.parametrize(("page", "expected"), PAGES)
def test_lines_of_a_page(page: str, expected: list[str]) -> None:
    assert lines(f"<html><body>{page}</body></html>") == expected


def test_menus_and_footers_are_left_out_and_no_sentence_is() -> None:
    menu = "".join(f"<li><a href='/{n}'>栏目{n}</a></li>" for n in range(9))
    page = f"""<body><div class="header">网站名称</div><div><ul>{menu}</ul></div>
    <div id="wrap"><div class="main"><h1>甲市节水工作要点</h1><div class="con">{SENTENCES}</div></div></div>
    <div><p>附则：本要点自印发之日起施行。</p></div><div class="footer">版权所有。</div></body>"""
    result = lines(page)
    assert result[0] == "甲市节水工作要点"
    assert "附则：本要点自印发之日起施行。" in result
    assert sum("区水务局" in line for line in result) == 8
    assert not any(word in line for line in result for word in ("栏目", "版权", "网站名称"))


def test_an_element_named_like_furniture_that_holds_the_document_stays() -> None:
    assert len(lines(f"<body><div class='nav'>{SENTENCES}</div></body>")) == 8
    header = f"<body><header><h1>甲市工作要点</h1></header><div>{SENTENCES}</div></body>"
    assert lines(header)[0] == "甲市工作要点"


METADATA = [
    (
        "<table><tr><td>索 引 号：</td><td>1122-01</td><td>发文机关：</td><td>甲市乙区人民政府</td></tr>"
        "<tr><td>成文日期：</td><td>2031年3月17日</td><td>文号：</td><td>乙政发〔2031〕2号</td></table>"
    ),
    "<ul><li><b>索引号：</b>1122-01</li><li><b>发文机关：</b>甲市乙区人民政府</li><li><b>成文日期：</b>2031-03-17</li><li><b>发文字号：</b>乙政发〔2031〕2号</li></ul>",
    "<p>【索引号】：1122-01　【发文机关】：甲市乙区人民政府　【成文日期】：2031/3/17　【文号】：乙政发〔2031〕2号</p>",
]


@pytest.mark.parametrize("block", METADATA)
def test_the_metadata_block_is_read_and_kept_as_lines(block: str) -> None:
    title = "关于做好节约用水工作的通知"
    result = read(f"<body><div>{block}</div><h1>{title}</h1><div id='zoom'>{SENTENCES}</div></body>")
    start = result.text.index(title)
    assert result.stated == Stated(
        title=(start, start + len(title)),
        number="乙政发〔2031〕2号",
        issuer="甲市乙区人民政府",
        date="2031-03-17",
    )
    assert "1122-01" in result.text[:start]


def test_the_document_takes_from_the_block_what_it_does_not_print() -> None:
    head = "<head><meta name='ArticleTitle' content='节约用水工作要点'></head>"
    page = f"{head}<body>{METADATA[0]}<div id='zoom'>{SENTENCES}</div></body>"
    read_ = read(page)
    source = SourceText("a.html", read_.text, "0", read_.encoding, stated=read_.stated, wrapped=read_.wrapped)
    (instrument,) = extract_source(source).instruments
    document = instrument.document
    assert (document.title, document.number, document.issuers, document.date) == (
        "节约用水工作要点",
        "乙政发〔2031〕2号",
        ("甲市乙区人民政府",),
        "2031-03-17",
    )
    assert document.evidence.quote == "节约用水工作要点"


def test_a_word_of_the_block_in_a_sentence_is_no_block() -> None:
    assert read(f"<body><p>名称：节水</p>{SENTENCES}</body>").stated == Stated()


# (declaration, encoding of the bytes, what is found), each with why
ENCODINGS = [
    ("<meta charset='gb2312'>", "gb18030", "gb18030"),  # declared narrow, written wide
    ("<meta http-equiv='Content-Type' content='text/html; charset=GBK'>", "gbk", "gb18030"),
    ("<meta charset=utf-8>", "utf-8", "utf-8"),
    ("", "gb18030", "gb18030"),  # nothing declared
    ("<meta charset='utf-8'>", "gb18030", "gb18030"),  # declared wrongly
    ("<meta charset='big5'>", "big5", "big5"),
    ("<meta charset='rot13'>", "utf-8", "utf-8"),  # no encoding of text
    ("<meta charset='utf-8'>", "utf-16", "utf-16"),  # the byte order mark knows better
]


@pytest.mark.parametrize(("declaration", "encoding", "found"), ENCODINGS)
def test_encodings(declaration: str, encoding: str, found: str) -> None:
    page = f"<html><head>{declaration}</head><body><p>甲市人民政府辦公室</p></body></html>"
    result = read(page.encode(encoding))
    assert (result.text, result.encoding) == ("甲市人民政府辦公室\n", found)


def test_an_encoding_named_by_the_user_wins() -> None:
    assert read("<meta charset=utf-8><p>甲</p>".encode("gb18030"), "gb18030").text == "甲\n"
    with pytest.raises(FormatError, match="name its encoding"):
        read("<p>甲</p>".encode("gb18030"), "ascii")


def test_thousands_of_unclosed_tags_are_no_trouble() -> None:
    assert lines("<body>" + "<font><b>" * 3000 + "甲局负责。" + "</body>") == ["甲局负责。"]


def test_a_page_without_text_is_refused() -> None:
    with pytest.raises(FormatError, match="without text"):
        read("<html><body><img src='http://example.org/x.png'></body></html>")


def test_a_missing_library_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "selectolax.lexbor", None)
    with pytest.raises(FormatError, match=r"selectolax.*pip install 'kg\[html\]'"):
        html.load()
