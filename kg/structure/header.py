"""Title, number, recipients, signature and date of an instrument."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.language.data import alternation
from kg.structure.dates import FULL_DATE, iso_date
from kg.structure.issuers import spaced_issuers, split_issuers
from kg.structure.model import Header
from kg.structure.numbers import BRACKETED, ISSUE, NUMBER, number_in_title

_ISSUERS = re.compile(rf"[\u4e00-\u9fff（）()“”、]{{2,56}}(?:{alternation('structure', 'issuer_endings')})")
_ISSUED = re.compile(
    r"[（(](.{8,24}日)印发[）)]|(?P<office>[\u4e00-\u9fff]{4,30}(?:办公室|办公厅|局|委员会))(.{8,24}日)印发"
    r"|(20\d\d年\d{1,2}月\d{1,2}日)印发"
)
_TITLE_ISSUER = re.compile(r"(.{2,120}?)(?:关于|印发|转发|批转|发布|公布)")
_RECIPIENTS = re.compile(
    r"(?!第[一二三四五六七八九十百]{1,5}[条章]|根据|依据|按照|为|现|经|因|[^\n]*(?:决定|任命|免去|研究))[^。；\n《]{2,400}(?<!如下)[:：]"
)
# 甲市人民代表大会常务委员会任免名单: a title that opens with who decides, without 关于
_PERSONNEL_TITLE = re.compile(
    "(?P<issuer>[\u4e00-\u9fff]{2,30}(?:人民代表大会常务委员会|人民代表大会|人大常委会|人民政府|人民法院|人民检察院)|国务院)"
    "(?:决定)?(?:任免|任命|免职|免去|接受辞职|任职)[^，。；]{0,20}"
)
# 甲省人民政府公告, signed by the governor: a title that is nothing but who announces
_PLAIN_TITLE = re.compile("(?P<issuer>[\u4e00-\u9fff]{2,30}人民政府)(?:公告|通告|布告)")
# 甲委办公厅 甲政府办公厅印发《某意见》: the headline of news of a document
_HEADLINE = re.compile(r"(?P<issuer>[\u4e00-\u9fff ]{2,60}?)(?:联合)?印发《[^《》]{4,80}》")
# （2019年8月26日甲省人民政府令第321号公布）: below the title of rules that were issued by a decree
_DECREED = re.compile(
    rf"[（(]?(?:[^（()）。]{{8,60}}通过[，,、]?)?{FULL_DATE.pattern}(?P<number>(?P<issuer>[\u4e00-\u9fff]{{2,20}})令第?[\d一二三四五六七八九十百]{{1,5}}号)"
    "(?:公布|发布|颁布)"
)
_LEVELS = ("省", "市", "县", "区", "州", "旗", "盟", "镇", "乡")
_PLACE_BEFORE = re.compile("(?:中共)?[\u4e00-\u9fff]{1,10}")
_MAX_SIGNERS = 40  # joint notices have more than thirty
_MAX_SIGNERS_LINE = 60
_LAST = 2  # paragraphs at the end, of which a date may be one: a note of issue stands below it
_OPENING = 12  # paragraphs after the recipients in which a date that stands alone dates the document
# （2023年6月29日甲市第十七届人民代表大会常务委员会第十二次会议通过）, （2023年12月27日）, ——2024年1月10日在甲县…会议上
_ADOPTED = re.compile(
    rf"[（(]?(?:[—－–-]{{1,4}})?(?P<date>{FULL_DATE.pattern})(?:[^。]{{0,160}}[）)]|在[^。]{{4,60}}上)?"
)
_ISO = re.compile(
    r"(?:19|20)\d\d-(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12]\d|3[01])"
)  # below the number, on sites of laws
_OF_COPY = re.compile("^[（(]此件[^（）()]{1,20}[）)]")  # （此件发至乡）2017年6月13日
# … in front of who reports, run on where a page wraps lines: ——2024年1月10日在甲县…会议上县长张某
_REPORTED = re.compile(rf"[—－-]{{1,2}}(?P<date>{FULL_DATE.pattern})在[^，。；]{{4,60}}会议上")
_IMPRINT = ("抄送", "抄报", "主办：", "主送：", "分送", "印送", "（此件", "(此件")
_ADOPTED_WITHIN = 3  # paragraphs behind the title in which such a line may stand
_REPEATED_WITHIN = 3  # paragraphs behind title and number among which the title may come again
_TITLE_MARKS = re.compile("[《》〈〉]")


def read_header(
    paragraphs: Sequence[str],
    printed: Sequence[str],
    starts: Sequence[int],
    title: tuple[int, int],
    number: int,
    title_issuer: str | None,
) -> Header:
    """Read the header of an instrument.

    Args:
        paragraphs: the compact paragraphs of the instrument, opening first.
        printed: their first lines as printed, with the spaces between several names.
        starts: the offset of each paragraph in the instrument's text.
        title: half-open range of the paragraphs that hold the title (may be empty).
        number: index of the paragraph that holds the document number, or -1.
        title_issuer: the issuer as the title prints it, if it does.

    Returns:
        The header; where the signature is missing, the issuer comes from the title and the date from the
        line below the title that says when it was adopted, or from the note of issue (…年…月…日印发).
    """
    opening_end = max(title[1], number + 1)
    name = "".join(paragraphs[title[0] : title[1]]).replace("\t", "")
    repeated = _behind_repeated(paragraphs, opening_end, name)
    dated_from, opening_end = (opening_end, repeated) if repeated > opening_end else (-1, opening_end)
    recipients = None
    if opening_end < len(paragraphs) and _RECIPIENTS.fullmatch(paragraphs[opening_end]):
        recipients = paragraphs[opening_end][:-1]
        opening_end += 1
    found_number = (
        NUMBER.match(paragraphs[number]) or ISSUE.fullmatch(paragraphs[number]) if number >= 0 else None
    )
    numbered = found_number.group("number") if found_number else None
    issuers, signed = _signature(
        paragraphs, printed, dated_from if dated_from >= 0 else opening_end, title_issuer
    )
    if not issuers and title_issuer:
        issuers = _title_issuers(printed[title[0]], title_issuer)
    if not issuers and (decided := _PERSONNEL_TITLE.fullmatch(name) or _PLAIN_TITLE.fullmatch(name)):
        issuers = [decided.group("issuer")]
    if not issuers and title[1] > title[0] and (told := _HEADLINE.fullmatch(printed[title[0]].strip())):
        named = told.group("issuer").split()
        issuers = named if all(_ISSUERS.fullmatch(one) for one in named) else []
    if not issuers and name.endswith("纪要"):
        issuers = _issuing_office(paragraphs)
    title_start = starts[title[0]] if title[1] > title[0] else 0
    title_end = starts[title[1] - 1] + len(paragraphs[title[1] - 1]) if title[1] > title[0] else 0
    if recipients is None and name and _RECIPIENTS.fullmatch(name):
        recipients, name, title_end = (
            name[:-1],
            "",
            title_start,
        )  # a copy without its title: kg.structure.untitled
    if numbered is None and NUMBER.fullmatch(name):  # a copy that opens with its number, the title left out
        numbered, name, title_end = name.strip("（()）"), "", title_start
    in_title = number_in_title(name) if numbered is None else None
    if in_title is not None:
        title_start += in_title[2]
        title_end -= len(name) - len(in_title[0]) - in_title[2]
        name, numbered = in_title[:2]
    decreed = _decreed(paragraphs, opening_end) if numbered is None and not issuers else None
    if decreed is not None:
        numbered, issuers = decreed
    below = _number_below(paragraphs, opening_end) if numbered is None else None
    if below is not None:
        numbered = below.group("number")
    return Header(
        title=name,
        title_start=title_start,
        title_end=title_end,
        number=numbered,
        issuers=tuple(issuers),
        date=signed
        or (iso_date(below.group()) if below else None)
        or _adopted(paragraphs, opening_end)
        or (_beside_number(paragraphs[number]) if number >= 0 else None)
        or _above_imprint(paragraphs, opening_end)
        or _issued(paragraphs)
        or _at_the_end(paragraphs, opening_end),
        recipients=recipients,
        opening_end=opening_end,
    )


def _behind_repeated(paragraphs: Sequence[str], begin: int, title: str) -> int:
    """Give where the text goes on behind a title printed once more below the number, perhaps with a date between them."""
    within = paragraphs[begin : begin + _REPEATED_WITHIN]
    return begin + within.index(title) + 1 if title in within else begin


def _title_issuers(printed: str, title_issuer: str) -> list[str]:
    """Split the issuers in front of a title at the spaces between them, else by the names of their places."""
    found = _TITLE_ISSUER.match(printed)
    apart = spaced_issuers(found.group(1), title_issuer) if found else []
    return apart or split_issuers(title_issuer)


def _signature(
    paragraphs: Sequence[str], printed: Sequence[str], begin: int, title_issuer: str | None
) -> tuple[list[str], str | None]:
    """Find the first date that stands alone below signers."""
    for i in range(begin, len(paragraphs)):
        text = _OF_COPY.sub("", paragraphs[i])
        if len(text) > 60 or "日" not in text[-2:]:
            continue
        match = FULL_DATE.search(text)
        if match is None or match.end() != len(text):
            continue
        signers: list[str] = []
        same_line = text[: match.start()]
        if same_line:
            name = _signer(same_line, title_issuer)
            if name is None:
                continue
            signers.extend(spaced_issuers(printed[i][: -len(match.group())], name) or split_issuers(name))
        for j in range(i - 1, max(begin - 1, i - 1 - _MAX_SIGNERS), -1):
            name = _signer(paragraphs[j], title_issuer)
            # whom the title names signs alone: bodies above are those of the last row of a table
            if name is None or (signers and signers == [title_issuer]):
                break
            signers[:0] = spaced_issuers(printed[j], name) or split_issuers(name)
        if signers:
            return signers, iso_date(match.group())
    alone = next((text for text in paragraphs[begin : begin + _OPENING] if FULL_DATE.fullmatch(text)), None)
    return [], iso_date(alone) if alone else None


def _signer(text: str, title_issuer: str | None) -> str | None:
    short = title_issuer is not None and title_issuer.startswith(_LEVELS) and text.endswith(title_issuer)
    if title_issuer and short and _PLACE_BEFORE.fullmatch(text[: -len(title_issuer)]):
        return text  # the title says 市人民政府, the signature 甲市人民政府
    if title_issuer and _is_short_for(text, title_issuer):
        return title_issuer
    if title_issuer and text.endswith(title_issuer) and len(text) <= len(title_issuer) + 6:
        return title_issuer
    return text if len(text) <= _MAX_SIGNERS_LINE and _ISSUERS.fullmatch(text) else None


def _is_short_for(text: str, issuer: str) -> bool:
    """Tell whether a signature leaves out the place that the title names: 省政府办公厅 for 甲省人民政府办公厅."""
    full = text if "人民政府" in text else text.replace("政府", "人民政府")
    return (
        text.startswith(_LEVELS)
        and text.startswith(("政府", "人民政府", "委办"), 1)
        and len(full) < len(issuer)
        and issuer.endswith(full)
    )


def _adopted(paragraphs: Sequence[str], begin: int) -> str | None:
    for i, printed in enumerate(paragraphs[begin : begin + _ADOPTED_WITHIN], begin):
        # （2023年6月29日甲市人民代表大会 / 常务委员会第二次会议通过）: on two centred lines
        wrapped = printed[0] in "（(" and printed[-1] not in "）)" and paragraphs[i + 1 : i + 2]
        text = printed + paragraphs[i + 1] if wrapped else printed
        match = (_ADOPTED.fullmatch(text) or _REPORTED.match(text)) if len(text) < 240 else None
        if match:
            decreed = _DECREED.match(text)  # passed on one day and issued on another
            return iso_date(text[decreed.start("year") :] if decreed else match.group("date"))
        if _ISO.fullmatch(text):
            return iso_date("{}年{}月{}日".format(*text.split("-")))
    return None


def _number_below(paragraphs: Sequence[str], begin: int) -> re.Match[str] | None:
    """Find the number printed with its date in brackets below the title, the text perhaps behind it on the same line."""
    found = (BRACKETED.match(text) for text in paragraphs[begin : begin + 1] if text[0] in "（(")
    return next((match for match in found if match and FULL_DATE.search(match.group())), None)


def _beside_number(text: str) -> str | None:
    """Give the date printed behind the document number (甲政办发〔2020〕18号　2020年5月6日)."""
    match = FULL_DATE.search(text)
    return iso_date(match.group()) if match and match.end() == len(text) else None


def _decreed(paragraphs: Sequence[str], begin: int) -> tuple[str, list[str]] | None:
    """Give number and issuer of the decree that issued rules, from the remark below their title."""
    for text in paragraphs[begin : begin + _ADOPTED_WITHIN]:
        match = _DECREED.match(text)
        if match and _ISSUERS.fullmatch(match.group("issuer")):
            return match.group("number"), [match.group("issuer")]
    return None


def _at_the_end(paragraphs: Sequence[str], begin: int) -> str | None:
    """Give the date that stands alone where the text ends, before its annexes if there are any, without a signer."""
    for i in range(max(begin, 1), len(paragraphs)):
        if paragraphs[i].endswith("日") and FULL_DATE.fullmatch(paragraphs[i]):
            behind = paragraphs[i + 1] if i + 1 < len(paragraphs) else ""
            annexed = behind.startswith(("附件", "附：", "附:")) and paragraphs[i - 1].endswith("。")
            if annexed or i >= len(paragraphs) - _LAST:
                return iso_date(paragraphs[i])
    return None


def _above_imprint(paragraphs: Sequence[str], begin: int) -> str | None:
    """Give the date that stands alone above the notes of a document whose signer is left out: 抄送：…, 主办：…."""
    for above, text in zip(paragraphs[begin:], paragraphs[begin + 1 :], strict=False):
        if text.startswith(_IMPRINT) and above.endswith("日") and FULL_DATE.fullmatch(above):
            return iso_date(above)
    return None


def _issued(paragraphs: Sequence[str]) -> str | None:
    for text in reversed(paragraphs):
        match = _ISSUED.fullmatch(text) if len(text) < 40 else None
        if match:
            return iso_date(match.group(1) or match.group(3) or match.group(4))
    return None


def _issuing_office(paragraphs: Sequence[str]) -> list[str]:
    """Give who issued minutes, which nobody signs, from the note of issue, perhaps on two lines."""
    for i in range(len(paragraphs) - 1, -1, -1):
        match = _ISSUED.fullmatch(paragraphs[i]) if len(paragraphs[i]) < 40 else None
        if match and match.group("office"):
            return [match.group("office")]
        if match and i and len(paragraphs[i - 1]) < 40 and _ISSUERS.fullmatch(paragraphs[i - 1]):
            return [paragraphs[i - 1]]
    return []
