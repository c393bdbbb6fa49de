"""Pass ``task_tables``: who carries which task, out of tables (with tabs or flattened) and field lines."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from kg.facts import Fact, Gap, RoleFact
from kg.passes.component import Findings, PassComponent
from kg.passes.tables.row_sources import task_rows
from kg.structure.model import Instrument

NAME = "task_tables"
_SENTENCES = "responsibility_sentences"


def find_task_tables(instrument: Instrument) -> Findings:
    """Find the role facts of all rows of task tables."""
    facts: list[Fact] = []
    gaps: list[Gap] = []
    for row in task_rows(instrument):
        seen: set[tuple[str, str]] = set()
        for post in row.posts:
            key = (post.role.value, post.agent.name)
            if key not in seen:
                seen.add(key)
                facts.append(RoleFact(post.evidence, NAME, post.role, post.agent, post.task))
        gaps.extend(
            Gap(instrument.evidence(span.start, span.end), reason, NAME)
            for span, reason in row.unread
            if span.start < span.end
        )
    return Findings(tuple(facts), tuple(gaps))


class TaskTables(PassComponent):
    """Finds what rows of task tables say, and takes back what was read out of their cells of names as if of a sentence."""

    def __call__(self, doc: Doc) -> Doc:
        """Run the pass on the instrument of the Doc."""
        doc = super().__call__(doc)
        starts = {f.evidence.start for f in doc._.facts if isinstance(f, RoleFact) and f.pass_name == NAME}
        starts |= {gap.evidence.start for gap in doc._.gaps if gap.pass_name == NAME}
        if not starts:
            return doc
        doc._.facts[:] = [
            fact
            for fact in doc._.facts
            if not (
                isinstance(fact, RoleFact)
                and fact.pass_name == _SENTENCES
                and any(start in starts for start in range(fact.evidence.start, fact.evidence.end))
            )
        ]
        return doc


if not Language.has_factory(NAME):
    Language.factory(NAME, func=lambda nlp, name: TaskTables(name, find_task_tables))  # noqa: ARG005
