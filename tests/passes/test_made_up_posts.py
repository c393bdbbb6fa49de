"""Every post of a long list is parted into body and title, wherever persons are named with their posts."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from kg.extract import extract_source
from kg.facts import PersonFact
from kg.passes.names.kinds import is_person
from kg.sources.model import SourceText

LIST = Path(__file__).parents[1] / "data" / "posts.txt"
POSTS = [tuple(line.split("\t")) for line in LIST.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
PERSONS = (
    "张伟",
    "李建国",
    "欧阳明",
    "买买提·艾力",
    "陈思远",
    "扎西次仁",
    "高峰",
    "方向明",
    "安全胜",
    "成立新",
)
APPOINTS = "乐河县人民政府\n关于张伟等同志职务任免的通知\n乐政任〔2024〕3号\n各乡镇人民政府，县直各部门：\n经研究，决定：\n"
SETS_UP = (
    "乐河县人民政府办公室关于成立防汛工作领导小组的通知\n乐政办发〔2024〕3号\n各乡镇人民政府，县直各部门：\n"
    "为做好防汛工作，成立县防汛工作领导小组，组成人员如下：\n"
)
FORMS = {
    "appointed": (APPOINTS, "任命{person}为{post}；"),
    "appointed on probation": (APPOINTS, "任命{person}同志为{post}（试用期一年）；"),
    "takes a post": (APPOINTS, "{person}任{post}。"),
    "dismissed": (APPOINTS, "免去{person}的{post}职务；"),
    "in a roster": (SETS_UP, "成　员：{person}　{post}"),
    "in a bracket": (SETS_UP, "成　员：{person}（{post}）"),
    "between tabs": (SETS_UP, "成　员\t{person}\t{post}"),
}


@pytest.mark.parametrize("form", FORMS)
def test_post_is_parted(form: str) -> None:
    opening, line = FORMS[form]
    said = list(zip(itertools.cycle(PERSONS), POSTS, strict=False))
    lines = [line.format(person=person, post=org + title) for person, (org, title) in said]
    text = opening + "\n".join(lines) + "\n乐河县人民政府\n2024年3月1日\n"
    (read,) = extract_source(SourceText("made-up.txt", text, "0", "utf-8")).instruments
    found = [(f.person, (f.org, f.title)) for f in read.facts if isinstance(f, PersonFact)]
    assert found == said


@pytest.mark.parametrize(
    "name",
    [
        "买买提·吐尔逊",
        "古丽巴哈尔·阿不都热合曼",
        "吉克·木呷",
        "布小林·达",
        "扎西次仁",
        "才让卓玛",
        "乌云其木格",
        "诸葛青云",
    ],
)
def test_names_of_persons(name: str) -> None:
    assert is_person(name)


@pytest.mark.parametrize(
    "name", ["力高·华府", "万科·翡翠公园", "克拉玛依", "公安", "中国·甲集团", "供销联社"]
)
def test_names_of_other_things(name: str) -> None:
    assert not is_person(name)
