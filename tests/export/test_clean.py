from __future__ import annotations

import pytest

from kg.export.clean import no_formula, one_line, printable, xml_safe


@pytest.mark.parametrize(
    ("text", "wanted", "why"),
    [
        ("区\x1b[31m财政局\x07", "区[31m财政局", "an escape sequence loses what makes it one"),
        ("a\x9b31mb", "a31mb", "the one-character introducer too"),
        ("a\u202eb\u200bc", "abc", "marks that reorder or hide text"),
        ("\ud800", "", "half a character"),
        ("a\tb\nc", "a\tb\nc", "tab and line feed stay"),
    ],
)
def test_printable(text: str, wanted: str, why: str) -> None:
    assert printable(text) == wanted, why


def test_one_line() -> None:
    assert one_line(" 区\n\n财\u3000政  局\r") == "区 财 政 局"


@pytest.mark.parametrize("first", list("=+-@\t\r\n＝＋－＠"))
def test_formulas_are_neutralised(first: str) -> None:
    assert no_formula(f"{first}cmd|' /C calc'!A0") == f"'{first}cmd|' /C calc'!A0"


@pytest.mark.parametrize("number", ["-5", "+3.2", "-1e5"])
def test_numbers_stay_numbers(number: str) -> None:
    assert no_formula(number) == number


@pytest.mark.parametrize("sign", list("=+-@"))
def test_a_sign_alone_runs_nothing_and_stays(sign: str) -> None:
    assert no_formula(sign) == sign
    assert no_formula(f"{sign} 1+1") == f"'{sign} 1+1"


def test_xml_safe() -> None:
    assert xml_safe("a\x00\x0b\ufffe\ud800b\n<") == "ab\n<"
