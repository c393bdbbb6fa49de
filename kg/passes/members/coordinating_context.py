"""Which coordinating body a passage is about: the title above it, its headings, the prose before."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from kg.passes.members.coordinating_names import Name, in_heading, is_bare, is_coordinating, mentions
from kg.passes.names.kinds import is_group
from kg.structure.model import Instrument

_LOOK_ABOVE = 8  # paragraphs above a list in which prose names its body
_LOOK_FOR_TITLE = 120  # … and in which its title stands (the list itself may be long)
_LOOK_BELOW = 40  # paragraphs of a list, one or two for each member
_SUBJECT = 4  # characters in front of the body that a paragraph begins with
_REACH = 60  # characters of a name in front of its short form
_NAMES_BEFORE = 40  # full names in front of a bare one among which the one meant is looked for
_HEAD = 2  # characters by which a bare name and the full one must end alike
_SHORT = re.compile(
    r"[（(](?:以下|下)?(?:统一)?简称[:：]?[“\"]?(?P<short>[^“”\"（）()，,。；;]{2,16})[”\"]?[）)]"
)
_POST = re.compile("(?:常务|第一|专职)?副?(?:主任|书记|组长|主席|委员)(?!由|为|：|:)")
_LEVELS = frozenset("国省市县区州旗盟镇乡")
_AT_THE_SPOT = ("现场指挥部", "前方指挥部")
_NO_TITLE_ENDS = tuple("。；：:，）)日")


class Bodies:
    """The coordinating bodies an instrument names, in order, found once."""

    def __init__(self, instrument: Instrument) -> None:
        self._instrument = instrument
        self._all = [m for m in mentions(instrument.text, 0, len(instrument.text)) if not is_group(m.text)]
        self._short: dict[str, str] = {}
        self._meant: dict[str, str] = {}  # what bare names stand for, where the instrument says so
        if "简称" in instrument.text:
            self._short = dict(_introduced(instrument.text))
            self._meant = _bare_names(instrument.text)
            self._all = sorted((*self._all, *self._under_short_names()), key=lambda m: m.start)
        self._starts = [m.start for m in self._all]
        self._full: dict[str, list[Name]] = {}  # by their last characters; bare names left out
        for name in self._all:
            if not is_bare(name.text):
                self._full.setdefault(name.text[-_HEAD:], []).append(name)
        self._above: dict[int, str | None] = {}
        self._title = self._in_title()

    @property
    def short_names(self) -> tuple[str, ...]:
        """Give the short names that the instrument introduces."""
        return tuple(self._short)

    def said(self, start: int, end: int) -> list[Name]:
        """Give the names printed in ``text[start:end]``."""
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end)
        return [name for name in self._all[first:last] if name.end <= end]

    def above(self, index: int) -> str | None:
        """Give the body a list in paragraph ``index`` belongs to.

        The title above it, its headings and the prose before it say so; without any of these it is the body the
        instrument's title names.
        """
        if index not in self._above:
            self._above[index] = self._find_above(index)
        return self._above[index]

    def below(self, index: int) -> str | None:
        """Give the body that the text below a list takes up by its bare name, in the same section: 领导小组下设办公室."""
        paragraphs = self._instrument.paragraphs
        section = paragraphs[index].section
        for paragraph in paragraphs[index + 1 : index + 1 + _LOOK_BELOW]:
            if paragraph.section != section:
                return None
            for name in self.said(paragraph.start, paragraph.end):
                if name.start - paragraph.body <= _SUBJECT and is_bare(name.text):
                    return name.text
        return None

    def in_full(self, short: str) -> str | None:
        """Give the body that the instrument introduces a short name for: …指挥部（以下简称县森防指）."""
        return self._short.get(short)

    def resolved(self, name: str, index: int) -> str:
        """Give the name that paragraph ``index`` uses in full for a bare one; other names stand as printed.

        市指挥部 is the one command of the city that the instrument names, where it is the only one.
        """
        if not is_bare(name):
            return self._of_level(name) or name
        if name in self._meant:
            return self._meant[name]
        found = self._nearest(name, index)
        if found.endswith(name):
            return found
        # 推进委员会 is none of the committees named nearer that end in 委员会 alone
        full = self._full.get(name[-_HEAD:], [])
        at = bisect_left(full, self._instrument.paragraphs[index].start, key=lambda n: n.start)
        before = (n.text for n in reversed(full[max(0, at - _NAMES_BEFORE) : at]) if n.text.endswith(name))
        return next(before, found)

    def _of_level(self, name: str) -> str | None:
        level, bare = name[:1], name[1:]
        if level not in _LEVELS or not is_bare(bare):
            return None
        named = {
            full.text
            for full in self._full.get(name[-_HEAD:], [])
            if full.text.endswith(bare) and level in full.text[: -len(bare)] and full.text != name
        }
        named = {text for text in named if not text.endswith(_AT_THE_SPOT)}
        return named.pop() if len(named) == 1 else None

    def _nearest(self, name: str, index: int) -> str:
        head = name[-_HEAD:]
        paragraph = self._instrument.paragraphs[index]
        full = self._full.get(head, [])
        at = bisect_left(full, paragraph.start, key=lambda n: n.start)
        if at < len(full) and full[at].start < paragraph.end:
            return full[at].text
        above = self.above(index)
        if above is not None and above.endswith(head) and not is_bare(above):
            return above
        return full[at - 1].text if at > 0 else above or name

    def _under_short_names(self) -> Iterator[Name]:
        """Find where the short names stand that the instrument introduces; each is a mention of its body."""
        for short, full in self._short.items():
            for match in re.finditer(re.escape(short), self._instrument.text):
                yield Name(full, *match.span())

    def _find_above(self, index: int) -> str | None:
        instrument = self._instrument
        section = instrument.paragraphs[index].section
        bare: str | None = None  # 一、领导小组: which one is said elsewhere
        for at in range(index - 1, max(-1, index - 1 - _LOOK_FOR_TITLE), -1):
            paragraph = instrument.paragraphs[at]
            short = paragraph.end - paragraph.start <= 80
            name = (
                in_heading(instrument.text[paragraph.start : paragraph.end], self._short) if short else None
            )
            if name is not None and not is_bare(name := self._completed(at, name)):
                return name
            bare = bare or name
            if paragraph.section != section:
                break
            if index - at <= _LOOK_ABOVE:
                said = [m for m in self.said(paragraph.start, paragraph.end) if self._is_meant(m)]
                if said:
                    return said[-1].text
        for ancestor in instrument.ancestors(section):
            heading = instrument.sections[ancestor].heading
            name = in_heading(instrument.paragraph_text(heading), self._short)
            if name is not None and not is_bare(name := self._completed(heading, name)):
                return name
            bare = bare or name
        return self._title or bare

    def _is_meant(self, name: Name) -> bool:
        """Tell whether a name says which body is meant: not a short one, nor that of a body in which somebody has a post."""
        return not is_bare(name.text) and _POST.match(self._instrument.text, name.end) is None

    def _in_title(self) -> str | None:
        """关于成立…领导小组的通知."""
        title = self._instrument.header.title
        about = title.find("关于")
        found = mentions(title, about + 2 if about >= 0 else 0, len(title))
        return next((m.text for m in found if not is_bare(m.text)), None)

    def _completed(self, at: int, name: str) -> str:
        """A title broken into two paragraphs: 某责任制 / 工作专班成员名单."""
        if not is_bare(name) or at == 0:
            return name
        above = self._instrument.paragraphs[at - 1]
        text = self._instrument.text[above.start : above.end]
        if above.label is None and 4 <= len(text) <= 60 and not text.endswith(_NO_TITLE_ENDS):
            return text + name
        return name


def _bare_names(text: str) -> dict[str, str]:
    """Give what the bare names stand for that a text introduces for one body: …应急指挥部（以下简称指挥部）."""
    found: dict[str, set[str]] = {}
    for short, full in _short_names(text):
        if is_bare(short):
            found.setdefault(short, set()).add(full)
    return {short: full.pop() for short, full in found.items() if len(full) == 1}


def _introduced(text: str) -> Iterator[tuple[str, str]]:
    """Give the short names that a text introduces for coordinating bodies, with the names in front of them."""
    return ((short, full) for short, full in _short_names(text) if not is_coordinating(short))


def _short_names(text: str) -> Iterator[tuple[str, str]]:
    """Give what is introduced as short for the name of a coordinating body in front of it, with that name."""
    for match in _SHORT.finditer(text):
        begin = max(text.rfind("\n", 0, match.start()), match.start() - _REACH) + 1
        named = mentions(text, begin, match.start())
        if named and named[-1].end == match.start():
            yield match.group("short"), named[-1].text
