"""Generated clauses and duty lists of every form come back as generated, wherever the lines break."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.facts import DutyFact, RoleFact
from kg.passes.duties.duty_lists import find_duty_lists
from kg.passes.duties.duty_sentences import find_duty_sentences
from kg.passes.responsibility.responsibility_clauses import find_responsibility_clauses
from kg.passes.responsibility.responsibility_sentences import find_responsibility_sentences
from kg.structure.model import Instrument

Read = Callable[[str], Instrument]

HEAD = "甲市人民政府办公室关于做好重点工作的通知\n甲政办发〔2023〕5号\n各区人民政府：\n现通知如下。\n"

LEVELS = st.sampled_from(["市", "区", "县", "省", ""])
FIELDS = st.sampled_from(
    ["发展和改革", "教育", "财政", "水务", "农业农村", "住房城乡建设", "卫生健康", "交通运输", "文化和旅游", "市场监管"]
)  # fmt: skip
ENDINGS = st.sampled_from(["局", "厅", "委员会"])
BODIES = st.one_of(
    st.builds("".join, st.tuples(LEVELS, FIELDS, ENDINGS)),
    st.builds(
        "".join,
        st.tuples(
            st.sampled_from(["市", "区"]),
            st.sampled_from(["妇联", "残联", "总工会", "政府办公室", "公安局交警支队", "大数据中心"]),
        ),
    ),
    st.builds(
        "{}（{}）".format,
        st.sampled_from(["市委宣传部", "区政府办公室"]),
        st.sampled_from(["市网信办", "区外办"]),
    ),
)
GROUPS = st.sampled_from(["各区人民政府", "各镇街", "相关街道办事处", "各有关部门", "各街道"])
PERSONS = st.builds(
    "".join, st.tuples(st.sampled_from("张王李赵刘陈"), st.sampled_from(["明", "华东", "小红", "建国", "芳"]))
)  # fmt: skip
LISTS = st.lists(BODIES, min_size=1, max_size=5, unique=True)
TASKS = st.builds(
    "{}{}，{}{}。".format,
    st.sampled_from(["推进", "加强", "完善", "健全"]),
    st.sampled_from(["城乡供水一体化建设", "老旧管网更新改造", "农村饮水安全监测体系", "基层医疗服务能力"]),
    st.sampled_from(["提升", "加快", "持续改善"]),
    st.sampled_from(["公共服务水平", "人居环境质量", "示范项目落地见效"]),
)
BRACKETS = st.sampled_from(["（）", "()", "〔〕", "[]", "【】", "（〕"])


@dataclass(frozen=True)
class Clause:
    """A clause as printed (with marks in full width) and the roles it gives."""

    printed: str
    roles: tuple[tuple[str, str], ...]


def _each(names: list[str], role: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, role) for name in names)


@st.composite
def clauses(draw: st.DrawFn) -> Clause:
    names = draw(st.lists(BODIES, min_size=3, max_size=7, unique=True))
    one, some, rest = names[:1], names[1:2], names[2:]
    tail = draw(st.sampled_from(["", "", "等部门", "等有关单位", "等"]))
    group = draw(st.one_of(st.none(), GROUPS))
    listed = "、".join(rest) + tail + (f"，{group}" if group else "")
    others = (*_each(rest, "responsible"), *_each([group] if group else [], "responsible"))
    helping = tuple((name, "support") for name, _ in others)
    lead, second = "、".join(one), "、".join(some)
    person = draw(PERSONS)
    forms = [
        (f"牵头单位：{lead}，责任单位：{listed}", (*_each(one, "lead"), *others)),
        (f"牵头单位：{lead}；配合单位：{listed}", (*_each(one, "lead"), *helping)),
        (f"牵头部门：{lead}、{second}，参与部门：{listed}", (*_each(one + some, "lead"), *helping)),
        (f"主办：{lead}；协办：{listed}", (*_each(one, "lead"), *helping)),
        (f"责任单位：{listed}", others),
        (f"牵头领导：{person}；责任单位：{listed}", ((person, "overseer"), *others)),
        (f"{lead}牵头，{listed}按职责分工负责", (*_each(one, "lead"), *others)),
        (f"{lead}、{second}牵头，{listed}配合", (*_each(one + some, "lead"), *helping)),
        (f"由{lead}牵头，{listed}配合", (*_each(one, "lead"), *helping)),
        (f"{listed}按职责分工负责", others),
        (f"责任单位：{lead}、{second}，按职责分工分别牵头负责", _each(one + some, "lead")),
        (f"{lead}、{second}", _each(one + some, "responsible")),
        (f"{lead}会同{second}负责", (*_each(one, "lead"), *_each(some, "support"))),
        (f"{lead}牵头，{second}配合，2023年6月底前完成", (*_each(one, "lead"), *_each(some, "support"))),
        (f"责任单位：{lead}、{second}；完成时限：2023年12月", _each(one + some, "responsible")),
    ]
    printed, given_roles = draw(st.sampled_from(forms))
    return Clause(printed, given_roles)


@st.composite
def broken(draw: st.DrawFn, text: str) -> str:
    """Break a text over lines and pages at random places; half the time in half-width marks."""
    if draw(st.booleans()):
        text = text.translate(str.maketrans("，；：", ",;:"))
    places = sorted(draw(st.lists(st.integers(1, max(1, len(text) - 1)), max_size=3, unique=True)))
    breaks = draw(
        st.lists(
            st.sampled_from(["\n", "\n\n", "\r\n", "\n— 12 —\n", "\n\n第 3 页\n\n"]), min_size=3, max_size=3
        )
    )
    pieces = [text[a:b] for a, b in zip([0, *places], [*places, len(text)], strict=True)]
    return "".join(f"{piece}{mark}" for piece, mark in zip(pieces, [*breaks[: len(places)], ""], strict=True))


def _roles(instrument: Instrument) -> list[tuple[str, str, str]]:
    facts = [*find_responsibility_clauses(instrument).facts, *find_responsibility_sentences(instrument).facts]
    return sorted((f.agent.name, str(f.role), f.task.text) for f in facts if isinstance(f, RoleFact))


@settings(max_examples=300, deadline=None)
@given(task=TASKS, clause=clauses(), brackets=BRACKETS, data=st.data())
def test_a_clause_in_brackets_comes_back(
    instrument_of: Read, task: str, clause: Clause, brackets: str, data: st.DataObject
) -> None:
    printed = data.draw(broken(brackets[0] + clause.printed + brackets[1]))
    instrument = instrument_of(f"{HEAD}（一）{task}{printed}\n（二）完善体系。\n")
    expected = sorted({(name, role, task) for name, role in clause.roles})
    assert _roles(instrument) == expected
    for fact in find_responsibility_clauses(instrument).facts:
        quote = fact.evidence.quote
        assert quote[0] == brackets[0]
        assert quote[-1] == brackets[1]


@settings(max_examples=150, deadline=None)
@given(items=st.lists(st.tuples(TASKS, clauses()), min_size=2, max_size=4), brackets=BRACKETS)
def test_several_clauses_in_one_paragraph(
    instrument_of: Read, items: list[tuple[str, Clause]], brackets: str
) -> None:
    printed = "".join(f"{task}{brackets[0]}{clause.printed}{brackets[1]}" for task, clause in items)
    instrument = instrument_of(f"{HEAD}（一）{printed}\n（二）完善体系。\n")
    expected = sorted(
        (name, role, task) for task, clause in items for name, role in dict(clause.roles).items()
    )
    assert _roles(instrument) == expected


@settings(max_examples=150, deadline=None)
@given(items=st.lists(st.tuples(TASKS, clauses()), min_size=2, max_size=4), closed=st.booleans())
def test_clauses_of_several_items(instrument_of: Read, items: list[tuple[str, Clause]], closed: bool) -> None:
    """Clauses on lines of their own, also with brackets that are never closed."""
    end = "）" if closed else ""
    lines = [
        f"（{'一二三四'[n]}）{task}\n（{clause.printed}{end}\n" for n, (task, clause) in enumerate(items)
    ]
    instrument = instrument_of(HEAD + "".join(lines))
    expected = sorted(
        (name, role, task) for task, clause in items for name, role in dict(clause.roles).items()
    )
    assert _roles(instrument) == expected


@settings(max_examples=150, deadline=None)
@given(task=TASKS, names=LISTS, others=LISTS, manner=st.sampled_from(["按职责分工负责", "配合", "参与"]))
def test_a_sentence_that_is_a_clause(
    instrument_of: Read, task: str, names: list[str], others: list[str], manner: str
) -> None:
    others = [name for name in others if name not in names] or ["市统计局"]
    text = f"{HEAD}（一）{task}{'、'.join(names)}牵头，{'、'.join(others)}{manner}。\n（二）完善体系。\n"
    role = "responsible" if "负责" in manner else "support"
    expected = [(name, "lead", task) for name in names] + [(name, role, task) for name in others]
    assert _roles(instrument_of(text)) == sorted(expected)


DUTIES = st.builds(
    "{}{}{}".format,
    st.sampled_from(["负责", "负责组织", "做好", "指导", "承担"]),
    st.sampled_from(["城乡供水保障", "应急物资储备和调拨", "群众转移安置", "信息发布和舆情引导"]),
    st.sampled_from(["工作。", "工作；完成领导小组交办的其他任务。", "等相关工作，及时报告进展情况。"]),
)


@settings(max_examples=200, deadline=None)
@given(
    entries=st.lists(
        st.tuples(st.lists(BODIES, min_size=1, max_size=3, unique=True), DUTIES), min_size=1, max_size=5
    ),
    numbered=st.booleans(),
    colon=st.sampled_from("：:"),
    blank=st.sampled_from(["\n", "\n\n", "\r\n"]),
)
@example(entries=[(["市水务局"], "负责供水。")], numbered=False, colon="：", blank="\n")
def test_a_duty_list_comes_back(
    instrument_of: Read, entries: list[tuple[list[str], str]], numbered: bool, colon: str, blank: str
) -> None:
    lines = [
        f"{f'{n}.' if numbered else ''}{'、'.join(names)}{colon}{duty}{blank}"
        for n, (names, duty) in enumerate(entries, 1)
    ]
    instrument = instrument_of(f"{HEAD}一、职责分工\n{''.join(lines)}二、其他\n")
    found = [(f.agent.name, f.duty) for f in find_duty_lists(instrument).facts if isinstance(f, DutyFact)]
    assert found == [(name, duty) for names, duty in entries for name in names]
    assert find_duty_sentences(instrument).facts == ()


@settings(max_examples=100, deadline=None)
@given(names=st.lists(BODIES, min_size=1, max_size=3, unique=True), duty=DUTIES)
def test_a_duty_in_a_sentence_comes_back(instrument_of: Read, names: list[str], duty: str) -> None:
    duty = f"负责{duty.removeprefix('负责')}"
    instrument = instrument_of(f"{HEAD}（一）{'、'.join(names)}{duty}\n（二）完善体系。\n")
    found = [(f.agent.name, f.duty) for f in find_duty_sentences(instrument).facts if isinstance(f, DutyFact)]
    assert found == [(name, duty.split("；")[0].rstrip("。")) for name in names]
