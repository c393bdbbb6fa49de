from __future__ import annotations

import pytest

from kg.passes.names.posts import split_posts, title_of

CASES = [
    (
        "区委副书记、区长",
        [("区委", "副书记", None), (None, "区长", None)],
        "a head of government is in no party body",
    ),
    (
        "区政府党组成员、副区长",
        [("区政府", "党组成员", None), ("区政府", "副区长", None)],
        "but in the government",
    ),
    (
        "区妇联党组成员、四级调研员",
        [("区妇联", "党组成员", None), ("区妇联", "四级调研员", None)],
        "elided body",
    ),
    (
        "区公安分局党委委员、办公室主任",
        [("区公安分局", "党委委员", None), ("区公安分局", "办公室主任", None)],
        "part",
    ),
    ("区政府办公室主任", [("区政府办公室", "主任", None)], "办公室 is the body here"),
    ("区总工会副主席", [("区总工会", "副主席", None)], "总工会 is a body"),
    ("区供水中心工会主席", [("区供水中心", "工会主席", None)], "工会 of a body belongs to the title"),
    ("区委宣传部分管日常工作的副部长", [("区委宣传部", "副部长", "分管日常工作")], "qualified"),
    ("市政府副秘书长兼办公厅主任", [("市政府", "副秘书长", None), ("办公厅", "主任", "兼")], "兼"),
    ("区交警大队大队长", [("区交警大队", "大队长", None)], "body and title begin alike"),
    ("甲中心（乙中心）主任（副处级）", [("甲中心（乙中心）", "主任", "副处级")], "second name, note"),
    (
        "某镇党委书记、镇长",
        [("某镇", "党委书记", None), ("某镇", "镇长", None)],
        "the mayor of the same town",
    ),
    ("区财政局", [], "a body alone is no post"),
]


@pytest.mark.parametrize(("printed", "expected", "why"), CASES, ids=[case[2] for case in CASES])
def test_split_posts(printed: str, expected: list[tuple[str | None, str, str | None]], why: str) -> None:
    assert [(post.org, post.title, post.note) for post in split_posts(printed)] == expected, why


def test_offsets_span_the_post() -> None:
    printed = "区委副书记、区长"
    assert [printed[post.start : post.end] for post in split_posts(printed)] == ["区委副书记", "区长"]


def test_title_of() -> None:
    assert title_of("区应急管理局分管副局长") == "分管副局长"
    assert title_of("区应急管理局") is None
