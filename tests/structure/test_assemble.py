"""Hard-wrapped lines rejoined into paragraphs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Read = Callable[[str], list[str]]

# a page of wrapped text, so that the margin is known: 28 characters a line
PAGE = """　　各级各部门要把供水工作摆在更加突出的位置，统筹推进水
源建设、管网改造和水质提升，着力解决群众反映强烈的突出问
题，确保城乡供水安全稳定。要加强组织领导，健全工作机制，
压实工作责任，形成工作合力。要加大投入力度，拓宽资金渠道
，保障重点工程建设。要强化宣传引导，营造全社会节水爱水护
水的良好氛围，推动供水工作再上新台阶。
"""

# (lines, paragraphs below the page) with the reason
WRAPPED = [
    (
        "　　（一）推进管网改造，完成老旧小区供水设施更新。（责任单位：市水务\n局、市财政局）\n",
        ["（一）推进管网改造，完成老旧小区供水设施更新。（责任单位：市水务局、市财政局）"],
        "a name broken in mid-word",
    ),
    (
        "　　（一）推进管网改造，完成老旧小区供水设施更新，市水务局\n\n— 12 —\n\n会同市财政局制定办法。\n",
        ["（一）推进管网改造，完成老旧小区供水设施更新，市水务局会同市财政局制定办法。"],
        "a page number inside a sentence",
    ),
    (
        "　　（一）加强水质监测。依托现有机构，到年底前新建\n3个重点实验室。（市水务局负责）\n",
        ["（一）加强水质监测。依托现有机构，到年底前新建3个重点实验室。（市水务局负责）"],
        "a line cut early, in the middle of a sentence behind a heading",
    ),
    (
        "　　一、推进改造。（责任单位：市水务局、\n市财政局\n、市住房城乡建设局）\n　　二、提升水质。\n",
        ["一、推进改造。（责任单位：市水务局、市财政局、市住房城乡建设局）", "二、提升水质。"],
        "short lines inside an open bracket",
    ),
    (
        "　　一、推进改造。（责任单位：市水务局、市财政局\n　　二、提升水质。（责任单位：市水务局）\n",
        ["一、推进改造。（责任单位：市水务局、市财政局", "二、提升水质。（责任单位：市水务局）"],
        "an unclosed bracket ends at the next item",
    ),
    (
        "责任单位：各区政府；牵头单位：市住房城乡建设局；配合\n单位：市水务局、市财政局\n　　二、提升水质。\n",
        ["责任单位：各区政府；牵头单位：市住房城乡建设局；配合单位：市水务局、市财政局", "二、提升水质。"],
        "the label of a field over two lines",
    ),
    (
        "责任单位：各区政府；牵头单位：市住房城乡建设局；配合单位：\n市水务局、市财政局\n　　二、提升水质。\n",
        ["责任单位：各区政府；牵头单位：市住房城乡建设局；配合单位：市水务局、市财政局", "二、提升水质。"],
        "the names of a field on the next line",
    ),
    (
        "　　按照《甲市人民政府办公室关于进一步加强城乡供水\n安全保障工作的意见》要求，抓好落实。\n",
        ["按照《甲市人民政府办公室关于进一步加强城乡供水安全保障工作的意见》要求，抓好落实。"],
        "a title over lines",
    ),
    (
        "　　市水务局：负责供水规划。\n　　市财政局：负责资金保障。\n",
        ["市水务局：负责供水规划。", "市财政局：负责资金保障。"],
        "entries of a duty list",
    ),
    (
        "组  长：张  华  副市长\n副组长：李小明  市水务局局长\n成  员：王  芳  市财政局副局长\n赵  强  市教育局副局长\n",
        [
            "组长：张华副市长",
            "副组长：李小明市水务局局长",
            "成员：王芳市财政局副局长",
            "赵强市教育局副局长",
        ],
        "the lines of a roster stay apart",
    ),
    (
        "　　现印发给你们。\n　　　　　　　　　甲市人民政府\n　　　　　　　　　2023年3月17日\n（此件公开发布）\n",
        ["现印发给你们。", "甲市人民政府", "2023年3月17日", "（此件公开发布）"],
        "signer, date and note stand apart",
    ),
    (
        "　　要坚持规划引领，统筹推进城乡供水一体化和水源地的保护。\n　　要严格落实河湖长制，切实加强水资源管理。\n",
        [
            "要坚持规划引领，统筹推进城乡供水一体化和水源地的保护。",
            "要严格落实河湖长制，切实加强水资源管理。",
        ],
        "the next paragraph's indentation parts it from a full line that ends with 。",
    ),
    (
        "一、主要目标\n到2025年供水普及率达到98%。\n",
        ["一、主要目标", "到2025年供水普及率达到98%。"],
        "a heading takes no text",
    ),
    (
        "　　一、完善机制，加强协调；\n　　二、强化监督，严格考核；\n　　三、落实责任，抓好整改。\n",
        ["一、完善机制，加强协调；", "二、强化监督，严格考核；", "三、落实责任，抓好整改。"],
        "items",
    ),
    (
        "　　供水普及率由2020年的百分之九十提高到百分之九十八，漏损率降到\n7.25%以下，水质达标率保持稳定。\n",
        ["供水普及率由2020年的百分之九十提高到百分之九十八，漏损率降到7.25%以下，水质达标率保持稳定。"],
        "a number at the beginning of a line that goes on is no label",
    ),
]


@pytest.mark.parametrize(("lines", "expected", "why"), WRAPPED)
def test_wrapped_lines(paragraphs_of: Read, lines: str, expected: list[str], why: str) -> None:
    found = paragraphs_of(PAGE + lines)
    assert "".join(found[:1]).startswith("各级各部门"), "the page before is one paragraph"
    assert found[1:] == expected, why


SHORT = """一、总体要求
二、主要任务
（一）供水
1.市水务局、市财政局、市住房城乡建设局负责推进管网改造和水
质提升。
2.提升水质。
3.市水务局、市发展改革委、市应急管理局负责制定供水预案和组
织演练。
（二）排水
4.清理河道。
5.市水务局、市城市管理局、市生态环境局负责排查雨污混接点并
完成改造。
（三）节水
"""


def test_few_full_lines_among_many_short_ones(paragraphs_of: Read) -> None:
    found = paragraphs_of(SHORT)
    assert "1.市水务局、市财政局、市住房城乡建设局负责推进管网改造和水质提升。" in found
    assert "5.市水务局、市城市管理局、市生态环境局负责排查雨污混接点并完成改造。" in found
    assert "4.清理河道。" in found


def test_a_page_of_wrapped_text_is_one_paragraph(paragraphs_of: Read) -> None:
    assert paragraphs_of(PAGE) == ["".join(PAGE.split())]
    blank = PAGE.replace("\n", "\n\n")  # as text pulled out of PDF often is
    assert paragraphs_of(blank) == ["".join(PAGE.split())]


# text that is not wrapped: each line is a paragraph, however short or long
UNWRAPPED = """一、目标
到2025年，全市供水普及率达到98%以上，管网漏损率控制在8%以内，农村集中供水率达到95%以上，城乡供水一体化水平明显提升。
二、任务
（一）推进改造。加快老旧管网更新。
（二）提升水质。
市水务局牵头制定方案。
"""


def test_unwrapped_lines_stay_paragraphs(paragraphs_of: Read) -> None:
    assert paragraphs_of(UNWRAPPED) == UNWRAPPED.split()


def test_recipients_are_not_joined_with_the_text(paragraphs_of: Read) -> None:
    """One class of bodies and a colon look like an entry of a duty list, but open every notice."""
    assert paragraphs_of("现通知如下。\n一、目标\n")[0] == "现通知如下。"


def test_latin_words_keep_a_space_where_lines_join(paragraphs_of: Read) -> None:
    lines = "　　推进智慧水务建设，建设全市统一的平台（Smart\nCity Water）并接入各区系统。\n"
    assert (
        paragraphs_of(PAGE + lines)[1]
        == "推进智慧水务建设，建设全市统一的平台（Smart City Water）并接入各区系统。"
    )
