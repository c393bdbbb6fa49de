"""How a file was read: its instruments with sections, tables and marked spans, as text and as a page.

The page is in the manner of displaCy, with a template of our own: one file, no script, nothing from the network.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from pathlib import Path

from spacy.language import Language

from kg.facts import Fact, Gap
from kg.passes.pipeline import load_pipeline, run
from kg.passes.spans import KEYS
from kg.sources.reader import read_source
from kg.structure.instruments import read_instruments
from kg.structure.model import Instrument

GAPS = "gaps"
_COLOURS = {
    "clauses": "#fff3bf",
    "bodies": "#a5d8ff",
    "persons": "#ffc9c9",
    "targets": "#b2f2bb",
    "citations": "#d0bfff",
    GAPS: "#ffd8a8",
}
_CSP = "default-src 'none'; style-src 'unsafe-inline'"


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked span of an instrument's text: ``kind`` is a group of spans, ``label`` what it says."""

    start: int
    end: int
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What was made of one instrument."""

    instrument: Instrument
    marks: tuple[Mark, ...]
    facts: tuple[Fact, ...]
    gaps: tuple[Gap, ...]

    def count(self, kind: str) -> int:
        """Give the number of marked spans of a kind."""
        return len({(mark.start, mark.end) for mark in self.marks if mark.kind == kind})


def read_marked(path: Path, *, encoding: str | None = None) -> tuple[Reading, ...]:
    """Read a file and mark what was understood.

    Raises:
        SourceError: the file cannot be read as a document.
    """
    nlp = load_pipeline()
    return tuple(_reading(nlp, one) for one in read_instruments(read_source(path, encoding=encoding)))


def _reading(nlp: Language, instrument: Instrument) -> Reading:
    doc = run(nlp, instrument)
    marks = [Mark(s.start, s.end, key, s.label_) for key in KEYS for s in doc.spans[key]]
    for gap in doc._.gaps:
        start, end = instrument.text_map.span_of(gap.evidence.start, gap.evidence.end)
        if 0 <= start < end <= len(instrument.text):
            marks.append(Mark(start, end, GAPS, gap.reason))
    return Reading(instrument, tuple(marks), tuple(doc._.facts), tuple(doc._.gaps))


def marked_lines(reading: Reading) -> Iterator[str]:
    """Give the reading of one instrument as lines: header, section tree, tables, clauses and what was not understood."""
    instrument, header = reading.instrument, reading.instrument.header
    yield f"{header.title or '(no title)'}"
    about = [header.number, "、".join(header.issuers), header.date]
    yield f"  {' | '.join(part or '-' for part in about)} | lines {instrument.first_line}-{instrument.last_line}"
    yield (
        f"  {len(instrument.paragraphs)} paragraphs, {len(reading.facts)} facts, {len(reading.gaps)} not understood; "
        + (", ".join(f"{kind} {reading.count(kind)}" for kind in KEYS))
    )
    for section in instrument.sections:
        heading = instrument.paragraphs[section.heading]
        yield f"  {'  ' * section.level}{section.label.text} {_cut(instrument.text[heading.body : heading.end], 40)}"
    for table in instrument.tables:
        line = instrument.source.line_of(instrument.paragraphs[table.paragraphs[0]].lines[0].start)
        cells = " | ".join(cell.text for cell in table.rows[0])
        yield f"  table at line {line}, {len(table.rows)} rows: {_cut(cells, 80)}"
    for start, end in sorted({(m.start, m.end) for m in reading.marks if m.kind == "clauses"}):
        evidence = instrument.evidence(start, end)
        yield f"  clause at line {evidence.line}: {_cut(instrument.text[start:end], 100)}"
    for gap in sorted(reading.gaps, key=lambda gap: gap.evidence.start):
        yield f"  not understood at line {gap.evidence.line}: {_cut(gap.evidence.quote, 60)} ({gap.reason})"


def marked_page(name: str, readings: Sequence[Reading]) -> str:
    """Give the reading of a file as one HTML page."""
    rules = "".join(f".{kind}{{background:{colour}}}" for kind, colour in _COLOURS.items())
    legend = "".join(
        f'<span class="{kind}">{kind} {sum(r.count(kind) for r in readings)}</span> ' for kind in _COLOURS
    )
    parts = "".join(_section(reading) for reading in readings)
    return (
        '<!doctype html><html lang="zh"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_CSP}">'
        f"<title>{escape(name)}</title><style>"
        "body{margin:2rem auto;max-width:60rem;padding:0 1rem;line-height:1.9;font-family:sans-serif}"
        "body{color:#212529;background:#fff}"
        "header{position:sticky;top:0;background:#fff;padding:.5rem 0;border-bottom:1px solid #ced4da}"
        "header span,mark{border-radius:.25rem;padding:.1rem .2rem;color:inherit}"
        "h2{font-size:1.2rem;margin-top:3rem}p{margin:.4rem 0}.about{color:#495057}"
        "td{border:1px solid #ced4da;padding:.2rem .5rem}"
        ".clauses{box-shadow:inset 0 -2px #fab005}.gaps{outline:1px dashed #e8590c}"
        f"{rules}</style></head>"
        f'<body data-ready="true"><h1>{escape(name)}</h1><header>{legend}</header>{parts}</body></html>\n'
    )


def _section(reading: Reading) -> str:
    instrument, header = reading.instrument, reading.instrument.header
    about = " | ".join(part for part in (header.number, "、".join(header.issuers), header.date) if part)
    paragraphs = []
    marks = sorted(reading.marks, key=lambda mark: mark.start)
    first = 0
    for paragraph in instrument.paragraphs:
        while first < len(marks) and marks[first].end <= paragraph.start:
            first += 1
        here = [m for m in _until(marks, first, paragraph.end) if m.end > paragraph.start]
        depth = (
            instrument.sections[paragraph.section].level if paragraph.section >= 0 and paragraph.label else 0
        )
        inside = _marked(instrument.text, paragraph.start, paragraph.end, here)
        paragraphs.append(f'<p style="margin-left:{depth * 1.2:.1f}rem">{inside}</p>')
    return (
        f'<section><h2>{escape(header.title)}</h2><p class="about">{escape(about)} · lines '
        f"{instrument.first_line}-{instrument.last_line} · {len(reading.facts)} facts · "
        f"{len(reading.gaps)} not understood</p>{''.join(paragraphs)}</section>"
    )


def _until(marks: Sequence[Mark], first: int, end: int) -> Iterator[Mark]:
    for index in range(first, len(marks)):
        if marks[index].start >= end:
            return
        yield marks[index]


def _marked(text: str, start: int, end: int, marks: Sequence[Mark]) -> str:
    """Give a span with its marks; where marks overlap, the piece carries all of them, the shortest in front."""
    cuts = sorted({start, end, *(at for m in marks for at in (m.start, m.end) if start < at < end)})
    pieces = []
    for left, right in pairwise(cuts):
        over = sorted((m for m in marks if m.start <= left and right <= m.end), key=lambda m: m.end - m.start)
        piece = escape(text[left:right]).replace("\t", " ｜ ")
        if over:
            title = " · ".join(dict.fromkeys(f"{m.kind}: {m.label}" for m in over))
            kinds = " ".join(dict.fromkeys([m.kind for m in reversed(over)]))
            colour = _COLOURS[over[0].kind]
            piece = (
                f'<mark class="{kinds}" style="background:{colour}" title="{escape(title)}">{piece}</mark>'
            )
        pieces.append(piece)
    return "".join(pieces)


def _cut(text: str, length: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1] + "…"
