"""The numbers in front of headings and paragraphs, in full and half width."""

from __future__ import annotations

import re

from kg.structure.model import Label, LabelKind

_CN = "[一二三四五六七八九十百零〇]"
# what follows a number that a sentence quotes: 第三条规定, 第三条第二款, 第三章的
_QUOTED = f"(?:规定|第{_CN}{{1,3}}[款项条]|之[一二三]|的|和第|及第|至第|、|所称|所列)"
# 二、三级医院 and 一、二、三产业 are no labels; 三、一季度 is one: what is counted together ascends
_RANKED = "(?:[级类]|产业|季度|、)"
_DIGITS = "一二三四五六七八九十"
_NEXT = "|".join(f"(?<={digit}[、．.])[{_DIGITS[n + 1 :]}]" for n, digit in enumerate(_DIGITS[:-1]))
_UNITS = "(?:小时|分钟|美元|欧元|千瓦|千克|毫米|厘米)"
# 12 月底, 3 个, 15 家: a count, not the number of a part (3 人员保障, 4 处置措施)
_COUNTED = (
    "(?:年(?!度)|月(?!度|报)|日(?!常)|个(?!人|体|性)|家(?!庭)|项(?!目)|名(?!录|单|称)|人(?![员才民口力事工群])|户(?!籍|外)|处(?![置理罚])"
    "|条(?!例|件)|类(?!别)|台(?!账)|次(?!生)|支(?!持|撑|部)|分(?![工级类析布])|[倍元万亿座套辆所批岁吨米份张篇千]|平方|公[里顷斤]|小时)"
)
# 5.2 万元, 3.5公里: a measure, not the number of a part (5.2 人员保障, 2.3.1公安局, 4.1项目组)
_MEASURED = (
    "(?:[万亿元倍米吨版亩辆岁克]|年(?![度终报])|月(?![度报])|日(?!常)|个(?![人体性])|家(?![庭属长禽畜电])|项(?!目)|公[里顷斤分亩升]|平[方米]"
    "|人(?![员才民口力事工群大防社武])|户(?![籍外]))"
)
_LABEL = re.compile(
    r"[-·•●◆]?[ \u3000]?(?:"
    rf"(?P<chapter>第{_CN}{{1,4}}(?:[编章]|部分)|第[ ]?\d{{1,2}}[ ]?[编章])(?!{_QUOTED})[ \u3000]?"
    rf"|(?P<division>第{_CN}{{1,4}}节)(?!{_QUOTED})[ \u3000]?"
    rf"|(?P<article>第{_CN}{{1,5}}条|第[ ]?\d{{1,3}}[ ]?条)(?!{_QUOTED})[ \u3000]?"
    rf"|(?P<chinese>{_CN}{{1,4}}[ ]?[、．.](?!(?:{_NEXT}){_CN}{{0,2}}{_RANKED}))[ \u3000]?"
    rf"|(?P<chinese_paren>[（(][ ]?{_CN}{{1,4}}[ ]?[）)]|[㈠-㈩])[、．.]?[ \u3000]?"
    rf"|(?P<decimal>[0-9０-９]{{1,2}}(?:[.．][ ]?[0-9０-９]{{1,2}}){{1,4}}[.．]?"
    rf"(?=[ \u3000]*[^\d\s.．%％‰、，。~～\-—/])(?![ \u3000]*(?:{_UNITS}|{_MEASURED}))[ \u3000]?)"
    rf"|(?P<plain>[0-9０-９]{{1,2}}[ \u3000]+(?=[\u4e00-\u9fff])(?!{_COUNTED}))"
    r"|(?P<arabic>[0-9０-９]{1,3}[ ]?[.．、](?:(?![0-9０-９%])|(?=(?:19|20)\d\d[ ]?[年—-]|1?\d[ ]?月))[ \u3000]?|[⒈-⒛][ \u3000]?)"
    r"|(?P<arabic_paren>[（(][ ]?[0-9０-９]{1,3}[ ]?[）)][、．.]?[ \u3000]?"
    r"|[0-9０-９]{1,2}[）)](?=[“《]?[\u4e00-\u9fff]|[0-9]{1,4}[\u4e00-\u9fff])|[⑴-⒇][ \u3000]?)"
    r"|(?P<circled>[①-⑳][ \u3000]?)"
    rf"|(?P<named>(?:项目|任务|行动|工程|举措|实事|事项)[ ]?(?:{_CN}{{1,3}}|[0-9]{{1,2}})[：:][ \u3000]?(?=[“《\u4e00-\u9fff]))"
    r"|(?P<annex>附[ \u3000]{0,2}(?:件|表|录|图)[ \u3000]?(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})?"
    r"(?:[-—][0-9]{1,2})?[ \u3000]?[:：]?[ \u3000]?$)"
    r")"
)
_POINT = re.compile("[.．](?=[ ]?[0-9０-９])")
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
    "named": LabelKind.CHINESE_PAREN,
    "annex": LabelKind.ANNEX,
}
BULLETS = "●◆■▲★◎◇►▶"
"""Marks in front of the items of a list without numbers."""

# … and a dash, where words follow at once: ——甲局：负责…
_BULLET = re.compile(rf"[{BULLETS}]\s{{0,3}}(?=\S)|(?:[—－─]{{1,2}}|--)\s{{0,3}}(?=[\u4e00-\u9fff“])")
_FIRST = frozenset(
    BULLETS
    + "项任行工举实事-·•—－─第一二三四五六七八九十（(0123456789０１２３４５６７８９①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰"
    + "⑱⑲⑳附㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
)


def read_label(text: str) -> tuple[Label | None, int]:
    """Read the label at the start of a stripped line.

    Returns:
        The label (or None) and how many characters it takes, or a mark such as ◆ in its place. A ``plain`` number
        such as ``1 总则`` reads as a decimal label of depth 1; whether the instrument numbers its parts that way is
        for the caller to judge.
    """
    if not text or text[0] not in _FIRST:
        return None, 0
    match = _LABEL.match(text)
    if match is None or match.lastgroup is None:
        bullet = _BULLET.match(text)
        return None, bullet.end() if bullet else 0
    group = match.lastgroup
    printed = match.group(group).strip()
    depth = 1 + len(_POINT.findall(printed)) if group == "decimal" else 1
    return Label("".join(printed.split()), _KINDS[group], depth), match.end()
