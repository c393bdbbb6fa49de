"""Lines that hold several paragraphs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Paragraphs = Callable[[str], list[str]]

CUT = [
    (
        "为做好供水保障工作，现就有关事项通知如下：一、落实责任。市甲局牵头，2024年5月底前完成隐患排查。二、强化保障。市乙局负责落实资金。",
        ["为做好供水保障工作，", "一、落实责任。", "二、强化保障。"],
        "items behind full stops",
    ),
    (
        "一、提升品质（一）改造小区20个。（责任单位：市甲局）（二）新建公园5个。（责任单位：市乙局）二、发展实体经济（一）新增企业30家。（市丙局）",
        ["一、提升品质", "（一）改造", "（二）新建", "二、发展", "（一）新增"],
        "headings run into their parts",
    ),
    (
        "1.改造小区20个。责任单位：市甲局。2.新建公园5个。责任单位：市乙局。3.新增企业30家。责任单位：市丙局。",
        ["1.改造", "2.新建", "3.新增"],
        "each Arabic item says who carries it",
    ),
    (
        "\u3000\u3000为做好全年工作，结合全县供水实际情况，制定本工作方案，请认真贯彻落实。\u3000\u3000重点任务\u3000\u3000改造小区二十个，惠及居民三千户以上。\u3000\u3000新建公园五个，完善配套设施，方便群众休闲健身。",
        ["为做好全年工作", "重点任务", "改造小区", "新建公园"],
        "breaks that became spaces",
    ),
]
WHOLE = [
    (
        "完善制度，重点做好1.统筹规划。2.加强管理。3.强化监督。4.提高服务水平等工作，切实把各项任务落到实处。（责任单位：市甲局）",
        "one clause governs all Arabic items",
    ),
    (
        "健全统一、规范的供水体系，支持第一、二、三产业融合发展，推动一、二级水厂改造，完善各项配套制度和管理办法。",
        "numbers that are no labels",
    ),
    (
        "符合下列情形的予以支持：（一）管网使用年限较长的；（二）漏损率较高的；（三）其他需要改造的情形。由市甲局负责认定并公布名单。",
        "parts of one sentence",
    ),
    (
        "按照《甲市供水条例》第十二条第（一）项、第十三条第（二）项的规定，做好各项工作，确保城乡居民用水安全可靠。二、三季度要加快推进。",
        "quoted items",
    ),
]


@pytest.mark.parametrize(("line", "begin"), [row[:2] for row in CUT], ids=[row[2] for row in CUT])
def test_paragraphs_run_into_one_line_are_cut(paragraphs_of: Paragraphs, line: str, begin: list[str]) -> None:
    found = paragraphs_of(f"{line}\n")
    assert len(found) == len(begin)
    assert all(text.startswith(start) for text, start in zip(found, begin, strict=True))


@pytest.mark.parametrize("line", [line for line, _ in WHOLE], ids=[why for _, why in WHOLE])
def test_numbers_inside_a_paragraph_cut_nothing(paragraphs_of: Paragraphs, line: str) -> None:
    assert paragraphs_of(f"{line}\n") == [line]
