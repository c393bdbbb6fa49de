"""The last pass: what looks like an assignment of responsibility and became no fact goes to the coverage report.

It looks at every sentence, bracket and table row that holds a responsibility word, and at what the passes before
it took or reported; the rest becomes gaps with a reason. Nothing is lost in silence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from kg.facts import CitationFact, DutyFact, Fact, Gap, MemberFact, MentionFact, MilestoneFact, RoleFact
from kg.passes.component import INSTRUMENT
from kg.passes.flat_tables.flat_headers import is_heading
from kg.passes.flat_tables.flat_lines import flat_spans, flat_tables
from kg.passes.flat_tables.indicator_grids import indicator_grids
from kg.passes.responsibility.marked_leads import explains_mark, first_leading
from kg.passes.tables.marked_matrices import is_legend
from kg.passes.targets.target_scope import lays_down_rules
from kg.passes.unread_entries import unread_entries
from kg.passes.unread_persons import unread_persons
from kg.passes.unread_rows import names_somebody, unread_rows
from kg.passes.unread_subjects import unread_subjects
from kg.passes.words.sentences import sentences
from kg.structure.model import Instrument, Paragraph

NAME = "coverage"

_COVERING = (RoleFact, DutyFact, MemberFact, MilestoneFact)

RESPONSIBILITY = re.compile(
    "牵头|负责(?!人|同志|制(?!定))|责任单位|责任部门|配合单位|配合部门|参与部门|主办|(?<!政)协办|承办单位|会(?<!社会)同(?!意)|予以配合|积极配合|密切配合|负总责|(?:考核|评审|考评)(?:单位|部门)(?=[:：])"
)
"""What makes a piece of text look like an assignment of responsibility."""
# … in a document that lays down rules: 甲部门应当…
_OR_A_RULE = re.compile(
    f"{RESPONSIBILITY.pattern}|(?:部门|机关|政府|委员会|办事处|局|厅)[^，。；：]{{0,20}}?应当"
)

_COLUMN = re.compile("序号|名称|类别|任务|单位|部门|领导|时限|节点|内容|措施|要求|备注|指标|项目|事项|目标")
# 序号项目名称牵头单位完成时限: nothing tells where a cell ends
_GLUED_HEADER = re.compile("序号[\u4e00-\u9fff（）]{6,}\\Z")
_MAX_BELOW = 600  # characters below a header in which a table's first row ends
_TELLING = re.compile("姓名|目标[值数]|20\\d\\d年?(?:目标|计划|任务)")
_MAX_HEADER, _MAX_ROW_HEADER = 60, 120
_LIST_BELOW = re.compile(r"(?:下列|以下)[^，。；：:]{0,20}[：:]\Z")
_MAX_NOTE = 40
_LEAST_ROWS = 2  # of a table that name somebody
_GENERAL = re.compile(
    "各级|各地|各部门|各单位|各有关|有关部门|相关部门|主要负责|分级负责|属地|牵头抓总|谁|责任制|机制|体系|格局|原则"
)


class Coverage:
    """The component; runs after all passes."""

    reads_tokens = False

    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Append the gaps of a Doc's instrument."""
        instrument: Instrument = doc.user_data[INSTRUMENT]
        doc._.gaps.extend(uncovered(instrument, doc._.facts, doc._.gaps))
        return doc


def uncovered(instrument: Instrument, facts: list[Fact], gaps: list[Gap]) -> list[Gap]:
    """Give a gap for every sentence or row with a responsibility word that no fact or gap overlaps."""
    taken = [(fact.evidence.start, fact.evidence.end) for fact in facts if isinstance(fact, _COVERING)]
    spans = _merged([*taken, *((gap.evidence.start, gap.evidence.end) for gap in gaps)])
    starts = [start for start, _ in spans]
    found: list[Gap] = []
    text = instrument.text
    tables = flat_spans(instrument)
    headers = [(table.header, table.fragments[0].start) for table in flat_tables(instrument)]
    for grid in indicator_grids(instrument):
        tables.append((grid.start, grid.end))
        headers.append((grid.start, grid.header[-1].end))
    looks_like = _OR_A_RULE if lays_down_rules(instrument) else RESPONSIBILITY
    for paragraph in instrument.paragraphs[instrument.header.opening_end :]:
        if not looks_like.search(text, paragraph.body, paragraph.end):
            continue
        if _is_table_header(text, paragraph):
            if _GLUED_HEADER.match(text, paragraph.body, paragraph.end):
                found.extend(_unread_below(instrument, paragraph, facts))
            continue
        if is_heading(text[paragraph.start : paragraph.end]) and any(
            start <= paragraph.start < end for start, end in tables
        ):
            continue
        if any(start <= paragraph.start and paragraph.end <= end for start, end in headers):
            continue
        printed = text[paragraph.start : paragraph.end]
        if any(
            start <= paragraph.start < end and printed in text[slice(*header)]
            for (start, end), header in zip(tables, headers, strict=True)
        ):
            continue  # the header again, on a later page
        pieces = [(paragraph.body, paragraph.end)] if paragraph.is_row else sentences(text, paragraph)
        for start, end in pieces:
            word = looks_like.search(text, start, end)
            if word is None:
                continue
            first, last = instrument.text_map.to_source(start), instrument.text_map.to_source(end - 1)
            if _overlaps(spans, starts, first, last):
                continue
            if _LIST_BELOW.search(text, start, end) and _reads(spans, starts, instrument, end + 1):
                continue  # 甲中心负责下列工作：, and what is listed was read
            if end - start <= _MAX_NOTE and (
                first_leading(text, start, end)
                or explains_mark(text, start, end)
                or is_legend(text, start, end)
            ):
                continue  # 注：列首位的为牵头单位: a rule of reading, which the passes follow
            found.append(
                Gap(
                    instrument.evidence(start, end),
                    _reason(text[start:end], "应当" if "应当" in word.group() else word.group()),
                    NAME,
                )
            )
    told = [fact.evidence for fact in facts if not isinstance(fact, (MentionFact, CitationFact))]
    told += [gap.evidence for gap in (*gaps, *found)]
    read = _merged([(said.start, said.end) for said in told])
    found += unread_subjects(instrument, facts, [*gaps, *found], NAME)
    found += unread_persons(instrument, read, NAME)
    found += unread_entries(instrument, facts, read, NAME)
    return [*found, *_unread_tables(instrument, facts, gaps), *unread_rows(instrument, read, NAME)]


def _unread_tables(instrument: Instrument, facts: list[Fact], gaps: list[Gap]) -> Iterator[Gap]:
    """Give a gap for every table of which nothing was read that names bodies or persons, or values to be reached."""
    for table in instrument.tables:
        first, *rows = table.rows
        if not rows:
            continue
        named = sum(any(names_somebody(cell.text) for cell in row) for row in rows)
        if named < _LEAST_ROWS and not _TELLING.search("\t".join(cell.text for cell in first)):
            continue
        whole = instrument.evidence(first[0].start, max(cell.end for cell in table.rows[-1]))
        read = [fact.evidence for fact in facts if not isinstance(fact, (MentionFact, CitationFact))]
        read += [gap.evidence for gap in gaps]
        if not any(said.start < whole.end and said.end > whole.start for said in read):
            yield Gap(whole, "table of which nothing was read", NAME)


def _unread_below(instrument: Instrument, paragraph: Paragraph, facts: list[Fact]) -> Iterator[Gap]:
    """Give a gap for headings of a table that are printed as one word, unless roles were read below them."""
    header = instrument.evidence(paragraph.body, paragraph.end)
    if not any(
        isinstance(fact, RoleFact) and 0 <= fact.evidence.start - header.end <= _MAX_BELOW for fact in facts
    ):
        yield Gap(header, "headings of a table whose cells run together", NAME)


def _is_table_header(text: str, paragraph: Paragraph) -> bool:
    """The heading of a table column names a role but assigns nothing."""
    printed = text[paragraph.start : paragraph.end]
    if paragraph.is_row:
        printed = "".join(printed.split())  # 牵头 单位
    if len(printed) > (_MAX_ROW_HEADER if paragraph.is_row else _MAX_HEADER):
        return False
    return len(_COLUMN.findall(printed)) >= 2 and not re.search("[，。；：:]", printed)


def _reads(spans: list[tuple[int, int]], starts: list[int], instrument: Instrument, at: int) -> bool:
    """Tell whether what was read reaches over the offset ``at`` of the instrument's text."""
    if at >= len(instrument.text):
        return False
    printed = instrument.text_map.to_source(at)
    return _overlaps(spans, starts, printed, printed)


def _overlaps(spans: list[tuple[int, int]], starts: list[int], first: int, last: int) -> bool:
    """Tell whether one of the merged spans, which begin at ``starts``, holds any character from ``first`` to ``last``."""
    k = bisect_right(starts, last) - 1
    return k >= 0 and spans[k][1] > first


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Merge overlapping spans, in order."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _reason(sentence: str, word: str) -> str:
    if _GENERAL.search(sentence):
        return f"{word}: addresses bodies in general, names none"
    return f"{word}: no body recognised as its subject"


if not Language.has_factory(NAME):
    Language.factory(NAME, func=lambda nlp, name: Coverage(name))  # noqa: ARG005
