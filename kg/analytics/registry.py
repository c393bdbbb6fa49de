"""The reports by name. A new report is one function and one line here."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kg.analytics.compare import compare
from kg.analytics.conflicts import conflicts
from kg.analytics.coordinating_bodies import bodies, bodies_overlap
from kg.analytics.coordination import (
    coordination,
    coordination_communities,
    coordination_pairs,
    coordination_teams,
)
from kg.analytics.coverage import coverage, understood
from kg.analytics.deadlines import deadlines
from kg.analytics.leads import leads
from kg.analytics.legal_bases import legal_bases, legal_chains
from kg.analytics.names import close_names
from kg.analytics.officials import officials
from kg.analytics.orphans import orphans
from kg.analytics.posts import posts
from kg.analytics.profile import profile
from kg.analytics.targets import indicators, targets
from kg.analytics.unresolved import unresolved
from kg.analytics.workload import workload
from kg.errors import UnknownNameError
from kg.table import Table


@dataclass(frozen=True, slots=True)
class Report:
    """A report: its name, what it answers in Chinese and English, its function.

    The function takes the store, the names it is about (``arguments``), and by keyword ``place``, ``instrument``,
    ``top`` and whichever other ``options`` it has. ``sections`` is the column whose values part the rows into tables of
    their own on a terminal; ``after`` names reports that belong below this one there.
    """

    name: str
    zh: str
    en: str
    function: Callable[..., Table]
    sections: str | None = None
    after: tuple[str, ...] = ()

    @property
    def arguments(self) -> tuple[str, ...]:
        """The names that the report must be given, such as that of a body."""
        return tuple(p.name for p in self._parameters() if p.kind is p.POSITIONAL_OR_KEYWORD)[1:]

    @property
    def options(self) -> frozenset[str]:
        """The keywords that the function takes."""
        return frozenset(p.name for p in self._parameters() if p.kind is p.KEYWORD_ONLY)

    def _parameters(self) -> tuple[inspect.Parameter, ...]:
        return tuple(inspect.signature(self.function).parameters.values())


_ALL = (
    Report(
        "leads",
        "各部门牵头、负责、配合的任务数",
        "tasks each body leads, answers for, supports",
        leads,
        "place",
    ),
    Report(
        "officials",
        "各位领导分管的任务与任职",
        "tasks officials oversee, with whom, their posts",
        officials,
        "place",
    ),
    Report(
        "coordination",
        "各部门在协作网络中的位置",
        "each body's place in the network of shared tasks",
        coordination,
        "place",
        ("coordination-communities",),
    ),
    Report(
        "coordination-communities",
        "协作网络中的部门群",
        "communities of bodies that share tasks",
        coordination_communities,
        "place",
    ),
    Report(
        "coordination-pairs",
        "共同承担任务的两个部门",
        "pairs of bodies that share tasks",
        coordination_pairs,
        "place",
    ),
    Report(
        "coordination-teams",
        "多次共同承担任务的一组部门",
        "groups of bodies that share several tasks",
        coordination_teams,
        "place",
    ),
    Report("workload", "各部门各月到期的节点", "milestones due per body and month", workload, "place"),
    Report(
        "targets", "量化指标台账", "ledger of quantified targets, and who answers for them", targets, "place"
    ),
    Report(
        "indicators",
        "同一指标在各地各年的数值",
        "the same indicator across places and years",
        indicators,
        "indicator",
    ),
    Report("deadlines", "即将到期与已过期的节点和指标", "what is due next, and what is overdue", deadlines),
    Report(
        "legal-bases", "被引用最多的文件", "instruments cited most, repealed ones among them", legal_bases
    ),
    Report("legal-chains", "各文件的依据及其依据", "legal bases through the levels", legal_chains),
    Report("bodies", "领导小组等议事协调机构", "leading groups: size, chair, members", bodies, "place"),
    Report(
        "bodies-overlap",
        "成员重叠的议事协调机构",
        "coordinating bodies that share members",
        bodies_overlap,
        "place",
    ),
    Report(
        "posts", "某日的任职，或某段时间的任免", "who holds which post on a day; changes in a period", posts
    ),
    Report(
        "orphans",
        "无人牵头的任务、无人负责的指标",
        "tasks without lead, targets nobody answers for",
        orphans,
        "place",
    ),
    Report(
        "profile", "某个部门、人员或文件的一切", "all about a body, person or instrument", profile, "name"
    ),
    Report("compare", "两地或两年的异同", "two places or two years: what only one has", compare, "kind"),
    Report("coverage", "未能理解的文字", "text that was not understood", coverage, after=("understood",)),
    Report("understood", "各文件理解的比例", "share of each instrument that was understood", understood),
    Report("conflicts", "相互矛盾的记载", "statements that contradict each other", conflicts),
    Report(
        "unresolved", "可能相同而未合并的名称", "names that may be the same and were kept apart", unresolved
    ),
)
REPORTS: Mapping[str, Report] = {report.name: report for report in _ALL}


def report_named(name: str) -> Report:
    """Give a report by name.

    Raises:
        UnknownNameError: there is no such report; names close ones, all of them where none is.
    """
    try:
        return REPORTS[name]
    except KeyError:
        close = close_names(name, REPORTS) or list(REPORTS)
        raise UnknownNameError("report", name, close) from None
