"""What resolution hands on: places, identities, and which printed name in which instrument has which identity.

Invariant: two printed names share an :class:`Identity` only when a rule says that they denote the same thing in the
same jurisdiction. On doubt they stay apart: a wrong merge is worse than a missed one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kg.facts import Agent, CitationFact, PersonFact, SourceFacts

UNNAMED = "未知辖区"
"""How the name begins of a place that only its document is known of; the file's name follows in brackets."""

_FILE = re.compile("(?P<file>.+?)/[0-9a-f]{64}(?:/|$)")

_PROVINCES = ("省", "自治区", "特别行政区")


class Level(StrEnum):
    """A level of administration, highest first."""

    NATION = "nation"
    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"
    TOWNSHIP = "township"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Place:
    """An administrative area as a chain of units from the highest known one down: ``("甲市", "乙区")``.

    ``scope`` tells unknown places of different documents apart; it is empty for every place with a name.
    """

    chain: tuple[str, ...]
    level: Level
    scope: str = ""

    def __hash__(self) -> int:
        """Hash what tells, without the level: places are looked up by the thousand."""
        return hash((self.chain, self.scope))

    @property
    def name(self) -> str:
        """The units in one word, 甲市乙区; the province is left out above lower units, as in the names of bodies.

        A place without a name is called by the file whose it is: different ones do not look like one.
        """
        chain = self.chain[1:] if len(self.chain) > 1 and self.chain[0].endswith(_PROVINCES) else self.chain
        if chain:
            return "".join(chain)
        file = _FILE.match(self.scope)
        return f"{UNNAMED}（{file['file']}）" if file else UNNAMED

    @property
    def key(self) -> str:
        """What identifies the place."""
        return "/".join(self.chain) or f"?{self.scope}"


class IdentityKind(StrEnum):
    """What an identity is."""

    BODY = "body"
    COORDINATING = "coordinating"
    GROUP = "group"
    POST = "post"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Identity:
    """Something a printed name denotes. ``key`` identifies it among its kind; equal keys are the same thing.

    ``holder`` is the body a post is in, where it is known.
    """

    kind: IdentityKind
    place: Place
    key: str
    holder: Identity | None = None

    def __hash__(self) -> int:
        """Hash what tells, without the holder: identities are looked up by the thousand."""
        return hash((self.key, self.place.chain, self.place.scope))


Name = tuple[Identity, str]
"""An identity with a form it is printed in."""


@dataclass(frozen=True, slots=True)
class InstrumentIdentity:
    """An instrument, read or only cited; ``key`` is its number where it has one, else its folded title."""

    key: str


@dataclass(frozen=True, slots=True)
class InstrumentNames:
    """What the printed names in one instrument denote.

    Lookups never fail for names that occur in the instrument's facts.
    """

    place: Place
    agents: Mapping[Agent, Identity]
    bodies: Mapping[
        str, Identity
    ]  # printed names of coordinating bodies and of the bodies of posts and issuers
    persons: Mapping[PersonFact, tuple[Identity, Identity]]  # the person, the post
    rules: Mapping[str, str]  # printed names of bodies: the rule by which each was read
    issuers: Mapping[CitationFact, tuple[str, ...]]  # of what is cited, where title or number name them

    def all(self) -> Iterator[Name]:
        """Yields every identity of a body, group, person or post with a form it is printed in."""
        for agent, identity in self.agents.items():
            yield identity, agent.name
        for name, identity in self.bodies.items():
            yield identity, name
        for fact, (person, post) in self.persons.items():
            yield person, fact.person
            yield post, fact.post


@dataclass(frozen=True, slots=True)
class InstrumentResolution(InstrumentNames):
    """The identities in one instrument, those of its names and those of what it cites."""

    identity: InstrumentIdentity
    cited: Mapping[CitationFact, InstrumentIdentity]
    direct: frozenset[
        CitationFact
    ]  # citations whose own title or number is the key: it needs no other document
    bases: Mapping[
        CitationFact, tuple[str, InstrumentIdentity, bool]
    ]  # 贯彻〈…〉的意见: what a cited title carries out


@dataclass(frozen=True, slots=True)
class Resolution:
    """The outcome for a set of sources, in their order; ``labels`` gives each identity's fullest printed name."""

    sources: tuple[tuple[SourceFacts, tuple[InstrumentResolution, ...]], ...]
    labels: Mapping[Identity, str]
    members: Mapping[Identity, tuple[Identity, ...]]  # of groups, where they are known
