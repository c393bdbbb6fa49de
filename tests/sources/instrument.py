"""One made-up instrument, and what writes it in every format: the same facts must come out of each."""

from __future__ import annotations

import html
import io
import itertools
import unicodedata
from collections.abc import Sequence

import docx
import openpyxl
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

TITLE = "甲市乙区人民政府关于印发乙区节约用水三年行动方案的通知"
NUMBER = "乙政发〔2031〕2号"
TABLE = (
    ("序号", "工作任务", "牵头单位", "配合单位", "完成时限"),
    ("1", "编制全区供水管网图", "区水务局", "区住房和城乡建设局、区自然资源局", "2031年6月底"),
    ("2", "更换老旧水表", "区供水集团", "区财政局", "2031年12月底"),
)
ROSTER = (
    "组长：王建国　区委副书记、区长",
    "副组长：李卫东　副区长",
    "成员：赵小明　区水务局局长",
    "孙丽华　区财政局局长",
)
# (level of heading, text): level 0 is a paragraph, 1 一、, 2 （一）, 3 1.
BODY: tuple[tuple[int, str], ...] = (
    (0, "为贯彻落实《甲市节约用水条例》，加快建设节水型社会，结合我区实际，制定本方案。"),
    (1, "总体目标"),
    (
        0,
        "到2033年，全区万元地区生产总值用水量较2030年下降12%以上，城市公共供水管网漏损率控制在8%以内，再生水利用率达到35%。",
    ),
    (1, "主要任务"),
    (2, "建设节水设施"),
    (
        3,
        "改造供水管网，三年内更换老旧管道，降低管网漏损。（牵头单位：区水务局；责任单位：区住房和城乡建设局、区财政局、各镇人民政府）",
    ),
    (
        3,
        "推广节水器具，公共机构带头更换不合格器具。（区机关事务服务中心牵头，区教育局、区卫生健康局按职责分工负责）",
    ),
    (2, "加强监督管理"),
    (3, "严格取水许可，依法查处违法取水行为。（区水务局负责，区公安分局配合）"),
    (1, "保障措施"),
    (0, "成立乙区节约用水工作领导小组，统筹推进各项工作。区水务局负责日常调度，区财政局负责资金保障。"),
)
SIGNATURE = ("甲市乙区人民政府", "2031年3月17日")
RECIPIENTS = "各镇人民政府，区政府各部门，各企事业单位："
NOTICE = "《乙区节约用水三年行动方案》已经区政府同意，现印发给你们，请认真贯彻执行。"
PLAN_TITLE = "乙区节约用水三年行动方案"
GROUP_TITLE = "附件1"
GROUP_NAME = "乙区节约用水工作领导小组组成人员名单"
TABLE_LABEL = "附件2"
TABLE_NAME = "重点任务分工表"
_CHINESE = "一二三四五六七八九十"


def paragraphs() -> list[str]:
    """The instrument up to its table, one paragraph an item, numbers printed."""
    return [
        TITLE,
        NUMBER,
        RECIPIENTS,
        NOTICE,
        *SIGNATURE,
        PLAN_TITLE,
        *_numbered(),
        GROUP_TITLE,
        GROUP_NAME,
        *ROSTER,
        TABLE_LABEL,
        TABLE_NAME,
    ]


def _numbered() -> list[str]:
    counts = [0, 0, 0, 0]
    lines = []
    for level, text in BODY:
        if level:
            counts[level:] = [counts[level] + 1] + [0] * (3 - level)
        count = counts[level]
        label = ("", f"{_CHINESE[count - 1]}、", f"（{_CHINESE[count - 1]}）", f"{count}.")[level]
        lines.append(label + text)
    return lines


def wrapped(text: str, width: int) -> list[str]:
    """Break a paragraph into printed lines of at most so many columns; no line begins with a closing mark."""
    lines, line, used = [], "", 0
    for char in text:
        columns = 2 if unicodedata.east_asian_width(char) in "WFA" else 1
        if used + columns > width and char not in "，。；：、）》":
            lines.append(line)
            line, used = "", 0
        line += char
        used += columns
    return [*lines, line]


def as_text() -> str:
    """As text pulled out of a printed page: hard line breaks, the table with its tabs."""
    lines = list(itertools.chain.from_iterable(wrapped(p, 72) for p in paragraphs()))
    return "\n".join([*lines, *("\t".join(row) for row in TABLE)]) + "\n"


def as_pdf() -> bytes:
    """As pages with a printed page number and a ruled table."""
    out = io.BytesIO()
    page = PdfPage(out)
    for paragraph in paragraphs():
        if paragraph == GROUP_TITLE:
            page.new_page()
        page.lines(wrapped(paragraph, 72))
    page.table(TABLE, (36, 120, 80, 120, 84))
    page.save()
    return out.getvalue()


class PdfPage:
    """Writes lines and ruled tables from the top of a page down, pages as they fill."""

    font = "STSong-Light"

    def __init__(self, out: io.BytesIO, **options: object) -> None:
        pdfmetrics.registerFont(UnicodeCIDFont(self.font))
        self.canvas = canvas.Canvas(out, pagesize=A4, invariant=1, **options)
        self.number = 1
        self._begin()

    def _begin(self) -> None:
        self.canvas.setFont(self.font, 12)
        self.y = 780.0

    def lines(self, lines: Sequence[str]) -> None:
        for line in lines:
            if self.y < 80:
                self.new_page()
            self.canvas.drawString(80, self.y, line)
            self.y -= 20

    def new_page(self) -> None:
        self.canvas.drawCentredString(297, 40, f"{self.number}")
        self.canvas.showPage()
        self.number += 1
        self._begin()

    def table(self, rows: Sequence[Sequence[str]], widths: Sequence[int], left: float = 80) -> None:
        """Draw a table with all its lines; text breaks at the width of its cell."""
        edges = [left, *itertools.accumulate(widths, initial=left)][1:]
        top = self.y
        self._rule(edges, top)
        for row in rows:
            texts = [wrapped(text, int(width // 6) - 1) for text, width in zip(row, widths, strict=True)]
            height = 8 + 16 * max(map(len, texts))
            for edge, cell in zip(edges, texts, strict=False):
                for number, line in enumerate(cell):
                    self.canvas.drawString(edge + 3, self.y - 14 - 16 * number, line)
            self.y -= height
            self._rule(edges, self.y)
        for edge in edges:
            self.canvas.line(edge, top, edge, self.y)
        self.y -= 20

    def _rule(self, edges: Sequence[float], y: float) -> None:
        self.canvas.line(edges[0], y, edges[-1], y)

    def save(self) -> None:
        self.new_page()
        self.canvas.save()


def as_docx() -> bytes:
    """As a Word document whose headings are numbered by Word and stand nowhere in its text."""
    document = docx.Document()
    numbering = add_numbering(
        document, [("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")]
    )
    document.sections[0].header.paragraphs[0].text = "页眉不是正文"
    for text in (TITLE, NUMBER, RECIPIENTS, NOTICE, *SIGNATURE, PLAN_TITLE):
        document.add_paragraph(text)
    for level, text in BODY:
        paragraph = document.add_paragraph(text)
        if level:
            number_paragraph(paragraph, numbering, level - 1)
    for text in (GROUP_TITLE, GROUP_NAME, *ROSTER, TABLE_LABEL, TABLE_NAME):
        document.add_paragraph(text)
    table = document.add_table(rows=0, cols=len(TABLE[0]))
    for row in TABLE:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def add_numbering(document: docx.document.Document, levels: Sequence[tuple[str, str]]) -> int:
    """Add a numbering of the given formats and texts, and give its id."""
    root = document.part.numbering_part.element
    number = 90 + len(root)
    abstract = element("w:abstractNum", abstractNumId=number)
    for at, (format_, text) in enumerate(levels):
        level = element("w:lvl", ilvl=at)
        for name, value in (("start", 1), ("numFmt", format_), ("lvlText", text)):
            level.append(element(f"w:{name}", val=value))
        abstract.append(level)
    root.insert(0, abstract)
    num = element("w:num", numId=number)
    num.append(element("w:abstractNumId", val=number))
    root.append(num)
    return number


def number_paragraph(paragraph: docx.text.paragraph.Paragraph, numbering: int, level: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = numbering


def element(name: str, **attributes: object) -> object:
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def as_html(charset: str = "utf-8") -> bytes:
    """As the page of a portal, with menus, scripts and the metadata block."""
    blocks = "".join(f"<p style='text-indent:2em'>{html.escape(text)}</p>\n" for text in paragraphs())
    rows = "".join(
        "<tr>" + "".join(f"<td><p>{html.escape(cell)}</p></td>" for cell in row) + "</tr>" for row in TABLE
    )
    page = f"""<!DOCTYPE html><html><head><meta charset="{charset}"><title>{TITLE}_乙区人民政府</title>
    <meta name="ArticleTitle" content="{TITLE}"><script>var 牵头单位 = "区脚本局";</script></head><body>
    <div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/a">政务公开</a></li></ul></div>
    <table class="xxgk"><tr><td>索引号：</td><td>112233/2031-00012</td><td>主题分类：</td><td>水利</td></tr>
    <tr><td>发文机关：</td><td>甲市乙区人民政府</td><td>成文日期：</td><td>2031-03-17</td></tr></table>
    <div id="zoom">{blocks}<table border="1">{rows}</table></div>
    <div class="footer">主办：乙区人民政府办公室。网站标识码：1234567890</div></body></html>"""
    return page.encode(charset)


def as_xlsx() -> bytes:
    """The task table alone, its name in merged cells above it."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([TABLE_NAME])
    sheet.merge_cells("A1:E1")
    for row in TABLE:
        sheet.append([int(cell) if cell.isdigit() else cell for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def table_as_text() -> str:
    """What the workbook holds, as text."""
    return "\n".join([TABLE_NAME, *("\t".join(row) for row in TABLE)]) + "\n"
