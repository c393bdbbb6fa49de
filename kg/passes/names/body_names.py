"""Names of bodies in running text, recognised by how they are made and by what stands beside them.

Names are looked up from their end: behind an ending (局, 委, 部门 …) the longest known function is taken, then a level
word or a place in front of it. A name counts only where both its ends are clear: at punctuation, or beside a word
after or before which names stand in official prose. An unclear place is passed by: the next one is as good.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from kg.language.data import load, words
from kg.language.divisions import divisions_by_name
from kg.passes.names.kinds import is_concrete_body, is_name_in_prose

_HAN = "[\u4e00-\u9fff]"
_MAX_NAME = 30
_MAX_UNIT = 15  # characters of the longest name of a division
_MAX_WORD = 8  # characters of the longest word that stands beside names
_HAN_RUN = re.compile(rf"{_HAN}+")
_UNIT = re.compile(rf"{_HAN}{{1,10}}?(?:省|自治区|自治州|自治县|自治旗|特别行政区|地区|市|区|县|旗|盟)")
# words that stand inside no name: a verb or preposition, the end of one name and the beginning of another
_INSIDE = re.compile(
    "[将报向至由兼在被把各]|经(?!济|营|贸|开|费)|上级|两级|派出|抄送|[省市区县](?:委(?!员)|政府)"
    "|相关|有关|关于|以下|转为|分为|局[省市区县]|[部组府局会室委][和及与或]|委办公[室厅].|办公[室厅].+人民政府"
)
_VERBS = frozenset("将报向至由在被把各")  # 报领导小组办公室
_NO_UNIT = re.compile("局|政府|委|办公|关于")
_BRANCH_BELOW = re.compile(r"\n[^\n]{0,6}分局")  # a cell broken in the middle of a name
_CONJUNCTIONS = "和与及或"
_ENDS_OF_BODIES = "局门委办会部室府院联协构队团"
_TOWN = re.compile(rf"{_HAN}{{2,4}}(?:街道|镇|乡)$")


@cache
def _functions() -> tuple[frozenset[str], int]:
    """Known functions as they are printed, and the length of the longest."""
    table = load("abbreviations")["functions"]
    mentions = load("mentions")
    names = {form for full, forms in table.items() for form in (full, *forms)}
    stems = [*load("bodies")["functions"]]
    stems += [name[:-1] for name in table if name.endswith("局")]
    names |= {stem + ending for stem in stems for ending in ("局", *mentions["classes"])}
    names |= set(mentions["organs"])
    # a short form that does not end like a body (区财政) is one in a list only
    endings = (*words("bodies", "endings"), *mentions["organs"])
    names = {name for name in names if name.endswith(endings) and len(name) > 1} | set(mentions["organs"])
    return frozenset(names), max(map(len, names))


@cache
def _lengths() -> Mapping[str, tuple[int, ...]]:
    """The lengths of known functions by their last two characters (or the one they have), the longest first."""
    found: dict[str, set[int]] = {}
    for name in _functions()[0]:
        found.setdefault(name[-2:], set()).add(len(name))
    for ending, lengths in found.items():
        lengths.update(found.get(ending[-1], ()))
    return {ending: tuple(sorted(lengths, reverse=True)) for ending, lengths in found.items()}


@cache
def _ends() -> re.Pattern[str]:
    """The last characters of names; everything else of the text is passed over in one scan."""
    heads = [*load("coordination")["heads"], *load("coordination")["equal"]]
    last = {name[-1] for name in (*_functions()[0], *heads, *words("bodies", "strong_endings"))}
    return re.compile(f"[{''.join(sorted(last))}]")


@lru_cache(maxsize=256)
def _clear_ends(after: frozenset[str]) -> re.Pattern[str]:
    """The last characters of names where a name may end: ``after`` them, at what is no Chinese character, or in themselves."""
    in_themselves = "|".join(f"(?<={re.escape(word)})" for word in _clear_endings())
    return re.compile(
        f"{_ends().pattern}(?:(?![\u4e00-\u9fff])|(?=[{re.escape(''.join(sorted(after)))}])|{in_themselves})"
    )


@cache
def _unit_ends() -> frozenset[str]:
    """The last characters of the names of divisions: most words are ruled out by one look."""
    return frozenset(name[-1] for name in divisions_by_name())


@cache
def _before() -> tuple[str, ...]:
    return tuple(load("mentions")["before"])


@cache
def _after() -> tuple[str, ...]:
    return tuple(load("mentions")["after"])


@cache
def _bare() -> tuple[str, ...]:
    return (*load("mentions")["bare_endings"], *load("mentions")["classes"])


@cache
def _need_prefix() -> frozenset[str]:
    return frozenset(load("mentions")["need_prefix"])


@cache
def _levels() -> tuple[str, ...]:
    """Level words; those of towns stand for all towns of a place, not for one."""
    prefixes = load("jurisdictions")["prefixes"]
    return tuple(word for level, group in prefixes.items() if level != "township" for word in group)


@cache
def _parties() -> tuple[str, ...]:
    return tuple(load("jurisdictions")["words"]["party"])


@cache
def _heads() -> tuple[str, ...]:
    data = load("coordination")
    heads = {head for head in (*data["heads"], *data["equal"]) if head not in {"组", "工作组"}}
    return tuple(sorted(heads, key=lambda head: (-len(head), head)))


@cache
def _not_prefixes() -> tuple[str, ...]:
    return tuple(load("jurisdictions")["words"]["not_prefixes"])


@cache
def _goes_on() -> tuple[str, ...]:
    return tuple(load("mentions")["goes_on"])


@cache
def _clear_endings() -> tuple[str, ...]:
    return tuple(load("mentions")["clear_endings"])


@cache
def _named_ends() -> tuple[str, ...]:
    return (*_heads(), *words("bodies", "strong_endings"), "办")


@cache
def _not_beginnings() -> tuple[str, ...]:
    return (*_not_prefixes(), *load("mentions")["not_names"])


@cache
def _not_endings() -> tuple[str, ...]:
    return tuple(load("mentions")["not_endings"])


@cache
def _not_after() -> tuple[str, ...]:
    return tuple(load("mentions")["not_after"])


@cache
def _not_places() -> frozenset[str]:
    return frozenset(load("jurisdictions")["words"]["not_places"])


class BodyNames:
    """Finds names of bodies in the text of one instrument.

    Args:
        text: the compact text.
        own: texts that name the instrument's own place (issuers, title): their units count as places, too.
    """

    def __init__(self, text: str, own: Sequence[str]) -> None:
        self._text = text
        self._own = frozenset(unit for name in own for unit in _units(name))
        self._places = tuple(self._own)
        self._lengths: dict[tuple[str, bool, bool], int | None] = {}
        # most places are ruled out by one character
        self._before_ends = frozenset(word[-1] for word in _before())
        self._after_begins = frozenset(word[0] for word in (*_after(), *self._places))
        self._unit_ends = _unit_ends().union(unit[-1] for unit in self._own)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """Yield the spans of names, in the order of their ends; a name inside a longer one is left out."""
        text = self._text
        last: tuple[int, int] | None = None
        for match in _clear_ends(self._after_begins).finditer(text):
            end = match.end()
            start = self._start(end)
            if start is None:
                continue
            if last is not None and not (start <= last[0] and end >= last[1]):
                yield last
            last = (start, end)
        if last is not None:
            yield last

    def may_begin(self, start: int) -> bool:
        """Say whether a name may begin here: at punctuation, or behind a word that stands before names."""
        return self._clear_before(self._run_start(start + 1), start)

    def may_end(self, end: int) -> bool:
        """Say whether a name may end here: at punctuation, or before a word that stands behind names."""
        return self._clear_after(end)

    def _start(self, end: int) -> int | None:
        """Where the name that ends here begins; None where none does, or its ends are not clear."""
        text = self._text
        clear = self._clear_after(end)
        if not clear and (not text.endswith(_clear_endings(), 0, end) or text.startswith(_goes_on(), end)):
            return None
        run = self._run_start(end)
        # what is found depends on nothing else, and the same runs come again and again
        key = (text[run:end], clear, self._clear_before(run, run))
        if key not in self._lengths:
            found = self._find(run, end, clear)
            self._lengths[key] = None if found is None else end - found
        length = self._lengths[key]
        return None if length is None else end - length

    def _find(self, run: int, end: int, clear: bool) -> int | None:
        text = self._text
        names = _functions()[0]
        lengths = _lengths()
        for length in lengths.get(text[end - 2 : end]) or lengths.get(text[end - 1], ()):
            start = end - length
            if (
                start >= run
                and text[start:end] in names
                and (found := self._known(run, start, end, clear)) is not None
            ):
                return found
        if clear and text.endswith(_named_ends(), run, end):
            return self._other(run, end)
        return None

    def _run_start(self, end: int) -> int:
        backwards = self._text[max(0, end - _MAX_NAME) : end - 1][::-1]
        run = _HAN_RUN.match(backwards)
        return end - 1 - (run.end() if run else 0)

    def _known(self, run: int, core: int, end: int, clear: bool) -> int | None:
        """A known function: with the place or level word before it, or bare where it is clear without."""
        text = self._text
        name = text[core:end]
        for start in self._clear_starts(run, core):
            if self._is_prefix(text[start:core]):
                return None if text.startswith(_not_prefixes(), start, end) or name == "分局" else start
        if not clear or name in _need_prefix() or not name.endswith(_bare()) or name.startswith("委"):
            return None
        if core > run + 1 and text[core - 1] in _CONJUNCTIONS and text[core - 2] not in _ENDS_OF_BODIES:
            return None  # 文化和旅游局: the conjunction belongs to a longer name
        return core if self._clear_before(run, core) else None

    def _other(self, run: int, end: int) -> int | None:
        """A coordinating body, or a body of no known function with its place or level in front."""
        text = self._text
        starts = self._clear_starts(run, end - 2)
        for start in starts:
            name = text[start:end]
            if (name.startswith(_levels()) or self._begins_with_place(name)) and self._is_one_name(name):
                return start
        if text.endswith(("分局", "大队"), run, end) and self._names_own(text[run:end]):
            return run  # an office named after its authority and its place
        if not text.endswith(_heads(), run, end):
            return None
        strong = tuple(load("mentions")["before_bare"])
        for start in starts:
            if (start == run or text.endswith(strong, run, start)) and self._is_one_name(text[start:end]):
                return start
        return None

    def _names_own(self, name: str) -> bool:
        names, longest = _functions()
        return (
            any(unit[:-1] in name[2:] for unit in self._own if len(unit) > 2)
            and any(name[:stop] in names for stop in range(2, min(longest, len(name) - 1)))
            and is_name_in_prose(name)
        )

    def _is_one_name(self, name: str) -> bool:
        """Whether a run with clear ends is one name and nothing more: no verb and no second name inside."""
        if name.startswith(_not_beginnings()) or name[0] in _VERBS:
            return False
        if _INSIDE.search(name, 1) or name.endswith(_not_endings()):
            return False
        if any(name.count(unit) > 1 for unit in self._own) or self._is_prefix(name.removesuffix("分局")):
            return False
        return is_name_in_prose(name) and is_concrete_body(name)

    def _is_prefix(self, prefix: str) -> bool:
        if prefix in _levels():
            return True
        at = next((len(party) for party in _parties() if prefix.startswith(party)), 0)
        while at < len(prefix):
            stops = range(min(len(prefix), at + _MAX_UNIT), at + 1, -1)
            ends = self._unit_ends
            unit = next(
                (
                    prefix[at:stop]
                    for stop in stops
                    if prefix[stop - 1] in ends and self._is_unit(prefix[at:stop])
                ),
                None,
            )
            if unit is None:
                return at > 0 and bool(_TOWN.fullmatch(prefix, at))
            at += len(unit)
        return True

    def _begins_with_place(self, name: str) -> bool:
        ends = self._unit_ends
        return any(
            name[stop - 1] in ends and self._is_unit(name[:stop]) for stop in range(2, min(len(name) - 1, 12))
        )

    def _is_unit(self, unit: str) -> bool:
        return (unit in self._own or unit in divisions_by_name()) and unit not in _not_places()

    def _clear_starts(self, run: int, stop: int) -> list[int]:
        """Where a name may begin in ``text[run:stop]``, a run of Chinese characters."""
        text, ends = self._text, self._before_ends
        return [
            start
            for start in range(run, stop)
            if (start == run or text[start - 1] in ends) and self._clear_before(run, start)
        ]

    def _clear_before(self, run: int, start: int) -> bool:
        if start == run:  # a conjunction at the end of a line: the name was broken there
            return start == 0 or not ("\u4e00" <= self._text[start - 1] <= "\u9fff" or self._broken(start))
        text = self._text
        return text[start - 1] in self._before_ends and text.endswith(
            _before(), max(run, start - _MAX_WORD), start
        )

    def _broken(self, start: int) -> bool:
        return self._text[start - 1] == "\n" and start > 1 and self._text[start - 2] in _CONJUNCTIONS

    def _clear_after(self, end: int) -> bool:
        text = self._text
        if end >= len(text):
            return True
        if not "\u4e00" <= text[end] <= "\u9fff":
            return text[end] != "\n" or not _BRANCH_BELOW.match(text, end)
        if text[end] not in self._after_begins:
            return False
        if text.startswith(self._places, end):
            return True  # the next name begins: 中共甲市委甲市人民政府
        return text.startswith(_after(), end) and not text.startswith(_not_after(), end)


def _units(name: str) -> Iterator[str]:
    """The units of the place a name begins with: 甲市, 乙区 of 甲市乙区人民政府."""
    at = 0
    while (match := _UNIT.match(name, at)) and not _NO_UNIT.search(match.group()):
        yield match.group()
        at = match.end()
