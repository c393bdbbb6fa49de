"""The audit: what licences pass, what a silent look-up service means."""

from __future__ import annotations

import tomllib

import pytest

from tests.audit.__main__ import RULES, Vulnerabilities, allowed, licences, vulnerabilities

NAMES = {"mit", "apache-2.0", "bsd-3-clause"}

# (as stated, whether it passes), each with why
STATED = [
    ("MIT", True),
    ("mit", True),  # spelling
    ("MIT AND BSD-3-Clause", True),
    ("MIT AND GPL-3.0-only", False),  # both hold
    ("GPL-3.0-only OR Apache-2.0", True),  # one may be chosen
    ("(MIT OR AGPL-3.0-or-later)", True),
    ("MIT; GPL-2.0", False),  # several classifiers
    ("GNU General Public License v3 (GPLv3)", False),
    ("LGPL-2.1-or-later", False),
    ("UNKNOWN", False),  # nothing stated is no leave
    ("", False),
]


@pytest.mark.parametrize(("stated", "passes"), STATED)
def test_what_passes(stated: str, passes: bool) -> None:
    assert allowed(stated, NAMES) is passes


def row(name: str, **said: str) -> dict[str, str]:
    unknown = dict.fromkeys(("License-Expression", "License-Metadata", "License-Classifier"), "UNKNOWN")
    return {
        "Name": name,
        "Version": "1",
        **unknown,
        **{f"License-{key}": value for key, value in said.items()},
    }


def test_the_best_statement_counts() -> None:
    rules = {
        "allowed": ["MIT", "BSD License"],
        "weak": ["MPL-2.0"],
        "packages": {"d": {"licence": "MIT", "said": "x"}},
    }
    rows = [
        row("a", Expression="MIT", Classifier="GPL"),
        row("b", Metadata="BSD License\n\nCopyright …", Classifier="BSD License"),
        row("c", Metadata="GPL-3.0", Classifier="BSD License"),
        row("d"),
        row("e", Expression="MPL-2.0"),
    ]
    assert [(one.package, one.allowed) for one in licences(rows, rules)] == [
        ("a", True),
        ("b", True),
        ("c", False),
        ("d", True),
        ("e", True),
    ]


def test_no_strong_copyleft_is_allowed_by_the_rules() -> None:
    rules = tomllib.loads(RULES.read_text(encoding="utf-8"))
    assert not [
        name for name in (*rules["allowed"], *rules["weak"]) if "GPL" in name or "General Public" in name
    ]


def test_packages_that_were_passed_over_do_not_count_as_safe() -> None:
    """pip-audit says 'No known vulnerabilities found' when its service knows not one of the packages."""
    skipped = {"name": "a", "skip_reason": "not found"}
    assert vulnerabilities({"dependencies": [skipped]}) == Vulnerabilities((), 0, ("a",))
    bad = {"name": "b", "version": "2", "vulns": [{"id": "CVE-1", "fix_versions": ["3"]}]}
    found = vulnerabilities({"dependencies": [skipped, bad, {"name": "kg", "skip_reason": "local"}]})
    assert found == Vulnerabilities(("b 2: CVE-1; fixed in: 3",), 1, ("a",))
