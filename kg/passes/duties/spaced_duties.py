"""Entries of duty lists that a gap parts from the bodies in front: 市甲局　组织或参与事故调查."""

from __future__ import annotations

from kg.passes.duties.duty_owners import DUTY_VERB
from kg.passes.names.agents import Mention, names_in_prose
from kg.passes.names.kinds import is_concrete_body
from kg.passes.names.posts import split_posts
from kg.passes.names.spaced_posts import printed_gaps
from kg.structure.model import Instrument, Paragraph

_REACH = 60  # characters in which the gap stands
_MIN_DUTY = 8
_NEAR = 16  # characters behind the gap in which a verb of duties stands


def spaced_head(instrument: Instrument, paragraph: Paragraph) -> tuple[list[Mention], int] | None:
    """Read the bodies in front of the first gap of a paragraph, and give where their duty begins.

    A heading, a list of names and somebody's post stand behind gaps, too: what is a duty ends as a sentence does and
    has a verb of duties near its beginning.
    """
    text, end = instrument.text, paragraph.end
    if text[end - 1] not in "。；;" or end - paragraph.body < _MIN_DUTY:
        return None
    gaps = printed_gaps(instrument, paragraph.body, min(end, paragraph.body + _REACH))
    if not gaps or end - gaps[0] < _MIN_DUTY or text[gaps[0] - 1] in "、，,。：:":
        return None
    names = names_in_prose(text, paragraph.body, gaps[0])
    if not names or not all(is_concrete_body(name.agent.name) for name in names):
        return None
    if not DUTY_VERB.search(text, gaps[0], min(end, gaps[0] + _NEAR)) or split_posts(text[gaps[0] : end - 1]):
        return None
    return names, gaps[0]
