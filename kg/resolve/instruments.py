"""Instruments: known by their number, else by their title.

A title alone is enough where it is specific: it names a place or an authority, or is long. A short general title
(实施方案) is only the same instrument inside one jurisdiction.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kg.facts import CitationFact, DocumentFact
from kg.resolve.issued import issued_titles, without_authority, without_tail
from kg.resolve.model import InstrumentIdentity, Place
from kg.resolve.places import leading_place, named_prefixes, national_beginnings, place_of_issuer

_DROP = re.compile(r"[\s《》〈〉<>“”\"'‘’「」『』*]")
_NUMBER = re.compile(
    r"(?P<head>[^\[\](){}]*?)[\[({]?(?P<year>(?:19|20)\d\d)[\])}]?(?:第)?(?P<running>\d{1,9})号?$"
)
_SPECIFIC = (
    10  # characters; measured on nothing, chosen so that 儿童发展规划 is general and a full plan title is not
)
_WEAK = re.compile("[的和与及之、]")
_SPACE = re.compile(r"\s")
_BRACKETS = str.maketrans("〔〕【】［］（）", "[][][][]")
_MARKS = str.maketrans("〔〕[]—–－", "()()---")
_STATE = "中华人民共和国"
_NATIONAL_LAWS = ("法", "条例")
_NEAR = 24  # characters behind a citation in which its short title is introduced
_FULL_TITLE = re.compile(r"关于.{1,300}的(?:通知|意见|决定|通报|批复|函|公告|通告|报告|令)")


def folded_number(number: str) -> str:
    """Gives the form in which document numbers are compared: one kind of brackets, no white space, no 第."""
    text = unicodedata.normalize("NFKC", number)
    text = _SPACE.sub("", text).translate(_BRACKETS)
    match = _NUMBER.match(text)
    return f"{match['head']}[{match['year']}]{int(match['running'])}号" if match else text


@lru_cache(maxsize=4096)  # asked for at every comparison
def folded_title(title: str) -> str:
    """Gives the form in which titles are compared: one width, no quotation marks, no white space."""
    text = unicodedata.normalize("NFKC", title)
    return _DROP.sub("", text).translate(_MARKS)


def is_specific(title: str) -> bool:
    """Says whether a folded title denotes the same instrument wherever it is cited."""
    return (
        len(title) >= _SPECIFIC
        or title.startswith((*national_beginnings(), "中国"))
        or (title.endswith("法") and len(title) > 3)
    )


def loose(folded: str) -> str:
    """Gives the form in which titles are looked up: misprints leave out or double these words most of all."""
    return _WEAK.sub("", folded)


def title_key(title: str, place: Place) -> str:
    """Gives the key of an instrument known by title only."""
    folded = folded_title(title)
    return f"title:{loose(folded)}" if is_specific(folded) else f"title:{loose(folded)}@{place.key}"


def number_key(number: str) -> str:
    """Gives the key of an instrument with a number."""
    return f"number:{folded_number(number)}"


def year_of(key: str) -> str | None:
    """Gives the year in a key that is a number."""
    match = re.search(r"\[(\d{4})\]", key) if key.startswith("number:") else None
    return match[1] if match else None


def document_key(document: DocumentFact, place: Place) -> str:
    """Gives the key of an instrument that was read; date and place keep untitled repeats apart."""
    if document.number:
        return number_key(document.number)
    return f"title:{folded_title(document.title)}@{place.key}@{document.date or ''}"


def full_title(folded: str, place: Place) -> str:
    """Gives a folded title with the place it begins with in full: 乙区发展规划 is 甲市乙区发展规划 in a document of 乙区."""
    for form, area in named_prefixes(place):
        if len(form) > 1 and folded.startswith(form):
            return area.name + folded[len(form) :]
    return folded


_SHORT = re.compile(r"以下简称[:：]?(?P<short>[^）)。，,；;]{2,30})[）)。，,；;]")


def short_titles(citations: Iterable[CitationFact]) -> Mapping[str, CitationFact]:
    """Gives the short titles that an instrument introduces behind its citations (以下简称《规划》), folded."""
    found: dict[str, CitationFact] = {}
    for citation in citations:
        suffix = citation.evidence.suffix
        behind = _SHORT.search(suffix)
        if behind is not None and behind.start() <= _NEAR and "《" not in suffix[: behind.start()]:
            found.setdefault(folded_title(behind["short"]), citation)
    return found


def with_short_title(citation: CitationFact, short: Mapping[str, CitationFact]) -> CitationFact:
    """Gives the citation that a short title stands for, with its level word (省级《实施意见》) where one is printed."""
    title = folded_title(citation.title or "")
    if citation.number or not title:
        return citation
    before = citation.evidence.prefix.rstrip("《 \n")
    for form in (before[-2:] + title, title):
        if (full := short.get(form)) is not None and full is not citation:
            return full
    return citation


Title = tuple[str, str]
"""What a document may call an instrument: a scope (a place's key, or one of the two below) and a folded title."""

_EVERYWHERE = ""
_LAW = "§"
_NEAR_FORM = (
    "≈"  # before titles without their tail or authority: looked up when the title itself is not known
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A document says of a title that it denotes the instrument of a key."""

    title: Title
    key: str


def is_direct(found: InstrumentIdentity, citation: CitationFact, place: Place) -> bool:
    """Says whether a citation's number or own title is the key of what it cites."""
    if citation.number:
        return found.key == number_key(citation.number)
    return found.key == title_key(full_title(folded_title(citation.title or ""), place), place)


def claims(document: DocumentFact, citations: Iterable[CitationFact], place: Place) -> Iterator[Claim]:
    """Yields what one instrument says of titles: its own (full, with issuer: for everywhere), those it gives a number.

    A notice's title says so of the plan that it issues, too, whether the notice is read here or only cited.

    Args:
        document: the instrument.
        citations: what it cites.
        place: its place.
    """
    title, key = full_title(folded_title(document.title), place), document_key(document, place)
    yield Claim((place.key, loose(title)), key)
    if place_of_issuer(title) and _FULL_TITLE.search(title):
        yield Claim((_EVERYWHERE, loose(title)), key)
    yield from _issued(title, key, place)
    for citation in citations:
        if not citation.title:
            continue
        title = full_title(folded_title(citation.title), place)
        if title.startswith(_STATE):
            yield Claim((_LAW, title), title)
        key = number_key(citation.number) if citation.number else title_key(title, place)
        if citation.number:
            yield Claim((place.key, loose(title)), key)
        yield from _issued(title, key, place)
        rest = without_authority(title)
        if rest is not None and is_specific(rest):
            yield Claim((_EVERYWHERE, _NEAR_FORM + loose(rest)), key)


def _issued(title: str, key: str, place: Place) -> Iterator[Claim]:
    """What a notice says of the titles that it issues: those that name their place, for everywhere."""
    for plan in issued_titles(title):
        full = full_title(plan, place)
        if not is_specific(full):
            continue
        scopes = [place.key]
        if leading_place(full, place) or full.startswith(national_beginnings()):
            scopes.append(_EVERYWHERE)
        for scope in scopes:
            yield Claim((scope, loose(full)), key)
            yield Claim((scope, _NEAR_FORM + loose(without_tail(full))), key)


def asked(citation: CitationFact, place: Place) -> Iterator[Title]:
    """Yields the titles that :class:`InstrumentIndex` may look up for a citation."""
    if citation.number:
        return
    title = full_title(folded_title(citation.title or ""), place)
    forms = (title, f"{_STATE}{title}") if title.endswith(_NATIONAL_LAWS) else (title,)
    yield from ((_LAW, form) for form in forms[1:])
    for form in forms:
        yield from _lookups(form, place)


def _lookups(title: str, place: Place) -> Iterator[Title]:
    """The titles under which an instrument may be known, the surest first."""
    wanted = loose(title)
    yield place.key, wanted
    yield _EVERYWHERE, wanted
    near = _NEAR_FORM + loose(without_tail(title))
    yield place.key, near
    yield _EVERYWHERE, near


class InstrumentIndex:
    """Titles whose key is known: from instruments read (full titles with issuer) and from citations of a place.

    Args:
        titles: the key that all claims give a title; None where they give several.
    """

    def __init__(self, titles: Mapping[Title, str | None]) -> None:
        self._titles = titles

    def cited(self, citation: CitationFact, place: Place) -> InstrumentIdentity:
        """Gives the identity of what is cited in an instrument of ``place``."""
        if citation.number:
            return InstrumentIdentity(number_key(citation.number))
        title = full_title(folded_title(citation.title or ""), place)
        law = f"{_STATE}{title}"
        if title.endswith(_NATIONAL_LAWS) and (_LAW, law) in self._titles:
            title = law  # 标准化法 beside 中华人民共和国标准化法
        for asked_for in _lookups(title, place):
            if asked_for in self._titles:
                found = self._titles[asked_for]
                return InstrumentIdentity(found or title_key(title, place))
        return InstrumentIdentity(title_key(title, place))
