"""The words of responsibility clauses: labels in front of names (牵头单位：) and verbs behind them (按职责分工负责).

Clauses are read everywhere and mostly hold a few such words in a long list of names. So a search looks for the
characters these words begin with, and only there asks for the whole construction.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.facts import Role
from kg.language.data import by_last, load
from kg.passes.names.kinds import is_concrete_body

_WORDS = load("roles")
LABEL_ROLES: dict[str, Role | None] = {
    word: Role(role) if role != "other" else None
    for role, labels in _WORDS["labels"].items()
    for word in labels
}
"""The role each label gives, None for labels of other fields."""

VERB_ROLES = {word: Role(role) for role, verbs in _WORDS["verbs"].items() for word in verbs}
"""The role each verb gives."""

NOBODY = frozenset(
    ("无", "—", "－", "-", "/", "下同", "以下同", "后同", "余同", "逗号前", "分号前", "顿号前", "句号前")
)
"""What stands where a name could and names nobody: 配合单位：无; （甲局，下同）."""

_PREFIXES, _MANNERS, _OBJECTS = (_WORDS["phrases"][key] for key in ("label_prefix", "manner", "object"))
LAST_WORDS = by_last([*VERB_ROLES, *_OBJECTS])
"""What a clause that ends with a verb ends with, by its last character."""


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


# （责任单位县残联、县民政局）: the colon left out, a name with its level right behind the label
_NO_COLON = (
    r"(?:(?<=单位)|(?<=部门))(?=[省市区县州旗各团镇](?![级直属内里域外下管街])"
    r"(?:应急|[^，,、；;。：:（()）的要应]){1,14}(?:[、，,；;。（(）)]|$))"
)
# 包联领导张三（副县长）: a line of its own
_NO_COLON_PERSON = r"(?<=领导)(?=[\u4e00-\u9fff·]{2,9}[（(][^（()）\n]{2,40}[）)](?:[；;。、\n]|$))"
# 分工：负责教育、卫生工作: a leader's duties, no names
_NO_DUTY = (
    "(?!(?<=分工.)(?:主要|具体|全面)?(?:负责(?!单位|部门|人|同志)|主持|协助|统筹|分管|承担(?!单位|部门)))"
)
# 责任单位及责任人：甲局 张三; 牵头领导及单位：张三 甲局: bodies with their persons
_PERSONS = "(?:主要|直接|具体|第一)?(?:责任人|负责人|责任领导|分管领导|牵头领导|分管负责人|负责同志)"
_BODIES = "(?:责任|牵头|配合|联系)?(?:单位|部门)"
_JOINED = rf"(?P<joined>[及和与、/](?:(?<=[位门].){_PERSONS}|(?<=领导.){_BODIES}|(?<=责任人.){_BODIES}))?"
_JOINED_BESIDE = re.compile(_PERSONS)
# a page break may print the first character of a label twice (责 / 责任单位)
LABEL = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=责)(?=责)|(?<=牵)(?=牵)|(?<=配)(?=配))"
    r"(?:[【〔\[［](?=[^【】〔〕\[\]［］：:]{2,16}[】〕\]］]))?"  # 【牵头单位】甲局
    rf"(?:{_any(_PREFIXES)})?(?P<label>{_any(LABEL_ROLES)}){_JOINED}(?:[（(](?P<beside>[^（）()]{{1,12}})[）)])?"
    rf"(?:[:：]{_NO_DUTY}|[】〕\]］][:：]?|(?<=单位)为|(?<=部门)为|{_NO_COLON}|{_NO_COLON_PERSON})"
)
LIST_END = "(?:等(?:有关|相关)?(?:部门|单位)?)?"
"""The vague end of a list of names (等部门), which tells functions in it from plain words: it belongs to the list."""

LABEL_FIRST = frozenset({word[0] for word in (*_PREFIXES, *LABEL_ROLES)}) | set("【〔[［")
"""The characters labels begin with."""

_LABEL_BEGINS = re.compile(
    rf"[{re.escape(''.join(sorted(LABEL_FIRST)))}]"
    r"(?:(?<![\u4e00-\u9fff].)|(?<=责责)|(?<=牵牵)|(?<=配配))"
)
_LABEL_ENDS = re.compile(
    r"[:：】〕\]］]|为(?<=单位为)|为(?<=部门为)|[省市区县州旗各团镇](?:(?<=单位.)|(?<=部门.))|领导(?=[\u4e00-\u9fff·]{2,9}[（(])"
)

# 甲局牵头（农村公路）；乙局负责（农村供水）: for which part of the task
_PART = (
    r"(?:[（(](?![^（()）]{0,24}(?:牵头|负责|配合|协助|单位|部门|[局委办厅院司][、）)]))"
    r"[\u4e00-\u9fff、]{2,24}[）)](?=[，,；;。]|$))?"
)
_VERB_BEHIND = (
    rf"(?:(?<!政)|(?!协办))(?:(?<!常委)(?<!委员)|(?!会办))(?P<verb>{_any(VERB_ROLES)})(?P<second>{_any(VERB_ROLES)})?(?!制(?!定)|人(?!员)|同志|任|的|单位|部门|领导|机构|高)"
    rf"(?:{_any(_OBJECTS)}){{0,3}}{_PART}(?=[，,；;。、）)\]〕】］\s]|由|会同|[省市区县](?!领导|级|直|长|委书记)|$)"
)
_BARE_VERB = re.compile(_VERB_BEHIND)
_MANNER = rf"(?:[，,]?(?:{_any(_MANNERS)}))"
_VERB = re.compile(rf"{_MANNER}{{0,3}}(?<![（(\[〔]){_VERB_BEHIND}")
_MANNER_BEFORE = re.compile(rf"{_MANNER}{{1,3}}\Z")
_MANNER_ENDS = frozenset(word[-1] for word in _MANNERS)
_COMMA_BEFORE = re.compile(rf"{_MANNER}{{0,2}}[，,]\Z")
_COMMAS = frozenset("，,")
_MAX_MANNER = 3 * (1 + max(map(len, _MANNERS)))
_BRACKETS = frozenset("（([〔")


def label_at(text: str, start: int, end: int) -> re.Match[str] | None:
    """Give the label at the beginning of ``text[start:end]``."""
    return LABEL.match(text, start, end) if text[start : start + 1] in LABEL_FIRST else None


def names_both(label: re.Match[str]) -> bool:
    """Tell whether a label asks for bodies and persons: 责任单位及责任人, 责任单位（责任人）."""
    joined, beside = label["joined"], label["beside"]
    return joined is not None or (beside is not None and _JOINED_BESIDE.fullmatch(beside) is not None)


def may_assign(text: str, start: int, end: int) -> bool:
    """Tell whether a label, a verb or a role in brackets behind a name may stand in ``text[start:end]``."""
    if _LABEL_ENDS.search(text, start, end) is not None or text.find("）", start, end) >= 0:
        return True
    return text.find(")", start, end) >= 0 or next(verbs_in(text, start, end), None) is not None


def labels_in(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Give the labels in ``text[start:end]``, left to right."""
    found: list[re.Match[str]] = []
    if _LABEL_ENDS.search(text, start, end) is None:
        return found
    begins = _LABEL_BEGINS.search(text, start, end)
    while begins is not None:
        label = LABEL.match(text, begins.start(), end)
        if label is not None:
            found.append(label)
        begins = _LABEL_BEGINS.search(text, label.end() if label else begins.start() + 1, end)
    return found


def dashed_label(text: str, start: int, end: int) -> re.Match[str] | None:
    """Give the label of a field that begins with dashes at ``start``: …。——责任单位：甲局."""
    begin = start
    while begin < end and text[begin] in "—－-":
        begin += 1
    return label_at(text, begin, end) if begin > start else None


def verbs_in(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Give the verbs in ``text[start:end]``, each with the words of manner in front and the object behind it.

    What may stand in front of a verb is looked for where a verb stands. That finds the same as a search for both, as
    no verb begins inside a word of manner (some are one: 协同).
    """
    at = start
    while bare := _BARE_VERB.search(text, at, end):
        at = bare.start()
        verb = None
        if at == 0 or text[at - 1] not in _BRACKETS:
            verb = _VERB.match(text, _with_manner(text, start, bare), end)
        if verb is None:
            at += 1
            continue
        yield verb
        at = start = verb.end()


def _with_manner(text: str, start: int, verb: re.Match[str]) -> int:
    """Give where the words of manner in front of a verb begin, or where the verb does."""
    at = verb.start()
    if at == start:
        return at
    before = None
    if text[at - 1] in _MANNER_ENDS:
        before = _MANNER_BEFORE.search(text, max(start, at - _MAX_MANNER), at)
    elif text[at - 1] in _COMMAS and verb.group("second") and verb.group("verb") in _MANNERS:
        before = _COMMA_BEFORE.search(text, max(start, at - _MAX_MANNER), at)  # …，协同参与
    return before.start() if before else at


# 只明确一个部门的，其他有关部门配合，不一一列出，下同
_UNLISTED = re.compile("(?:[，,。；;]|^)(?:只|仅)(?:明确|列出|列)一个(?:牵头)?(?:部门|单位)的[^（）()]*")


def before_unlisted(text: str, start: int, end: int) -> int:
    """Give where a remark on who is not listed begins in ``text[start:end]``, or ``end``: it charges nobody."""
    said = _UNLISTED.search(text, start, end) if text.find("一个", start, end) >= 0 else None
    return said.start() if said else end


_DASH = re.compile("[—－]{1,2}")
_MAX_CLOSING = 300  # characters of a clause without brackets
_MAX_PARTS = 20


def last_parts(text: str, start: int, end: int) -> list[int]:
    """Give the beginning of a sentence and of its last parts, left to right."""
    reach = max(start, end - _MAX_CLOSING)
    parts = [start] if reach == start else []
    parts += [dash.end() for dash in _DASH.finditer(text, reach, end)]
    at = text.find("，", reach, end)
    while at >= 0:
        parts.append(at + 1)
        at = text.find("，", at + 1, end)
    return sorted(parts)[:_MAX_PARTS]


def overseer_by_label(printed: str) -> Role | None:
    """Give the role of a person by what stands in front of the name, the colon left out: 包联领导 | 张某某."""
    return Role.OVERSEER if LABEL_ROLES.get(printed) is Role.OVERSEER else None


_GUIDING = ("指导", "督导", "督办", "督查", "督促", "监督")
_GUIDES = re.compile(f"(?:业务|统筹|加强|做好|协调|跟踪|{'|'.join(_GUIDING)}){{1,4}}$")


def only_guides(printed: str) -> bool:
    """Tell whether an item of a clause names who sees to it that others do the task: 各镇负责，甲局督促指导."""
    return printed.endswith(_GUIDING) and is_concrete_body(_GUIDES.sub("", printed))
