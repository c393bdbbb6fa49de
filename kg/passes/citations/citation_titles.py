"""Titles in 《》 and document numbers in running text: where they begin and end, and which number goes with which title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.language.data import alternation
from kg.structure.model import Paragraph
from kg.structure.tables import split_row

_MAX_TITLE = 160
_YEAR = r"(?:19|20)\d\d"
# 甲政发〔2023〕2号, （〔2021〕—20）, with the wrong kind of bracket too
_CODE = rf"[\u4e00-\u9fff]{{0,16}}[〔\[（(［【]{_YEAR}[〕\]）)］】](?:第?\d{{1,5}}号|[—－-]\d{{1,5}})"
# 国务院令第675号, 国家林业局令第三十五号, 第12号令, 主席令第六十九号
_ORDER = (
    rf"[\u4e00-\u9fff]{{1,20}}?令(?:[（(][^（）()]{{1,12}}[）)])?(?:{_YEAR}年)?第?[\d〇零一二三四五六七八九十百千]{{1,6}}号"
    r"|[\u4e00-\u9fff]{0,16}第[\d〇零一二三四五六七八九十百千]{1,6}号令"
)
_STANDARD = (
    rf"(?:{alternation('citations', 'standards')})[A-Z/]{{0,4}}\s?\d[\d.]{{0,12}}(?:[—－–-]\d{{2,4}})?"
)
# 财政部公告2019年第76号, 市政府通告2023年第2号, 省人民代表大会常务委员会公告第12号
_ANNOUNCEMENT = rf"[\u4e00-\u9fff]{{0,30}}(?:公告|通告)(?:{_YEAR}年第?|第)\d{{1,5}}号"
_NUMBER = re.compile(rf"{_CODE}|{_ORDER}|{_ANNOUNCEMENT}|{_STANDARD}")
_ANCHOR = re.compile(
    rf"[〔\[（(［【]{_YEAR}[〕\]）)］】](?:第?\d{{1,5}}号|[—－-]\d{{1,5}})"
    rf"|令(?:[（(][^（）()]{{1,12}}[）)])?(?:{_YEAR}年)?第?[\d〇零一二三四五六七八九十百千]{{1,6}}号"
    r"|第[\d〇零一二三四五六七八九十百千]{1,6}号令"
    rf"|(?:公告|通告)(?:{_YEAR}年第?|第)\d{{1,5}}号"
)
_RUN = re.compile("(?<=[0-9）)])(?![年月日])[\u4e00-\u9fff]{2,16}\\Z")
_BRACKETED = re.compile(r"[（(](?P<inside>(?:[^（）()]|[（(]\d{4}[）)]){2,80})[）)]")
# what may stand between a title and the bracket with its number: a version note
_VERSION = re.compile(r"[（(][^（）()《》]{1,30}[）)]")
_PROVISION = re.compile(
    r"(?:第[\d〇零一二三四五六七八九十百千]{1,6}(?:条|款|章|节|编|项)(?:之[一二三四五六七八九十])?(?:第?[（(][\d一二三四五六七八九十]{1,3}[）)]项)?[、和及至]?){1,12}"
)
_TITLE_MARK = re.compile("[《》]")
_NESTS = (
    "印发",
    "转发",
    "批转",
    "发布",
    "公布",
    "贯彻",
    "落实",
    "实施",
    "执行",
    "修改",
    "修订",
    "废止",
    "关于",
    "〈",
    "部分",
    "》",
    "、",
    "和",
    "施行",
    "下发",
)
_LEADS = re.compile(alternation("citations", "lead_words"))
_TITLE_LEADS = re.compile(alternation("citations", "title_leads"))
_KIND_END = re.compile(rf"(?:{alternation('structure', 'kinds')}|若干政策)$")
_NOTICE_TAIL = re.compile(r"的(?:通知|决定|意见|通告|公告|函|批复|命令)")
_GIVEN_OUT = ("公布的《", "发布的《", "颁布的《", "印发的《")  # behind a number, in front of the title
_QUOTES = frozenset('“"”「『')
# 国务院办公厅转发国家某委等部门 before 《: the notice has its issuer, and others', in its title
_NOTICE_BEGINNING = re.compile("[\u4e00-\u9fff、]{2,40}(?:印发|转发|批转)[\u4e00-\u9fff、]{0,40}")
_MIN_TITLE = 5
# 关于加强供水管理的通知 甲政发〔2023〕2号: a title, and its number right behind it
_TITLE_BEFORE = re.compile("的(?:通知|意见|决定|公告|通告|办法|规定|批复|函)(?=[\u4e00-\u9fff]{2,12}\\Z)")
_ISSUER_BEFORE = re.compile(
    rf"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{{2,30}}(?:{alternation('structure', 'issuer_endings')})\Z"
)
_NOTICE_HEAD = re.compile(r"(?:关于)?(?:印发|转发|批转|发布|公布|修改|废止)$")


@dataclass(frozen=True, slots=True)
class Cited:
    """A named instrument: ``start:end`` spans all of it, ``title_start:title_end`` the title without the outer 《》.

    An instrument named by its number alone has an empty title span.
    """

    start: int
    end: int
    title: str | None
    number: str | None


def outer_titles(text: str, start: int, end: int) -> tuple[list[tuple[int, int]], list[int]]:
    """Find the outer 《…》 of ``text[start:end]``.

    Returns:
        The spans with their marks, and the offsets of 《 that are never closed.
    """
    spans: list[tuple[int, int]] = []
    unclosed: list[int] = []
    opened: list[int] = []
    for mark in _TITLE_MARK.finditer(text, start, end):
        at = mark.start()
        if text[at] == "《":
            if opened and not text.endswith(_NESTS, max(opened[-1] + 1, at - 4), at):
                unclosed.extend(opened)
                opened.clear()
            opened.append(at)
        elif opened:
            begin = opened.pop()
            if not opened and at - begin <= _MAX_TITLE:
                spans.append((begin, at + 1))
            elif not opened:
                unclosed.append(begin)
    unclosed.extend(opened)
    return spans, unclosed


def numbers(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Find document numbers in ``text[start:end]``, words of running text before them left out."""
    found = []
    last = start
    for anchor in _ANCHOR.finditer(text, start, end):
        begin = max(last, anchor.start() - 20)
        cut = max(
            (text.rfind(mark, begin, anchor.start()) for mark in "，。；、：:（(《》“”\n\t ,"), default=-1
        )
        begin = max(begin, cut + 1)
        if text.startswith(_GIVEN_OUT, anchor.end()):  # 1998年6月3日甲省令第42号公布的《…》
            day = text.rfind("日", begin + 1, anchor.start())
            begin = day + 1 if day > 0 and text[day - 1].isdecimal() else begin
        if cut < 0 or text[cut] not in "（(":
            for lead in _LEADS.finditer(text, begin, anchor.start()):
                begin = lead.end()
            if (titled := _TITLE_BEFORE.search(text, begin, anchor.start())) is not None:
                begin = titled.end()
        match = _NUMBER.match(text, begin, end)
        if match is None and (run := _RUN.search(text, begin, anchor.start())) is not None:
            match = _NUMBER.match(
                text, run.start(), end
            )  # 2甲办法乙政〔2001〕112号, （试行）乙政〔2008〕40号
        if match is None or match.end() != anchor.end():
            continue
        found.append((match.start(), match.end()))
        last = anchor.end()
    return found


def cited(text: str, start: int, end: int) -> tuple[list[Cited], list[int]]:
    """Find the instruments named in ``text[start:end]``, in order, and the 《 that are never closed."""
    spans, unclosed = outer_titles(text, start, end)
    alone = dict(numbers(text, start, end))  # where each number begins and ends
    ends = {finish: begin for begin, finish in alone.items()}
    result: list[Cited] = []
    floor = start
    for begin, close in spans:
        notice = _notice(text, begin, close, floor, end)
        if notice is not None:
            result.append(notice)
            floor = notice.end
            continue
        number, after = _number_behind(text, close, end)
        first = begin
        before = ends.get(begin, ends.get(begin - 1))
        said = begin
        if before is None and begin - 3 > floor and text.startswith(_GIVEN_OUT, begin - 3):
            said = begin - 3  # 甲市政府令第138号公布的《…》
            before = ends.get(said)
        if number is None and before is not None and before >= floor:
            number, first = text[before:said].rstrip("文"), before
        result.append(Cited(first, after, text[begin + 1 : close - 1], number))
        floor = after
    taken = iter([*result, Cited(end, end, None, None)])
    current = next(taken)
    for begin, finish in sorted(alone.items()):
        while current.end <= begin and current.start < end:
            current = next(taken)
        if not current.start <= begin < current.end:
            result.append(_by_number(text, (begin, finish), start, end))
    return sorted(result, key=lambda c: c.start), unclosed


def _number_behind(text: str, close: int, end: int) -> tuple[str | None, int]:
    """Read 第十二条 and （甲政发〔2023〕2号，以下简称…） behind a title; gives the number and where all that ends."""
    at = close
    provision = _PROVISION.match(text, at, end)
    if provision is not None:
        at = provision.end()
    for _ in range(2):
        bracket = _BRACKETED.match(text, at, end)
        if bracket is None:
            return None, at
        number = _NUMBER.match(bracket.group("inside")) or _NUMBER.search(bracket.group("inside"))
        if number is not None:
            return number.group().removeprefix("日"), bracket.end()  # 1998年6月3日甲省令第42号
        version = _VERSION.match(text, at, end)
        if version is None or provision is not None:
            return None, at
        following = _BRACKETED.match(text, version.end(), end)
        if following is None or _NUMBER.search(following.group("inside")) is None:
            return None, at
        at = version.end()
    return None, at


def _notice(text: str, begin: int, close: int, start: int, end: int) -> Cited | None:
    """关于印发《…》的通知（甲财发〔2023〕2号）: the number is the notice's, so the notice is what is named."""
    head = _NOTICE_HEAD.search(text, max(start, begin - 6), begin)
    tail = _NOTICE_TAIL.match(text, close, end)
    if tail is not None and _NOTICE_BEGINNING.fullmatch(text, start, begin):
        number, after = _number_behind(text, tail.end(), end)
        if number is not None and after == end:  # an entry of a list, nothing else
            return Cited(start, after, text[start : tail.end()], number)
    if head is None or tail is None:
        return None
    number, after = _number_behind(text, tail.end(), end)
    if number is None:
        return None
    if head.start() > start and text[head.start() - 1] in _QUOTES:
        # “关于印发《…》的通知（…号）”精神: what is quoted is how the titled instrument was sent out
        return Cited(head.start(), after, text[begin + 1 : close - 1], number)
    return Cited(head.start(), after, text[head.start() : tail.end()], number)


def titles_in_cells(text: str, paragraph: Paragraph, found: Sequence[Cited]) -> list[Cited]:
    """Give the instruments of a table row, where a title and its number stand in cells beside each other."""
    cells = split_row(text, paragraph)
    result: list[Cited] = []
    for one in found:
        at = next((n for n, cell in enumerate(cells) if cell.start <= one.start < cell.end), 0)
        before = cells[at - 1] if at else None
        alone = one.title is None and cells[at].start == one.start and cells[at].end == one.end
        if (
            alone
            and before is not None
            and len(before.text) > _MIN_TITLE
            and _KIND_END.search(_VERSION.sub("", before.text))
        ):
            begin = before.start + (before.text.startswith("《"))
            title = text[begin : before.end].removesuffix("》")
            result = [r for r in result if r.start < before.start]
            result.append(Cited(before.start, one.end, title, one.number))
        else:
            result.append(one)
    return result


def title_above(text: str, above: Paragraph, found: Sequence[Cited], paragraph: Paragraph) -> list[Cited]:
    """Give the instrument of a list whose number stands on a line of its own below the title, else ``found``."""
    alone = len(found) == 1 and found[0].title is None
    if (
        not alone
        or above.is_row
        or text[paragraph.body : paragraph.end].strip("（）()；;。") != found[0].number
    ):
        return list(found)
    title = text[above.body : above.end].removeprefix("《").removesuffix("》")
    if len(title) <= _MIN_TITLE or not _KIND_END.search(_VERSION.sub("", title)) or "》" in title[:-1]:
        return list(found)
    return [Cited(above.body, paragraph.end, title.replace("\n", ""), found[0].number)]


def _titled_by(text: str, number: int, start: int) -> int | None:
    """Give where the title begins that stands right in front of a number (关于…的通知 甲政发〔2023〕2号), or None."""
    floor = max(start, number - _MAX_TITLE)
    end = len(text[floor:number].rstrip()) + floor
    about = text.rfind("关于", floor, end)
    if about < 0 or any(mark in text[about:end] for mark in "，。；：（）()《》\n\t"):
        return None
    tail = _NOTICE_TAIL.search(text, about, end)
    if tail is None or tail.end() != end:
        return None
    issuer = _ISSUER_BEFORE.search(text, floor, about)
    return issuer.start() if issuer is not None else about


def _by_number(text: str, number: tuple[int, int], start: int, end: int) -> Cited:
    """An instrument without 《》: its title is the text before the bracket if that ends as titles do."""
    begin, finish = number
    printed = text[begin:finish]
    titled = _titled_by(text, begin, start)
    if titled is not None:
        return Cited(titled, finish, text[titled:begin].rstrip(), printed)
    if begin > start and text[begin - 1] in "（(":
        finish = finish + 1 if finish < end and text[finish] in "）)" else finish
        floor = max(start, begin - 1 - _MAX_TITLE)
        cut = max((text.rfind(mark, floor, begin - 1) for mark in "，。；：:（(）)《》\n\t"), default=-1)
        first = max(floor, cut + 1)
        about = text.find("关于", first, begin - 1)
        for lead in _TITLE_LEADS.finditer(text, first, max(first, about)):
            first = lead.end()
        title = text[first : begin - 1]
        whole = (
            first == start and not text[finish:end].rstrip("。；;") and len(title) > _MIN_TITLE
        )  # an entry of a list, nothing else
        if (about >= 0 or whole) and _KIND_END.search(title):
            return Cited(first, finish, title, printed)
    return Cited(begin, finish, None, printed)
