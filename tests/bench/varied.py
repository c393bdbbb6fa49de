"""Corpora of any size in which no document is like another: nothing can be cached away, nothing falls together.

Every copy of the seeds has its own places, document numbers, amounts and subject words, of the same length as the
printed ones; every small document is an instrument of its own. All by the running number: the same on every machine.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

SEEDS = Path(__file__).resolve().parent.parent.parent / "seeds"

_UNITS = "省市区县"
_STEMS = "安宁和平昌盛兴隆瑞祥福泰康永嘉德惠仁义信诚文明武威长青清源江海河川湖泽山岳峰岭林森原野云霞虹"
_SUBJECTS = (
    "气象",
    "健康",
    "残疾",
    "应急",
    "教育",
    "农业",
    "工业",
    "旅游",
    "消防",
    "人才",
    "招商",
    "森林",
    "地震",
)
_NUMBER = re.compile(r"(?<=[〕\]］】]) ?\d{1,3}(?= ?号)")
_ISSUER = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{1,3}(?=政办?(?:发|字))")
# a range stays one: of its two numbers the first has no unit, the second stays
_AMOUNT = re.compile(r"(?<![\d.\-—–~～至])\d+(?=(?:\.\d+)? ?(?:%|万|亿|个|家|人|亩|公里))")


def copies(count: int, *, first: int = 0) -> Iterator[tuple[str, str]]:
    """Yields names and texts of the documents of varied copies of the seeds.

    Args:
        count: how many copies.
        first: running number of the first.
    """
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))}
    for number in range(first, first + count):
        for name, text in texts.items():
            yield f"{number:05d}-{name}", varied(text, number)


def varied(text: str, number: int) -> str:
    """Gives a text with other names, numbers and subjects; as long as it was, with line ends where they were."""
    chance = random.Random(number)
    for old in _places():
        text = text.replace(old, _word(chance, len(old)))
    for old in _SUBJECTS:
        text = text.replace(old, _word(chance, len(old)))
    text = _ISSUER.sub(lambda match: _word(chance, len(match[0])), text)
    text = _NUMBER.sub(lambda match: _digits(chance, match[0]), text)
    return _AMOUNT.sub(lambda match: _digits(chance, match[0]), text)


def _places() -> list[str]:
    """The names of the seeds' places without their level, the longest first; in their order, so that runs agree."""
    sources = tomllib.loads((SEEDS / "sources.toml").read_text(encoding="utf-8"))["source"]
    units = {unit for source in sources for unit in re.findall(rf"([^{_UNITS}]+)[{_UNITS}]", source["place"])}
    return sorted(units, key=lambda unit: (-len(unit), unit))


def _word(chance: random.Random, length: int) -> str:
    return "".join(chance.choices(_STEMS, k=length))


def _digits(chance: random.Random, old: str) -> str:
    digits = old.strip()
    new = str(chance.randint(10 ** (len(digits) - 1), 10 ** len(digits) - 1))
    return old.replace(digits, new)


_BODIES = (
    "财政局",
    "教育局",
    "水务局",
    "发改局",
    "民政局",
    "卫健局",
    "农业农村局",
    "应急局",
    "文旅局",
    "司法局",
)
_WORKS = (
    "建设节水设施",
    "修缮校舍",
    "改造管网",
    "整治河道",
    "培训骨干",
    "排查隐患",
    "发放补助",
    "公开办事指南",
)
_CLASSES = ("民政部门", "卫生健康部门", "财政部门", "教育主管部门")
_TOWNS = ("镇", "街道办事处")


def small_documents(count: int, *, places: int = 40) -> Iterator[tuple[str, str]]:
    """Yields names and texts of single instruments: of districts of several cities, citing each other.

    Args:
        count: how many.
        places: number of districts they are of.
    """
    chance = random.Random(count)
    cities = [_word(chance, 2) + "市" for _ in range(max(1, places // 8))]
    districts = sorted({(chance.choice(cities), _word(chance, 2) + "区") for _ in range(places)})
    for number in range(count):
        city, district = districts[number % len(districts)]
        yield f"{number:07d}.txt", _small(chance, number, city, district)


def _small(chance: random.Random, number: int, city: str, district: str) -> str:
    year = 2020 + number % 5
    subject = _word(chance, 3)
    one, two, three = (f"区{body}" for body in chance.sample(_BODIES, 3))
    cited = f"{city[:-1]}政发〔{year - 1}〕{chance.randint(1, 200)}号"
    paragraphs = (
        f"根据《{city}人民政府关于加强{subject}工作的意见》（{cited}），现通知如下。",
        f"{chance.choice(_WORKS)}。（牵头单位：{one}；责任单位：{two}、{chance.choice(_CLASSES)}）",
        f"{chance.choice(_WORKS)}。（责任单位：{three}、{_word(chance, 2)}{chance.choice(_TOWNS)}、各镇街）",
        f"到{year + 2}年，{subject}覆盖率达到{chance.randint(50, 99)}%以上。",
        f"{two}负责经费保障。{three}负责督促检查。",
        f"成立{subject}工作领导小组，办公室设在{one}。",
    )
    chosen = sorted(chance.sample(range(len(paragraphs)), 2))
    text = "\n".join(f"{numeral}、{paragraphs[place]}" for numeral, place in zip("一二", chosen, strict=True))
    return f"""{city}{district}人民政府
关于做好{subject}工作的通知
{district[:-1]}政发〔{year}〕{number}号

各镇人民政府，区直各部门：
{text}

{city}{district}人民政府
{year}年{number % 12 + 1}月{number % 27 + 1}日
"""
