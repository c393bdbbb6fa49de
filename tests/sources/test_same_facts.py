"""The same instrument in every format gives the same facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from kg.extract import extract_file
from kg.sources.reader import read_source
from tests.sources import instrument
from tests.sources.facts import facts_of

# file name -> what writes it
FORMATS: dict[str, Callable[[], bytes]] = {
    "通知.txt": lambda: instrument.as_text().encode(),
    "国标.txt": lambda: instrument.as_text().encode("gb18030"),
    "通知.pdf": instrument.as_pdf,
    "通知.docx": instrument.as_docx,
    "通知.html": instrument.as_html,
    "国标.htm": lambda: instrument.as_html("gb18030"),
    "改名.txt": instrument.as_html,  # a saved page under a wrong name
    "改名.doc": instrument.as_docx,  # a new Word document under an old name
}


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> list[object]:
    path = tmp_path_factory.mktemp("text") / "通知.txt"
    path.write_text(instrument.as_text(), encoding="utf-8")
    return facts_of(path)


def test_the_instrument_has_facts_of_every_kind(expected: list[object]) -> None:
    kinds = Counter(fact[0] for fact in expected)
    assert kinds["RoleFact"] >= 13
    assert set(kinds) >= {
        "DocumentFact",
        "RoleFact",
        "DutyFact",
        "TargetFact",
        "CitationFact",
        "PersonFact",
        "MemberFact",
        "MilestoneFact",
    }
    assert expected[0][3:] == (
        instrument.TITLE,
        instrument.NUMBER,
        ("甲市乙区人民政府",),
        "2031-03-17",
    )


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_the_same_facts(name: str, tmp_path: Path, expected: list[object]) -> None:
    path = tmp_path / name
    path.write_bytes(FORMATS[name]())
    assert facts_of(path) == expected


@pytest.mark.parametrize("name", FORMATS)
def test_every_quote_stands_at_its_offsets(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(FORMATS[name]())
    text = read_source(path).text
    facts = [fact for part in extract_file(path).instruments for fact in part.facts]
    assert facts
    assert all(text[f.evidence.start : f.evidence.end] == f.evidence.quote for f in facts)


def test_a_task_table_gives_the_same_facts_as_its_text(tmp_path: Path) -> None:
    workbook, text = tmp_path / "分工表.xlsx", tmp_path / "分工表.txt"
    workbook.write_bytes(instrument.as_xlsx())
    text.write_text(instrument.table_as_text(), encoding="utf-8")
    facts = facts_of(workbook)
    assert facts == facts_of(text)
    kinds = Counter(fact[0] for fact in facts)
    assert (kinds["RoleFact"], kinds["MilestoneFact"]) == (5, 2)


def test_facts_of_a_pdf_carry_their_page(tmp_path: Path) -> None:
    path = tmp_path / "通知.pdf"
    path.write_bytes(instrument.as_pdf())
    (read,) = extract_file(path).instruments
    pages = {fact.evidence.page for fact in read.facts}
    assert read.document.evidence.page == 1
    assert pages == {1, 2}


def test_a_page_and_a_word_file_made_out_of_printed_lines_give_the_same_facts(
    tmp_path: Path, expected: list[object]
) -> None:
    """Portals put every printed line of a PDF into a paragraph of its own, and so do converters to Word."""
    lines = [line for paragraph in instrument.paragraphs() for line in instrument.wrapped(paragraph, 52)]
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in instrument.TABLE)
    page = tmp_path / "页.html"
    page.write_text(f"<html><body>{'<br>'.join(lines)}<table>{rows}</table></body></html>", encoding="utf-8")
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    table = document.add_table(rows=0, cols=len(instrument.TABLE[0]))
    for row in instrument.TABLE:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    word = tmp_path / "文.docx"
    document.save(str(word))
    assert read_source(page).wrapped
    assert facts_of(page) == expected
    assert facts_of(word) == expected
