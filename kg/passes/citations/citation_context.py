"""What the words around a named instrument say: is it drawn up here, is it the legal basis, is it repealed."""

from __future__ import annotations

import re

from kg.facts import Relation
from kg.language.data import alternation, load, words
from kg.passes.words.past_parts import past_sections
from kg.structure.model import Instrument

_DATA = load("citations")
_MAKE = alternation("citations", "drawing_up")
_DRAWING_UP = re.compile(
    rf"(?:{_MAKE})(?:并(?:{_MAKE}))?(?:好|实施|完善)?(?:年度|新的|相关|相应|本级|全(?:区|市|县|省|州|盟|旗|国|镇|乡))?$"
)
_DRAFT = re.compile(rf"(?:[（(][\d—－–\-年]{{4,12}}[）)])?(?:等)?(?:{alternation('citations', 'drafts')})")
_DONE = re.compile(
    rf"(?:{'|'.join(sorted(_DATA['done_subjects'], key=len, reverse=True))})(?:联合|共同|正式|率先)?$"
)
# 于11月10日前将《年度总结》报省某办: what is to be written and handed in
_HANDED_IN = re.compile("(?<!现)将$")
_TO_REPORT = re.compile(
    "(?:[和及与、]?《[^《》]{2,60}》)*[^。；，《]{0,24}?(?:报送?|上报|呈报|提交|交)(?!告|批)"
)
# 1月3日，某部出台《…》; 日前，某部联合8部门印发《…》: news of what exists
_TOLD = re.compile(r"近日|日前|近期|\d月\d{1,2}日[，,]?")
_BY_BODY = re.compile(
    rf"(?:{alternation('structure', 'issuer_endings')})(?:近日|日前)?(?:联合\d{{0,2}}[\u4e00-\u9fff]{{0,8}})?$"
)
_LOOK_BACK = re.compile("|".join(_DATA["look_back"]))
_KINDS = frozenset(words("structure", "kinds")) | {"建议", "纲领"}
_NO_INSTRUMENT = tuple(_DATA["no_instrument"])
_PLEDGES = tuple(_DATA["pledges"])
_OF_A_YEAR = re.compile("20\\d\\d年|年度")
_BASIS = re.compile("|".join(_DATA["basis"]))
_BASIS_BEFORE = re.compile(rf"(?:{'|'.join(_DATA['basis'])})(?:国家|省|市|区|县|现行|新|、){{0,12}}$")
_BASIS_AFTER = re.compile("|".join(_DATA["basis_after"]))
_SELF_MADE = re.compile(
    rf"(?:{alternation('citations', 'self_verbs')})了?(?:{alternation('citations', 'self_made')})"
    r"(?!地|区|级|部门|单位|行业|辖|系统|乡|镇|街道|领域)"  # 制定本地规划 is not this document
    rf"|{alternation('citations', 'self_endings')}"
    r"|(?:编制|制定)(?:。|，(?=是|主要|明确|阐明))"
)
_REQUIRED = re.compile(r"(?:的?(?:要求|规定|精神|部署))?[，,](?:建立|制定|编制|构建|设立|成立|结合)")
# 为贯彻落实《…》，… and 根据《…》，… begin the sentence by which a document opens
_OPENS_WITH_BASIS = re.compile(
    r"(?:为了?[^。；《》]{2,80}?[，,])?"  # what it is for
    rf"(?:现|经研究，)?(?:为了?)?(?:进一步|深入|全面|认真|切实)*(?:{alternation('citations', 'opening_basis')})"
)
_GOES_ON = re.compile(rf"[^。；]{{0,200}}[，,][^。；]{{0,200}}?(?:{alternation('citations', 'acts')})")
_DRAFT_TITLE = re.compile(rf"[（(](?:{alternation('citations', 'draft_marks')})[）)]$")
_BASIS_HEADING = re.compile(rf"(?:{alternation('citations', 'basis_headings')})[。：:]?$")
# more titles of the same list, with their numbers
_TITLE = "《[^《》]{2,160}(?:《[^《》]{2,100}》[^《》]{0,60})?》"
_MORE_TITLES = (
    rf"(?:(?:{alternation('citations', 'joiners')})?{_TITLE}(?:[（(][^（）()]{{2,60}}[）)]){{0,2}}){{0,20}}"
)
# …，原《某法》已废止 says what somebody else has done; 修订《甲办法》，废止《乙规定》 repeals the second
_REPEALED = re.compile(
    rf"{_MORE_TITLES}[^。；《]{{0,60}}(?<!已)(?<!已经)(?:{alternation('citations', 'repeals')})(?!的|了?《)"
)
# 2012年印发的《甲办法》，2010年县某局印发的《乙规定》同时废止: of each when or by whom it was issued
_ISSUED = ("印发的", "发布的", "公布的", "下发的", "转发的", "出台的", "制定的", "颁布的")
_REPEALED_TOO = re.compile(
    rf"(?>(?:{alternation('citations', 'joiners')})?[^，。；《》]{{2,40}}?(?:{'|'.join(_ISSUED)}){_TITLE}"
    rf"(?:[（(][^（）()]{{2,60}}[）)])?){{1,20}}[^。；《]{{0,20}}(?<!已)(?<!已经)(?:{alternation('citations', 'repeals')})"
)
_REPEALING = re.compile(rf"(?:{alternation('citations', 'repeals')})(?:下列|以下|了)?(?:文件)?[:：]?$")
# 决定…，修改《甲办法》等2件: what a decision says of them one after the other
_AMENDING = re.compile("(?<![未要应])(?:修改|修订)《?$")
_SOME = re.compile("(?:[（(][^（）()]{2,60}[）)])?等?[0-9一二三四五六七八九十百]{0,4}[件部个项]")
_AMENDED = re.compile(rf"[^。；]{{0,60}}(?:{alternation('citations', 'amends')})")
# a decision on amendments goes through its instruments: 删去《…》第八条第四项。 / 《…》第九条修改为：“…”
_AMENDING_TITLE = re.compile("(?:修改|修订|修正)")
_AMENDED_HERE = re.compile("(?:将|对|把|删去|删除|在)?《?")
_ARTICLE = re.compile(
    "(?:[（(][^（）()]{2,60}[）)])?(?:的)?(?:第[一二三四五六七八九十百零0-9]{1,6}[条章项]|名称|标题|附件|附表)"
)
# 制定《甲条例》实施细则, 出台《甲意见》配套措施: what is to be drawn up carries it out
_CARRIED_OUT_BY = re.compile(
    "(?:[（(][^（）()]{2,40}[）)])?(?:的|年度|贯彻|落实|相关|有关|具体)*"
    "(?:(?:实施)?(?:细则|方案|办法|意见|规则)(?![《（(、编制])|配套(?:措施|政策|文件|制度|办法|规定|法规|方案|细则|规章))"
)
_SHORT = re.compile(r"(?:以下|下文|下称|以下统一)?简?称(?:为)?[:：]?[“\"]?[\u4e00-\u9fff]{0,6}$")
_JOINERS = tuple(sorted(_DATA["joiners"], key=len, reverse=True))
_STOPS = "。；;！？\n\t"
_REACH = 600  # characters of a sentence that are looked at on either side


def sentence(text: str, start: int, end: int, floor: int, ceiling: int) -> tuple[int, int]:
    """Give the bounds of the sentence around ``text[start:end]`` inside ``floor:ceiling``."""
    low = max(floor, start - _REACH)
    begin = max((text.rfind(stop, low, start) for stop in _STOPS), default=-1) + 1
    high = min(ceiling, end + _REACH)
    stops = [p for p in (text.find(stop, end, high) for stop in _STOPS) if p >= 0]
    return max(begin, low), (min(stops) + 1 if stops else high)


def defines_short_name(before: str) -> bool:
    """Tell whether the text before a title introduces it as a short name (以下简称《…》)."""
    return bool(_SHORT.search(before[-24:])) and "称" in before[-12:]


def is_no_instrument(title: str) -> bool:
    """Tell whether a title names a form, a newspaper, a contract or a draft, or only a kind of document (《方案》)."""
    if title.endswith(_PLEDGES) and _OF_A_YEAR.search(title):
        return False  # what was pledged for one year is laid down in it
    return title in _KINDS or title.endswith(_NO_INSTRUMENT) or _DRAFT_TITLE.search(title) is not None


def is_drawn_up(before: str, after: str, looks_back: bool) -> bool:
    """Tell whether the instrument is still to be made: 制定《…》, 《…》编制工作.

    Args:
        before: the sentence up to the list of titles this one stands in.
        after: the text behind that title.
        looks_back: the part of the document reports on what was done, so that what was made exists.
    """
    if _BASIS_BEFORE.search(before[-12:]):
        return False  # 根据《…》编制: made by it, not made
    if _DRAFT.match(after) or (_HANDED_IN.search(before[-4:]) and _TO_REPORT.match(after)):
        return True
    verb = _DRAWING_UP.search(before[-30:])
    if verb is None or looks_back or _CARRIED_OUT_BY.match(after):
        return False
    subject = before[-30:][: verb.start()]
    if subject.endswith("关于") and _BASIS.search(before):
        return False  # 按照甲政府关于印发《…》（甲政发〔2023〕2号）的要求: how it was sent out
    return not _DONE.search(subject) and not (_TOLD.search(before) and _BY_BODY.search(subject))


def looks_back(instrument: Instrument, section: int) -> bool:
    """Tell whether a section stands in a part that reports on the past (发展基础, 工作成效)."""
    if section in past_sections(instrument):
        return True
    for index in instrument.ancestors(section):
        heading = instrument.sections[index].heading
        text = instrument.paragraph_text(heading)[:30]
        if _LOOK_BACK.search(text.split("。")[0]):
            return True
    return False


def under_basis_heading(instrument: Instrument, paragraph: int) -> bool:
    """Tell whether a paragraph stands under the heading 编制依据 (or is that heading with its text)."""
    for section in instrument.ancestors(instrument.paragraphs[paragraph].section):
        heading = instrument.sections[section].heading
        first = re.split("[。：:]", instrument.paragraph_text(heading)[:40])[0]
        if _BASIS_HEADING.search(first):
            return True
    return False


def relation(before: str, after: str, listed: str, opening: bool, front: bool = False) -> Relation:
    """Judge by the sentence what the document does with an instrument it names.

    Args:
        before: the sentence up to the title.
        after: the sentence behind the title (and its number).
        listed: the sentence up to the list of titles this one stands in.
        opening: the sentence opens the document or one of its parts: 结合实际 counts there.
        front: it stands in front of all numbered parts: what it begins with (根据《…》，) is the basis of the whole.
    """
    repealed = _REPEALED.match(after)
    # 根据《甲》精神，经研究，决定对下列文件予以废止: by it, not it
    if repealed and not ("，" in repealed.group() and _BASIS_BEFORE.search(listed[-12:])):
        return Relation.REPEALS
    if _REPEALING.search(listed) or (before.endswith(_ISSUED) and _REPEALED_TOO.match(after)):
        return Relation.REPEALS
    if "决定" in listed and _SOME.match(after) and _AMENDING.search(listed):
        return Relation.AMENDS
    if _AMENDED.match(after) and not _BASIS.search(before[-20:]):
        return Relation.AMENDS
    if _SELF_MADE.search(after):
        return Relation.BASIS
    if _BASIS_AFTER.search(after) and "以" in before:
        return Relation.BASIS
    if opening and _BASIS.search(before) and "实际" in after and "结合" in after:
        return Relation.BASIS
    if front and _OPENS_WITH_BASIS.match(listed) and _GOES_ON.match(after):
        return Relation.BASIS
    if before.endswith(("按照", "根据", "依据", "依照")) and _REQUIRED.match(after):
        return Relation.BASIS
    return Relation.MENTIONS


def by_title(title: str, cited: str) -> Relation | None:
    """Judge by the document's own title: 关于修改《…》的决定, 关于废止《…》的通知."""
    at = title.find(cited)
    if at < 0:
        return None
    if title.endswith(("废止", "废止《"), 0, at):
        return Relation.REPEALS
    return Relation.AMENDS if title.endswith(("修改", "修改《", "修订", "修订《"), 0, at) else None


def amended_in(title: str, before: str, after: str) -> bool:
    """Tell whether a decision on amendments, by its own title, changes the instrument at the beginning of a sentence."""
    return bool(_AMENDING_TITLE.search(title) and _AMENDED_HERE.fullmatch(before) and _ARTICLE.match(after))


def before_list(text: str, floor: int, start: int, titles: list[tuple[int, int]]) -> int:
    """Walk back over the titles (with their numbers) that are joined to the one at ``start``.

    Args:
        text: the text of the instrument.
        floor: where the sentence begins.
        start: where the title begins.
        titles: the titles before it, in order.

    Returns:
        Where the list of titles begins.
    """
    for begin, end in reversed(titles):
        if begin < floor or text[end:start] not in ("", *_JOINERS):
            break
        start = begin
    return start
