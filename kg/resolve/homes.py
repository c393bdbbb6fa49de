"""The place each instrument of a file is of: stated by it, told by its title or the names in it, or unknown.

Of an unknown place the level may still be known (省人民政府关于…, a list of 省某厅 and 省某局): a name without any prefix
(科技厅) then denotes the body that stands elsewhere with that level word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kg.facts import AgentKind, InstrumentFacts, SourceFacts, agent_of
from kg.resolve.divisions import complete, level_in_table
from kg.resolve.model import Level, Place
from kg.resolve.names import compact
from kg.resolve.places import full_form, leading_places, level_said, place_of_issuer

_LEVELS = frozenset({Level.PROVINCE, Level.PREFECTURE, Level.COUNTY, Level.TOWNSHIP})
# what a title may say before a place
_BEFORE_PLACE = re.compile(r"^(?:20\d\d年度?)?(?:关于)?(?:印发|转发|公布|调整|成立|开展)?[《〈]?")
_FEWEST = 3  # names with one level word that tell the level of all
_SHARE = 0.6  # of the names with any


def homes(source: SourceFacts, given: Place | None = None) -> list[Place]:
    """Gives each instrument's place: its issuer's, its title's, the file's only one, the given one, or an unknown one."""
    found = [_stated_place(instrument) for instrument in source.instruments]
    stated = [place for place in found if place]
    only = {full_form(place, stated) for place in stated}
    default = next(iter(only)) if len(only) == 1 else None
    return [
        full_form(place, stated)
        if place
        else default
        or given
        or Place((), _level(source.instruments[n]), f"{source.name}/{source.sha256}/{n}")
        for n, place in enumerate(found)
    ]


def _stated_place(instrument: InstrumentFacts) -> Place | None:
    """The place of the first name that states one, in the longest form that the issuers and the title give it."""
    texts = (*instrument.document.issuers, instrument.document.title)
    stated = [complete(place) for text in texts if (place := place_of_issuer(compact(text)))]
    return full_form(stated[0], stated) if stated else _place_of_title(instrument)


def _place_of_title(instrument: InstrumentFacts) -> Place | None:
    """甲市节约用水管理办法: the place a title begins with, known to the table or as that of a body in the text."""
    named = {place_of_issuer(name) for name in _bodies(instrument)}
    for place in leading_places(_BEFORE_PLACE.sub("", compact(instrument.document.title))):
        if level_in_table(place.chain) is not None:
            return complete(place)
        if place in named:
            return place
    return None


def _level(instrument: InstrumentFacts) -> Level:
    """The level of an instrument without a place: by its issuers, its title, or most names of bodies in it."""
    document = instrument.document
    for text in (*document.issuers, _BEFORE_PLACE.sub("", compact(document.title))):
        if (said := level_said(compact(text))) in _LEVELS:
            return said
    levels = Counter(level for name in _bodies(instrument) if (level := level_said(name)) in _LEVELS)
    level, count = levels.most_common(1)[0] if levels else (Level.UNKNOWN, 0)
    return level if count >= max(_FEWEST, _SHARE * levels.total()) else Level.UNKNOWN


def _bodies(instrument: InstrumentFacts) -> Iterator[str]:
    """The printed names of bodies, each once."""
    agents = dict.fromkeys(agent for fact in instrument.facts if (agent := agent_of(fact)) is not None)
    yield from (compact(agent.name) for agent in agents if agent.kind is AgentKind.ORG)
