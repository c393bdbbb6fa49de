"""What numbers a part of an instrument, and what only looks like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.structure.labels import read_label
from kg.structure.model import Label, LabelKind

# (line, kind, label as read, depth, what follows)
LABELS = [
    ("第一章 总则", "chapter", "第一章", 1, "总则"),
    ("第十二编　附则", "chapter", "第十二编", 1, "附则"),
    ("第 3 章 保障", "chapter", "第3章", 1, "保障"),
    ("第三部分 保障措施", "chapter", "第三部分", 1, "保障措施"),
    ("第二节 职责", "division", "第二节", 1, "职责"),
    ("第二十三条 本办法自发布之日起施行。", "article", "第二十三条", 1, "本办法自发布之日起施行。"),
    ("第8条　本办法由甲局解释。", "article", "第8条", 1, "本办法由甲局解释。"),
    ("一、总则", "chinese", "一、", 1, "总则"),
    ("十一．保障措施", "chinese", "十一．", 1, "保障措施"),
    ("一、三大任务", "chinese", "一、", 1, "三大任务"),
    ("（一）目标", "chinese_paren", "（一）", 1, "目标"),
    ("(十二) 目标", "chinese_paren", "(十二)", 1, "目标"),
    ("（ 三 ）目标", "chinese_paren", "（三）", 1, "目标"),
    ("㈢目标", "chinese_paren", "㈢", 1, "目标"),
    ("2.1 职责", "decimal", "2.1", 2, "职责"),
    ("2.1.1职责", "decimal", "2.1.1", 3, "职责"),
    ("１．２职责", "decimal", "１．２", 2, "职责"),
    ("2.3分工", "decimal", "2.3", 2, "分工"),  # no mark in points
    ("1 总则", "decimal", "1", 1, "总则"),  # the caller judges whether parts are numbered so
    ("4 处置措施", "decimal", "4", 1, "处置措施"),  # 处 counts offices, 处置 does not
    ("3 人员疏散", "decimal", "3", 1, "人员疏散"),
    ("1.目标", "arabic", "1.", 1, "目标"),
    ("１．目标", "arabic", "１．", 1, "目标"),
    ("12、目标", "arabic", "12、", 1, "目标"),
    ("1. 目标", "arabic", "1.", 1, "目标"),
    ("2.2022年底前建成。", "arabic", "2.", 1, "2022年底前建成。"),  # the item begins with a year
    ("⒊目标", "arabic", "⒊", 1, "目标"),
    ("（1）目标", "arabic_paren", "（1）", 1, "目标"),
    ("( 2 )目标", "arabic_paren", "(2)", 1, "目标"),
    ("3）目标", "arabic_paren", "3）", 1, "目标"),
    ("⑵目标", "arabic_paren", "⑵", 1, "目标"),
    ("①目标", "circled", "①", 1, "目标"),
    ("附件", "annex", "附件", 1, ""),
    ("附件2", "annex", "附件2", 1, ""),
    ("附　件：", "annex", "附件：", 1, ""),
    ("附件 1-2", "annex", "附件1-2", 1, ""),
    ("附表三", "annex", "附表三", 1, ""),
    ("•（一）目标", "chinese_paren", "（一）", 1, "目标"),  # a bullet before the number
]


@pytest.mark.parametrize(("line", "kind", "printed", "depth", "rest"), LABELS)
def test_labels(line: str, kind: str, printed: str, depth: int, rest: str) -> None:
    label, taken = read_label(line)
    assert label == Label(printed, LabelKind(kind), depth)
    assert line[taken:] == rest


# (line, what it is instead)
NO_LABELS = [
    ("", "nothing"),
    ("3.2亿元的投资", "an amount"),
    ("7.25/10万以下", "a rate"),
    ("5.5%左右", "a percentage"),
    ("2.5小时交通圈", "hours"),
    ("1.5吨以上", "tonnes"),
    ("12 月底前完成", "a month"),
    ("15 个项目", "a count"),
    ("30 家企业", "a count"),
    ("2023年工作要点", "a year"),
    ("12345热线", "a number for calls"),
    ("110、119联动", "numbers for calls"),
    ("1、100家", "the tail of a number"),
    ("二、三级医院", "grades"),
    ("一、二、三产业融合发展", "sectors"),
    ("第三条规定的情形", "an article that is quoted"),
    ("第十二条第二款的罚则", "an article that is quoted"),
    ("第二章的规定", "a chapter that is quoted"),
    ("第一批示范区", "a batch"),
    ("十四五规划", "a plan period"),
    ("一是加强领导", "a part of a sentence"),
    ("（试行）", "a remark"),
    ("（2023年版）", "a remark"),
    ("附件1：名单", "an entry of the list of annexes"),
    ("附则", "a heading without number"),
    ("甲局：负责", "an entry"),
]


@pytest.mark.parametrize(("line", "what"), NO_LABELS)
def test_no_labels(line: str, what: str) -> None:
    assert read_label(line) == (None, 0), what


@given(
    st.text(
        st.sampled_from("第章节条一二十、．.（）()0123１２①⑴㈠⒈附件表 　-•年月亿%甲"), min_size=1, max_size=30
    )
)
def test_a_label_is_the_beginning_of_its_line(line: str) -> None:
    line = line.strip()
    label, taken = read_label(line)
    if label is None:  # or the dashes in front of an item without a number
        assert line[:taken].strip() in ("", "--")
    else:
        assert taken > 0
        assert "".join(line[:taken].split()).endswith(
            (label.text, label.text + "、", label.text + ".", label.text + "．")
        )
