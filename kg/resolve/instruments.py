"""Instruments: known by their number, else by their title.

A title alone is enough where it is specific: it names a place or an authority, or is long. A short general title
(实施方案) is only the same instrument inside one jurisdiction.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.facts import CitationFact, DocumentFact
from kg.resolve.model import InstrumentIdentity, Place
from kg.resolve.places import national_beginnings, place_of_issuer

_DROP = re.compile(r"[\s《》〈〉<>“”\"'‘’「」『』*]")
_NUMBER = re.compile(
    r"(?P<head>[^\[\](){}]*?)[\[({]?(?P<year>(?:19|20)\d\d)[\])}]?(?:第)?(?P<running>\d+)号?$"
)
_SPECIFIC = (
    10  # characters; measured on nothing, chosen so that 儿童发展规划 is general and a full plan title is not
)
_FULL_TITLE = re.compile(r"关于.+的(?:通知|意见|决定|通报|批复|函|公告|通告|报告|令)")


def folded_number(number: str) -> str:
    """Gives the form in which document numbers are compared: one kind of brackets, no white space, no 第."""
    text = unicodedata.normalize("NFKC", number)
    text = re.sub(r"\s", "", text).translate(str.maketrans("〔〕【】［］（）", "[][][][]"))
    match = _NUMBER.match(text)
    return f"{match['head']}[{match['year']}]{int(match['running'])}号" if match else text


def folded_title(title: str) -> str:
    """Gives the form in which titles are compared: one width, no quotation marks, no white space."""
    text = unicodedata.normalize("NFKC", title)
    return _DROP.sub("", text).translate(str.maketrans("〔〕[]—–－", "()()---"))


def is_specific(title: str) -> bool:
    """Says whether a folded title denotes the same instrument wherever it is cited."""
    return (
        len(title) >= _SPECIFIC
        or title.startswith((*national_beginnings(), "中国"))
        or (title.endswith("法") and len(title) > 3)
    )


def title_key(title: str, place: Place) -> str:
    """Gives the key of an instrument known by title only."""
    folded = folded_title(title)
    return f"title:{folded}" if is_specific(folded) else f"title:{folded}@{place.key}"


def number_key(number: str) -> str:
    """Gives the key of an instrument with a number."""
    return f"number:{folded_number(number)}"


def document_key(document: DocumentFact, place: Place) -> str:
    """Gives the key of an instrument that was read; date and place keep untitled repeats apart."""
    if document.number:
        return number_key(document.number)
    return f"title:{folded_title(document.title)}@{place.key}@{document.date or ''}"


class InstrumentIndex:
    """Titles whose number is known: from instruments read (full titles with issuer) and from citations of a place."""

    def __init__(
        self, documents: Iterable[tuple[DocumentFact, Place]], citations: Iterable[tuple[CitationFact, Place]]
    ) -> None:
        everywhere: dict[str, set[str]] = defaultdict(set)
        local: dict[tuple[str, str], set[str]] = defaultdict(set)
        for document, place in documents:
            title, key = folded_title(document.title), document_key(document, place)
            local[place.key, title].add(key)
            if place_of_issuer(title) and _FULL_TITLE.search(title):
                everywhere[title].add(key)
        for citation, place in citations:
            if citation.title and citation.number:
                local[place.key, folded_title(citation.title)].add(number_key(citation.number))
        self._everywhere: Mapping[str, set[str]] = everywhere
        self._local: Mapping[tuple[str, str], set[str]] = local

    def cited(self, citation: CitationFact, place: Place) -> InstrumentIdentity:
        """Gives the identity of what is cited in an instrument of ``place``."""
        if citation.number:
            return InstrumentIdentity(number_key(citation.number))
        title = folded_title(citation.title or "")
        found = self._local.get((place.key, title)) or self._everywhere.get(title) or set()
        if len(found) == 1:
            return InstrumentIdentity(next(iter(found)))
        return InstrumentIdentity(title_key(citation.title or "", place))
