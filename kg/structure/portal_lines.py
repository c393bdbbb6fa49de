"""Text copied from a web page: the page's own lines are taken away, its metadata block tells number, issuer and date.

A text counts as a page when it begins with a way through a site (首页 > 政务公开 > …) or a metadata block (索引号,
发文机关, 成文日期 …). Only lines near the top and the end are taken away, and only such as hold no sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from kg.language.data import load
from kg.sources.html_lines import PageLine
from kg.sources.html_metadata import read_glued, read_metadata, stated
from kg.sources.model import Stated
from kg.structure.lines import width
from kg.structure.model import Line
from kg.structure.stacked_metadata import stacked

_TOP, _END = 30, 20  # lines in which a page's own matter stands before and behind the document
_MAX_WIDTH = 240
_MIN_SHORT = 6  # characters of the name of a page
_MIN_TITLE, _TITLE_LINES = 12, 5  # characters of a title; lines over which it may be printed
_WAY = re.compile(r"(?:您|你)?(?:现在|当前|所在)?的?(?:当前|所在)?位置\s?[:：]|首\s?页\s?(?:[>＞»›/|-]|$)")
_STEPS = re.compile(r"(?:^|[\u4e00-\u9fff])\s?[>＞»›]{1,2}\s?[\u4e00-\u9fff]")  # >90% is none
_MIN_STEPS = 2


def _any_of(labels: Iterable[str]) -> str:
    """Match one of some labels, which may be printed with spaces inside (索 引 号)."""
    longest_first = sorted(set(labels), key=lambda label: (-len(label), label))
    return "|".join(r"\s{0,6}".join(map(re.escape, label)) for label in longest_first)


_LABELS = [label for group in load("portals")["labels"].values() for label in group]
_SERVICE = re.compile(
    rf"[\[【]?\s?(?:{_any_of([*_LABELS, *load('portals')['plain']['service']])})"
    r"\s{0,6}(?:[\]】]?\s{0,3}(?:[:：|【（]|\s|$)|】)"
)
# 标题：甲市人民政府关于印发某方案的通知 | |
_TITLE = re.compile(
    rf"(?:{_any_of(load('portals')['labels']['title'])})\s{{0,6}}(?:[:：]\s{{0,6}}\|?|\|)\s{{0,6}}"
    r"(?P<title>[^\s|：:。][^|：:。]{4,160}(?:通知|意见|决定|公告|通告|批复|函|通报|报告|方案|预案|计划|规划|办法|规定|要点|细则))(?=\s|\||$)"
)
_BULLET = re.compile(r"[•∙·●▪■◆]\s{0,3}|^-\s{1,3}(?=[\u4e00-\u9fff])")
_CLOCK = re.compile(r"(?:19|20)\d\d-\d{1,2}-\d{1,2}(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?(?:\s|$)")
# 发布日期：2023-01-20 来源：甲网, 来源：甲网 发布时间：…, perhaps with the title once more behind them
_PUBLISHED = re.compile(
    r"(?:发布|发表|更新|发文|录入)?(?:日期|时间)\s{0,3}[:：]\s{0,3}(?:19|20)\d\d[-/.年]\d{1,2}[^。]{0,40}(?:来源|作者|浏览|点击|阅读|字体|字号|人气|次数)"
    r"|(?:来源|作者)\s{0,3}[:：][^。]{0,40}(?:日期|时间)\s{0,3}[:：]\s{0,3}(?:19|20)\d\d[-/.年]\d{1,2}"
)
# the same on two lines, one below the other
_PUT_UP = re.compile(
    r"发布(?:日期|时间)\s{0,3}[:：]\s{0,3}(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}[日\d: ]{0,12}(?:- )?"
    r"(?:浏览|点击|阅读)(?:次数|量|数)"
)
# 2017年03月13日15:39 来源：甲网: when the page was put up
_STAMP = re.compile(
    r"(?:19|20)\d\d(?:[-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月\d{1,2}日)\s{0,3}\d{1,2}:\d{2}(?::\d{2})?(?:\s|$|来源|作者|浏览|字号|字体)"
)
# the name of the site above its address, or above the way through it
_SITE = re.compile(r"[\u4e00-\u9fff]{2,20}(?:人民政府|政府|门户网站|政府网|网)(?:门户网站)?")
_ADDRESS = re.compile(r"(?:https?://)?www\.[\w.-]{4,60}/?")
_CALL = re.compile(
    r"[\u4e00-\u9fff]{0,10}(?:电话|热线|邮箱)\s?[:：]"
)  # above the way through a site: the site's own
# 日前，甲市印发《某方案》。全文如下：, above the document
_NEWS = re.compile(
    "[^《》]{0,60}印发[^《》。]{0,20}《(?P<title>[^《》]{6,80})》[^《》]{0,20}(?:如下|原文|全文)[：:]?"
)
_TAIL = re.compile(_any_of(load("portals")["plain"]["tail"]))
_TAIL_ALONE = re.compile(rf"[\[【]?(?:{_any_of(load('portals')['plain']['tail'])})\s?[\]】:：]?")


def without_portal(lines: Sequence[Line]) -> tuple[list[Line], Stated]:
    """Leave out the lines of the page around a document; gives the rest and what the metadata block states."""
    printed = _without_news(_without_site(lines))
    lines = _without_page_title(printed)
    top = lines[:_TOP]
    below = dict(stacked(top))
    entries = read_metadata([*below.values(), *(_cells(line.text) for line in top)])
    values = {i + 1 for i in below} if entries else set()
    glued = read_glued([line.text for line in top])
    entries += glued.values()
    if (
        not entries
        and not any(_is_way(line) or _PUBLISHED.match(line.text) or _STAMP.match(line.text) for line in top)
        and not any(_PUT_UP.match(_BULLET.sub("", f"{a.text} {b.text}")) for a, b in pairwise(top))
    ):
        return _without_tail(printed), Stated()
    end = max(len(lines) - _END, 0)
    lines = [_titled(lines, i) if i < _TOP else line for i, line in enumerate(lines)]
    kept = [
        line
        for i, line in enumerate(lines)
        if not (
            line.width <= _MAX_WIDTH
            and "。" not in line.text
            and (
                (i < _TOP and (i in glued or i in values or _is_service(i, line)))
                or (i >= end and _TAIL.match(line.text))
            )
        )
    ]
    return (kept, stated(entries, None)) if kept else (list(printed), Stated())


def _titled(lines: Sequence[Line], i: int) -> Line:
    """Give of the line of the block that states the title that title alone, where the page prints it nowhere else."""
    line = lines[i]
    match = _TITLE.match(_BULLET.sub("", line.text))
    if match is None:
        return line
    title = match.group("title")
    at = line.text.index(title)
    compact = "".join(title.split())
    others = [*lines[:i], *lines[i + 1 : _TOP + _TITLE_LINES]]
    if "关于" in title and not any(other.text.endswith(("：", ":")) for other in others):
        return line  # addressed to nobody: a plan without the letter that issues it
    if compact in "".join("".join(other.text.split()) for other in others):
        return line
    start = line.start + at
    return line._replace(start=start, end=start + len(title), text=title, width=width(title))


def _without_tail(lines: Sequence[Line]) -> list[Line]:
    """Leave out last lines that are nothing but words of a page (分享到：), though nothing else tells of one."""
    end = len(lines)
    while end > 1 and _TAIL_ALONE.fullmatch(lines[end - 1].text):
        end -= 1
    return list(lines[:end])


def _without_site(lines: Sequence[Line]) -> Sequence[Line]:
    """Leave out the site's name and address above all else."""
    if len(lines) < 2 or not _SITE.fullmatch(lines[0].text.strip()):
        return lines
    place = lines[0].text.strip().removesuffix("人民政府")
    if lines[1].text.startswith(f"{place}关于") and any(_PUBLISHED.match(line.text) for line in lines[2:4]):
        return lines[1:]  # the title names its place again
    address = _ADDRESS.fullmatch(lines[1].text.strip())
    return lines[2:] if address else lines[1:] if _is_way(lines[1]) else lines


def _without_page_title(lines: Sequence[Line]) -> list[Line]:
    """Leave out the page's title where the document's own, perhaps over several lines, follows it."""
    compact = ["".join(line.text.split()) for line in lines[: _TOP + _TITLE_LINES]]
    # a short name of the page, when it was put up, the title in full
    for i, (title, full) in enumerate(zip(compact[: _TOP - 2], compact[2:], strict=False)):
        named = len(title) >= _MIN_SHORT and "。" not in title and full.startswith(title)
        # or how far a plan is carried out, and the title of the plan
        named = named or (len(full) >= _MIN_TITLE and title.startswith(full))
        if named and _PUBLISHED.match(lines[i + 1].text):
            return [*lines[:i], *lines[i + 1 :]]
    for i, title in enumerate(compact[:_TOP]):
        if len(title) < _MIN_TITLE or "关于" not in title:
            continue
        for j in range(i + 1, len(compact)):
            if any(title == "".join(compact[j:k]) for k in range(j + 1, j + _TITLE_LINES)):
                return [*lines[:i], *lines[i + 1 :]]
    return list(lines)


def _without_news(lines: Sequence[Line]) -> Sequence[Line]:
    """Leave out a first sentence that says what is printed in full below it."""
    if not lines or "印发" not in lines[0].text:
        return lines
    news = _NEWS.fullmatch("".join(lines[0].text.split()))
    below = ["".join(line.text.split()) for line in lines[1:_TITLE_LINES]]
    return lines[1:] if news is not None and _follows(below, news.group("title")) else lines


def _follows(compact: Sequence[str], title: str) -> bool:
    """Tell whether a title is printed at once, perhaps over several lines."""
    return any("".join(compact[:k]) == title for k in range(1, _TITLE_LINES))


def _cells(text: str) -> PageLine:
    """Give the cells of a line of the block: parted by tabs, or by strokes as in copied tables (文号: | 甲政发… |)."""
    text = _BULLET.sub("", text)
    if "\t" in text:
        return text.split("\t")
    return [cell.strip() for cell in text.split("|")] if " | " in text else text


def _is_service(i: int, line: Line) -> bool:
    if _is_way(line) or (i == 0 and _CALL.match(line.text)):
        return True
    text = _BULLET.sub("", line.text)
    return any(pattern.match(text) for pattern in (_PUBLISHED, _STAMP, _SERVICE, _CLOCK))


def _is_way(line: Line) -> bool:
    return bool(_WAY.match(line.text)) or (
        line.width <= _MAX_WIDTH and len(_STEPS.findall(line.text)) >= _MIN_STEPS and "。" not in line.text
    )
