"""Rejoin hard-wrapped lines into logical paragraphs.

Text pulled out of PDF breaks lines in mid-word, at page ends, and between the cells of tables; a blank line says
nothing. What does say something: a label opens a paragraph; an open bracket or 《 holds it together; a line as
wide as its neighbours goes on; a line that stops early after a full stop ends it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kg.language.data import alternation, load
from kg.structure.labels import BULLETS
from kg.structure.line_labels import labels_of
from kg.structure.lines import width
from kg.structure.margins import Margin, margins_of
from kg.structure.model import Label, LabelKind, Line
from kg.structure.numbers import numbers_title

_TERMINAL = frozenset("。；;！!？?：:")
_OPEN = "（(〔[【［{"
_CLOSE = "）)〕]】］}"
_BRACKET = re.compile(r"[（(〔\[【［{）)〕\]】］}]")
_ENDS = _TERMINAL | frozenset(_CLOSE + "”")
_SOFT = frozenset("、，,（(《〈“‘—－-/")
_SENTENCE_MARKS = re.compile("[，。；、,]")
_PAGE = 120  # columns that no line of a printed page has
_CUT_OFF = 24  # columns of a line that may stop in the middle of a sentence
_LONG = 60  # columns of a line that no cell of a table has
_DEEP = 6  # columns: deeper than the first line of a paragraph
_SHORT = 20  # columns of a line above such a one that is a heading, not a part of the sentence
_INDENT = (
    4  # columns by which the first line of a paragraph is indented (GB/T 9704), often lost in extracted text
)
_ROLE_LABELS = tuple(label for labels in load("roles")["labels"].values() for label in labels)
# how the labels of fields may be broken over two lines: what stands on the second by what stands on the first
_BROKEN_LABELS = {
    tail: tuple(label.removesuffix(tail) for label in _ROLE_LABELS if label.endswith(tail) and label != tail)
    for tail in {label[at:] for label in _ROLE_LABELS for at in range(1, len(label))}
}
_MAX_LABEL = 10
_OPEN_FIELD = re.compile(rf"(?:{'|'.join(_ROLE_LABELS)})[：:]$")  # the names stand on the next line
_NAMES_FIELD = re.compile(rf"[—－–-]{{0,3}}(?:{'|'.join(_ROLE_LABELS)})[：:][^：:]*[、；;]")
_LISTED_NAMES = re.compile(
    "[\u4e00-\u9fff（）、；;]{1,60}(?<=[局委办厅部府室会社院心司街乡镇队站处所）团行校门位])"
)
_MIN_FIELD = 64  # columns of a line of names that may be broken in the middle of one
_NAME_ENDS = re.compile(
    rf"(?:{alternation('bodies', 'endings')}|{alternation('posts', 'titles')}|同志|人员|等|[）)])$"
)
_HEADS = ("负责同志", "负责人", "领导同志")
_MAX_OPEN = 400  # characters an unclosed clause bracket may hold a paragraph together
_MAX_TITLE = 120  # the same for an unclosed 《
_MAX_ASIDE = 24  # the same for a bracket about something else
_CLAUSE_WORD = re.compile("牵头|会同|责任|负责|配合|单位|主办|协办|参与|部门[：:]|领导[：:]")
# 张  三  某局局长 or 张三 某局局长, perhaps after 组 长：
_ROSTER = re.compile(
    r"(?:-\s)?(?:[\u4e00-\u9fff]\s{0,20}){1,6}[:：]\s*[\u4e00-\u9fff](?:\s{0,4}[\u4e00-\u9fff]){1,3}\s+[\u4e00-\u9fff]{2}"
    r"|(?:-\s)?[\u4e00-\u9fff](?:\s{1,4}[\u4e00-\u9fff]|[\u4e00-\u9fff]{1,3})\s+[\u4e00-\u9fff]{2}[^，。；]{1,60}$"
)
# 组长：…, 成员：…, 责任单位：…, 完成时限：… open a line of their own
_FIELD = re.compile(
    r"(?:[—－–-]{1,3}\s?)?(?:[\u4e00-\u9fff]\s{0,20}){1,9}(?:长|员|导|任|位|门|限|间|人|关|挥|单|书|辑|法|源|准|标|施|责|组|会|局|室|部|委|办|院|中心)\s{0,2}[:：]"
    # … and those of the minutes of a meeting
    r"|(?:主\s{0,4}持|参\s{0,4}加|出\s{0,4}席|列\s{0,4}席|缺\s{0,4}席|请\s{0,4}假|记\s{0,4}录|地\s{0,4}点|议\s{0,4}题|分\s{0,4}送|协\s{0,4}助)\s{0,2}[:：]"
)
_GAP = re.compile(r"(?<=\S)\s{2,}(?=\S)")
_DATE = re.compile(
    r"(?:(?:19|20)\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日|[一二][\d〇零○Ｏ一二三四五六七八九]{3}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日)\s*"
)
_TABLES = ("名单", "一览表", "分工表", "任务表", "分解表", "清单", "台账")  # how what a table is called ends
_NOTE = re.compile(r"[（(].{0,40}(?:公开|印发|联系电话|联系人).{0,40}[）)]")
# what cannot begin a paragraph: it goes on, whatever the line before looks like
# … a value behind the verb that says where something is to stand
_LEVEL_END = re.compile(
    "(?:降|升|增|提高|减少|压减|压缩|控制|稳定|保持|下降|上升|增加)[到至在]$|达到?$|不(?:低于|少于|超过|高于)$|分别为$|[%％][和与及]$"
)
_VALUE = re.compile("[0-9][0-9.,]*(?:[%％‰万亿]|[\u4e00-\u9fff])")
_NO_BEGINNING = re.compile("[，、；。：）)〕》”％%]|之一|等(?:[，、。]|部门|单位)")
_STARTER = re.compile(
    rf"[-•]\s|[{BULLETS}]|附[:：]|附\s?件\s?[:：]|第[一二三四五六七八九十]阶段|[任免]\s?[命去职]\s?[:：]"
)
# the first characters of what the patterns above match: a set is asked before a pattern is tried
_STARTING = frozenset("-•附第12一二任免" + BULLETS)
_NOT_STARTING = frozenset("，、；。：）)〕》”％%]之等")
_MARKED_BEGINNINGS = _STARTING | _NOT_STARTING | frozenset("（(")
_GAP_OR_COLON = re.compile(r"[\s:：]")
_ISSUER = re.compile(rf"[\u4e00-\u9fff（）()\s]{{2,40}}(?:{alternation('structure', 'issuer_endings')})")
# a responsibility clause closes what it governs
_CLAUSE_END = re.compile(
    r"[（(〔\[【［{][^（()）〔〕\[\]【】［］{}]{0,300}(?:牵头|责任|负责|配合|主办|协办|参与)[^（()）〔〕\[\]【】［］{}]{0,300}[）)〕\]】］}]$"
)
# 甲局、乙局： opens an entry of a duty list
_ENTRY = re.compile(
    rf"[\u4e00-\u9fff、（）()\s]{{1,80}}?(?:{alternation('bodies', 'endings')})(?:[（(][^（）()]{{2,30}}[）)])?[：:]"
)
# （甲局、乙局 …, （甲局等部门，…: a bracket that begins with a list of bodies
_NAMES = re.compile(
    rf"[\u4e00-\u9fff]{{1,30}}?(?:{alternation('bodies', 'endings')})(?:[（(<][^（）()<>]{{2,20}}[）)>])?"
    r"(?:等[\u4e00-\u9fff]{0,6})?[、，,]"
)
_OFFICE = re.compile(
    "(?:[\u4e00-\u9fff]{0,20}(?:领导小组|工作小组|指挥部|委员会|联席会议|专班)(?:下设)?)?办公室[，,]?(?:设在|设于|在)|(?:成员|组员|委员)(?:单位)?(?:主要)?由"
)
_GO_ON = frozenset("的和与及在对为将于并或以向从把被")  # no sentence ends so
_CHARGED = re.compile("[：:](?:负责|承担|协助|配合|做好|组织|指导)[^。；;：:]{4,}(?<![作等）)])$")
_CLOSED = re.compile("(?:负责|配合|牵头|落实|参与)$")  # a clause whose bracket was forgotten
_DECIDED = (
    0.7  # share of a label kind's lines from which all of that kind are read as sentences, or as headings
)


def groups(lines: Sequence[Line]) -> list[tuple[list[Line], Label | None, int]]:
    """Group printed lines into paragraphs.

    Returns:
        For each paragraph its lines, its label (or None), and the number of characters of the first line that
        the label takes.
    """
    labels = labels_of(lines)
    plain = [not _GAP_OR_COLON.search(line.text) for line in lines]
    margins = margins_of(lines)
    headings, sentences = _kinds_by_use(lines, labels, margins)
    signatures = _signatures(lines)
    indent = _flush(lines) + _INDENT
    result: list[tuple[list[Line], Label | None, int]] = []
    state = _Open(headings, sentences)
    for i, line in enumerate(lines):
        label, taken = labels[i]
        indented = abs(line.indent - indent) <= 1
        # 各区人民政府： opens like a duty, but what the first paragraph addresses are the recipients
        addressed = len(result) == 1 and result[0][0][-1].text[-1] in "：:"
        if (
            result
            and not indented
            and not addressed
            and (
                (label is None and plain[i] and state.runs_on(line))
                or state.continues(
                    line,
                    label,
                    plain=plain[i],
                    opens=i in signatures
                    or (label is None and not all(plain[i : i + 2]) and _opens_entry(lines, i)),
                )
            )
        ):
            result[-1][0].append(line)
        else:
            result.append(([line], label, taken))
            state.begin(label, line, plain=plain[i])
        state.take(line, margins[i])
    return result


def paragraphs_of(lines: Sequence[Line]) -> list[tuple[list[Line], Label | None, int]]:
    """Take every line for a paragraph, as formats that keep paragraphs give them; the result is as of :func:`groups`."""
    labels = labels_of(lines)
    return [([line], label, taken) for line, (label, taken) in zip(lines, labels, strict=True)]


def _flush(lines: Sequence[Line]) -> int:
    """Give the indentation of lines that go on, where the text kept it; else one that no line is measured by.

    It is the smallest that more than a few lines share; full lines at it show that text was wrapped there.
    """
    indents = Counter(line.indent for line in lines)
    common = min((indent for indent, count in indents.items() if count * 10 >= len(lines)), default=0)
    return common if indents[common] < len(lines) else -2 * _INDENT


def _opens_entry(lines: Sequence[Line], i: int) -> bool:
    """Tell whether a duty-list entry begins at a line; its names may run on to the next line."""
    text = lines[i].text
    if not _has_colon(text):
        if text[-1] in _TERMINAL:
            return False
        following = lines[i + 1].text if i + 1 < len(lines) else ""
        if not _has_colon(following):
            return False  # as most lines
        text = f"{text}{following}"
    return _ENTRY.match(text) is not None


def _has_colon(text: str) -> bool:
    return "：" in text or ":" in text


def _last_column(line: Line) -> int:
    """Give the column of the post in a line of a list of members (张  三    某局局长), or 0 for other lines."""
    if not _ROSTER.match(line.text):
        return 0
    gaps = list(_GAP.finditer(line.text))
    return line.indent + width(line.text[: gaps[-1].end()]) if gaps else 0


def _signatures(lines: Sequence[Line]) -> frozenset[int]:
    """Give the lines of signers: names of bodies above a date that stands alone."""
    found = set()
    for i, line in enumerate(lines):
        if line.width <= 36 and _DATE.fullmatch(line.text):
            found.add(i)
            for j in range(i - 1, max(-1, i - 40), -1):
                if not _ISSUER.fullmatch(lines[j].text):
                    break
                found.add(j)
    return frozenset(found)


def _kinds_by_use(
    lines: Sequence[Line], labels: Sequence[tuple[Label | None, int]], margins: Sequence[Margin]
) -> tuple[frozenset[LabelKind], frozenset[LabelKind]]:
    """Give the label kinds that number headings and those that number sentences in this instrument.

    Judged by the lines that are not full: a heading stops without a mark, a sentence with one.
    """
    total: Counter[LabelKind] = Counter()
    ended: Counter[LabelKind] = Counter()
    for line, (label, _), margin in zip(lines, labels, margins, strict=True):
        if label is None or margin.is_full(line):
            continue
        total[label.kind] += 1
        ended[label.kind] += line.text[-1] in _TERMINAL or line.text[-1] in "）)"
    headings = frozenset(kind for kind, count in total.items() if ended[kind] * 2 < count)
    sentences = frozenset(
        kind for kind, count in total.items() if count >= 4 and ended[kind] >= _DECIDED * count
    )
    return headings, sentences


def _breaks_label(above: str, below: str) -> bool:
    """Tell whether the label of a field is broken over two lines (配合 / 单位：)."""
    colon = below.find("：", 0, _MAX_LABEL)
    if colon <= 0:
        return False
    return above.endswith(_BROKEN_LABELS.get(below[:colon], ()))


class _Open:
    """The paragraph being assembled, and whether the next line belongs to it."""

    def __init__(self, headings: frozenset[LabelKind], sentences: frozenset[LabelKind]) -> None:
        self._headings = headings
        self._sentences = sentences
        self._label: Label | None = None
        self._text = ""
        self._last: Line | None = None
        self._full = False
        self._room = False
        self._lines = 0
        self._paragraphs = 0
        self._length = 0  # characters of the paragraph so far
        self._unclosed: list[int] = []  # where its open brackets stand
        self._field = False  # the paragraph began with 成员：, 责任单位： …
        self._after_item = False  # the paragraph before ended with ；
        self._column = 0  # where the post stands in the line of a member's list, or 0

    def begin(self, label: Label | None, line: Line, *, plain: bool) -> None:
        """Begin another paragraph with a line; ``plain``: no white space and no colon stand in it."""
        self._paragraphs += 1
        self._after_item = self._text.endswith(("；", ";"))
        self._label, self._text, self._lines = label, "", 0
        self._length, self._unclosed = 0, []
        self._field = not plain and _has_colon(line.text) and _FIELD.match(line.text) is not None
        self._column = 0 if plain else _last_column(line)

    def take(self, line: Line, margin: Margin) -> None:
        text = line.text
        for mark in _BRACKET.finditer(text):
            if mark.group() in _OPEN:
                self._unclosed.append(self._length + mark.start())
            elif self._unclosed:
                self._unclosed.pop()  # kinds of brackets may be mixed up
        self._length += len(text)
        self._text = (self._text + text)[-_MAX_OPEN:]
        self._last, self._full = line, line.width >= margin.full
        self._room = margin.edge > 0 and margin.leaves_room(line, 0 if self._lines else _INDENT)
        self._lines += 1

    def runs_on(self, line: Line) -> bool:
        """Tell whether an unlabelled plain line surely goes on with a full line before it, as most do.

        It asks only what rules out every other answer of :meth:`continues`.
        """
        return (
            self._full
            and not self._is_caption_of(line)
            and not numbers_title(self._text, line.text)
            and line.text[0] not in _MARKED_BEGINNINGS
            and self._text[-1] not in _ENDS
            and self._last is not None
            and "\t" not in self._last.text
            and not (self._field and self._text.endswith(_HEADS))
        )

    def continues(self, line: Line, label: Label | None, *, plain: bool, opens: bool) -> bool:
        """Tell whether a line belongs to the open paragraph.

        ``plain``: no white space and no colon stand in it. ``opens``: it looks like the opening of another.
        """
        last = self._last
        if last is None or "\t" in line.text or "\t" in last.text:
            return False
        if self._is_caption_of(line) or numbers_title(self._text, line.text):
            return False
        if self._inside_bracket() and (
            label is None or (label.kind is LabelKind.ARABIC and not _CLOSED.search(self._text))
        ):
            return True
        end = last.text[-1]
        if label is None and not plain and _breaks_label(last.text, line.text):
            return True
        if line.text[0].isdecimal() and _VALUE.match(line.text) and _LEVEL_END.search(last.text):
            return True  # …死亡率分别降至 / 3.0‰、5.0‰
        if opens and (end in _ENDS or not self._full or _DATE.fullmatch(line.text)):
            return False
        if label is not None:
            # 控制在 / 7.25/10万以下: a number at the start of a line that goes on is no label
            number = label.kind in (LabelKind.DECIMAL, LabelKind.ARABIC)
            if self._field and label.kind is LabelKind.ARABIC and _NAME_ENDS.search(last.text):
                return False  # 牵头单位：甲局、乙局 / 2.推进改革: a list of names that fills its line
            return number and self._full and end not in _ENDS and not self._is_heading()
        first = line.text[0]
        if first in _STARTING and (_STARTER.match(line.text) or _DATE.fullmatch(line.text)):
            return False
        if (self._field or end in "任长员记") and _OFFICE.match(line.text):
            return False  # 成员：…某局局长某某, 各镇镇长 / 领导小组办公室设在甲局, 成员由甲局组成
        if self._column and abs(line.indent - self._column) <= 2 and end not in "。；;：:":
            return True  # a member's post goes on below itself
        if first in _NOT_STARTING and end not in _TERMINAL and _NO_BEGINNING.match(line.text):
            return True
        if (first in "（(" and _NOTE.fullmatch(line.text)) or (
            self._text[0] in "（(" and _NOTE.fullmatch(self._text)
        ):
            return False
        if not plain and (_ROSTER.match(line.text) or _FIELD.match(line.text)):
            if self._field and _NAME_ENDS.search(last.text):
                return False
            return self._full and end not in _TERMINAL and not _ROSTER.match(last.text)
        if end in "：:" and _OPEN_FIELD.search(last.text):
            return True
        if end in "：:" and _ENTRY.fullmatch(self._text):
            return self._paragraphs > 1  # the first ones are the recipients
        if end in _TERMINAL:
            return self._full and not self._room and end not in "：:" and line.width > 8
        if end in _CLOSE and _CLAUSE_END.search(self._text):
            return False
        if self._field and last.text.endswith(_HEADS):
            return False  # 成员：甲局、乙局主要负责同志
        if self._full or end in _SOFT:
            return True
        if _DATE.fullmatch(last.text) or _ROSTER.match(last.text):
            return False
        if plain and (last.width >= _MIN_FIELD or end in _GO_ON) and _CHARGED.search(self._text):
            return True  # 甲局：负责加强对预防措施的 / 宣传教育: an entry of a list of duties, cut off
        if self._field:  # a name broken in the middle at the right margin
            if _NAME_ENDS.search(last.text):
                return False
            return last.width >= _MIN_FIELD or self._names_go_on(line)
        if self._label is None:
            if line.width > _PAGE and not line.indent and last.indent >= _DEEP:
                return False  # a whole paragraph on one line, below the entry of a list
            cut_off = self._after_item or (
                last.width >= _CUT_OFF and bool(_SENTENCE_MARKS.search(self._text))
            )
            return cut_off and (self._after_item or end not in "）)")
        if self._label.kind in self._headings:
            return "。" in self._text
        if line.width > _PAGE and last.width <= _SHORT and not _SENTENCE_MARKS.search(last.text):
            return False  # a whole paragraph on one line, below its heading
        if last.width >= _LONG and "。" in self._text and _SENTENCE_MARKS.search(line.text):
            return end not in _ENDS  # a long line cut in the middle of a sentence
        if "。" in self._text[:-1] and last.width >= _CUT_OFF and end not in _ENDS:
            return True  # a heading with its text behind it, cut off in the middle
        return self._label.kind in self._sentences and end not in "）)"

    def _is_caption_of(self, line: Line) -> bool:
        """Tell whether the paragraph is what a table is called whose first heading stands on a line."""
        return (
            line.width <= _SHORT and self._text.endswith(_TABLES) and not _SENTENCE_MARKS.search(self._text)
        )

    def _names_go_on(self, line: Line) -> bool:
        """Tell whether a line of nothing but names goes on with a field of names that broke off inside one."""
        return _NAMES_FIELD.match(self._text) is not None and _LISTED_NAMES.fullmatch(line.text) is not None

    def _is_heading(self) -> bool:
        return self._label is not None and self._label.kind in self._headings and "。" not in self._text

    def _inside_bracket(self) -> bool:
        text = self._text
        opened = len(text) - (self._length - self._unclosed[-1]) if self._unclosed else -1
        if opened >= 0:
            if len(text) - opened <= _MAX_ASIDE or _CLAUSE_WORD.search(text, opened):
                return True
            return _NAMES.match(text, opened + 1) is not None
        title = text.rfind("《")
        return title >= 0 and title > text.rfind("》") and len(text) - title <= _MAX_TITLE
