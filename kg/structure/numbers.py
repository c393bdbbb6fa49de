"""Numbers of documents as they stand on a line of their own.

甲政发〔2023〕2号 (agency code, year, running number), 财政部公告2023年第8号 and 国家某局公告2018年第31号 (kind of document
and year), 〔2023〕第5号 and 〔2023〕第5期 (minutes). Sources: GB/T 9704-2012, section 7.2.5, and
党政机关公文处理工作条例, article 9.
"""

from __future__ import annotations

import re

from kg.language.data import alternation

_YEAR = r"(?:19|20)\d\d"
_CODE = rf"[\u4e00-\u9fff]{{0,14}}[〔\[（(［【]\s?{_YEAR}\s?[〕\])）］】]\s?(?:第?\s?\d{{1,5}}\s?号|第\s?\d{{1,4}}\s?[期次])"
_ANNOUNCED = (
    rf"[\u4e00-\u9fff]{{2,40}}(?:公告|通告)"
    rf"(?:{_YEAR}年第?\d{{1,4}}号|[〔\[（(]{_YEAR}[〕\]）)]第?\d{{1,4}}号|第\d{{1,4}}号)"
)
# 〔第六届〕第28号: of the announcements of a congress, which count by its terms
_OF_TERM = r"[\u4e00-\u9fff]{0,8}[〔\[（(［]第?[一二三四五六七八九十]{1,4}届[〕\])）］]\s?第?\s?\d{1,4}\s?号"
NUMBER = re.compile(rf"[（(]?(?P<number>{_CODE}|{_OF_TERM}|{_ANNOUNCED})[）)]?")
"""A document number, compact, perhaps in brackets."""

_DAY = rf"{_YEAR}年\d{{1,2}}月\d{{1,2}}日[，,]?"
BRACKETED = re.compile(
    rf"[（(](?:{_DAY})?(?P<number>[\u4e00-\u9fff]{{1,14}}[〔\[［【]{_YEAR}[〕\]］】]第?\d{{1,5}}号)[，,]?(?:{_DAY})?[）)]"
)
"""A number with its date in brackets: （1985年5月4日甲政〔1985〕38号）."""

ISSUE = re.compile(r"[（(]?(?P<number>(?:20\d\d年)?第\s?\d{1,4}\s?[期次号])[）)]?")
"""The running number of minutes below their title, without a year in brackets (第14期)."""

_SIGNED_BY = re.compile(r"签发人[:：].{2,24}$")
# 甲县人民政府办公室　2024年3月5日: the line between the number of minutes and their title
_ISSUED_ON = re.compile(
    rf"[\u4e00-\u9fff]{{4,20}}(?:办公室|办公厅|办|委员会|政府){_YEAR}年\d{{1,2}}月\d{{1,2}}日(?:印发)?"
)
_DATED = re.compile(rf"(?<=[号期）)]){_YEAR}年\d{{1,2}}月\d{{1,2}}日$")
# 登记号：JXDR-2024-001: the number under which a rule is registered, beside that of the document
_REGISTERED = re.compile(
    r"(?:[（(]?(?:规范性文件)?(?:统一)?(?:登记|备案)?编?号[:：]?)?[A-Z]{2,10}\d{0,4}[-—–－]?\d{4}[-—–－]\d{1,8}[）)]?$"
)
_TITLE_END = re.compile(rf"(?:{alternation('structure', 'kinds')}|政策)(?:[（(][^（）()]{{1,30}}[）)])?$")
_IN_TITLE = re.compile(
    rf"[（(](?P<number>[\u4e00-\u9fff]{{1,14}}[〔\[［【]{_YEAR}[〕\]］】]第?\d{{1,5}}号)[）)]$"
)

_BEFORE_TITLE = re.compile(rf"(?P<number>{_CODE})(?P<title>[\u4e00-\u9fff（）()]{{0,40}}关于[^。]{{4,}})")

# 甲政发〔2023〕2号《关于印发〈乙方案〉的通知》: how collections of laws print a title
_MARKED = re.compile(rf"(?P<number>{_CODE})《(?P<title>[^《》]{{4,200}})》")


def number_line(line: str) -> re.Match[str] | None:
    """Match a compact line that holds a document number and nothing else.

    Who signed it (签发人：…), its date, or under what it is registered may stand behind.
    """
    line = _REGISTERED.sub("", line)
    return NUMBER.fullmatch(_SIGNED_BY.sub("", line)) or NUMBER.fullmatch(_DATED.sub("", line))


def numbers_title(title: str, line: str) -> bool:
    """Tell whether a line is the number of the document whose title stands above it: cells of a catalogue."""
    return "〔" in line and _TITLE_END.search(title) is not None and number_line(line) is not None


def signed_by(line: str) -> bool:
    """Tell whether a compact line says who signed the document (签发人：张三), or who issued minutes and when."""
    return _SIGNED_BY.fullmatch(line) is not None or _ISSUED_ON.fullmatch(line) is not None


def number_in_title(title: str) -> tuple[str, str, int] | None:
    """Take off the number in front of a title, or in brackets behind it; gives title, number, where the title begins."""
    if marked := _MARKED.fullmatch(title):
        inner = marked.group("title").replace("〈", "《").replace("〉", "》")
        return inner, marked.group("number"), marked.start("title")
    if before := _BEFORE_TITLE.fullmatch(title):
        return before.group("title"), before.group("number"), before.start("title")
    match = _IN_TITLE.search(title)
    return (title[: match.start()], match.group("number"), 0) if match else None
