"""Scores counted by hand on made-up rows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.analytics.scoring.evaluation import Score, evaluate
from kg.analytics.scoring.folding import fold, fold_number, opens_alike
from kg.analytics.scoring.gold import Part, read_gold
from kg.errors import InputError


def role(
    line: int, agent: str, role: str = "lead", task: str = "修建乡村道路", **more: Any
) -> dict[str, Any]:
    return {"type": "role", "line": line, "role": role, "agent": agent, "task": task, **more}


def score_of(gold: list[dict[str, Any]], found: list[dict[str, Any]], kind: str = "role") -> Score:
    part = Part("p", "a.txt", 1, 1000, tuple(gold))
    return evaluate([part], [{"file": "a.txt", **f} for f in found]).scores["p", kind]


ROWS = [
    # gold, found, (gold, found, hits, strict), why
    ([role(5, "县教育局")], [role(45, "县教育局")], (1, 1, 1, 1), "40 lines apart is near enough"),
    ([role(5, "县教育局")], [role(46, "县教育局")], (1, 1, 0, 0), "41 is not"),
    ([role(5, "县教育局")], [role(5, "县教育局", "support")], (1, 1, 0, 0), "another role is another fact"),
    ([role(5, "县 教育局")], [role(5, "县教育局")], (1, 1, 1, 1), "white space is folded"),
    (
        [role(5, "县教育局")],
        [role(5, "县教育局", task="植树")],
        (1, 1, 1, 0),
        "another task: a hit, not strict",
    ),
    ([role(5, "县教育局")], [role(5, "县教育局")] * 2, (1, 2, 1, 1), "one gold row pays for one fact"),
    ([role(5, "县教育局", unsure=True)], [role(5, "县教育局")], (0, 0, 0, 0), "unsure, found: no effect"),
    ([role(5, "县教育局", unsure=True)], [], (0, 0, 0, 0), "unsure, missed: no effect"),
    ([], [role(5, "县教育局")], (0, 1, 0, 0), "a fact that nobody expects"),
    ([], [{"type": "role", "line": 5}], (0, 1, 0, 0), "a fact without its key fields answers nothing"),
    (
        [{"type": "duty", "line": 5, "agent": "县教育局", "duty": "负责校舍安全"}],
        [role(9, "县教育局", "responsible")],
        (0, 0, 0, 0),
        "a duty read as a role is excused",
    ),
]


@pytest.mark.parametrize(("gold", "found", "counts", "why"), ROWS, ids=[r[3] for r in ROWS])
def test_counts(
    gold: list[dict[str, Any]], found: list[dict[str, Any]], counts: tuple[int, ...], why: str
) -> None:
    assert score_of(gold, found) == Score(*counts), why


def test_pairing_prefers_full_agreement_then_the_nearest_line() -> None:
    gold = [role(10, "县教育局", task="修建校舍食堂"), role(12, "县教育局", task="开展体育运动")]
    found = [role(12, "县教育局", task="修建校舍食堂"), role(10, "县教育局", task="开展体育运动")]
    assert score_of(gold, found) == Score(2, 2, 2, 2)


def test_figures() -> None:
    score = Score(gold=8, found=10, hits=6, strict=3)
    assert (score.precision, score.recall) == (0.6, 0.75)
    assert score.f1 == pytest.approx(2 * 0.6 * 0.75 / 1.35)
    assert score.strict_f1 == pytest.approx(2 * 0.3 * 0.375 / 0.675)
    assert Score().f1 == 1.0
    assert Score(gold=1).f1 == 0.0


def test_facts_outside_the_annotated_lines_do_not_count() -> None:
    part = Part("p", "a.txt", 10, 20, (role(10, "县教育局"),))
    facts = [{"file": "a.txt", **role(n, "县教育局")} for n in (9, 10, 21)]
    facts.append({"file": "b.txt", **role(10, "县教育局")})
    assert evaluate([part], facts).scores["p", "role"] == Score(1, 1, 1, 1)


def test_misses_say_what_and_where() -> None:
    part = Part("p", "a.txt", 1, 99, (role(5, "县教育局"), role(6, "县财政局")))
    found = [{"file": "a.txt", **role(5, "县教育局", task="植树")}, {"file": "a.txt", **role(7, "县民政局")}]
    misses = evaluate([part], found).misses["role"]
    assert [m.kind for m in misses] == ["not strict", "missed", "spurious"]
    assert misses[1].gold is not None
    assert misses[1].gold["agent"] == "县财政局"


def test_aliases() -> None:
    gold: tuple[dict[str, Any], ...] = (
        {"type": "alias", "line": 1, "names": ["县发改局", "县发展和改革局"]},
        {"type": "alias", "line": 1, "names": ["县教育局", "教育局"]},
    )
    ids = {"县发改局": "1", "县发展和改革局": "1", "县教育局": "2", "教育局": "1"}
    found = [{"file": "a.txt", **role(3, name, agent_id=i)} for name, i in ids.items()]
    aliases = evaluate([Part("p", "a.txt", 1, 99, gold)], found).aliases
    assert (aliases.same, aliases.resolved_alike) == (2, 1)
    assert (aliases.different, aliases.kept_apart) == (4, 2)


def test_folding() -> None:
    assert fold(" 乙政发〔2030〕 ７号 ") == "乙政发(2030)7号"
    assert fold_number("1,200.0") == "1200"
    assert fold_number("1-2") == "1-2"
    assert opens_alike("建设校舍", "3．建设校舍和食堂")
    assert not opens_alike("", "建设校舍")


def test_reads_a_gold_folder(tmp_path: Path) -> None:
    (tmp_path / "scope.tsv").write_text("p\ta.txt\t1\t9\n", encoding="utf-8")
    (tmp_path / "p.jsonl").write_text(json.dumps(role(5, "县教育局")) + "\n\n", encoding="utf-8")
    (part,) = read_gold(tmp_path)
    assert (part.file, part.last_line, len(part.rows)) == ("a.txt", 9, 1)


@pytest.mark.parametrize(
    ("scope", "rows", "message"),
    [
        (None, None, "no scope.tsv"),
        ("p a.txt\n", None, "scope.tsv:1"),
        ("p\ta.txt\t1\t9\n", None, "p.jsonl: listed"),
        ("p\ta.txt\t1\t9\n", "{}\n{", "p.jsonl:1"),
        ("p\ta.txt\t1\t9\n", "{", "p.jsonl:1: not JSON"),
    ],
)
def test_a_broken_gold_folder_is_named(
    tmp_path: Path, scope: str | None, rows: str | None, message: str
) -> None:
    if scope is not None:
        (tmp_path / "scope.tsv").write_text(scope, encoding="utf-8")
    if rows is not None:
        (tmp_path / "p.jsonl").write_text(rows, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_gold(tmp_path)
