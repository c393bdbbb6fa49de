"""Corpora of any size are varied, and a build of more documents takes no more memory."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.bench.scaling import fit, measured
from tests.bench.varied import SEEDS, copies, small_documents, varied
from tests.test_layers import seed_places


def test_copies_are_of_one_size_and_unlike() -> None:
    one, other = (dict(copies(1, first=number)) for number in (1, 2))
    seeds = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    for first, second, seed in zip(one.values(), other.values(), seeds, strict=True):
        assert len(first) == len(second) == len(seed)
        assert first.count("\n") == seed.count("\n")
        different = sum(a != b for a, b in zip(first, second, strict=True))
        assert different > len(seed) / 100
    assert dict(copies(1, first=1)) == one
    assert not [
        name for name in seed_places() if len(name) > 2 and any(name in text for text in one.values())
    ]


def test_small_documents_are_unlike() -> None:
    texts = [text for _, text in small_documents(300)]
    assert len(set(texts)) == 300
    assert texts == [text for _, text in small_documents(300)]
    assert len({re.search(r"\n(.+号)\n", text)[1] for text in texts}) == 300  # type: ignore[index]


def test_amounts_stay_amounts() -> None:
    text = varied("覆盖率达到95%，新增12个，甲政发〔2023〕45号，2025年3月31日", 5)
    assert re.fullmatch(r"覆盖率达到\d\d%，新增\d\d个，..?.?政发〔2023〕\d\d号，2025年3月31日", text)


def test_a_line_is_fitted() -> None:
    line = fit([(1, 5), (2, 7), (4, 11)])
    assert (line.slope, line.intercept, line.r2) == pytest.approx((2, 3, 1))
    assert fit([(1, 1), (2, 4), (3, 9), (10, 100)]).r2 < 0.99


def test_memory_stays_flat_and_quads_grow_in_line(tmp_path: Path) -> None:
    """The small version of the curve: seconds are for a quiet machine, memory and amounts are not."""
    points = []
    for count in (60, 120, 360):
        work = tmp_path / str(count)
        work.mkdir()
        points.append(measured(count, work, small=True))
    assert fit([(point.copies, point.quads) for point in points]).r2 > 0.999
    assert points[-1].peak_megabytes < 600
    assert points[-1].peak_megabytes < 1.25 * points[0].peak_megabytes + 20
