"""Pass ``citations``: existing instruments the document names, and what it does with them.

One fact per instrument and paragraph. Left out: the document itself and what it issues, documents still to be drawn
up, short names where they are introduced, and titles of forms, contracts and newspapers.
"""

from __future__ import annotations

import re
import unicodedata

from kg.facts import CitationFact, Gap, Relation
from kg.language.data import alternation
from kg.passes.citation_context import (
    before_list,
    defines_short_name,
    is_drawn_up,
    is_no_instrument,
    looks_back,
    relation,
    sentence,
    under_basis_heading,
)
from kg.passes.citation_titles import Cited, cited
from kg.passes.component import Findings, register
from kg.structure.model import Instrument

NAME = "citations"

_ISSUED = re.compile(
    rf"(?:印发|转发|批转|发布|公布)(?P<what>.{{4,200}}?)的(?:{alternation('structure', 'kinds')})(?:[（(].{{1,12}}[）)])?$"
)
_FORWARD = re.compile(
    r"[^。；]{0,60}?(?:现|并|予以|一并)?(?:印发|转发|批转|公布|发布)(?:给|你们|各|，|。|施行|实施|执行)"
)
_APPROVED = re.compile(
    r"(?:[（(][^（）()]{1,30}[）)])?(?:等)?(?:已经?|业经|经)[^。；《]{2,50}(?:同意|通过|批准|审定)"
)
_MARKS = re.compile(r"[\s《》〈〉<>“”\"'‘’（）()〔〕\[\]—－–\-、，,：:]")
_ALSO = re.compile("和|及|与|、")


def find_citations(instrument: Instrument) -> Findings:
    """Find the instruments that an instrument names."""
    text = instrument.text
    own = _own_titles(instrument)
    own_shorts: set[str] = set()
    facts: list[CitationFact] = []
    gaps: list[Gap] = []
    for index, paragraph in enumerate(instrument.paragraphs):
        if index < instrument.header.opening_end:
            continue
        body = text[paragraph.start : paragraph.end]
        if "《" not in body and "号" not in body and "〔" not in body:
            continue
        found, unclosed = cited(text, paragraph.start, paragraph.end)
        gaps.extend(
            Gap(instrument.evidence(at, min(at + 40, paragraph.end)), "title mark 《 is never closed", NAME)
            for at in unclosed
            if _fold(text[at : paragraph.end].split("已经")[0]) not in own
        )
        seen: dict[str, int] = {}
        for cite in found:
            kept = _judge(instrument, index, cite, found, own, own_shorts)
            if kept is None:
                continue
            key = _fold(cite.title or cite.number or "")
            if key in seen:
                continue
            seen[key] = 1
            facts.append(
                CitationFact(instrument.evidence(cite.start, cite.end), NAME, cite.title, cite.number, kept)
            )
    return Findings(tuple(facts), tuple(gaps))


def _judge(
    instrument: Instrument,
    index: int,
    cite: Cited,
    found: list[Cited],
    own: set[str],
    own_shorts: set[str],
) -> Relation | None:
    """Give the relation to a named instrument, or None when it is left out."""
    text, paragraph = instrument.text, instrument.paragraphs[index]
    begin, end = sentence(text, cite.start, cite.end, paragraph.start, paragraph.end)
    before, after = text[begin : cite.start], text[cite.end : end]
    folded = _fold(cite.title or "")
    if cite.title is None:
        if cite.number == instrument.header.number:
            return None
    elif defines_short_name(before):
        previous = [c for c in found if c.end <= cite.start]
        if not previous or _fold(previous[-1].title or "") in own:
            own_shorts.add(folded)
        return None
    elif folded in own or folded in own_shorts or is_no_instrument(cite.title):
        return None
    if index <= instrument.header.opening_end + 2 and _forwarded(before, after):
        own.add(folded)
        return None
    listed = before_list(text, begin, cite.start, [(c.start, c.end) for c in found])
    if cite.title is not None and is_drawn_up(
        text[begin:listed], text[cite.end : paragraph.end][:40], looks_back(instrument, paragraph.section)
    ):
        return None
    judged = relation(before, after, _opens(instrument, index))
    if judged is Relation.MENTIONS and under_basis_heading(instrument, index):
        return Relation.BASIS
    return judged


def _forwarded(before: str, after: str) -> bool:
    """《…》已经区政府同意，现印发给你们 / 现将《…》印发给你们."""
    return bool(
        _APPROVED.match(after) or (before.rstrip("《").endswith(("现将", "将")) and _FORWARD.match(after))
    )


def _opens(instrument: Instrument, index: int) -> bool:
    """Tell whether a paragraph opens the document or its first section."""
    section = instrument.paragraphs[index].section
    return section < 0 or (
        index - instrument.sections[section].first <= 1 and instrument.paragraphs[index].label is None
    )


def _own_titles(instrument: Instrument) -> set[str]:
    """Give the folded titles that denote the document itself and what it issues."""
    title = instrument.header.title
    own = {_fold(title)}
    issuer = "".join(instrument.header.issuers)
    if issuer and title.startswith(issuer):
        own.add(_fold(title[len(issuer) :]))
    about = title.find("关于")
    if about > 0:
        own.add(_fold(title[about:]))
    match = _ISSUED.search(title)
    if match is not None:
        what = match.group("what")
        own.add(_fold(what))
        for cut in _ALSO.finditer(what):
            own.update((_fold(what[: cut.start()]), _fold(what[cut.end() :])))
        own.update(_fold(part) for part in re.findall("《([^《》]+)》", what))
    own.discard("")
    return own


def _fold(title: str) -> str:
    """Fold width, white space, brackets and quotation marks of a title."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", title))


register(NAME, find_citations)
