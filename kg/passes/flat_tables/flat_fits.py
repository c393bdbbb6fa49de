"""How well a cell of a flattened table fits the heading of its column: names of bodies, persons, dates, texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.language.data import load
from kg.passes.flat_tables.flat_clauses import begins_clause, clause_in
from kg.passes.flat_tables.flat_dates import ANY_YEAR, LEAD, is_date
from kg.passes.flat_tables.flat_names import names_bodies, names_offices, names_persons
from kg.passes.names.agents import split_names
from kg.passes.names.kinds import is_body, is_group, is_name_in_prose, is_person
from kg.passes.rows.table_headers import Column
from kg.passes.words.dates import find_dues

if TYPE_CHECKING:
    from kg.passes.flat_tables.flat_lines import Fragment

BODIES = frozenset({Column.LEAD, Column.RESPONSIBLE, Column.SUPPORT})
"""The columns that hold names of bodies."""
TEXTS = frozenset({Column.TASK, Column.OTHER, Column.STEPS})
"""The columns that hold any text."""
WRONG, DOUBTFUL, FIT = 9.0, 3.0, 3.0
"""What a cell of another kind than its heading says costs, what a strange one costs, what one that fits gains."""

_LEVELS = tuple(load("bodies")["level_prefixes"])
_COMMA = re.compile("[，、,；]")
_OPEN_LIST = ("、", "，", ",", "各")  # …、各 / 镇街
_LISTED = re.compile(
    r"\d{1,2}[.．、](?!\d)|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]"
)
_TORN_NAME = re.compile(
    "^(?:人?民政府|政府|管委会|管理委员会|办事处)(?=[市县区省各、，]|$)|[）)]人民?$"
)  # of a name that goes on in another cell
_BRANCH = re.compile("[\u4e00-\u9fff]{0,4}[市县区旗]分局(?:$|[、，市县区旗省])")  # 市甲局 / 乙县分局
_BEGINS_DATE = re.compile("20\\d\\d(?:年(?:\\d{1,2}月?)?)?")  # 2024年1 / 1月30日
_ENDS = frozenset("，。；、：）)”》")
_REST_OF_DATE = re.compile("\\d{0,2}[年月日号](?:底|末)?(?:[之以]?前)?|[底末]?[之以]?前|[底末]")
_NO_NAME = re.compile(r"[\d。：:“”《》%]")
_SEPARATORS = "、，,；; "
_LONGEST_PLAIN = 6  # of the name of a body that says only of what kind it is
_LONGEST_NAME = 12  # of a body that is none by its name
_LONGEST_REST = 3  # characters of the last line of a text, which is no task
_LONGEST_GROUP = 9  # characters of a class of bodies that is none by its end
_LONGEST_END = 3  # characters of the rest of a date on the next line (月底前)
_LONGEST_DATED, _LONGEST_STEP = 40, 9  # characters of a cell of deadlines, and of what is due by one


def is_listed(text: str) -> bool:
    """Tell whether a text begins with the label of a list (1. 一、（一）)."""
    return _LISTED.match(text) is not None


def without_label(cell: tuple[Fragment, ...]) -> tuple[Fragment, ...]:
    """Leave out the number in front of a task (1.开展演练)."""
    label = _LISTED.match(cell[0].text)
    if label is None or label.end() == len(cell[0].text):
        return cell
    first = cell[0]._replace(start=cell[0].start + label.end(), text=cell[0].text[label.end() :])
    return (first, *cell[1:])


def misfit(text: str, column: Column, lines: Sequence[str]) -> float:
    """Give what it costs to read a text, printed in these lines, as a cell of a column (below 0: it fits well)."""
    return _misfit(text, column, tuple(lines))


@lru_cache(maxsize=32768)  # every way to cut a row asks for the same cells
def _misfit(text: str, column: Column, lines: tuple[str, ...]) -> float:
    if column in BODIES:
        if _TORN_NAME.search(text):
            return WRONG
        strange = any(names_persons(line) for line in lines) or text.endswith(_OPEN_LIST) or _joined(lines)
        strange = strange or _BRANCH.match(text) is not None
        listed = names_bodies(text) or _names_groups(text) or clause_in(text) is not None
        if (
            not listed
            and not strange
            and all(
                names_offices(line) or names_bodies(line) or is_group(line) or _names_plain(line)
                for line in lines
            )
        ):
            return 0.0
        if not listed and not strange and names_some_bodies(text):
            return DOUBTFUL
        return (DOUBTFUL if strange else -FIT) if listed else WRONG
    if column is Column.OVERSEER:
        listed = names_persons(text) or all(names_persons(line) for line in lines)
        return (DOUBTFUL if text.endswith(_OPEN_LIST) else -FIT) if listed else WRONG
    if column is Column.DEADLINE:
        return -FIT if is_deadline(text, lines) else WRONG
    dated = column is not Column.STEPS and is_date(text)
    doubtful = (
        dated
        or _REST_OF_DATE.fullmatch(text) is not None
        or text[0] in _ENDS  # of the cell in front of it
        or (column is Column.TASK and len(text.rstrip("。；;")) <= _LONGEST_REST)
        or _BEGINS_DATE.fullmatch(lines[-1]) is not None
        or begins_clause(text)
        or (text[-1] not in "。；" and names_bodies(text))
        or (len(text) <= 3 and is_person(text))
    )
    return DOUBTFUL if doubtful else 0.0


def _joined(lines: Sequence[str]) -> bool:
    """Tell whether a whole name stands below what is none (人 / 区教育局), as no rest of a broken name does."""
    return any(
        below.startswith(_LEVELS)
        and names_bodies(below)
        and not (names_bodies(above) or names_offices(above))
        and not _COMMA.search(above)
        and not _BRANCH.match(below)  # 市甲局乙 / 县分局
        and not (n and names_bodies(lines[n - 1] + above))  # 市甲局乙县 / 分局 / 县丙局
        for n, (above, below) in enumerate(pairwise(lines))
    )


def _names_groups(text: str) -> bool:
    """Tell whether a text is a list of bodies and classes of bodies (区财政局，各镇街)."""
    if any(c.isdigit() for c in text):
        return False
    names = [mention.agent.name for mention in split_names(text, 0, len(text))]
    return bool(names) and all(_names_group(name) or names_bodies(name) for name in names)


def _names_group(name: str) -> bool:
    """Tell whether a text is a class of bodies: a long one is only where its end says so (各乡镇开展整治: of two cells)."""
    return is_group(name) and (len(name) <= _LONGEST_GROUP or is_name_in_prose(name) or is_body(name))


def _names_plain(line: str) -> bool:
    """Tell whether a line is short names that end as those of bodies do, though they say no more (红十字会、图书馆)."""
    names = line.strip(_SEPARATORS).replace("，", "、").split("、")
    return all(len(name) <= _LONGEST_PLAIN and is_body(name) and is_name_in_prose(name) for name in names)


def names_some_bodies(text: str) -> bool:
    """Tell whether a text is a list of short names half of which at least are bodies' (临江片、区教育局、各街道)."""
    if _NO_NAME.search(text):
        return False
    names = [mention.agent.name for mention in split_names(text, 0, len(text))]
    known = sum(1 for name in names if is_group(name) or names_bodies(name))
    return known > 0 and known * 2 >= len(names) and all(len(name) <= _LONGEST_NAME for name in names)


def _has_digit(text: str) -> bool:
    return any(c.isdigit() for c in text)


def is_deadline(text: str, lines: Sequence[str] = ()) -> bool:
    """Tell whether a cell holds dates, perhaps with what is due by each in a word or two (5月底前开工，年底前完工)."""
    if any(names_persons(line) or names_bodies(line) for line in lines[1:]):
        return False  # of other cells
    if any(is_date(a) and not is_date(b) and len(b) > _LONGEST_END for a, b in pairwise(lines)):
        return False
    if is_date(text):
        # 编办 / 2024年7月: the rest of another cell
        return len(lines) < 2 or _has_digit(lines[0]) or not any(map(_has_digit, lines))
    if "。" in text[:-1] or any(is_date(a) and not is_date(b) for a, b in pairwise(lines)):
        return False
    dues = find_dues(text, 0, len(text), ANY_YEAR) if len(text) <= _LONGEST_DATED else []
    if not dues or dues[0].start > LEAD:
        return False
    ends = [due.start for due in dues[1:]] + [len(text)]
    return all(stop - due.end <= _LONGEST_STEP for due, stop in zip(dues, ends, strict=True))
