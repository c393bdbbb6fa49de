"""The spaCy pipeline: its config is the table of contents of what is extracted."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from importlib import import_module, resources
from importlib.metadata import entry_points

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import load_config_from_str, load_model_from_config, registry
from spacy.vocab import Vocab

from kg.facts import Fact, Gap
from kg.passes.component import INSTRUMENT
from kg.passes.isolation import isolate
from kg.structure.model import Instrument

FACTORY_MODULES = (
    "kg.passes.responsibility.responsibility_clauses",
    "kg.passes.responsibility.responsibility_sentences",
    "kg.passes.duties.duty_lists",
    "kg.passes.duties.duty_sentences",
    "kg.passes.officials.leader_duties",
    "kg.passes.tables.task_tables",
    "kg.passes.targets.targets",
    "kg.passes.targets.indicator_tables",
    "kg.passes.citations.citations",
    "kg.passes.members.rosters",
    "kg.passes.appointments.appointments",
    "kg.passes.members.coordinating_bodies",
    "kg.passes.milestones.milestones",
    "kg.passes.bodies.body_changes",
    "kg.passes.bodies.mentions",
    "kg.passes.coverage",
    "kg.passes.spans",
)
"""Modules whose import registers the factories of the built-in passes; others come by entry point."""

ADDED = "kg_"
"""How the factory names of passes from other packages begin."""

_LAST = "coverage"

STRICT = "KG_STRICT"
"""Environment variable: ``1`` makes the error of a pass an error of the run."""


@registry.tokenizers("kg.character_tokenizer.v1")  # type: ignore[untyped-decorator]  # spaCy has no types here
def character_tokenizer() -> Callable[[Language], CharacterTokenizer]:
    """Register a tokenizer that makes every character a token, in linear time.

    Token indexes are then character offsets; spaCy's own character segmenter for ``zh`` slows quadratically.
    """

    def create(nlp: Language) -> CharacterTokenizer:
        return CharacterTokenizer(nlp.vocab)

    return create


class CharacterTokenizer:
    """One character, one token."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Make a Doc of a text."""
        return Doc(self.vocab, words=list(text), spaces=[False] * len(text))

    def to_bytes(self, **_: object) -> bytes:
        """Serialise: the tokenizer has no state."""
        return b""

    def from_bytes(self, _: bytes, **__: object) -> CharacterTokenizer:
        """Restore: the tokenizer has no state."""
        return self

    def to_disk(self, *_: object, **__: object) -> None:
        """Write nothing: the tokenizer has no state."""

    def from_disk(self, *_: object, **__: object) -> CharacterTokenizer:
        """Read nothing: the tokenizer has no state."""
        return self


def load_pipeline(*, disable: Iterable[str] = ()) -> Language:
    """Load the extraction pipeline of the package's ``config.cfg``; passes can be switched off by name.

    Another package adds a pass without touching this one: it declares a spaCy factory whose name begins with
    ``kg_`` in the entry point group ``spacy_factories``. Such passes run before the coverage report, by name.
    """
    for module in FACTORY_MODULES:
        import_module(module)
    for name in ("facts", "gaps"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=[])
    text = (resources.files(__package__) / "config.cfg").read_text(encoding="utf-8")
    nlp = load_model_from_config(load_config_from_str(text), auto_fill=True, disable=list(disable))
    for name in sorted({point.name for point in entry_points(group="spacy_factories")}):
        if name.startswith(ADDED) and name not in disable:
            nlp.add_pipe(name, before=_LAST if _LAST in nlp.pipe_names else None)
    return nlp


def run(nlp: Language, instrument: Instrument) -> Doc:
    """Run the pipeline on one instrument; facts and gaps stand in ``doc._.facts`` and ``doc._.gaps``.

    A component that fails loses only what it would have found in the paragraphs it fails on: they become gaps. One
    that fails without any paragraph becomes a gap over the instrument's title. All others run as ever. With
    ``KG_STRICT=1`` in the environment (as in the tests) the error is raised instead.

    Making a token of every character takes as long as a third of all passes: it is left out where every component
    says (``reads_tokens = False``) that it reads the instrument and not the Doc.
    """
    doc = _doc(nlp, instrument, (), ())
    for name, component in nlp.pipeline:
        found_so_far = doc._
        facts, gaps = tuple(found_so_far.facts), tuple(found_so_far.gaps)
        try:
            doc = _apply(name, component, doc)
        except Exception:  # a bug in a pass costs the paragraphs it fails on, each reported as a gap
            if os.environ.get(STRICT) == "1":
                raise
            found = _findings_without(nlp, instrument, name, component, facts, gaps)
            doc._.facts, doc._.gaps = map(list, found)
    return doc


def _doc(nlp: Language, instrument: Instrument, facts: Iterable[Fact], gaps: Iterable[Gap]) -> Doc:
    tokens = any(getattr(component, "reads_tokens", True) for _, component in nlp.pipeline)
    doc = nlp.make_doc(instrument.text if tokens else "")
    doc._.facts, doc._.gaps = list(facts), list(gaps)
    doc.user_data[INSTRUMENT] = instrument
    return doc


def _apply(name: str, component: Callable[[Doc], Doc], doc: Doc) -> Doc:
    result = component(doc)
    if not isinstance(result, Doc):
        raise TypeError(f"component {name} gives no Doc")
    return result


def _findings_without(
    nlp: Language,
    instrument: Instrument,
    name: str,
    component: Callable[[Doc], Doc],
    facts: tuple[Fact, ...],
    gaps: tuple[Gap, ...],
) -> tuple[tuple[Fact, ...], tuple[Gap, ...]]:
    """Give all findings after a component that failed, without those in the paragraphs it fails on."""
    before = {id(fact) for fact in facts}

    def attempt(part: Instrument) -> tuple[list[Fact], list[Gap]]:
        doc = _apply(name, component, _doc(nlp, part, facts, gaps))
        # what a component takes back of the facts before (task_tables does) stays: it failed
        return [fact for fact in doc._.facts if id(fact) not in before], doc._.gaps[len(gaps) :]

    try:
        isolated = isolate(instrument, name, attempt)
    except Exception as error:  # it fails on no paragraph in particular
        return facts, (*gaps, _failure(instrument, name, error))
    return (*facts, *isolated.facts), (*gaps, *isolated.gaps)


def _failure(instrument: Instrument, name: str, error: Exception) -> Gap:
    header = instrument.header
    evidence = instrument.evidence(header.title_start, header.title_end)
    return Gap(evidence, f"pass {name} failed: {type(error).__name__}", name)
