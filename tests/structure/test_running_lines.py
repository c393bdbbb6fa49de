"""Lines that are printed again and again on the pages of a text."""

from __future__ import annotations

import pytest

from kg.structure.lines import printed_lines, without_furniture


def kept(lines: list[str]) -> list[str]:
    return [line.text for line in without_furniture(printed_lines("\n".join(lines)))]


def pages(running: str, *, count: int = 5, length: int = 25, number: str = "") -> list[str]:
    lines = []
    for page in range(count):
        lines += [running, *(f"第{page}面第{n}行的文字" for n in range(length))]
        if number:
            lines.append(number.format(page + 1))
    return lines


@pytest.mark.parametrize(
    "running",
    [
        "甲市人民政府行政规范性文件",
        "乙县人民政府办公室文件",
        "扫描全能王 创建",
        "由扫描全能王扫描创建",
        "http://www.example.gov.cn/art/2024/3/5/art_1_2.html",
        "2024/3/5 10:12 关于做好防汛工作的通知_甲市人民政府",
        "甲市人民政府网站 https://www.example.gov.cn",
    ],
)
@pytest.mark.parametrize("length", [2, 25])
def test_what_stands_on_pages_by_itself_is_left_out(running: str, length: int) -> None:
    assert kept(pages(running, length=length)) == [
        line for line in pages(running, length=length) if line != running
    ]


@pytest.mark.parametrize("number", ["", "— {} —"])
def test_what_may_be_text_stays_once_where_it_stands_on_every_page(number: str) -> None:
    running = "甲县2024年重点工作任务责任分工"
    lines = pages(running, number=number)
    assert kept(lines) == [running, *(line for line in lines if line.startswith("第"))]


# what is printed again and again, with how far apart
REPEATED = [
    ("牵头单位：县教育局", 25, "a field"),
    ("县教育局", 25, "a short cell"),
    ("做好政务公开和信息发布工作", 3, "a cell of many rows"),
    ("由县教育局负责组织实施。", 25, "a sentence"),
    ("行政规范性文件", 3, "a cell of a catalogue"),
    ("县政府规范性文件", 3, "… with who issues it"),
]


@pytest.mark.parametrize(
    ("line", "length"), [case[:2] for case in REPEATED], ids=[case[2] for case in REPEATED]
)
def test_what_a_text_says_again_and_again_stays(line: str, length: int) -> None:
    lines = pages(line, length=length)
    assert kept(lines) == lines


@pytest.mark.parametrize(
    "running",
    ["扫描全能王 创建", "https://www.example.gov.cn/art/art_1.html   3/12"],
)
def test_what_is_never_text_is_left_out_once(running: str) -> None:
    assert kept(["推进各项工作落实见效", running, "健全长效机制。"]) == [
        "推进各项工作落实见效",
        "健全长效机制。",
    ]


@pytest.mark.parametrize("foot", [["— 3 —", "甲市人民政府公报"], ["甲市人民政府公报", "— 3 —"]])
def test_the_name_of_a_gazette_beside_a_page_number(foot: list[str]) -> None:
    assert kept(["推进各项工作", *foot, "落实见效。"]) == ["推进各项工作", "落实见效。"]


def test_the_line_of_a_title_stays() -> None:
    title = ["甲市人民政府", "关于公布继续有效的行政规范性文件", "目录的通知", "各县人民政府："]
    assert kept(title) == title
