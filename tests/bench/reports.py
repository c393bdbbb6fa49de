"""Every report that needs no arguments, the HTML pages, and the exports that take longest, in this process."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterator

from kg.analytics.registry import REPORTS
from kg.export.html.page import write_html
from kg.export.html.views.registry import VIEWS
from tests.bench.rows import Row
from tests.bench.seeds import seeds_store


def _seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def measure() -> Iterator[Row]:
    """Milliseconds of the clock; a page also tells its size."""
    with seeds_store() as store:
        whole = 0.0
        for name, report in REPORTS.items():
            if report.arguments:
                continue
            options = {"lang": "en"} if "lang" in report.options else {}
            took = _seconds(lambda report=report, options=options: report.function(store, **options))  # type: ignore[misc]
            whole += took
            yield Row("reports", f"kg report {name}", took * 1000, "ms")
        yield Row("reports", "all of them", whole, "s")
        for name, view in VIEWS.items():
            if view.needs_focus:
                continue
            out = io.BytesIO()
            took = _seconds(lambda out=out, name=name: write_html(store, out, view=name))  # type: ignore[misc]
            yield Row(
                "html",
                f"kg export html --view {name}",
                took * 1000,
                "ms",
                f"{len(out.getvalue()) / 1e6:.1f} MB",
            )
