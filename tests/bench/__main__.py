"""``make bench``: prints a table of measures and ratios and writes them to ``build/bench.json``.

A section is a module of this package with a function ``measure`` that yields rows; name some to run only these.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import platform
import sys
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path

from tests.bench.rows import Row

SECTIONS = ("ratio", "building", "queries", "reports", "scaling")
OUT = Path("build/bench.json")


def main() -> None:
    """Runs the sections."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=", ".join(SECTIONS))
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    if unknown := set(options.sections) - set(SECTIONS):
        parser.error(f"no section {', '.join(sorted(unknown))}; there are {', '.join(SECTIONS)}")
    rows: list[Row] = []
    print(f"{'':52} {'value':>10} {'':18} {'ratio':>8}  against / goal")
    for section in options.sections or SECTIONS:
        if find_spec(f"tests.bench.{section}") is None:
            print(f"{section}: not there")
            continue
        for row in importlib.import_module(f"tests.bench.{section}").measure():
            rows.append(row)
            print(line(row), flush=True)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    machine = {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "processors": os.cpu_count(),
    }
    data = {"machine": machine, "rows": [asdict(row) for row in rows]}
    options.out.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
    print(f"written to {options.out}", file=sys.stderr)


def line(row: Row) -> str:
    """A row as it is printed."""
    ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
    value = f"{row.value:,.0f}" if row.value >= 100 else f"{row.value:.3g}"
    name = f"{row.section}: {row.name}"
    what = " ".join(filter(None, (row.against, row.goal and f"[goal {row.goal}]")))
    return f"{name:52} {value:>10} {row.unit:18} {ratio:>8}  {what}".rstrip()


if __name__ == "__main__":
    main()
