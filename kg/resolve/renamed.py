"""Renamed bodies: where one document of a place says that a name is a former one, it is so in all of that place.

The document that says so carries the former name with 原 before it as one more name of the body (see
:mod:`kg.resolve.instrument`): that is how a view over the names of a place learns of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.resolve.model import Identity, IdentityKind, Name
from kg.resolve.names import compact

FORMER = "原"
RULE = "a former name: another document of the place says so"


def renamed_links(names: Iterable[Name]) -> Mapping[Identity, Identity]:
    """Gives the body that each body known by a former name only is, where the place's documents name one."""
    now: defaultdict[str, set[Identity]] = defaultdict(set)
    given = tuple(names)
    for identity, form in given:
        if form.startswith(FORMER) and identity.kind is IdentityKind.BODY:
            now[compact(form).removeprefix(FORMER)].add(identity)
    links: dict[Identity, Identity] = {}
    for identity, form in given:
        for later in now.get(compact(form), ()) if now else ():
            if later.place == identity.place and later != identity and len(now[compact(form)]) == 1:
                links[identity] = later
    # a circle of names says nothing
    return {one: to for one, to in links.items() if to not in links}
