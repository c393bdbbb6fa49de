"""Word documents: what Word computes (numbers) and hides (boxes, changes), and tables of every shape."""

from __future__ import annotations

import io
import sys
import zipfile

import docx as library
import pytest
from docx.oxml import parse_xml

from kg.sources import docx
from kg.sources.docx_numbering import chinese, number_text
from kg.sources.limits import DEFAULT_LIMITS
from kg.sources.model import Extracted, FormatError
from tests.sources.instrument import add_numbering, element, number_paragraph

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def read(document: library.document.Document) -> Extracted:
    out = io.BytesIO()
    document.save(out)
    return docx.read_docx(out.getvalue(), DEFAULT_LIMITS)


def lines(document: library.document.Document) -> list[str]:
    return read(document).text.split("\n")[:-1]


def with_body(xml: str) -> library.document.Document:
    """A document with a piece of XML in it."""
    document = library.Document()
    document.element.body.insert(0, parse_xml(f"<w:p {W}>{xml}</w:p>"))
    return document


def test_numbers_count_by_level_and_begin_anew_below_each_heading() -> None:
    document = library.Document()
    numbering = add_numbering(
        document,
        [
            ("chineseCounting", "%1、"),
            ("chineseCounting", "（%2）"),
            ("decimal", "%3."),
            ("decimal", "%1.%3.%4"),
        ],
    )
    for level in (0, 1, 2, 2, 1, 2, 3, 0, 1):
        number_paragraph(document.add_paragraph("甲"), numbering, level)
    assert [line.removesuffix("甲").strip() for line in lines(document)] == [
        "一、",
        "（一）",
        "1.",
        "2.",
        "（二）",
        "1.",
        "一.1.1",
        "二、",
        "（一）",
    ]


def test_a_numbering_may_come_from_a_style_and_begin_elsewhere() -> None:
    document = library.Document()
    numbering = add_numbering(document, [("chineseCounting", "第%1条")])
    properties = document.styles["Heading 1"].element.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_numId().val = numbering
    document.add_paragraph("总则", style="Heading 1")
    document.add_paragraph("无关")
    document.add_paragraph("附则", style="Heading 1")
    override = element("w:num", numId=500)
    override.append(element("w:abstractNumId", val=numbering))
    level = element("w:lvlOverride", ilvl=0)
    level.append(element("w:startOverride", val=7))
    override.append(level)
    document.part.numbering_part.element.append(override)
    number_paragraph(document.add_paragraph("另起"), 500, 0)
    off = document.add_paragraph("不编号", style="Heading 1")
    number_paragraph(off, 0, 0)
    assert lines(document) == ["第一条 总则", "无关", "第二条 附则", "第七条 另起", "不编号"]


# (number, format of Word, printed)
NUMBERS = [
    (10, "chineseCounting", "十"),
    (21, "chineseCountingThousand", "二十一"),
    (103, "chineseCountingThousand", "一百零三"),
    (110, "chineseCountingThousand", "一百一十"),
    (2001, "taiwaneseCountingThousand", "二千零一"),
    (205, "ideographDigital", "二〇五"),
    (3, "ideographTraditional", "丙"),
    (12, "decimalEnclosedCircleChinese", "⑫"),
    (21, "decimalEnclosedCircle", "(21)"),
    (15, "decimalFullWidth", "１５"),
    (4, "upperRoman", "IV"),
    (28, "lowerLetter", "bb"),
    (7, "decimalZero", "07"),
    (7, "unknownFormat", "7"),
]


@pytest.mark.parametrize(("number", "format_", "expected"), NUMBERS)
def test_formats_of_numbers(number: int, format_: str, expected: str) -> None:
    assert number_text(number, format_) == expected


def test_every_number_of_a_heading_is_printed_without_a_doubled_zero() -> None:
    printed = {chinese(number) for number in range(1, 10_000)}
    assert len(printed) == 9_999
    assert not any("零零" in text or text.endswith("零") for text in printed)


def test_tables_with_merged_cells() -> None:
    document = library.Document()
    table = document.add_table(rows=4, cols=3)
    for row, cells in zip(
        table.rows,
        [["分工表", "", ""], ["任务", "牵头单位", "时限"], ["建设", "甲局", "6月"], ["", "乙局", "7月"]],
        strict=True,
    ):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    table.cell(0, 0).merge(table.cell(0, 2))
    table.cell(2, 0).merge(table.cell(3, 0))
    assert lines(document) == ["分工表", "任务\t牵头单位\t时限", "建设\t甲局\t6月", "\u2003\t乙局\t7月"]


# (lines of a cell, its text), each with why
CELLS = [
    (["区财政局", "区教育局"], "区财政局、区教育局"),  # one name a line: a list
    (["区住房和城乡", "建设局"], "区住房和城乡建设局"),  # broken in a name
    (["区财政局、", "区教育局"], "区财政局、区教育局"),  # a list that says so
    (["区供销社", "各镇人民政府、街道办事处"], "区供销社、各镇人民政府、街道办事处"),  # a list below a name
    (
        ["区公安局", "区人力资源社会", "保障局"],
        "区公安局、区人力资源社会保障局",
    ),  # … and a name that is broken
    (["市生态环境局", "丙区分局"], "市生态环境局丙区分局"),  # a branch of the body above
    (["加强甲工作", "区财政局"], "加强甲工作区财政局"),  # a text that is broken
    (["1.改造管网", "2.更换水表"], "1.改造管网2.更换水表"),
    (["Smart", "City"], "Smart City"),
]


@pytest.mark.parametrize(("parts", "expected"), CELLS)
def test_lines_inside_a_cell(parts: list[str], expected: str) -> None:
    document = library.Document()
    cells = document.add_table(rows=1, cols=2).rows[0].cells
    cells[0].text, cells[1].text = "任务", "\n".join(parts)
    assert lines(document) == [f"任务\t{expected}"]


# (XML inside a paragraph, text), each with why
RUNS = [
    ("<w:r><w:t>甲局</w:t><w:tab/><w:t>乙局</w:t></w:r>", "甲局  乙局"),  # a gap, no cell of a table
    ("<w:r><w:t>第一行</w:t><w:br/><w:t>第二行</w:t></w:r>", "第一行\n第二行"),
    (
        "<w:ins><w:r><w:t>新增</w:t></w:r></w:ins><w:del><w:r><w:delText>删去</w:delText></w:r></w:del>",
        "新增",
    ),
    (
        "<w:moveFrom><w:r><w:t>旧处</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>新处</w:t></w:r></w:moveTo>",
        "新处",
    ),
    ("<w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink>", "链接"),
    ("<w:sdt><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt>", "控件"),
    ("<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>文</w:t></w:r>", "文"),
    ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r><w:r><w:t>显示</w:t></w:r>", "显示"),
    ("<w:r><w:t>全文</w:t><w:softHyphen/><w:noBreakHyphen/><w:t>\u00ad完</w:t></w:r>", "全文-完"),
]


@pytest.mark.parametrize(("xml", "expected"), RUNS)
def test_what_stands_in_a_paragraph(xml: str, expected: str) -> None:
    assert read(with_body(xml)).text == f"{expected}\n"


def test_a_text_box_is_read_once() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>框内文字</w:t></w:r></w:p></w:txbxContent>"
    document = with_body(
        '<w:r><w:t>正文</w:t></w:r><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice Requires='wps'>{box}</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    assert lines(document) == ["正文", "框内文字"]


def test_headers_and_contents_are_left_out_and_the_title_is_known() -> None:
    document = library.Document()
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.sections[0].footer.paragraphs[0].text = "页脚"
    document.add_paragraph("甲市节约用水", style="Title")
    document.add_paragraph("工作要点", style="Title")
    toc = document.styles.add_style("toc 1", 1)
    document.add_paragraph("一、总体目标\t1", style=toc)
    document.add_paragraph("正文。")
    result = read(document)
    assert result.text == "甲市节约用水\n工作要点\n正文。\n"
    assert result.stated.title is not None
    assert result.text[slice(*result.stated.title)] == "甲市节约用水\n工作要点"
    assert not result.wrapped


def test_a_document_without_a_body_is_damaged() -> None:
    whole, broken = io.BytesIO(), io.BytesIO()
    library.Document().save(whole)
    with zipfile.ZipFile(whole) as before, zipfile.ZipFile(broken, "w") as after:
        for name in before.namelist():
            after.writestr(name, b"<w/>" if name == "word/document.xml" else before.read(name))
    with pytest.raises(FormatError, match="damaged: it has no body"):
        docx.read_docx(broken.getvalue(), DEFAULT_LIMITS)


def test_a_missing_library_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(FormatError, match=r"docx.*pip install 'kg\[docx\]'"):
        docx.load()
