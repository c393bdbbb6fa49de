"""Fields in running text: 「…推进项目。牵头单位：甲局，责任单位：乙局。…」 without brackets behind what they govern."""

from __future__ import annotations

import re

from kg.passes.responsibility.clause_words import LABEL, LABEL_FIRST, LABEL_ROLES, label_at, labels_in
from kg.passes.responsibility.clauses import Clause
from kg.passes.responsibility.sentence_ends import closing_of
from kg.passes.responsibility.spaced_names import parse_printed_clause
from kg.structure.model import Instrument, Paragraph

SENTENCE_END = frozenset('。；;！!？?”"—－-')
"""What a sentence may end with in front of a clause or a field."""

_MAX_LABEL = 20  # characters of a label in a bracket (【责任单位】)
FIELD_BEHIND = re.compile(
    rf"[{re.escape(''.join(sorted(SENTENCE_END)))}](?=[{re.escape(''.join(sorted(LABEL_FIRST)))}]){LABEL.pattern}"
)
_MIN_PROSE = 6  # characters
_ANY_FIELD = re.compile("[（(\\[【〔]|[\u4e00-\u9fff（）]{2,10}[：:]")


def fields_behind(
    instrument: Instrument, at: int, before: int, paragraph: Paragraph
) -> tuple[Clause, int, int] | None:
    """Read 「…。责任单位：甲局、乙局。」 without brackets behind what it governs.

    Fields that a paragraph begins with are those of the task above: the pass for task tables reads them.

    Args:
        instrument: the instrument.
        at: offset in its text from which fields may stand.
        before: the first label stands before this offset.
        paragraph: the paragraph they stand in.

    Returns:
        The clause with its span in the instrument's text, or None.
    """
    text = instrument.text
    first, last = max(at, paragraph.body + 1), min(before + _MAX_LABEL, paragraph.end)
    if label_at(text, paragraph.body, paragraph.end) and prose_behind(instrument, paragraph) is None:
        return None
    # 开工时间：3月，完成时间：10月。责任单位：甲局: a label within a sentence that names nobody does not matter
    labels = (
        found
        for found in labels_in(text, first, last)
        if text[found.start() - 1] in SENTENCE_END or LABEL_ROLES[found.group("label")] is not None
    )
    label = next(labels, None)
    if label is None or label.start() > before or text[label.start() - 1] not in SENTENCE_END:
        return None
    end = end_of_fields(instrument, label.start(), paragraph.end)
    clause = parse_printed_clause(instrument, label.start(), end)
    if not clause.assignments or len(clause.unread) > len(clause.assignments):
        return None
    begin = label.start()
    while text[begin - 1] in "—－-":
        begin -= 1
    return clause, begin, end


def prose_behind(instrument: Instrument, paragraph: Paragraph) -> int | None:
    """Give where prose begins in a paragraph that begins with fields of the task above (责任单位：甲局。推进…), if any."""
    text, body = instrument.text, paragraph.body
    if text[body : body + 1] not in LABEL_FIRST or label_at(text, body, paragraph.end) is None:
        return None
    end = end_of_fields(instrument, paragraph.body, paragraph.end)
    return end if paragraph.end - end >= _MIN_PROSE else None


def end_of_fields(instrument: Instrument, start: int, end: int) -> int:
    """Give where the fields that begin at ``start`` end: behind the sentence that no field and no clause follows."""
    text = instrument.text
    at = start
    while (stop := text.find("。", at, end)) >= 0:
        at = stop + 1
        if _ANY_FIELD.match(text, at, end):
            continue
        following = text.find("。", at, end)
        closing = closing_of(instrument, at, following if following >= 0 else end)
        if closing is None or closing[0] > at:
            return at
    return end
