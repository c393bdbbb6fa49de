"""What lists of members are read into: printed lines with their source offsets, and the members found in them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from kg.evidence import Evidence
from kg.facts import Agent, MemberRole
from kg.passes.names.posts import Post
from kg.structure.model import Instrument, Paragraph

_AS_PRINTED = str.maketrans(
    {"\u00a0": " ", "\u2002": " ", "\u2003": "\u3000"}
)  # &nbsp; &ensp; &emsp; of web pages


@dataclass(frozen=True, slots=True)
class Printed:
    """The printed lines of a paragraph, joined by line feeds, with their source offsets."""

    text: str
    starts: tuple[int, ...]  # where each line begins in ``text``
    sources: tuple[int, ...]  # … and in the source

    @classmethod
    def of(cls, paragraph: Paragraph) -> Printed:
        """Join the lines of a paragraph."""
        starts, sources, at = [], [], 0
        for line in paragraph.lines:
            starts.append(at)
            sources.append(line.start)
            at += len(line.text) + 1
        text = "\n".join(line.text for line in paragraph.lines).translate(_AS_PRINTED)
        return cls(text, tuple(starts), tuple(sources))

    def evidence(self, instrument: Instrument, start: int, end: int) -> Evidence:
        """Give the source evidence of ``text[start:end]``, white space at the ends left out."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return instrument.source.evidence(self._source(start), self._source(end - 1) + 1)

    def _source(self, at: int) -> int:
        line = bisect_right(self.starts, at) - 1
        return self.sources[line] + at - self.starts[line]


@dataclass(frozen=True, slots=True)
class Listed:
    """One member of a list: the agent with its span in the printed text, and a person's posts (offsets there too)."""

    agent: Agent
    start: int
    end: int
    posts: tuple[Post, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A member with its part in the body and where it is printed."""

    body: str
    role: MemberRole
    agent: Agent
    evidence: Evidence
    posts: tuple[tuple[Post, Evidence], ...] = field(default=())


def compacted(text: str, start: int, end: int) -> tuple[str, list[int]]:
    """Remove white space of ``text[start:end]``; gives the offsets of what is left."""
    kept = [i for i in range(start, end) if not text[i].isspace() and text[i] != "*"]
    return "".join(text[i] for i in kept), kept
