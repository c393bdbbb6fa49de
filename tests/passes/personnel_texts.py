"""Made-up instruments for the tests of citations, appointments, rosters and coordinating bodies."""

from __future__ import annotations

from kg.sources.model import SourceText
from kg.structure.instruments import read_instruments
from kg.structure.model import Instrument

_SIGNED = "\n\n甲市人民政府办公室\n\n2024年3月5日\n"


def instrument(
    body: str, title: str = "甲市人民政府办公室关于成立甲市消防安全工作领导小组的通知"
) -> Instrument:
    """Read a notice with a number, recipients, the given body and a signature."""
    text = f"{title}\n\n甲政办发〔2024〕3号\n\n各区人民政府，市政府各部门：\n\n{body}{_SIGNED}"
    return read_instruments(SourceText("made-up.txt", text, "0", "utf-8"))[0]


def plan(body: str) -> Instrument:
    """Read a notice that issues 甲市节水行动方案, with the given text of the plan."""
    return instrument(
        f"现将《甲市节水行动方案》印发给你们，请认真贯彻执行。{_SIGNED}\n\n甲市节水行动方案\n\n{body}",
        "甲市人民政府办公室关于印发甲市节水行动方案的通知",
    )
