"""From a source text to its instruments: the one entry point of this package."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from kg.language.data import alternation
from kg.sources.model import SourceText, Stated
from kg.sources.privacy import masked
from kg.structure.assemble import groups, paragraphs_of
from kg.structure.comma_rows import with_comma_cells
from kg.structure.compact import CompactText
from kg.structure.cut import Opening, compact, openings, whole
from kg.structure.decree import as_decree
from kg.structure.field_gaps import with_fields_below
from kg.structure.fold import folding
from kg.structure.grid_rows import without_frames
from kg.structure.header import read_header
from kg.structure.html_rows import with_html_rows
from kg.structure.lines import printed_lines, without_furniture
from kg.structure.model import Instrument, Label, LabelKind, Line, Paragraph
from kg.structure.numbers import number_line
from kg.structure.one_line_tables import with_one_line_tables
from kg.structure.page_numbers import without_page_numbers
from kg.structure.person_cells import with_person_rows
from kg.structure.portal_lines import without_portal
from kg.structure.roster_cells import with_roster_rows
from kg.structure.run_in import apart
from kg.structure.sections import RANK, section_tree
from kg.structure.spaced_rows import with_tabs
from kg.structure.stacked_strokes import with_stacked_rows
from kg.structure.stated import completed, stated_opening
from kg.structure.stroke_rows import with_cells
from kg.structure.tables import tables
from kg.structure.untitled import named

_SENTENCE_ENDS = ("。", "；")
_LEAST_SAID = 3  # sentences or rows in front of the first opening that make a document of their own
_PERSONNEL = re.compile(
    rf"(?:决定)?(?:{alternation('appointments', 'appointing')}|免去)"
)  # one sentence is enough
_MAX_PLAN_TITLE = 80
_MAX_TITLE_LINES = 10
_AGAIN_WITHIN = 3  # lines behind title and number in which the title may come again
# a field that says who answers for a task, and any field, of several that a tab sets apart on a line
_NAMES_WHO = re.compile(r"[\u4e00-\u9fff]{2,8}(?:单位|部门|领导|责任人|科室|处室)[:：]")
_FIELD = re.compile(r"[\u4e00-\u9fff]{2,12}[:：].")
_RESTARTING = frozenset({LabelKind.CHINESE, LabelKind.CHAPTER, LabelKind.ARTICLE, LabelKind.DECIMAL})


def read_instruments(source: SourceText) -> list[Instrument]:
    """Cut a source into its instruments and give each its paragraphs, sections and tables.

    Text before the first opening (masthead, contents) belongs to no instrument, unless it says something in sentences
    or rows of a table. A source without any opening is
    one instrument whose title is its first paragraph. Texts in traditional characters or with marks at half width are
    folded for the passes; the digits of phone and identity numbers are masked.
    """
    text = masked(source.text, source.personal_numbers)
    folded = folding(text)
    if folded is not None:
        text = folded(text)
    lines = without_frames(without_furniture(without_page_numbers(text, printed_lines(text))))
    lines = with_fields_below(apart(with_one_line_tables(with_comma_cells(with_tabs(lines)))))
    if not lines:
        return []
    stated = source.stated
    if stated == Stated():
        lines, stated = without_portal(lines)
    lines = with_roster_rows(with_person_rows(with_cells(with_stacked_rows(with_html_rows(lines)))))
    found = openings(lines)
    if not found:
        opening = stated_opening(lines, stated) or _numbered_below(lines, whole(lines))
        last_line = source.line_of(len(source.text))
        return [_completed(_instrument(source, lines[opening.first :], _shifted(opening), last_line), stated)]
    instruments = []
    if _says_something(lines[: found[0].first]):  # a document without number or recipients stands first
        found.insert(0, whole(lines[: found[0].first]))
    for n, opening in enumerate(found):
        end = found[n + 1].first if n + 1 < len(found) else len(lines)
        last_line = (
            source.line_of(lines[end].start) - 1 if end < len(lines) else source.line_of(len(source.text))
        )
        instruments.append(_instrument(source, lines[opening.first : end], _shifted(opening), last_line))
    return [_completed(instruments[0], stated)] if len(instruments) == 1 else instruments


def _numbered_below(lines: Sequence[Line], opening: Opening) -> Opening:
    """Take the number that stands alone below a title where nothing else tells an opening (no issuer, no recipients)."""
    below = opening.title[1]
    if opening.number >= 0 or not below or below >= len(lines) or not number_line(compact(lines[below].text)):
        return opening
    return dataclasses.replace(opening, number=below)


def _says_something(lines: Sequence[Line]) -> bool:
    """Tell whether lines in front of the first opening are a document: several sentences or rows, no masthead.

    News of who was appointed may be one sentence.
    """
    if any(_PERSONNEL.match(line.text.lstrip()) and line.text.endswith("。") for line in lines):
        return True
    said = sum(
        1 for line in lines if "。" in line.text or line.text.endswith(_SENTENCE_ENDS) or "\t" in line.text
    )
    return said >= _LEAST_SAID


def _completed(instrument: Instrument, stated: Stated) -> Instrument:
    return dataclasses.replace(instrument, header=completed(instrument.header, stated))


def _shifted(opening: Opening) -> Opening:
    """Count lines from the opening's own first line."""
    first = opening.first
    number = opening.number - first if opening.number >= 0 else -1
    return Opening(0, (opening.title[0] - first, opening.title[1] - first), number, opening.issuer_from_title)


def _instrument(source: SourceText, lines: Sequence[Line], opening: Opening, last_line: int) -> Instrument:
    head = max(opening.title[1], opening.number + 1)
    titled = opening.title[1] > opening.title[0]
    grouped: list[tuple[list[Line], Label | None, int]] = []
    if titled:
        grouped.append((list(lines[opening.title[0] : opening.title[1]]), None, 0))
    if opening.number >= 0:
        grouped.insert(0 if opening.number < opening.title[0] else 1, ([lines[opening.number]], None, 0))
    again = _title_again(lines, opening, head) if titled else None
    if again is not None:  # a page prints the title once more below number and date
        grouped.extend(paragraphs_of(lines[head : again[0]]))
        grouped.append((list(lines[slice(*again)]), None, 0))
        head = again[1]
    grouped.extend(groups(lines[head:]) if source.wrapped else paragraphs_of(lines[head:]))

    builder = CompactText()
    spans: list[tuple[int, int, int]] = []
    for members, _, taken in grouped:
        start, end = builder.add_paragraph(members)
        label_width = len("".join(members[0].text[:taken].split())) if taken else 0
        spans.append((start, end, min(start + label_width, end)))
    text, text_map = builder.finish()

    title_at = 1 if opening.number >= 0 and opening.number < opening.title[0] else 0
    number_at = (1 - title_at) if opening.number >= 0 else -1
    texts, starts = [text[start:end] for start, end, _ in spans], [start for start, _, _ in spans]
    header = read_header(
        texts,
        [" ".join([line.text for line in members[:_MAX_TITLE_LINES]]) for members, _, _ in grouped],
        starts,
        (title_at, title_at + 1) if titled else (0, 0),
        number_at,
        opening.issuer_from_title,
    )
    header = named(header, texts, starts)
    header = as_decree(header, texts, starts, " ".join(line.text for line in grouped[title_at][0]))
    labels = [label for _, label, _ in grouped]
    restarts = _restarts(labels, texts)
    sections, membership = section_tree(labels, restarts)
    paragraphs = tuple(
        Paragraph(start, end, body, label, tuple(members), membership[i], is_row=_is_row(texts[i]))
        for i, ((start, end, body), (members, label, _)) in enumerate(zip(spans, grouped, strict=True))
    )
    return Instrument(
        source=source,
        text=text,
        text_map=text_map,
        header=header,
        paragraphs=paragraphs,
        sections=tuple(sections),
        tables=tuple(tables(text, paragraphs, source.text)),
        first_line=source.line_of(lines[0].start),
        last_line=last_line,
    )


def _is_row(text: str) -> bool:
    """Tell whether a line with tabs is a row of a table, and not fields side by side (牵头单位：甲局  配合单位：乙局)."""
    return "\t" in text and not (_NAMES_WHO.match(text) and all(map(_FIELD.match, text.split("\t"))))


def _title_again(lines: Sequence[Line], opening: Opening, head: int) -> tuple[int, int] | None:
    """Give the half-open range of lines that print the title once more close below it, or None."""
    title = "".join(compact(line.text) for line in lines[slice(*opening.title)])
    for begin in range(head, min(len(lines), head + _AGAIN_WITHIN)):
        joined, end = "", begin
        while end < len(lines) and len(joined) < len(title) and title.startswith(joined):
            joined += compact(lines[end].text)
            end += 1
        if joined == title:
            return begin, end
    return None


def _restarts(labels: Sequence[Label | None], texts: Sequence[str]) -> frozenset[int]:
    """Numbering begins anew below a title: a short unlabelled paragraph before a 一、, 第一章, 1 or 第一条."""
    found: set[int] = set()
    latest: dict[LabelKind, int] = {}
    for i, label in enumerate(labels):
        if label is None:
            continue
        below = any(
            RANK[kind] < RANK[label.kind] and at > latest.get(label.kind, -1) for kind, at in latest.items()
        )
        latest[label.kind] = i
        if below or label.kind not in _RESTARTING or label.text.strip("第章条、.．编") not in ("一", "1"):
            continue  # the first part of a chapter begins nothing anew
        found.add(i)
        for j in range(i - 1, max(-1, i - 8), -1):
            if labels[j] is not None:
                break
            if len(texts[j]) <= _MAX_PLAN_TITLE and not texts[j].endswith(("。", "；", "：", ":")):
                found.add(j)
    return frozenset(found)
