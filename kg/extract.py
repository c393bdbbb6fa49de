"""From one file to its facts: read, cut, run the pipeline. The function that worker processes run."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from spacy.language import Language

from kg.facts import Fact, Gap, InstrumentFacts, SourceFacts
from kg.passes import spans
from kg.passes.document import document_fact
from kg.passes.pipeline import load_pipeline, run
from kg.passes.printed import Printed
from kg.passes.wordless import part_wordless
from kg.sources.limits import DEFAULT_LIMITS, Limits
from kg.sources.model import SourceError, SourceText
from kg.sources.reader import read_source
from kg.structure.fold import folding
from kg.structure.instruments import read_instruments
from kg.uncollected import uncollected


@cache
def _pipeline() -> Language:
    """One pipeline per process: building it takes longer than reading a document. Spans of a Doc are no facts."""
    return load_pipeline(disable=[spans.NAME])


def extract_file(path: Path, *, encoding: str | None = None, limits: Limits = DEFAULT_LIMITS) -> SourceFacts:
    """Read a file and extract all facts.

    Raises:
        SourceError: the file cannot be read as a document.
    """
    return extract_source(read_source(path, encoding=encoding, limits=limits))


@uncollected
def extract_source(source: SourceText, pipeline: Language | None = None) -> SourceFacts:
    """Extract all facts of a source text; ``pipeline`` replaces the default one (passes switched off or added).

    Raises:
        SourceError: there is no instrument in the text: nothing like a header, and not one fact.
    """
    nlp = pipeline or _pipeline()
    folded = folding(source.text)
    printed = Printed(source, folded) if folded is not None else None
    instruments = []
    for instrument in read_instruments(source):
        doc = run(nlp, instrument)
        told, wordless = part_wordless(doc._.facts)
        facts = sorted(told, key=_source_order)
        gaps: list[Gap] = sorted(
            [*doc._.gaps, *wordless], key=lambda gap: (gap.evidence.start, gap.evidence.end, gap.reason)
        )
        document = document_fact(instrument)
        if printed is not None:
            document, facts = printed.fact(document), [printed.fact(fact) for fact in facts]
        instruments.append(InstrumentFacts(document, tuple(facts), tuple(gaps)))
    # where parts could not be read, they may hold it: that is in the coverage report
    if not source.problems and not any(_is_instrument(instrument) for instrument in instruments):
        raise SourceError(
            f"{source.name}: no instrument (notice, plan, table of tasks …) found in it; "
            "if it is one, please report how it begins"
        )
    return SourceFacts(
        name=source.name,
        sha256=source.sha256,
        encoding=source.encoding,
        characters=len(source.text),
        instruments=tuple(instruments),
        gaps=tuple(
            Gap(source.evidence(problem.start, problem.end), problem.reason, "sources")
            for problem in source.problems
        ),
    )


def _is_instrument(instrument: InstrumentFacts) -> bool:
    document = instrument.document
    return bool(document.number or document.issuers or document.date or instrument.facts or instrument.gaps)


def _source_order(fact: Fact) -> tuple[int, int]:
    """The sort is stable: facts of one clause stay in the order in which their pass read them."""
    return fact.evidence.start, fact.evidence.end
