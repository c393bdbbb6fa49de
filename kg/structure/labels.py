"""The numbers in front of headings and paragraphs, in full and half width."""

from __future__ import annotations

import re

from kg.structure.model import Label, LabelKind

_CN = "[一二三四五六七八九十百零〇]"
_LABEL = re.compile(
    r"[-·•●◆]?[ \u3000]?(?:"
    rf"(?P<chapter>第{_CN}{{1,4}}[编章]|第[ ]?\d{{1,2}}[ ]?[编章])[ \u3000]?"
    rf"|(?P<division>第{_CN}{{1,4}}节)[ \u3000]?"
    rf"|(?P<article>第{_CN}{{1,5}}条|第[ ]?\d{{1,3}}[ ]?条)[ \u3000]?"
    rf"|(?P<chinese>{_CN}{{1,4}}[、．.])[ \u3000]?"
    rf"|(?P<chinese_paren>[（(][ ]?{_CN}{{1,4}}[ ]?[）)])[、．.]?[ \u3000]?"
    r"|(?P<decimal>[0-9０-９]{1,2}(?:[.．][ ]?[0-9０-９]{1,2}){1,4}[.．]?"
    r"(?=[ \u3000]*[^\d\s.．%％‰、，。~～\-—万亿元个家项倍年月日米公平人/])[ \u3000]?)"
    r"|(?P<plain>[0-9０-９]{1,2}[ \u3000]+(?=[\u4e00-\u9fff]))"
    r"|(?P<arabic>[0-9０-９]{1,3}[ ]?[.．、](?![0-9０-９%])[ \u3000]?)"
    r"|(?P<arabic_paren>[（(][ ]?[0-9０-９]{1,3}[ ]?[）)][、．.]?[ \u3000]?|[0-9０-９]{1,2}[）)](?=[\u4e00-\u9fff]))"
    r"|(?P<circled>[①-⑳][ \u3000]?)"
    r"|(?P<annex>附[ \u3000]{0,2}(?:件|表|录|图)[ \u3000]?(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})?"
    r"(?:[-—][0-9]{1,2})?[ \u3000]?[:：]?[ \u3000]?$)"
    r")"
)
_KINDS = {
    "chapter": LabelKind.CHAPTER,
    "division": LabelKind.DIVISION,
    "article": LabelKind.ARTICLE,
    "chinese": LabelKind.CHINESE,
    "chinese_paren": LabelKind.CHINESE_PAREN,
    "decimal": LabelKind.DECIMAL,
    "plain": LabelKind.DECIMAL,
    "arabic": LabelKind.ARABIC,
    "arabic_paren": LabelKind.ARABIC_PAREN,
    "circled": LabelKind.CIRCLED,
    "annex": LabelKind.ANNEX,
}
_FIRST = frozenset("-·•●◆第一二三四五六七八九十（(0123456789０１２３４５６７８９①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳附")


def read_label(text: str) -> tuple[Label | None, int]:
    """Read the label at the start of a stripped line.

    Returns:
        The label (or None) and how many characters it takes. A ``plain`` number such as ``1 总则`` reads as a
        decimal label of depth 1; whether the instrument numbers its parts that way is for the caller to judge.
    """
    if not text or text[0] not in _FIRST:
        return None, 0
    match = _LABEL.match(text)
    if match is None or match.lastgroup is None:
        return None, 0
    group = match.lastgroup
    printed = match.group(group).strip()
    depth = 1 + len(re.findall(r"[.．](?=[ ]?[0-9０-９])", printed)) if group == "decimal" else 1
    return Label("".join(printed.split()), _KINDS[group], depth), match.end()
