"""What a build may be asked to do otherwise than usual, the same for every engine."""

from __future__ import annotations

from dataclasses import dataclass

from kg.build.writing import Settings
from kg.graph.iris import DEFAULT_BASE, Iris
from kg.resolve.decisions import NO_DECISIONS, Decisions
from kg.resolve.resolve import named_place
from kg.sources.limits import DEFAULT_LIMITS, Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Options of a build. They hold for that build, so give them each time.

    Attributes:
        base: the IRI below which all nodes are named.
        validate: land nothing when the graph violates the shapes or the checks over the whole; the report says what is wrong.
        limits: bounds on what one document may take.
        jurisdiction: the place of documents that state none.
        encoding: the encoding of plain text and web pages; None finds it out.
        include: name patterns; of the files in folders and archives only those that match one are read.
        exclude: name patterns of files in folders and archives that are left out.
        decisions: the user's own on who is who.
    """

    base: str = DEFAULT_BASE
    validate: bool = True
    limits: Limits = DEFAULT_LIMITS
    jurisdiction: str | None = None
    encoding: str | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    decisions: Decisions = NO_DECISIONS

    def settings(self) -> Settings:
        """Gives what of them is needed to write graphs."""
        given = named_place(self.jurisdiction) if self.jurisdiction else None
        return Settings(Iris(self.base).base, given, self.validate)


USUAL = Options()
