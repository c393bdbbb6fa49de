"""Bytes as text of the kind that the structure and the passes look for, so that every mutation of a byte counts.

A byte below the number of words is a word; the next ones repeat the word before; the highest stands before the two
bytes of any character; the rest, with the byte after it, is a character of a few planes.
"""

from __future__ import annotations

_WORDS = (
    "\n|\n\n|\r\n|\t|  |　　|\f|（|）|(|)|〔|〕|【|】|[|]|《|》|“|”|、|，|。|；|：|:|,|.|…|——|—|-|·|*|•|\u200b|\x00|\u2028"
    "|一、|二、|（一）|（二）|1.|2.|1.1 |（1）|①|第一章|第一条|第十二条第三款|第二节|附件|附件1\n|附件：1.|总则\n|目　录\n|……1\n"
    "|甲市人民政府|甲市乙区人民政府办公室|甲省|乙区|丙县|丁镇|戊街道|市水务局|区财政局|市发展和改革委员会|市发改委|区委宣传部"
    "|市场监管局|各区政府|各镇街|各有关部门|相关单位|领导小组|工作专班|指挥部|办公室|委员会|局|市|区"
    "|关于|印发|的|通知\n|方案|决定|甲政发〔2023〕5号|〔2024〕12号|令|第12号|公报|现印发给你们|根据|依据|按照|废止|修订|同时"
    "|《甲市供水条例》|《甲市供水|该办法|前款|本规定"
    "|牵头|负责|配合|会同|由|牵头单位：|责任单位：|配合单位：|责任人：|分管领导：|主办：|协办：|按职责分工负责|等部门|参与|落实"
    "|不再承担|撤销|移交|除|外|职责：|主要职责|组长：|副组长：|成员：|成员单位：|办公室设在|兼任|主任|局长|副市长|张明|王小红|欧阳华东"
    "|任命|免去|任|职务|同志|姓名|职务\t|序号\t|任务\t|单位\t|时限\t|指标\t|目标值\t"
    "|达到|增长|下降|提高到|不低于|不超过|控制在|翻一番|力争|8%|6.5%左右|5%-6%|1.2万亿元|三点五万|100个|3|2|亩|万元|个百分点|以上|以下"
    "|到2025年|2025年底前|12月底前|2023年3月17日|二〇二三年三月十七日|2024-2026年|三年内|上旬|第三季度|6月|年|月|日|每年|前|完成"
    "|建设|推进|加强|完善|管网改造|供水保障|资金|工作|项目|和|与|及|或|对|将|在|等|其中|分别|13812345678|370102198001011234"
)
WORDS = tuple(_WORDS.split("|"))
_REPEATS = (2, 5, 20, 100)
_FIRST_REPEAT = 240
_ANY = 255
assert len(WORDS) <= _FIRST_REPEAT
_PLANES = (0x4E00, 0x3000, 0x2000, 0xFF00, 0x2E80, 0x0000, 0xE000, 0x20000)


def text_of(data: bytes, longest: int = 6_000) -> str:
    """Gives the text that bytes stand for, cut at a length."""
    parts: list[str] = []
    length, at = 0, 0
    while at < len(data) and length < longest:
        byte = data[at]
        at += 1
        if byte < len(WORDS):
            part = WORDS[byte]
        elif _FIRST_REPEAT <= byte < _FIRST_REPEAT + len(_REPEATS):
            part = (parts[-1] if parts else "") * _REPEATS[byte - _FIRST_REPEAT]
        elif byte == _ANY:
            part = data[at : at + 2].decode("utf-16-be", "replace")
            at += 2
        else:
            low = data[at] if at < len(data) else 0
            at += 1
            part = chr(_PLANES[byte % len(_PLANES)] + low)
        parts.append(part)
        length += len(part)
    return "".join(parts)[:longest]


def bytes_of(text: str) -> bytes:
    """Gives bytes that :func:`text_of` makes a text of; characters beyond the first plane become "？"."""
    by_length = sorted(range(len(WORDS)), key=lambda n: -len(WORDS[n]))
    out = bytearray()
    at = 0
    while at < len(text):
        word = next((n for n in by_length if WORDS[n] and text.startswith(WORDS[n], at)), None)
        if word is None:
            character = text[at] if text[at] <= "\uffff" else "？"
            out += bytes([_ANY]) + character.encode("utf-16-be", "replace")
            at += 1
        else:
            out.append(word)
            at += len(WORDS[word])
    return bytes(out)
