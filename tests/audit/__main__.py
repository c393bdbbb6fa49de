"""``make audit``: known vulnerabilities and the licences of all that is installed for this project.

Exit status 1 for a known vulnerability or a licence that ``licences.toml`` does not allow. Vulnerabilities are looked
up in a service on the network: where it is not to be had, that is said in so many words, and the rest is done.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

RULES = Path(__file__).parent / "licences.toml"
OUT = Path("build/audit.json")
SECONDS = 180
_LONGEST = 60  # characters of a licence's name; longer metadata is its text


@dataclass(frozen=True)
class Licence:
    """What a package says of its licence, and whether the rules allow it."""

    package: str
    version: str
    licence: str
    allowed: bool


def licences(rows: list[dict[str, str]], rules: Mapping[str, Any]) -> list[Licence]:
    """Judges the rows of pip-licenses."""
    names = {name.casefold() for name in (*rules["allowed"], *rules["weak"])}
    found = []
    for row in sorted(rows, key=lambda row: row["Name"].casefold()):
        own = rules["packages"].get(row["Name"])
        stated = own["licence"] if own else _stated(row)
        found.append(Licence(row["Name"], row["Version"], stated, allowed(stated, names)))
    return found


def _stated(row: Mapping[str, str]) -> str:
    """The expression, else the free text where that is a name, else the classifiers."""
    for key in ("License-Expression", "License-Metadata", "License-Classifier"):
        text = row.get(key, "").strip()
        if text and text != "UNKNOWN" and len(text) <= _LONGEST and "\n" not in text:
            return text
    return "UNKNOWN"


def allowed(stated: str, names: set[str]) -> bool:
    """Says whether one of the alternatives has only licences of the given names (in lower case)."""
    plain = re.sub(r"(?<!\S)\(|\)(?!\S)", "", stated) if re.search(r"\s(?:OR|AND)\s", stated) else stated
    return any(
        all(part.strip().casefold() in names for part in re.split(r"\s+AND\s+|[;,]\s*", alternative))
        for alternative in re.split(r"\s+OR\s+", plain)
    )


@dataclass(frozen=True)
class Vulnerabilities:
    """What was found in the packages that could be looked up, and those that could not."""

    found: tuple[str, ...]
    checked: int
    unchecked: tuple[str, ...]


def vulnerabilities(report: Mapping[str, Any], own: str = "kg") -> Vulnerabilities:
    """Reads the report of pip-audit, which passes over packages that its service does not know."""
    rows = [row for row in report["dependencies"] if row["name"] != own]
    return Vulnerabilities(
        found=tuple(_lines(rows)),
        checked=sum("skip_reason" not in row for row in rows),
        unchecked=tuple(row["name"] for row in rows if "skip_reason" in row),
    )


def _lines(rows: list[Mapping[str, Any]]) -> Iterator[str]:
    for row in rows:
        for one in row.get("vulns", ()):
            fixed = ", ".join(one["fix_versions"]) or "none yet"
            yield f"{row['name']} {row['version']}: {one['id']}; fixed in: {fixed}"


def _run(*command: str) -> tuple[str, str]:
    """Runs a module of this Python; gives what it prints and what went wrong, if that was not expected."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", *command], capture_output=True, text=True, check=False, timeout=SECONDS
        )
    except subprocess.TimeoutExpired:
        return "", f"no answer within {SECONDS} seconds"
    return done.stdout, (done.stderr.strip().splitlines() or ["no reason given"])[-1]


def main() -> int:
    """Prints both lists, writes them to ``build/audit.json`` and gives the exit status."""
    printed, problem = _run("piplicenses", "--from=all", "--format=json", "--with-system")
    if not printed:
        print(f"licences: the list could not be made: {problem}", file=sys.stderr)
        return 1
    judged = licences(json.loads(printed), tomllib.loads(RULES.read_text(encoding="utf-8")))
    for one in judged:
        print(
            f"{one.package:28} {one.version:20} {one.licence:52} {'' if one.allowed else 'NOT ALLOWED'}".rstrip()
        )
    refused = [one for one in judged if not one.allowed]
    print(f"licences: {len(judged)} packages, {len(refused)} not allowed by {RULES.name}")

    printed, problem = _run("pip_audit", "--format=json", "--progress-spinner=off")
    known = vulnerabilities(json.loads(printed)) if printed.startswith("{") else Vulnerabilities((), 0, ())
    for line in known.found:
        print(f"VULNERABLE {line}")
    if known.checked == 0:
        reason = "its service knows none of the packages from here" if printed.startswith("{") else problem
        print(f"vulnerabilities: NOT CHECKED ({reason}); run `make audit` where the network reaches it")
    else:
        print(f"vulnerabilities: {len(known.found)} known in {known.checked} packages")
        if known.unchecked:
            print(f"vulnerabilities: NOT CHECKED in {len(known.unchecked)}: {', '.join(known.unchecked)}")
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(
        json.dumps(
            {"licences": [asdict(one) for one in judged], "vulnerabilities": asdict(known)},
            ensure_ascii=False,
            indent=1,
        ),
        encoding="utf-8",
    )
    return int(bool(refused or known.found))


if __name__ == "__main__":
    sys.exit(main())
