"""Title, number, issuers and date of made-up documents are read however their openings are printed.

Each seed makes up a document: who issues it, how many of them, the brackets of its number and where that stands, how
wide the lines of the title are, how it is signed. What it says is known from its making.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

import pytest

from kg.extract import extract_source
from kg.facts import DocumentFact
from kg.sources.model import SourceText

PLACES = (
    ("乐河县", "县"),
    ("青河市", "市"),
    ("青河市东林区", "区"),
    ("云岭彝族自治州", "州"),
    ("宁川壮族自治区", "自治区"),
)
ISSUERS = (
    ("{p}人民政府",),
    ("{p}人民政府办公室",),
    ("{p}财政局",),
    ("{p}教育局", "{p}财政局"),
    ("中共{p}委员会", "{p}人民政府"),
    ("中共{p}委办公室", "{p}人民政府办公室"),
    ("{p}安全生产委员会办公室",),
)
NATIONAL = (
    ("国务院办公厅",),
    ("国家发展改革委",),
    ("财政部", "税务总局"),
    ("中共中央办公厅", "国务院办公厅"),
)
SUBJECTS = (
    "关于印发农村供水保障三年行动实施方案的通知",
    "关于印发《农村供水保障实施方案（2024—2026年）》的通知",
    "关于做好农村供水有关工作的通知",
    "关于推进农村供水保障的实施意见",
    "关于农村供水保障规划的批复",
    "转发水务局关于农村供水保障实施意见的通知",
)
BRACKETS = ("〔〕", "[]", "（）", "【】", "﹝﹞", "［］", "〖〗")
CODES = ("政发", "政办函", "财综", "安委办", "政办规")
NUMERALS = "〇一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Made:
    text: str
    title: str
    number: str
    issuers: tuple[str, ...]
    date: str


def _two(number: int) -> str:
    tens, units = divmod(number, 10)
    return (("" if tens == 1 else NUMERALS[tens]) + "十" if tens else "") + (NUMERALS[units] if units else "")


def make(seed: int) -> Made:
    rng = random.Random(seed)
    place, level = rng.choice(PLACES)
    issuers = rng.choice(NATIONAL) if rng.random() < 0.2 else rng.choice(ISSUERS)
    issuers = tuple(name.format(p=place) for name in issuers)
    year, month, day = rng.randint(2019, 2025), rng.randint(1, 12), rng.randint(1, 28)
    opening, closing = rng.choice(BRACKETS)
    number = f"{rng.choice('云青乐宁')}{rng.choice(CODES)}{opening}{year}{closing}{rng.randint(1, 180)}号"
    subject = rng.choice(SUBJECTS)
    printed = rng.choice(("", " ")).join(issuers) + subject
    width = rng.choice((18, 22, 26, 200))
    title = "\n".join(printed[at : at + width] for at in range(0, len(printed), width))
    if rng.random() < 0.3:
        title = "\n".join((*issuers, subject))
    head = rng.choice(
        (
            f"{title}\n{number}\n",
            f"{title}\n（{number}）\n",
            f"{title}\n　　　　　　{number}\n",
            f"{number}\n{title}\n",
            f"{issuers[0]}文件\n{number}\n{title}\n",
            f"{' '.join(issuers[0])} 文 件\n\n{number}\n\n{title}\n\n",
        )
    )
    date = rng.choice(
        (
            f"{year}年{month}月{day}日",
            f"{year} 年 {month} 月 {day} 日",
            f"{''.join(NUMERALS[int(digit)] for digit in str(year))}年{_two(month)}月{_two(day)}日",
        )
    )
    signed = rng.choice(
        ("\n".join(issuers), "　".join(issuers), "\n".join(" " * 20 + name for name in issuers))
    )
    body = f"各有关{level}级部门：\n现就农村供水工作通知如下。\n一、加强组织领导。各地要高度重视。\n"
    footer = rng.choice(("", "（此件公开发布）\n", f"{issuers[-1]}　{date}印发\n"))
    return Made(
        f"{head}{body}{signed}\n{date}\n{footer}",
        "".join(issuers) + subject,
        number,
        issuers,
        f"{year}-{month:02d}-{day:02d}",
    )


def _read(text: str) -> list[DocumentFact]:
    return [
        read.document for read in extract_source(SourceText("made-up.txt", text, "0", "utf-8")).instruments
    ]


def _said(document: DocumentFact) -> tuple[str, str | None, set[str], str | None]:
    return document.title, document.number, set(document.issuers), document.date


@pytest.mark.parametrize("start", range(0, 200, 50))
def test_one_document(start: int) -> None:
    for seed in range(start, start + 50):
        made = make(seed)
        (document,) = _read(made.text)
        assert _said(document) == (made.title, made.number, set(made.issuers), made.date), made.text


@pytest.mark.parametrize("start", range(0, 200, 50))
def test_a_gazette_of_several(start: int) -> None:
    for seed in range(start, start + 50, 5):
        several = [make(seed + n) for n in range(5)]
        found = _read("".join(made.text for made in several))
        expected = [(made.title, made.number, set(made.issuers), made.date) for made in several]
        assert [_said(document) for document in found] == expected
