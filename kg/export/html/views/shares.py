"""Bodies and the tasks they share, counted once for the views that show them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from itertools import combinations

from kg.export.html.atlas import TASK_ROLES, Atlas, Link

_STRENGTH = {"lead": 0, "responsible": 1, "support": 2}
BODIES = frozenset({"body", "coordinating"})
_CROWD = 40  # a task that names more bodies than this says nothing about any two of them


@dataclass(slots=True)
class Parts:
    """Who has which part in the chosen tasks.

    ``own`` are the tasks that stand with a body: those it leads, is the first to answer for or to support.
    """

    links: list[Link]
    roles: dict[str, Counter[str]] = field(default_factory=dict)
    own: dict[str, list[str]] = field(default_factory=dict)
    owner: dict[str, str] = field(default_factory=dict)
    overseers: dict[str, list[str]] = field(default_factory=dict)

    def bodies(self, atlas: Atlas) -> list[str]:
        """The bodies, those with most leads first."""
        return sorted(
            self.roles, key=lambda b: (-self.roles[b]["lead"], -len(self.own[b]), atlas.things[b].full, b)
        )

    def totals(self, atlas: Atlas) -> dict[str, int]:
        """How many bodies there are, by kind."""
        kinds = Counter(atlas.things[body].kind for body in self.roles)
        return {kind: kinds[kind] for kind in ("body", "coordinating") if kinds[kind] or kind == "body"}

    def chief_of(self, body: str) -> str | None:
        """The official who oversees most of a body's own tasks."""
        tally = Counter(iri for task in self.own[body] for iri in self.overseers.get(task, ()))
        return min(tally, key=lambda iri: (-tally[iri], iri)) if tally else None

    def shared(self) -> Counter[tuple[str, str]]:
        """How many tasks two bodies share, whatever their parts; pairs in order of IRI."""
        hands: defaultdict[str, set[str]] = defaultdict(set)
        for link in self.links:
            if link.role in _STRENGTH and link.start in self.roles:
                hands[link.end].add(link.start)
        pairs: Counter[tuple[str, str]] = Counter()
        for agents in hands.values():
            if len(agents) <= _CROWD:
                pairs.update(combinations(sorted(agents), 2))
        return pairs


def parts_in(atlas: Atlas, tasks: Collection[str] | None = None) -> Parts:
    """Collect the parts in the given tasks (or in all)."""
    links = [link for link in atlas.links if link.role in TASK_ROLES and (tasks is None or link.end in tasks)]
    parts = Parts(links)
    strongest: dict[str, tuple[int, str]] = {}
    for link in _in_source_order(links):
        kind = atlas.things[link.start].kind
        if link.role == "overseer" and kind == "person":
            parts.overseers.setdefault(link.end, []).append(link.start)
        if kind not in BODIES or link.role not in _STRENGTH:
            continue
        parts.roles.setdefault(link.start, Counter())[link.role] += 1
        candidate = (_STRENGTH[link.role], link.start)
        if link.end not in strongest or candidate[0] < strongest[link.end][0]:
            strongest[link.end] = candidate
    parts.own = {body: [] for body in parts.roles}
    for task, (_, body) in strongest.items():
        parts.own[body].append(task)
        parts.owner[task] = body
    return parts


def _in_source_order(links: Iterable[Link]) -> list[Link]:
    return sorted(links, key=lambda link: link.facts[0])
