"""A pass that fails on a paragraph loses what it would have found there, says so, and finds all the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.facts import Fact, Gap, RoleFact, Task
from kg.passes.component import Findings
from kg.passes.isolation import HIDDEN, MAX_RUNS, hide, isolate
from kg.passes.pipeline import STRICT, load_pipeline, run
from kg.passes.responsibility.responsibility_clauses import find_responsibility_clauses
from kg.structure.model import Instrument

Read = Callable[[str], Instrument]
HEAD = "甲市人民政府关于做好供水工作的通知\n甲政发〔2023〕5号\n各区人民政府：\n"


def text_of(items: int) -> str:
    return HEAD + "".join(
        f"{n}.推进第{n}片管网改造。（牵头单位：市水务局；责任单位：市财政局）\n" for n in range(1, items + 1)
    )


def failing_on(*words: str) -> Callable[[Instrument], tuple[list[Fact], list[Gap]]]:
    """The pass for clauses, with a bug that some words bring out."""

    def attempt(instrument: Instrument) -> tuple[list[Fact], list[Gap]]:
        for word in words:
            if word in instrument.text:
                raise KeyError(word)
        found = find_responsibility_clauses(instrument)
        return list(found.facts), list(found.gaps)

    return attempt


def test_one_bad_paragraph_costs_its_own_findings(instrument_of: Read) -> None:
    instrument = instrument_of(text_of(40))
    whole = find_responsibility_clauses(instrument).facts
    isolated = isolate(instrument, "clauses", failing_on("第17片"))
    assert list(isolated.facts) == [fact for fact in whole if "第17片" not in fact.task.text]
    (gap,) = isolated.gaps
    assert gap.evidence.quote == "17.推进第17片管网改造。（牵头单位：市水务局；责任单位：市财政局）"
    assert (gap.reason, gap.pass_name) == ("pass clauses failed here: KeyError", "clauses")


@settings(max_examples=60, deadline=None)
@given(bad=st.sets(st.integers(1, 24), max_size=24))
def test_any_set_of_bad_paragraphs(instrument_of: Read, bad: set[int]) -> None:
    instrument = instrument_of(text_of(24))
    whole = find_responsibility_clauses(instrument).facts
    isolated = isolate(instrument, "clauses", failing_on(*(f"第{n}片" for n in bad)))
    kept = [fact for fact in whole if not any(f"第{n}片" in fact.task.text for n in bad)]
    assert list(isolated.facts) == kept
    reported = "".join(gap.evidence.quote for gap in isolated.gaps)
    assert {n for n in range(1, 25) if f"第{n}片" in reported} == bad


def test_only_two_paragraphs_together_fail(instrument_of: Read) -> None:
    """The first stays; without the second there is no failure."""

    def attempt(instrument: Instrument) -> tuple[list[Fact], list[Gap]]:
        if "第3片" in instrument.text and "第9片" in instrument.text:
            raise ValueError
        return failing_on()(instrument)

    isolated = isolate(instrument_of(text_of(12)), "clauses", attempt)
    (gap,) = isolated.gaps
    assert "第9片" in gap.evidence.quote
    assert len({fact.task.text for fact in isolated.facts if isinstance(fact, RoleFact)}) == 11


def test_too_many_failures_are_given_up_and_said(instrument_of: Read) -> None:
    runs = 0

    def attempt(instrument: Instrument) -> tuple[list[Fact], list[Gap]]:
        nonlocal runs
        runs += 1
        return failing_on(*(f"第{n}片" for n in range(11, 401)))(instrument)

    isolated = isolate(instrument_of(text_of(400)), "clauses", attempt)
    assert runs < MAX_RUNS + 20
    assert len({fact.task.text for fact in isolated.facts if isinstance(fact, RoleFact)}) == 10
    assert isolated.gaps[-1].reason == "pass clauses failed here: too many failures"
    assert isolated.gaps[-1].evidence.quote.endswith(
        "推进第400片管网改造。（牵头单位：市水务局；责任单位：市财政局）"
    )


def test_a_fact_that_leads_into_a_hidden_paragraph_is_given_up_and_said(instrument_of: Read) -> None:
    """A clause on a line of its own governs the paragraph above; where that is hidden, there is no task."""
    instrument = instrument_of(
        HEAD + "一、推进管网改造。\n（牵头单位：市水务局）\n二、保障资金。\n（牵头单位：市财政局）\n"
    )
    isolated = isolate(instrument, "clauses", failing_on("管网"))
    assert [fact.task.text for fact in isolated.facts if isinstance(fact, RoleFact)] == ["保障资金。"]
    assert [(gap.evidence.quote, gap.reason) for gap in isolated.gaps] == [
        ("一、推进管网改造。", "pass clauses failed here: KeyError"),
        ("（牵头单位：市水务局）", "pass clauses failed where this leads to"),
    ]


def test_what_fails_without_any_paragraph_is_raised(instrument_of: Read) -> None:
    def attempt(instrument: Instrument) -> tuple[list[Fact], list[Gap]]:
        raise ZeroDivisionError(instrument.header.title)

    with pytest.raises(ZeroDivisionError):
        isolate(instrument_of(text_of(3)), "clauses", attempt)


def test_hiding_keeps_every_offset(instrument_of: Read) -> None:
    instrument = instrument_of(f"{HEAD}序号\t任务\t单位\n1\t供水\t市水务局\n2\t节水\t市水务局\n一、其他。\n")
    (table,) = instrument.tables
    row = table.paragraphs[1]
    hidden = hide(instrument, [row])
    assert len(hidden.text) == len(instrument.text)
    changed = instrument.paragraphs[row]
    assert set(hidden.text[changed.start : changed.end]) == {HIDDEN, "\t"}
    assert hidden.text[: changed.start] == instrument.text[: changed.start]
    assert hidden.text[changed.end :] == instrument.text[changed.end :]
    assert "供水" not in repr(hidden.paragraphs[row]) + repr(hidden.tables)
    assert hidden.tables[0].rows[2] == table.rows[2]
    assert hidden.evidence(changed.start, changed.end).quote == "1\t供水\t市水务局"
    same = hide(instrument, [])
    assert all(getattr(same, f.name) == getattr(instrument, f.name) for f in fields(instrument))


def test_the_pipeline_reports_the_paragraph_and_goes_on(
    instrument_of: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    nlp = load_pipeline()
    instrument = instrument_of(text_of(5))
    whole = run(nlp, instrument)

    def fragile(instrument: Instrument) -> Findings:
        facts, gaps = failing_on("第2片")(instrument)
        return Findings(tuple(facts), tuple(gaps))

    component = nlp.get_pipe("responsibility_clauses")
    monkeypatch.setattr(component, "_function", fragile)
    monkeypatch.delenv(STRICT)
    doc = run(nlp, instrument)
    lost = [fact for fact in whole._.facts if fact not in doc._.facts]
    assert lost
    assert {fact.task.text for fact in lost if isinstance(fact, RoleFact)} == {"推进第2片管网改造。"}
    assert all("第2片" in fact.evidence.quote or "第2片" in fact.task.text for fact in lost)
    extra = [gap for gap in doc._.gaps if gap not in whole._.gaps]
    assert [(gap.pass_name, gap.evidence.line) for gap in extra] == [("responsibility_clauses", 5)]
    assert doc.spans["clauses"]


def test_a_component_that_is_no_pass_and_adds_before_it_fails(
    instrument_of: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a failing component has written by then is taken back."""
    nlp = load_pipeline()
    instrument = instrument_of(text_of(3))
    whole = run(nlp, instrument)

    class Half:
        def __call__(self, doc):  # type: ignore[no-untyped-def]
            task = Task("x", instrument.evidence(0, 2))
            doc._.gaps.append(Gap(task.evidence, "half", "half"))
            raise IndexError

    monkeypatch.delenv(STRICT)
    monkeypatch.setattr(nlp, "_components", [("half", Half()), *nlp._components])
    doc = run(nlp, instrument)
    assert doc._.facts == whole._.facts
    assert [gap.reason for gap in doc._.gaps if gap not in whole._.gaps] == ["pass half failed: IndexError"]


def test_a_component_that_takes_back_facts_before_it_fails(
    instrument_of: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it adds where it works is kept whole, and so is what the passes before it found."""
    nlp = load_pipeline()
    instrument = instrument_of(text_of(3))
    whole = run(nlp, instrument)

    class TakesBack:
        def __call__(self, doc):  # type: ignore[no-untyped-def]
            if "第2片" in doc.user_data["instrument"].text:
                raise IndexError
            added = [replace(fact, pass_name="added") for fact in doc._.facts[:2]]
            doc._.facts[:] = [*doc._.facts[3:], *added]
            return doc

    monkeypatch.delenv(STRICT)
    monkeypatch.setattr(nlp, "_components", [*nlp._components, ("last", TakesBack())])
    doc = run(nlp, instrument)
    assert [fact for fact in doc._.facts if fact.pass_name != "added"] == whole._.facts
    assert [fact.pass_name for fact in doc._.facts].count("added") == 2
