"""The reports by name. A new report is one function and one line here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from kg.analytics.coverage import coverage, understood
from kg.analytics.leads import leads
from kg.errors import UnknownNameError
from kg.table import Table

if TYPE_CHECKING:
    from kg.graph.store import GraphStore


class ReportFunction(Protocol):
    """What all reports take."""

    def __call__(
        self, store: GraphStore, *, place: str | None, instrument: str | None, top: int | None
    ) -> Table:
        """Give the report's rows."""


@dataclass(frozen=True, slots=True)
class Report:
    """A report: its name, what it answers in Chinese and English, its function.

    ``sections`` is the column whose values part the rows into tables of their own on a terminal; ``after`` names a
    report that belongs below this one there.
    """

    name: str
    zh: str
    en: str
    function: ReportFunction
    sections: str | None = None
    after: str | None = None


REPORTS: Mapping[str, Report] = {
    report.name: report
    for report in (
        Report(
            "leads",
            "各部门牵头、负责、配合的任务数",
            "tasks each body leads, answers for, supports",
            leads,
            "place",
        ),
        Report("coverage", "未能理解的文字", "text that was not understood", coverage, after="understood"),
        Report("understood", "各文件理解的比例", "share of each instrument that was understood", understood),
    )
}


def report_named(name: str) -> Report:
    """Give a report by name.

    Raises:
        UnknownNameError: there is no such report; names the ones there are.
    """
    try:
        return REPORTS[name]
    except KeyError:
        raise UnknownNameError("report", name, list(REPORTS)) from None
