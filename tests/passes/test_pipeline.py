"""The pipeline: what it is made of, what a failing pass costs, what an extraction guarantees."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from kg.extract import extract_file, extract_source
from kg.facts import DocumentFact, Gap, RoleFact
from kg.passes.component import Findings, PassComponent, register
from kg.passes.coverage import uncovered
from kg.passes.document import document_fact
from kg.passes.pipeline import STRICT, load_pipeline, run
from kg.sources.model import SourceError, SourceText
from kg.structure.model import Instrument

Read = Callable[[str], Instrument]

TEXT = (
    "甲市人民政府关于做好供水工作的通知\n甲政发〔2023〕5号\n各区人民政府：\n现通知如下。\n"
    "一、推进改造。（牵头单位：市水务局，责任单位：市财政局）\n二、市水务局负责供水调度。\n三、各单位负责落实到位。\n甲市人民政府\n2023年3月17日\n"
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline()


@pytest.fixture
def with_component(nlp: Language) -> Iterator[Callable[[Callable[[Instrument], Findings]], Language]]:
    """Give a function that puts a pass in front of the others for one test."""

    def add(function: Callable[[Instrument], Findings]) -> Language:
        nlp.add_pipe(_factory(function), name="odd", first=True)
        return nlp

    yield add
    if "odd" in nlp.pipe_names:
        nlp.remove_pipe("odd")


def _factory(function: Callable[[Instrument], Findings]) -> str:
    name = f"test_{function.__name__}"
    register(name, function)
    return name


def failing(instrument: Instrument) -> Findings:
    raise ZeroDivisionError(instrument.header.title)


def source(text: str) -> SourceText:
    return SourceText("made_up.txt", text, "0", "utf-8")


def test_a_failing_pass_fails_a_test(with_component: Callable[..., Language]) -> None:
    with pytest.raises(ZeroDivisionError):
        extract_source(source(TEXT), with_component(failing))


def test_a_pass_that_fails_on_everything_loses_only_itself_and_is_reported(
    with_component: Callable[..., Language], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = extract_source(source(TEXT)).instruments[0]
    monkeypatch.delenv(STRICT)
    found = extract_source(source(TEXT), with_component(failing)).instruments[0]
    assert found.facts == whole.facts
    extra = [gap for gap in found.gaps if gap not in whole.gaps]
    assert [(gap.reason, gap.pass_name, gap.evidence.quote) for gap in extra] == [
        ("pass odd failed: ZeroDivisionError", "odd", "甲市人民政府关于做好供水工作的通知")
    ]


def test_a_component_that_gives_no_doc_loses_only_itself(
    nlp: Language, instrument_of: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    Language.component("test_no_doc", func=lambda doc: None)  # type: ignore[arg-type]  # noqa: ARG005
    nlp.add_pipe("test_no_doc", name="odd", first=True)
    try:
        with pytest.raises(TypeError, match="odd"):
            run(nlp, instrument_of(TEXT))
        monkeypatch.delenv(STRICT)
        doc = run(nlp, instrument_of(TEXT))
    finally:
        nlp.remove_pipe("odd")
    assert any(gap.reason == "pass odd failed: TypeError" for gap in doc._.gaps)
    assert any(isinstance(fact, RoleFact) for fact in doc._.facts)


def test_a_pass_that_fails_half_way_adds_nothing(nlp: Language, instrument_of: Read) -> None:
    doc = run(nlp, instrument_of(TEXT))
    before = list(doc._.facts)
    with pytest.raises(ZeroDivisionError):
        PassComponent("odd", failing)(doc)
    assert doc._.facts == before


def test_passes_can_be_switched_off() -> None:
    reduced = load_pipeline(disable=["responsibility_clauses"])
    facts = extract_source(source(TEXT), reduced).instruments[0].facts
    assert "responsibility_clauses" not in {fact.pass_name for fact in facts}
    assert "duty_sentences" in {fact.pass_name for fact in facts}


def test_registering_twice_is_harmless() -> None:
    assert _factory(failing) == _factory(failing)


def test_one_character_is_one_token(nlp: Language) -> None:
    doc = nlp.make_doc("甲 市\n𠮷a")
    assert [token.text for token in doc] == ["甲", " ", "市", "\n", "𠮷", "a"]
    assert isinstance(doc, Doc)


def test_documents_do_not_share_findings(nlp: Language, instrument_of: Read) -> None:
    first, second = run(nlp, instrument_of(TEXT)), run(nlp, instrument_of("今天天气很好。\n"))
    assert first._.facts
    assert second._.facts == []


def test_the_document_fact(instrument_of: Read) -> None:
    fact = document_fact(instrument_of(TEXT))
    assert (fact.title, fact.number, fact.issuers, fact.date, fact.last_line) == (
        "甲市人民政府关于做好供水工作的通知",
        "甲政发〔2023〕5号",
        ("甲市人民政府",),
        "2023-03-17",
        10,
    )
    assert fact.evidence.quote == fact.title


def test_a_file_is_extracted(tmp_path: Path) -> None:
    path = tmp_path / "通知.txt"
    path.write_bytes(TEXT.encode("gb18030"))
    found = extract_file(path)
    assert (found.name, found.encoding, found.characters) == ("通知.txt", "gb18030", len(TEXT))
    assert [type(i.document) for i in found.instruments] == [DocumentFact]
    with pytest.raises(SourceError, match="cannot be read"):
        extract_file(tmp_path / "missing.txt")


def test_facts_and_gaps_stand_in_source_order() -> None:
    (found,) = extract_source(source(TEXT)).instruments
    for rows in (found.facts, found.gaps):
        spans = [(row.evidence.start, row.evidence.end) for row in rows]
        assert spans == sorted(spans)


# (sentence, words of the reason, or None where facts cover it)
COVERAGE = [
    ("二、推进改造。（牵头单位：市水务局）", None),
    ("二、市水务局负责供水调度。", None),
    ("二、加强供水保障。", None),
    ("二、主要负责同志要靠前指挥。", None),
    ("二、坚持分级负责的原则。", "in general"),
    ("二、专人负责供水。", "no body recognised"),
]


@pytest.mark.parametrize(("sentence", "words"), COVERAGE)
def test_coverage(sentence: str, words: str | None) -> None:
    head = "甲市人民政府关于供水的通知\n甲政发〔2023〕5号\n一、现通知如下。\n"
    (found,) = extract_source(source(f"{head}{sentence}\n")).instruments
    reasons = [gap.reason for gap in found.gaps if gap.pass_name == "coverage"]
    assert len(reasons) == (words is not None)
    assert words is None or words in reasons[0]


def test_a_gap_covers_too(instrument_of: Read) -> None:
    instrument = instrument_of("甲市人民政府关于供水的通知\n甲政发〔2023〕5号\n专人负责供水。\n")
    (gap,) = uncovered(instrument, [], [])
    assert uncovered(instrument, [], [Gap(gap.evidence, "known", "other")]) == []


PIECES = (
    "（|）|〔|〕|《|》|、|，|。|；|：|\n|\t|一、|（一）|1.|市水务局|各区政府|王小明|牵头|负责|配合|由|会同|责任单位：|牵头单位："
    "|组长：|成员：|领导小组|任命|免去|为|的|达到|增长|8%|以上|2025年|12月底前|完成|根据|甲政发〔2023〕5号|附件|关于|通知|第一条"
    "|序号|任务|单位| "
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES.split("|")), max_size=80).map("".join))
def test_every_row_of_any_text_is_evidenced(text: str) -> None:
    text = f"{TEXT.split('一、')[0]}{text}"
    for instrument in extract_source(source(text)).instruments:
        for row in (instrument.document, *instrument.facts, *instrument.gaps):
            evidence = row.evidence
            assert text[evidence.start : evidence.end] == evidence.quote
            assert evidence.line == 1 + text.count("\n", 0, evidence.start)
            if isinstance(row, RoleFact):
                assert row.task.text
                assert text[row.task.evidence.start : row.task.evidence.end] == row.task.evidence.quote


def test_a_note_on_marks_is_no_gap_and_an_item_behind_a_bullet_is_one() -> None:
    table = "任务分工表\n序号\t任务\t市水务局\t市财政局\n1\t改造泵站\t★\t☆\n注：★为牵头单位，☆为配合单位。\n●负责宣传动员。\n"
    (instrument,) = extract_source(source(TEXT + table)).instruments
    quotes = [gap.evidence.quote for gap in instrument.gaps]
    assert not any("★" in quote for quote in quotes)
    assert any("负责宣传动员" in quote for quote in quotes)
