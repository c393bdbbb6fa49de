"""Printed lines of a person with a post (张三　县水务局局长) of which nothing was read: the rest of a list that broke off.

A line that belongs to no list ends one, and who stands below it must not vanish.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.facts import Gap
from kg.passes.names.person_names import is_name
from kg.passes.names.posts import title_of
from kg.passes.unread_lines import unread_runs
from kg.structure.model import Instrument

_PERSON = re.compile(
    "(?P<name>[\u4e00-\u9fff](?:[ \u3000]{0,3}[\u4e00-\u9fff]){1,3})[ \u3000]{1,12}(?P<post>[\u4e00-\u9fff、（）]{2,40})"
)
_MAX_LINE = 60


def unread_persons(instrument: Instrument, read: Sequence[tuple[int, int]], name: str) -> Iterator[Gap]:
    """Give a gap of the pass ``name`` for every run of such lines.

    Args:
        instrument: where the lines stand.
        read: the spans of the source that facts and gaps rest on, merged and in order.
        name: the pass that reports.
    """
    for run in unread_runs(instrument, read, _names_holder):
        evidence = instrument.source.evidence(run[0].start, run[-1].end)
        yield Gap(evidence, "persons with posts, of which nothing was read", name)


def _names_holder(text: str) -> bool:
    if len(text) > _MAX_LINE or (" " not in text and "\u3000" not in text):
        return False
    person = _PERSON.fullmatch(text)
    return (
        person is not None
        and is_name("".join(person["name"].split()))
        and title_of(person["post"]) is not None
    )
