"""Plans and the notices that issue them: citing the plan by its title is citing the notice.

甲市人民政府关于印发节水规划（试行）的通知 issues 节水规划（试行）; the plan is cited with and without its bracketed tail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_NOTICE = re.compile(r"(?:印发|发布|公布)(?P<titles>.{4,300})的(?:通知|决定|公告|令)(?:\([^()]*\))?$")
_UNIT = re.compile(r".{1,12}?(?:省|自治区|市|自治州|区|县|旗)(?!级)")
_TAIL = re.compile(r"\((?:试行|暂行|修订|修订稿|修订版|征求意见稿|送审稿)\)$")
_CARRIES_OUT = re.compile(r"(?:贯彻|落实|实施|执行)[〈《](?P<inner>[^〈〉《》]{3,80})[〉》]")
_NATIONAL = re.compile(r"(?:国务院办公厅|国务院|中共中央办公厅|中共中央)(?!关于|印发|批转|转发)(?P<rest>.+)$")


def issued_titles(folded: str) -> Iterator[str]:
    """Yields the titles that an instrument with this folded title issues; two plans of one place may be joined by 和."""
    match = _NOTICE.search(folded)
    if match is None:
        return
    titles = match["titles"]
    unit = _UNIT.match(titles)
    if unit is not None and (at := titles.find(f"和{unit.group()}", 1)) > 0:
        yield titles[:at]
        titles = titles[at + 1 :]
    yield titles


def carried_out(title: str) -> str | None:
    """Gives the title inside a title that carries it out: 《甲省贯彻〈水法〉的意见》 rests on 水法; None for others."""
    match = _CARRIES_OUT.search(title)
    return match["inner"] if match else None


def without_tail(folded: str) -> str:
    """Gives a folded title without （试行） and the like behind it."""
    return _TAIL.sub("", folded)


def without_authority(folded: str) -> str | None:
    """Gives the rest of a title before which the central authority's name is printed; None for other titles."""
    match = _NATIONAL.match(folded)
    return match["rest"] if match else None
