"""The shape of the package: imports run one way, modules stay small, no name of the seeds stands in it."""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Collection, Iterator
from pathlib import Path

import networkx as nx
import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "kg"
MODULES = sorted(PACKAGE.rglob("*.py"))
MAX_LINES = 400

# What a package may import of kg besides itself and what is free for all.
FREE = {"", "errors", "evidence", "facts", "language", "table", "privacy", "processes", "uncollected"}
ORDER = [
    "sources",
    "structure",
    "passes",
    "extract",
    "resolve",
    "graph",
    "build",
    "analytics",
    "export",
    "spark",
    "serve",
    "cli",
    "__main__",
]


def part_of(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return "" if first == "__init__.py" else first.removesuffix(".py")


def imported_parts(source: str, package: str = "kg") -> Iterator[str]:
    """The parts of kg that a module imports anywhere, function bodies included."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative import: write the full name, it can be checked"
            module = node.module or ""
            names = [f"{module}.{alias.name}" for alias in node.names] if module == package else [module]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        for name in names:
            if name.split(".")[0] == package:
                yield [*name.split("."), ""][1]


def allowed(part: str, other: str) -> bool:
    if other in FREE or other == part or other.startswith("__"):
        return True
    if part in FREE or other not in ORDER or part not in ORDER:
        return False
    return ORDER.index(other) < ORDER.index(part)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_run_one_way(path: Path) -> None:
    part = part_of(path)
    wrong = [other for other in imported_parts(path.read_text(encoding="utf-8")) if not allowed(part, other)]
    assert not wrong, f"{path.relative_to(ROOT)} imports kg.{wrong[0]}: order is {' -> '.join(ORDER)}"


def imported_modules(source: str, known: Collection[str]) -> Iterator[str]:
    """The known modules that a module imports when it runs; what only a type checker reads is left out."""
    tree = ast.parse(source)
    for branch in [node for node in ast.walk(tree) if isinstance(node, ast.If)]:
        if isinstance(branch.test, ast.Name) and branch.test.id == "TYPE_CHECKING":
            branch.body = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield from {inner if inner in known else node.module} & set(known)
        elif isinstance(node, ast.Import):
            yield from {alias.name for alias in node.names} & set(known)


def test_no_module_imports_itself_by_way_of_others() -> None:
    names = {
        ".".join(p.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): p for p in MODULES
    }
    imports = nx.DiGraph(
        {name: set(imported_modules(path.read_text(encoding="utf-8"), names)) for name, path in names.items()}
    )
    assert imports.number_of_edges() > 500
    assert [sorted(c) for c in nx.strongly_connected_components(imports) if len(c) > 1] == []


def test_packages_of_passes_import_one_another_one_way() -> None:
    names = {
        ".".join(p.relative_to(ROOT).with_suffix("").parts): p for p in (PACKAGE / "passes").glob("*/*.py")
    }
    used = nx.DiGraph()
    for name, path in names.items():
        package = name.split(".")[2]
        for other in imported_modules(path.read_text(encoding="utf-8"), names):
            if other.split(".")[2] != package:
                used.add_edge(package, other.split(".")[2])
    assert {"names", "tables", "targets"} <= set(used)
    assert nx.is_directed_acyclic_graph(used), list(nx.find_cycle(used))


def test_the_check_sees_a_wrong_import() -> None:
    source = "def f():\n    from kg.graph.store import open_store\n    from kg import facts\n"
    assert list(imported_parts(source)) == ["graph", "facts"]
    assert not allowed("passes", "graph")
    assert not allowed("analytics", "export")
    assert allowed("passes", "facts")
    assert allowed("export", "graph")


def test_modules_stay_small() -> None:
    paths = [*MODULES, *sorted((ROOT / "tests").rglob("*.py"))]
    long = {str(p.relative_to(ROOT)): n for p in paths if (n := p.read_bytes().count(b"\n")) > MAX_LINES}
    assert not long, f"modules over {MAX_LINES} lines: {long}"


def text_files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in {".py", ".toml", ".cfg", ".html", ".js", ".css", ".rq", ".ttl"}:
            yield path


def seed_places() -> set[str]:
    """The names of the seeds' places, each also without its level (甲市乙区 gives 甲市, 乙区, 甲 …)."""
    import tomllib

    manifest = tomllib.loads((ROOT / "seeds" / "sources.toml").read_text(encoding="utf-8"))
    names: set[str] = set()
    for source in manifest["source"]:
        for unit in re.findall(r"[^省市区县]+[省市区县]", source["place"]):
            names |= {unit, unit[:-1]}
    return names


def test_no_place_of_the_seeds_in_the_code() -> None:
    places = seed_places()
    assert len(places) >= 6
    with (ROOT / "ontology" / "divisions.csv").open(encoding="utf-8") as rows:
        provinces = {row["name"] for row in csv.DictReader(rows) if not row["parent"]}
    assert len(provinces) > 30
    found = []
    for path in (path for folder in (PACKAGE, ROOT / "ontology") for path in text_files(folder)):
        text = path.read_text(encoding="utf-8")
        # A table that names all provinces of the country names these too: data, not a rule.
        known = provinces if sum(name in text for name in provinces) > 30 else set()
        found += [
            f"{path.relative_to(ROOT)}: {place}"
            for place in sorted(places)
            if place in text and place not in known | {name[:-1] for name in known}
        ]
    assert not [f for f in found if not f.startswith("kg/language/divisions")]
