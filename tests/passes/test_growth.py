"""Every pass takes time in proportion to the text, whether it stands in one paragraph, one line or thousands of them."""

from __future__ import annotations

import time
from types import SimpleNamespace

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from kg.passes.component import INSTRUMENT
from kg.passes.pipeline import load_pipeline
from kg.sources.model import SourceText
from kg.structure.instruments import read_instruments
from kg.uncollected import uncollected

HEAD = (
    "甲县人民政府关于印发有关工作方案的通知\n甲政发〔2024〕6号\n各有关单位：\n"
    "现将有关工作方案印发给你们，请认真落实。\n甲县人民政府\n2024年3月5日\n甲县2024年重点工作方案\n"
)
TABLE = f"{HEAD}序号 任务 牵头单位 责任单位 完成时限\n"
SHORT, LONG = 3_000, 12_000
NOTHING = 0.03  # seconds: faster than this at the long size is linear
MAX_RATIO = 9  # linear gives 4, quadratic 16
MEASURED = 6  # times at most, where time looks steep

UNITS = {
    "clauses": "推进示范区建设（牵头单位：县发改局，责任单位：县财政局、县住建局）。",
    "carried": "推进示范区建设，由县发改局牵头，县财政局、县住建局配合，6月底前完成。",
    "duties": "县财政局要加强监管，县发改局应当做好规划，县住建局负责建设；",
    "targets": "新建学校36所，覆盖率达到95%，增加值增长7%，",
    "names": "县财政局、",
    "members": "成员：张三、李四，",
    "headings": "责任领导 ",
    "separators": "、",
    "spaced": "王建国 2个  6月：完成 县财政局  ",
}


@pytest.fixture(scope="module")
def pipeline() -> Language:
    return load_pipeline(disable=["spans"])


@uncollected
def seconds(pipeline: Language, text: str) -> dict[str, float]:
    """Processor time of every pass, the better of two."""
    best: dict[str, float] = {}
    for _ in range(2):
        for instrument in read_instruments(SourceText("made_up.txt", text, "0", "utf-8")):
            doc = pipeline.make_doc("")
            doc._.facts, doc._.gaps = [], []
            doc.user_data[INSTRUMENT] = instrument
            for name, component in pipeline.pipeline:
                begin = time.process_time()
                doc = component(doc)
                taken = time.process_time() - begin
                best[name] = min(best.get(name, taken), taken)
    return best


def layouts(unit: str, length: int) -> dict[str, str]:
    """The unit again and again: in one paragraph, in one line of a table, as lines, rejoined lines, items, with fields."""
    count = length // len(unit)
    return {
        "paragraph": f"{HEAD}{unit * count}\n",
        "line": f"{TABLE}{unit * count}\n",
        "lines": TABLE + f"{unit}\n" * count,
        "printed": HEAD
        + "".join(f"{n}.{unit}\n" for n in range(1_000, 1_000 + count)),  # no labels: one paragraph
        "numbered": HEAD + "".join(f"{n % 90 + 1}.{unit}\n" for n in range(count)),
        "fields": TABLE + f"（一）{unit}\n责任单位：县财政局\n" * (count // 4),
    }


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS.keys())
def test_time_grows_with_the_text(pipeline: Language, unit: str) -> None:
    slow = []
    for (layout, short), long in zip(layouts(unit, SHORT).items(), layouts(unit, LONG).values(), strict=True):
        slow += [
            f"{name}: {ratio:.0f} times as long for {LONG // SHORT} times the text ({layout})"
            for name, ratio in too_steep(pipeline, short, long).items()
        ]
    assert not slow, "\n".join(slow)


def too_steep(pipeline: Language, short: str, long: str) -> dict[str, float]:
    """Give the passes whose time grows faster than the text, and how many times as long they take.

    What looks steep is measured again, and the best time of each length counts: a neighbour that takes the machine's
    cache while the long text is read makes that one time long, but not every one.
    """
    after = seconds(pipeline, long)
    before: dict[str, float] = {}
    steep: dict[str, float] = {}
    for _ in range(MEASURED):
        if max(after.values()) < NOTHING:
            return {}
        before = best_of(before, seconds(pipeline, short))
        steep = {
            name: taken / before[name]
            for name, taken in after.items()
            if taken > NOTHING and taken > MAX_RATIO * before[name]
        }
        if not steep:
            break
        after = best_of(after, seconds(pipeline, long))
    return steep


def best_of(some: dict[str, float], others: dict[str, float]) -> dict[str, float]:
    return {name: min(taken, some.get(name, taken)) for name, taken in others.items()}


def test_what_grows_with_the_square_is_seen(pipeline: Language) -> None:
    def of_pairs(doc: Doc) -> Doc:
        some = doc.user_data[INSTRUMENT].text[::8]
        sum(one == other for one in some for other in some)
        return doc

    slow = SimpleNamespace(make_doc=pipeline.make_doc, pipeline=[("of_pairs", of_pairs)])
    assert too_steep(slow, *(layouts(UNITS["names"], length)["paragraph"] for length in (SHORT, LONG)))
