"""Cut a source that may hold many instruments (a gazette) into instruments.

An instrument opens with its title (issuer, 关于 or 印发 …, subject, kind of document) and its document number, in either
order; the number is the anchor because it stands on a line of its own. Where numbers are missing, a complete
title followed by recipients is an anchor too. A source without any opening is one instrument.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.language.data import alternation, load, words
from kg.structure.catalogue_rows import ANNEX, in_row
from kg.structure.congress_reports import lines_above, report_title
from kg.structure.decree import decree_title, decree_word, promulgated
from kg.structure.issuers import without_others
from kg.structure.labels import read_label
from kg.structure.model import Line
from kg.structure.numbers import ISSUE, NUMBER, number_line, signed_by
from kg.structure.personnel import personnel_issuer
from kg.structure.title_issuers import ISSUERS, goes_on, issuers_above

_MAY_NUMBER = re.compile("[号期次]")
_KINDS = alternation("structure", "kinds")
_LAST_OF_ISSUERS = frozenset(ending[-1] for ending in words("structure", "issuer_endings"))
_VERBS = "(?:关于|印发|转发|批转|发布|公布)"
_SUBJECT = re.compile(rf"{_VERBS}[^。；]{{2,200}}(?:{_KINDS})(?:[（(][^（）()]{{1,30}}[）)])?")
_OPENER = re.compile(_VERBS)
_PUBLICITY = re.compile(r"[（(].{0,40}(?:公开|印发|发布|联系电话).{0,40}[）)]")
_RECIPIENTS = re.compile(r"[^。；]{2,300}[:：]")
_MAX_TITLE_LINES = 10
_MAX_LOOSE_TITLE_LINES = 4
_ROW_NUMBERS = frozenset(load("tables")["columns"]["number"])  # the first heading of a table
_SENTENCE = re.compile("[，。；：:]")
_LOOSE_KINDS = f"{_KINDS}|{alternation('structure', 'loose_kinds')}"
_KIND_AT_END = re.compile(rf"(?:{_LOOSE_KINDS})(?:[（(][^（）()]{{1,30}}[）)])?$")
_JOINED = re.compile(rf"[和与及暨][^。，；：:]{{2,40}}(?:{_KINDS})")
_TITLE_REMARK = re.compile("[（(](?![^（）()]*(?:日|通过|修订|修正))[^（）()]{1,30}[）)]")
_ADOPTED = re.compile(r"[（(]20\d\d年\d{1,2}月\d{1,2}日[^（）()。]{2,80}(?:通过|批准)[）)]")
_DATE_BELOW = re.compile(r"[（(]20\d\d年\d{1,2}月\d{1,2}日[）)]")
_LISTS = ("名单", "任免")
_DECISIONS = ("决定", "决议")
_MINUTES = re.compile("[\u4e00-\u9fff0-9]{4,40}会议纪要")
_SAYS = re.compile("[。：:；]")
_ADDRESSED = re.compile(
    rf"[^。；]{{0,200}}(?:{alternation('bodies', 'endings')})(?:[（(](?:单位|部门)[）)])?[:：]"
)
_MAX_BETWEEN_ENTRIES = 3
_TERMINAL = tuple("。；;！!？?：:")


@dataclass(frozen=True, slots=True)
class Opening:
    """Where an instrument opens: half-open line ranges of its title and the line of its number (or -1)."""

    first: int
    title: tuple[int, int]
    number: int
    issuer_from_title: str | None


def compact(text: str) -> str:
    """Remove all white space."""
    return "".join(text.split())


def openings(lines: list[Line]) -> list[Opening]:
    """Find the openings of all instruments, in order."""
    found: list[Opening] = []
    floor = 0
    for i, line in enumerate(lines):
        if line.width > 80 or not _MAY_NUMBER.search(line.text):
            continue
        if not number_line(compact(line.text)):
            continue
        opening = _around_number(lines, i, floor)
        if opening is not None:
            found.append(opening)
            floor = max(opening.title[1], i + 1)
    found = _with_decrees(lines, _with_unnumbered(lines, found))
    return _without_list_entries(lines, _without_repeated(lines, _apart(found)))


def _apart(found: list[Opening]) -> list[Opening]:
    """Leave out what seems to open inside the title and number of the opening before it."""
    kept: list[Opening] = []
    for opening in found:
        if not kept or opening.first >= max(kept[-1].title[1], kept[-1].number + 1):
            kept.append(opening)
    return kept


def _without_repeated(lines: list[Line], found: list[Opening]) -> list[Opening]:
    """Leave out a title that a web page prints once more above the document itself.

    Between the two stands nothing but the name of the site, or the number and the date: the number is then the first
    title's, and the second one is left to the header.
    """
    kept: list[Opening] = []
    for opening in found:
        if kept and _repeats(lines, kept[-1], opening):
            if kept[-1].number >= 0 and opening.number < 0:
                continue
            kept.pop()
        kept.append(opening)
    return kept


def _repeats(lines: list[Line], above: Opening, opening: Opening) -> bool:
    between = lines[max(above.title[1], above.number + 1) : opening.first]
    numbers = [compact(lines[o.number].text) for o in (above, opening) if o.number >= 0]
    return (
        len(set(numbers)) < 2
        and len(between) <= _MAX_BETWEEN_ENTRIES * max(1, len(numbers))  # what a library says of it
        and _title(lines, above) == _title(lines, opening)
        and (len(numbers) == 2 or above.number < 0 or not any(_SAYS.search(n.text) for n in between))
    )


def _title(lines: list[Line], opening: Opening) -> str:
    return "".join(compact(line.text) for line in lines[slice(*opening.title)])


def _without_list_entries(lines: list[Line], found: list[Opening]) -> list[Opening]:
    """Leave out titles with numbers that are entries of a list, such as a table of repealed documents.

    Nothing but another title or the number of the next entry follows them. What nothing at all stands below but the
    next title is an entry of the contents.
    """
    kept: list[Opening] = []
    for n, opening in enumerate(found):
        body = range(
            max(opening.title[1], opening.number + 1),
            found[n + 1].first if n + 1 < len(found) else len(lines),
        )
        if (n > 0 and in_row(lines, opening.first, max(opening.title[1], opening.number + 1))) or (
            not body and n + 1 < len(found)
        ):
            continue
        says = n == 0 or any(_SAYS.search(lines[i].text) for i in body)
        if says or len(body) > _MAX_BETWEEN_ENTRIES or opening.number < 0:
            kept.append(opening)
    return kept


def _with_decrees(lines: list[Line], found: list[Opening]) -> list[Opening]:
    taken = {i for opening in found for i in range(opening.first, max(opening.title[1], opening.number + 1))}
    extra: list[Opening] = []
    for i, line in enumerate(lines):
        if line.width > 60 or ("令" not in line.text and "公" not in line.text) or i in taken:
            continue
        if not decree_word(compact(line.text)):
            continue
        title = decree_title(lines, i, max((k + 1 for k in taken if k < i), default=0))
        if title is not None:
            extra.append(Opening(title[0], title, -1, None))
    return sorted([*found, *extra], key=lambda o: o.first) if extra else found


def whole(lines: list[Line]) -> Opening:
    """Give the opening of a source that is one instrument without a recognised opening: its title stands first.

    A title of several lines ends with a kind of document (…方案) or a remark behind it; the mark of an annex is no part.
    """
    first = lines[0].text
    if "。" in first.strip("）)”") or (len(lines) > 1 and _ADDRESSED.fullmatch(compact(first))):
        return Opening(0, (0, 0), -1, None)  # a part of a document, or one whose title was left out
    joined = ""
    begin = 1 if len(lines) > 1 and ANNEX.fullmatch(compact(lines[0].text)) else 0
    for i, line in enumerate(lines[begin : begin + _MAX_LOOSE_TITLE_LINES], begin):
        text = compact(line.text)
        if line.width > 80 or _SENTENCE.search(text) or "\t" in line.text or read_label(line.text)[0]:
            break
        if i > begin and text in _ROW_NUMBERS:
            return Opening(0, (begin, i), -1, _issuer_of_title(joined))  # the header of a table
        joined += text
        after = compact(lines[i + 1].text) if i + 1 < len(lines) else ""
        if joined.count("《") > joined.count("》") or _JOINED.fullmatch(after):
            continue  # a headline goes on: …五年规划 / 和二〇三五年远景目标纲要
        if i > begin and joined.endswith("》"):
            return Opening(0, (begin, i + 1), -1, None)
        if _KIND_AT_END.search(joined):
            end = i + 2 if _TITLE_REMARK.fullmatch(after) else i + 1
            return Opening(0, (begin, end), -1, _issuer_of_title(joined) or _issuer_of_title(joined + after))
    if "\t" in lines[begin].text:
        return Opening(0, (0, 0), -1, None)  # a table without a caption
    return Opening(0, (begin, begin + 1), -1, None)


def _around_number(lines: list[Line], number: int, floor: int) -> Opening | None:
    above = _title_ending_at(lines, number, floor)
    if above is not None:
        return Opening(above[0], (above[0], number), number, above[1])
    first = number + 1
    while first < len(lines) and signed_by(compact(lines[first].text)):
        first += 1
    below = _title_starting_at(lines, first)
    if below is not None:
        return Opening(number, (first, below[0]), number, below[1])
    loose = _loose_title_above(lines, number, floor)
    return Opening(loose, (loose, number), number, None) if loose is not None else None


def _issuer_of_title(joined: str) -> str | None:
    """Give the issuer in front of a title (empty if it has none), or None if the text is no complete title."""
    for opener in _OPENER.finditer(joined):
        at = opener.start()
        issuer = without_others(joined[:at])
        if at and not ISSUERS.fullmatch(issuer):
            continue
        if _SUBJECT.fullmatch(joined, at):
            return issuer
    return None


def _title_ending_at(lines: list[Line], end: int, floor: int) -> tuple[int, str | None] | None:
    """Find the title whose last line is ``end - 1``: walk up to the line with 关于 (印发 …) and the issuers above."""
    joined = ""
    subject_line = -1
    opened = False
    for i in range(end - 1, max(floor - 1, end - 1 - _MAX_TITLE_LINES), -1):
        text = compact(lines[i].text)
        if (text.endswith(_TERMINAL) and i < end - 1) or _PUBLICITY.fullmatch(text):
            break
        here = _OPENER.search(text + joined[:1]) is not None  # maybe broken: 关 / 于
        joined = text + joined
        opened = opened or here
        if opened:
            issuer = _issuer_of_title(joined)
            if issuer and not here and subject_line >= 0:
                break  # names on lines of their own: there may be more of them
            if issuer:  # maybe broken over two lines: …办 / 公室关于…
                return issuers_above(lines, i, floor, issuer)
            if issuer is not None and subject_line < 0:
                subject_line = i
    if subject_line < 0:
        return None
    first = subject_line
    issuers: list[str] = []
    for i in range(subject_line - 1, max(floor - 1, subject_line - 6), -1):
        text = compact(lines[i].text)
        if len(text) > 60 or not ISSUERS.fullmatch(text):
            break
        first = i
        issuers.insert(0, text)
    return first, "".join(issuers) or None


def _loose_title_above(lines: list[Line], number: int, floor: int) -> int | None:
    """Find a title without 关于 above a number (甲区某委员会组成人员调整的通知); gives its first line."""
    joined = ""
    for i in range(number - 1, max(floor - 1, number - 1 - _MAX_LOOSE_TITLE_LINES), -1):
        text = compact(lines[i].text)
        if lines[i].width > 80 or _SENTENCE.search(text) or "\t" in lines[i].text or read_label(text)[0]:
            return None
        joined = text + joined
        if i == number - 1 and not _KIND_AT_END.search(text):
            return None
        above = compact(lines[i - 1].text) if i > floor else ""
        if (
            not above
            or above.endswith((*_TERMINAL, "）", ")", "日", "文件", "公报"))
            or lines[i].blank_before
        ):
            return i
    return None


def _are_issuers(lines: list[Line]) -> bool:
    return all(ISSUERS.fullmatch(compact(line.text)) for line in lines)


def _title_starting_at(lines: list[Line], start: int) -> tuple[int, str | None] | None:
    """Find the title whose first line is ``start``; gives the line after it and the issuer."""
    joined = ""
    for i in range(start, min(len(lines), start + _MAX_TITLE_LINES)):
        text = compact(lines[i].text)
        if len(joined) > 200:
            break
        joined += text
        issuer = _issuer_of_title(joined)
        own = _issuer_of_title(text) if i > start else None
        if own and not _are_issuers(lines[start:i]) and not goes_on(compact(lines[i - 1].text), own):
            return None  # what stands above a title that is whole is the page's
        closed = joined.count("《") <= joined.count("》")
        if issuer is not None and closed and not _continues_title(lines, i + 1):
            return i + 1, issuer or None
        if text.endswith(_TERMINAL):
            break
    return None


def _continues_title(lines: list[Line], i: int) -> bool:
    if i >= len(lines):
        return False
    text = compact(lines[i].text)
    return len(text) <= 12 and bool(
        re.fullmatch(rf"(?:[^。；：:]{{0,8}}的)?(?:{_KINDS})|[（(].{{1,20}}[）)]的(?:{_KINDS})", text)
    )


def _with_unnumbered(lines: list[Line], found: list[Opening]) -> list[Opening]:
    """Add openings without a number: a title with its issuer, then recipients on a line that ends with a colon."""
    taken = [(o.first, max(o.title[1], o.number + 1)) for o in found]
    inside = {i: end for begin, end in reversed(taken) for i in range(begin, end)}
    extra: list[Opening] = []
    i = 0
    while i < len(lines):
        if i in inside:
            i = inside[i]
            continue
        text = lines[i].text
        if _adopted(lines, i) and (
            above := _list_above(lines, i, max((e for b, e in taken if e <= i), default=0))
        ):
            extra.append(above)
        if ("报告" in text or "免" in text or "纪要" in text) and (named := _told_by_title(lines, i)):
            extra.append(named)
        if lines[i].width <= 120 and (_OPENER.search(text) or _may_be_issuers(text)):
            title = _title_starting_at(lines, i)
            if title is not None and title[1] and _follows(lines, title[0], text):
                if not any(b <= title[0] <= e for b, e in taken) and not promulgated(lines, i, title[0]):
                    number = i - 1 if i > 0 and NUMBER.match(compact(lines[i - 1].text)) else -1
                    first = number if number >= 0 else i
                    extra.append(Opening(first, (i, title[0]), number, title[1]))
                i = title[0]
                continue
        i += 1
    return sorted([*found, *extra], key=lambda o: o.first)


def _follows(lines: list[Line], i: int, first: str) -> bool:
    """Tell whether recipients follow a title, its date in brackets, or, below that of a decision, who adopted it."""
    return _recipients_follow(lines, i) or (
        i < len(lines)
        and (
            _DATE_BELOW.fullmatch(compact(lines[i].text)) is not None
            or (_adopted(lines, i) and _decides(lines, i, first))
        )
    )


def _told_by_title(lines: list[Line], i: int) -> Opening | None:
    """A list of who was appointed, with the names below, minutes, or a report to a congress: none has recipients."""
    below = [compact(line.text) for line in lines[i : i + _MAX_LOOSE_TITLE_LINES + 1]]
    if (issuer := personnel_issuer(below[0], below[1:3])) is not None:
        return Opening(i, (i, i + 1), -1, issuer)
    if len(below) > 1 and _MINUTES.fullmatch(below[0]) and ISSUE.fullmatch(below[1]):
        return Opening(i, (i, i + 1), i + 1, None)
    if (end := report_title(below)) is None:
        return None
    above = 0
    while above < 2 and i - above > 0 and not lines[i - above].blank_before:
        above += 1
    first = i - lines_above([compact(line.text) for line in lines[i - above : i]], below[0])
    return Opening(first, (first, i + end), -1, None)


def _list_above(lines: list[Line], adopted: int, floor: int) -> Opening | None:
    """Give the title of a list of appointments (某人大常委会任免名单) above the remark that says who adopted it."""
    if not compact(lines[adopted - 1].text).endswith(_LISTS) or adopted <= floor:
        return None
    first = _loose_title_above(lines, adopted, floor)
    return None if first is None else Opening(first, (first, adopted), -1, None)


def _decides(lines: list[Line], end: int, first: str) -> bool:
    return compact(lines[end - 1].text).endswith(_DECISIONS) and not first.startswith("附")


def _adopted(lines: list[Line], i: int) -> bool:
    """（2023年9月27日某会议通过）, perhaps broken over two lines."""
    text = lines[i].text
    if text[0] not in "（(":
        return False
    text = compact(text)
    following = compact(lines[i + 1].text) if i + 1 < len(lines) else ""
    return bool(_ADOPTED.fullmatch(text) or _ADOPTED.fullmatch(text + following))


def _may_be_issuers(text: str) -> bool:
    return text[-1] in _LAST_OF_ISSUERS and ISSUERS.fullmatch(compact(text)) is not None


def _recipients_follow(lines: list[Line], i: int) -> bool:
    joined = ""
    for line in lines[i : i + 4]:
        joined += compact(line.text)
        if "。" in joined or len(joined) > 300:
            return False
        if joined.endswith((":", "：")):
            return bool(_RECIPIENTS.fullmatch(joined))
    return False
