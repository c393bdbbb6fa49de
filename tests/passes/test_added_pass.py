"""A pass from another package joins the pipeline by its entry point alone."""

from __future__ import annotations

from importlib.metadata import EntryPoint

import pytest
from spacy.language import Language

import kg.passes.pipeline as pipeline
from kg.facts import Gap
from kg.passes.component import Findings, PassComponent
from kg.structure.model import Instrument


def shouting(instrument: Instrument) -> Findings:
    """Report every exclamation mark: nothing a government would print."""
    at = instrument.text.find("！")
    if at < 0:
        return Findings()
    return Findings(gaps=(Gap(instrument.evidence(at, at + 1), "loud", "kg_shouting"),))


@pytest.fixture
def added(monkeypatch: pytest.MonkeyPatch) -> None:
    if not Language.has_factory("kg_shouting"):
        Language.factory("kg_shouting", func=lambda nlp, name: PassComponent(name, shouting))  # noqa: ARG005
    point = EntryPoint("kg_shouting", "somewhere:else", "spacy_factories")
    other = EntryPoint("unrelated", "somewhere:else", "spacy_factories")
    monkeypatch.setattr(
        pipeline, "entry_points", lambda group: [point, other] if group == "spacy_factories" else []
    )


@pytest.mark.usefixtures("added")
def test_added_pass_runs_before_coverage(instrument_of) -> None:  # type: ignore[no-untyped-def]
    nlp = pipeline.load_pipeline()
    assert nlp.pipe_names.index("kg_shouting") == nlp.pipe_names.index("coverage") - 1
    doc = pipeline.run(
        nlp, instrument_of("甲市人民政府关于安静的通知\n甲政发〔2023〕1号\n各区：\n一、安静！\n")
    )
    assert [gap.reason for gap in doc._.gaps if gap.pass_name == "kg_shouting"] == ["loud"]


@pytest.mark.usefixtures("added")
def test_added_pass_can_be_switched_off() -> None:
    assert "kg_shouting" not in pipeline.load_pipeline(disable=["kg_shouting"]).pipe_names
