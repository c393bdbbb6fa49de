"""PDF: text page by page, tables as rows, and what is wrong with a page is said."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable

import pytest

from kg.sources import pdf
from kg.sources.limits import DEFAULT_LIMITS, Limits
from kg.sources.model import Extracted, FormatError
from kg.sources.pdf_pages import without_furniture
from kg.sources.pdf_quality import fault
from kg.sources.pdf_rows import MAY_GO_ON
from kg.sources.radicals import unify
from tests.sources.broken import mapped_pdf
from tests.sources.instrument import PdfPage


def read(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Extracted:
    return pdf.read_pdf(data, limits)


def written(*pages: list[str]) -> bytes:
    out = io.BytesIO()
    page = PdfPage(out)
    for number, lines in enumerate(pages):
        if number:
            page.canvas.showPage()
            page._begin()
        page.lines(lines)
    page.canvas.showPage()
    page.canvas.save()
    return out.getvalue()


def test_pages_end_with_a_form_feed_and_their_starts_are_known() -> None:
    result = read(written(["第一页的文字。"], ["第二页的文字。"]))
    assert result.text == "第一页的文字。\n\f第二页的文字。\n\f"
    assert result.page_starts == (0, 9)
    assert result.wrapped


def test_characters_come_out_as_printed() -> None:
    line = "１２３ 全角、𠮷野、①〇“引号”——《办法》〔2031〕……abc"
    assert read(written([line])).text.strip() == line


def test_a_text_drawn_twice_is_read_once() -> None:
    out = io.BytesIO()
    page = PdfPage(out)
    for shift in (0, 0, 0.3):  # bold made by drawing again
        page.canvas.drawString(80 + shift, 700, "加粗的标题")
    page.canvas.save()
    assert read(out.getvalue()).text.split() == ["加粗的标题"]


def table_page(rotation: int = 0) -> bytes:
    out = io.BytesIO()
    page = PdfPage(out)
    page.lines(["表前的文字。"])
    if rotation:
        page.canvas.setPageRotation(rotation)
    rows = [
        ["序号", "任务", "牵头单位"],
        ["1", "改造供水管网，降低漏损", "区水务局、区财政局"],
        ["2", "", "区教育局"],
    ]
    page.table(rows, (40, 100, 100))
    page.lines(["表后的文字。"])
    page.canvas.save()
    return out.getvalue()


def test_a_ruled_table_becomes_rows_in_its_place() -> None:
    assert read(table_page()).text.split("\n")[:-1] == [
        "表前的文字。",
        "序号\t任务\t牵头单位",
        "1\t改造供水管网，降低漏损\t区水务局、区财政局",
        "2\t\t区教育局",
        "表后的文字。",
    ]


@pytest.mark.parametrize(("rotation", "turn"), [(90, ((0, 1, -1, 0, 595, 0))), (270, (0, -1, 1, 0, 0, 842))])
def test_a_table_on_a_page_shown_turned_is_read_as_shown(rotation: int, turn: tuple[int, ...]) -> None:
    out = io.BytesIO()
    page = PdfPage(out)
    page.canvas._pageRotation = rotation
    page.canvas.transform(*turn)
    page.y = 500
    page.table([["任务", "牵头单位"], ["改造供水管网", "区水务局"]], (120, 120), left=60)
    page.canvas.save()
    rows = [line for line in read(out.getvalue()).text.split("\n") if "\t" in line]
    assert rows == ["任务\t牵头单位", "改造供水管网\t区水务局"]


def test_merged_cells_print_once_and_a_title_over_all_columns_is_a_line() -> None:
    out = io.BytesIO()
    page = PdfPage(out)
    c = page.canvas
    for y in (700, 670, 610):
        c.line(80, y, 380, y)
    c.line(180, 640, 380, 640)
    for x in (80, 380):
        c.line(x, 700, x, 610)
    for x in (180, 280):
        c.line(x, 670, x, 610)
    for x, y, text in (
        (150, 680, "重点任务分工表"),
        (85, 650, "建设设施"),
        (185, 650, "改造管网"),
        (285, 650, "区水务局"),
        (185, 620, "更换水表"),
        (285, 620, "区财政局"),
    ):
        c.drawString(x, y, text)
    c.save()
    assert read(out.getvalue()).text.split("\n")[:3] == [
        "重点任务分工表",
        "建设设施\t改造管网\t区水务局",
        "\u2003\t更换水表\t区财政局",
    ]


def test_a_scanned_page_between_others_is_reported_where_it_is_missing() -> None:
    out = io.BytesIO()
    page = PdfPage(out)
    page.lines(["第一页。"])
    page.canvas.showPage()
    page.canvas.rect(10, 10, 500, 700, fill=1)
    page.canvas.showPage()
    page.canvas.showPage()  # a blank page is none
    page._begin()
    page.lines(["第四页。"])
    page.canvas.save()
    result = read(out.getvalue())
    (problem,) = result.problems
    assert "without text" in problem.reason
    assert result.text[problem.start : problem.end] == "\f"
    assert problem.start == result.page_starts[1]
    assert result.text == "第一页。\n\f\f\f第四页。\n\f"


def characters_drawn(places: Iterable[tuple[int, int]], texts: Iterable[str]) -> bytes:
    """A page on which each character is drawn by itself, as browsers print; none stands on a line with spaces between."""
    out = io.BytesIO()
    page = PdfPage(out)
    for (x, y), character in zip(places, texts, strict=True):
        page.canvas.drawString(x, y, character)
    page.canvas.save()
    return out.getvalue()


def test_a_page_with_little_on_it_is_not_taken_for_one_set_vertically() -> None:
    columns, lines, text = (80, 240, 400), (500, 492, 484), "新建泵站"
    places = [(x + 12 * n, y) for x in columns for y in lines for n in range(len(text))]
    result = read(characters_drawn(places, text * len(columns) * len(lines)))
    assert result.text.split() == [text] * len(columns) * len(lines)
    assert not result.problems


def test_one_line_set_vertically_is_read() -> None:
    text = "甲市人民政府关于做好节约用水工作的通知各县人民政府"
    places = [(300, 780 - 14 * n) for n in range(len(text))]
    assert read(characters_drawn(places, text)).text.split() == [text]


def test_radicals_and_marks_without_width_are_put_right() -> None:
    codes = {65: "⽓", 66: "⻓", 67: "\u00ad", 68: "１", 69: "\u200b", 70: "㎡"}
    result = read(mapped_pdf(codes, b"ABCDEF"))
    assert result.text.strip() == "气长１㎡"


# (text, what is said), each with why the row exists
QUALITY = [
    ("甲市人民政府办公室关于做好二〇三一年度节约用水工作的通知", None),
    ("(cid:123)(cid:45)" * 12 + "甲市", "no characters"),  # a font without a table of characters
    ("\ue123\ue124甲乙" * 8, "no characters"),  # private characters
    ("甲市人民政府办公室关于做好工作的通知\uf06c\n" * 4, None),  # one private bullet a line is usual
    ("ЖЩЮЊЋ" + "ĀԱՍՐ" * 10 + "ქართ" * 10, "unrelated scripts"),  # a wrong table of characters
    ("བོད་ལྗོངས་སྲིད་གཞུང་གི་བརྡ་ཁྱབ་དང་ལས་འགུལ", None),  # a document in Tibetan
    ("\n".join("甲市人民政府关于做好节约用水工作的通知甲乙丙丁"), "vertically"),
    ("\ue123", None),  # too little to judge
]


@pytest.mark.parametrize(("text", "words"), QUALITY)
def test_the_quality_of_a_text_layer(text: str, words: str | None) -> None:
    found = fault(text)
    assert found is None if words is None else words in str(found)


def test_radicals_are_mapped_one_for_one() -> None:
    assert unify("⼀⽅⻄⻛１①㈠Ａ") == "一方西风１①㈠Ａ"


def test_running_headers_and_page_numbers_are_left_out() -> None:
    pages = [
        ["甲市节水简报", *(f"{chr(0x4E00 + 9 * n + k)}项工作" for k in range(4)), f"{n + 4}"]
        for n in range(6)
    ]
    pages[3].insert(2, "12")  # a number in the text
    kept = without_furniture(pages)
    assert kept[0] == pages[0][:-1]  # the first one stays
    assert kept[3] == pages[3][1:-1]
    assert kept[5] == pages[5][1:-1]


def test_short_pages_and_numbers_that_count_nothing_stay() -> None:
    pages = [["甲局"], ["甲局"], ["甲局", "乙局", "丙局", "丁局", "7"], ["己局", "丙局", "丁局", "戊局", "3"]]
    assert without_furniture(pages) == pages


def test_a_row_that_comes_back_is_no_header() -> None:
    pages = [[["序号", "任务"], [str(n), "甲"]] for n in range(5)]
    assert without_furniture(pages) == pages


def test_limits_hold() -> None:
    data = written(["文字"], ["文字"], ["文字"])
    with pytest.raises(FormatError, match="3 pages, more than 2"):
        read(data, Limits(pages=2))
    with pytest.raises(FormatError, match="more than 3 characters"):
        read(data, Limits(characters=3))


@pytest.mark.parametrize("module", ["pypdfium2", "pdfplumber"])
def test_a_missing_library_is_named_with_its_remedy(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(FormatError, match=rf"{module}.*pip install 'kg\[pdf\]'"):
        pdf.load()


def test_a_layer_of_text_drawn_again_over_the_whole_page_is_read_once() -> None:
    out = io.BytesIO()
    page = PdfPage(out)
    # more than PDFium itself looks back over
    lines = [f"第{n}条供水单位应当保证供水水质。" for n in "一二三四五六七八九十"] + [
        "甲市人民政府",
        "各区人民政府：",
    ]
    top = page.y
    for shift in (0, 0.4):
        page.y = top - shift
        page.lines(lines)
    page.canvas.save()
    assert read(out.getvalue()).text.split() == lines


def test_a_ruled_page_drawn_twice_has_every_cell_once() -> None:
    out = io.BytesIO()
    page = PdfPage(out)
    top = page.y
    for _ in range(2):
        page.y = top
        page.table([["序号", "任务", "牵头单位"], ["1", "改造管网", "区水务局"]], (40, 100, 100))
    page.canvas.save()
    assert read(out.getvalue()).text.split("\n")[:2] == ["序号\t任务\t牵头单位", "1\t改造管网\t区水务局"]


def test_lines_that_come_twice_in_two_places_stay() -> None:
    assert (
        read(written(["区财政局", "区教育局", "区财政局", "区教育局"])).text.split()
        == ["区财政局", "区教育局"] * 2
    )


HEADING = ["序号", "任务", "牵头单位"]


def two_pages(above: list[str], below: list[str], *, again: bool) -> Extracted:
    out = io.BytesIO()
    page = PdfPage(out)
    page.lines(["表一"])
    page.table([HEADING, ["1", "建设泵站", "区水务局"], above], (40, 140, 140))
    page.canvas.showPage()
    page._begin()
    page.table([*([HEADING] if again else []), below, ["3", "更换水表", "区住建局"]], (40, 140, 140))
    page.canvas.save()
    return read(out.getvalue())


@pytest.mark.parametrize("again", [False, True])
def test_a_row_cut_by_a_page_break_is_put_together(again: bool) -> None:
    result = two_pages(["2", "改造供水管网（含", "区财政局、"], ["", "主管网）", "区教育局"], again=again)
    lines = result.text.replace("\f", "").split("\n")
    rows = [line for line in lines if "\t" in line and "序号" not in line]
    assert rows == [
        "1\t建设泵站\t区水务局",
        "2\t改造供水管网（含主管网）\t区财政局、区教育局",
        "3\t更换水表\t区住建局",
    ]
    assert result.problems == ()


def test_a_row_that_may_go_on_is_named_and_left_as_it_is() -> None:
    result = two_pages(["2", "改造供水管网", "区财政局"], ["", "更换阀门", "区教育局"], again=True)
    assert "更换阀门\t区教育局" in result.text
    assert [problem.reason for problem in result.problems] == [MAY_GO_ON]


def test_a_row_with_a_number_of_its_own_is_another() -> None:
    result = two_pages(["2", "改造供水管网、", "区财政局"], ["4", "更换阀门", "区教育局"], again=True)
    assert "4\t更换阀门\t区教育局" in result.text
    assert result.problems == ()
