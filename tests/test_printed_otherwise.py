"""The same document printed otherwise says the same: digits at full width, marks at half width, page breaks, Markdown."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.evidence import Evidence
from kg.extract import extract_source
from kg.facts import Fact
from kg.sources.model import SourceText

SEEDS = Path(__file__).parent.parent / "seeds"
SHORTEST = min(SEEDS.glob("*.txt"), key=lambda path: path.stat().st_size)
_LINES_OF_A_PAGE = 28


def wide_digits(text: str) -> str:
    return re.sub("[0-9]", lambda digit: chr(ord(digit.group()) + 0xFEE0), text)


def half_marks(text: str) -> str:
    return text.translate(str.maketrans("，；：（）", ",;:()"))


def straight_quotes(text: str) -> str:
    return text.translate(str.maketrans("“”", '""'))


def apart(text: str) -> str:
    """Put spaces between Chinese characters and numbers, as many programs do that pull text out of a PDF."""
    return re.sub("(?<=[\u4e00-\u9fff])(?=[0-9])|(?<=[0-9%])(?=[\u4e00-\u9fff])", " ", text)


def on_pages(text: str) -> str:
    lines = text.split("\n")
    for at in range(len(lines) - len(lines) % _LINES_OF_A_PAGE, 0, -_LINES_OF_A_PAGE):
        lines[at:at] = ["", f"— {at // _LINES_OF_A_PAGE} —", "\f"]
    return "\n".join(lines)


def indented(text: str) -> str:
    return "\n".join(f"\u3000\u3000{line}  " if line else line for line in text.split("\n"))


def with_blank_lines(text: str) -> str:
    return text.replace("\n", "\n\n")


def with_carriage_returns(text: str) -> str:
    return text.replace("\n", "\r\n")


def below_running_lines(text: str) -> str:
    """Put the line of an office above every page, without form feeds and page numbers."""
    return _between_pages(text, lambda _: "甲市乙区人民政府行政规范性文件")


def with_bare_page_numbers(text: str) -> str:
    return _between_pages(text, str)


def with_marks_of_a_scanner(text: str) -> str:
    return _between_pages(text, lambda _: "扫描全能王 创建")


def _between_pages(text: str, line: Callable[[int], str]) -> str:
    lines = text.split("\n")
    for page in range(len(lines) // (2 * _LINES_OF_A_PAGE), 0, -1):
        lines[page * 2 * _LINES_OF_A_PAGE : page * 2 * _LINES_OF_A_PAGE] = [line(page + 2)]
    return "\n".join(lines)


def with_spaces_behind_marks(text: str) -> str:
    return re.sub("(?<=[，。；：、])(?=[\u4e00-\u9fff])", " ", text)


def with_spaces_before_marks(text: str) -> str:
    """Put spaces in front of every fifth mark."""
    marks = iter(range(len(text)))
    return re.sub("(?<=[\u4e00-\u9fff])(?=[，。；：、])", lambda _: " " if next(marks) % 5 == 0 else "", text)


def with_no_break_spaces(text: str) -> str:
    return text.replace(" ", "\xa0")


def with_fields_in_running_text(text: str) -> str:
    """Leave out the brackets of labelled clauses (…。责任单位：甲局。…)."""
    return re.sub(
        "。[（(]((?:责任|牵头)(?:单位|部门)[:：][^（）()]*)[)）]",
        lambda m: "。" + m[1].replace("\n", "") + "。",
        text,
    )


def as_markdown(text: str) -> str:
    """Mark the headings 一、 that end on their line."""
    return re.sub(r"(?m)^([一二三四五六七八九十]{1,3}、[^\n，。]{2,20})$(?=\n+（一）)", r"## \1", text)


OTHERWISE: tuple[Callable[[str], str], ...] = (
    wide_digits,
    half_marks,
    straight_quotes,
    apart,
    on_pages,
    indented,
    with_blank_lines,
    with_carriage_returns,
    as_markdown,
    below_running_lines,
    with_bare_page_numbers,
    with_marks_of_a_scanner,
    with_spaces_behind_marks,
    with_spaces_before_marks,
    with_no_break_spaces,
)


@pytest.fixture(scope="module")
def text() -> str:
    return SHORTEST.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def said(text: str) -> Counter[tuple[str, ...]]:
    return _said(text)


@pytest.mark.parametrize("otherwise", OTHERWISE, ids=lambda change: change.__name__)
def test_says_the_same(text: str, said: Counter[tuple[str, ...]], otherwise: Callable[[str], str]) -> None:
    changed = otherwise(text)
    assert changed != text
    found = _said(changed)
    assert found - said == Counter()
    assert said - found == Counter()


def test_fields_without_their_brackets_say_the_same() -> None:
    """The text is cut where nothing else changes: clauses of labels behind a sentence, in lines not wrapped."""
    text = max(
        (path.read_text(encoding="utf-8") for path in SEEDS.glob("*.txt")),
        key=lambda t: t.count("（牵头单位："),
    )
    changed = with_fields_in_running_text(text)
    assert changed.count("。牵头单位：") > 100
    assert _said(changed) == _said(text)


def test_numbers_and_dates_are_plain_and_names_as_printed() -> None:
    text = (
        "甲市人民政府关于做好２０２４年防汛工作的通知\n甲政发〔２０２４〕３号\n各县人民政府：\n"
        "一、完成加固水库１２座。由市水利局负责，２０２４年６月底前完成。\n甲市人民政府\n２０２４年３月５日\n"
    )
    facts = _facts(text)
    document = next(fact for fact in facts if type(fact).__name__ == "DocumentFact")
    target = next(fact for fact in facts if type(fact).__name__ == "TargetFact")
    due = next(fact for fact in facts if type(fact).__name__ == "MilestoneFact")
    assert (document.number, document.date) == ("甲政发〔２０２４〕３号", "2024-03-05")  # type: ignore[attr-defined]
    assert (target.value, target.by) == ("12", "2024")  # type: ignore[attr-defined]
    assert due.due == "2024-06"  # type: ignore[attr-defined]
    for fact in facts:
        assert text[fact.evidence.start : fact.evidence.end] == fact.evidence.quote


def _facts(text: str) -> list[Fact]:
    found = extract_source(SourceText("made_up.txt", text, "0", "utf-8"))
    return [fact for one in found.instruments for fact in (one.document, *one.facts)]


def _said(text: str) -> Counter[tuple[str, ...]]:
    return Counter(tuple(_values(fact)) for fact in _facts(text))


def _values(value: Any) -> list[str]:
    """Give the values of a fact, where they stand left out; width and kind of marks folded."""
    if isinstance(value, Evidence | int) or value is None:
        return []
    if dataclasses.is_dataclass(value):
        return [one for field in dataclasses.fields(value) for one in _values(getattr(value, field.name))]
    if isinstance(value, tuple):
        return [one for part in value for one in _values(part)]
    folded = unicodedata.normalize("NFKC", str(value)).translate(str.maketrans("“”", '""'))
    return ["".join(folded.split())]
