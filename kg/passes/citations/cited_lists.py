"""Lists of instruments: the headings that say what becomes of what they list, and entries printed in one line.

废止的规范性文件目录, 二、予以修改的规范性文件, 三、下列文件继续有效：
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.facts import Relation
from kg.language.data import alternation
from kg.passes.citations.citation_titles import Cited
from kg.structure.model import Paragraph

_REPEALS = alternation("citations", "repeals")
_REPEAL_LIST = re.compile(rf"(?:{_REPEALS})")
_CATALOGUE = re.compile("(?:目录|清单|名单|一览表)(?:[（(][^（）()]{1,20}[）)])?$")
# 国务院决定废止的行政法规: the heading of an annex
_REPEALS_THOSE = re.compile(
    rf"决定(?:予以)?(?:宣布)?(?:{_REPEALS})(?:和[\u4e00-\u9fff]{{2,6}})?的[\u4e00-\u9fff]{{2,20}}"
)
_OTHER_LISTS = re.compile("有效|保留|修改|修订")
# 二、予以废止的规范性文件（5件）, 一、修改的政府规章: the heading of a part
_SORTS = re.compile(
    rf"[\u4e00-\u9fff]{{0,20}}?(?:(?P<repeals>{_REPEALS})(?:(?:和|、)(?:宣布)?(?:{_REPEALS}))?"
    r"|(?P<amends>修改|修订)|(?P<stays>继续有效|保留|有效))的[\u4e00-\u9fff]{0,10}"
    r"(?:文件|规章|规定|法规|办法|决定|政策)(?:目录|清单|名单)?(?:[（(][^（）()]{1,20}[）)])?[。：:]?"
)
_SORTED = ("文件", "规章", "规定", "法规", "办法", "决定", "政策", "目录", "清单", "名单")
_MAX_HEADING = 50  # characters of the heading of a list
_KINDS = re.compile(rf"(?:{alternation('structure', 'kinds')}|若干政策)(?:[（(][^（）()]{{1,30}}[）)])?")
# what stands between the number of one entry and the title of the next: when it came into force, the next row's number
_ROW = re.compile(
    r"(?:[（(]?(?:19|20)\d\d[年./-]\d{1,2}[月./-]\d{1,2}日?[）)]?)?[）)]?[；;。、]?(?:\d{1,3}[.．、]?)?"
)
_CODE = re.compile("[\u4e00-\u9fff]{2,12}[〔\\[（(［【]")
_MIN_TITLE = 5
_MAX_TITLE = 160
_NO_TITLE = "，。；：\t"
_BEGUN = re.compile(
    "\\d{1,3}[.．、]?[\u4e00-\u9fff《“（][^。；，：〔\\t]{6,80}"
)  # a row whose title goes on below


def opens_repeal(text: str) -> bool:
    """Tell whether a paragraph announces a list of instruments that are repealed (决定废止下列文件：, 废止文件目录)."""
    may_open = text.endswith(("：", ":")) or (len(text) <= _MAX_HEADING and _CATALOGUE.search(text))
    if may_open and _REPEAL_LIST.search(text):
        return True
    those = _REPEALS_THOSE.search(text) if len(text) <= _MAX_HEADING else None
    return those is not None and those.end() == len(text)


def opens_list(text: str) -> bool:
    """Tell whether a paragraph is the heading of a catalogue of documents that stay in force (继续有效的文件目录)."""
    return len(text) <= _MAX_HEADING and bool(_CATALOGUE.search(text) and _OTHER_LISTS.search(text))


def sorts(text: str) -> Relation | None:
    """Give what becomes of the instruments below a heading that names one sort of them, or None for no such heading."""
    if "的" not in text[:_MAX_HEADING] or not any(word in text for word in _SORTED):
        return None
    match = _SORTS.fullmatch(text.split("《", 1)[0])  # its first entry may stand behind it
    if match is None:
        return None
    if match["repeals"]:
        return Relation.REPEALS
    return Relation.AMENDS if match["amends"] else Relation.MENTIONS


def repeals_by_title(title: str) -> bool:
    """Tell whether a document lists by its title what it repeals, and nothing else (关于废止部分文件的决定)."""
    return bool(_REPEAL_LIST.search(title)) and not _OTHER_LISTS.search(title)


def titles_in_rows(text: str, above: Paragraph, paragraph: Paragraph, found: Sequence[Cited]) -> list[Cited]:
    """Give the instruments of rows that lost their cells: 3甲市政府关于印发《乙办法》的通知甲政发〔2010〕12号2010年3月1日.

    Args:
        text: the text of the instrument.
        above: the paragraph above, where a wrapped title may begin.
        paragraph: the row, or several of them run together.
        found: what is named in it.
    """
    result: list[Cited] = []
    floor = paragraph.start
    if _BEGUN.fullmatch(text, above.start, above.end) and not text[floor].isdigit():
        floor = above.start  # 1甲市政府关于发展服务业 / 的若干意见甲政〔2008〕40号
    for one in found:
        number = one.number
        if result and one.end <= result[-1].end:
            continue  # 关于贯彻甲政〔2011〕33号文件的意见（乙政〔2011〕61号）: named in the title
        if number is None or not text.startswith(number, one.end - len(number)):
            result.append(one)  # its number is in brackets, or it has none: it is what it says
            floor = floor if number is None else one.end
            continue
        at = one.end - len(number)
        for kind in _KINDS.finditer(number):
            if _CODE.match(number, kind.end()) and at + kind.end() - floor > _MIN_TITLE:
                at, number = at + kind.end(), number[kind.end() :]  # 2甲暂行办法乙政〔2001〕112号
                break
        row = _ROW.match(text, floor, at)
        begin = row.end() if row is not None else floor
        title = _title(text[begin:at].replace("\n", "").rstrip())
        if title is None:
            result.append(one)
        else:
            result = [*(r for r in result if r.start < begin), Cited(begin, one.end, title, number)]
        floor = one.end
    return result


def _title(text: str) -> str | None:
    """Give the title that a text is, without the 《》 around it, or None where it is none."""
    if not _MIN_TITLE < len(text) <= _MAX_TITLE or any(mark in text for mark in _NO_TITLE):
        return None
    ends = {kind.end() for kind in _KINDS.finditer(text)}
    if text.startswith("《") and text.find("》") == len(text) - 1:
        return text[1:-1]
    return text if len(text) in ends else None
