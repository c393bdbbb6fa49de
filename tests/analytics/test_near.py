"""Like names are found without comparing all: what is proposed, what is not, and how the time grows."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.analytics.near import misprints, near_names
from tests.clock import growth

PAIRS = [
    ("节水服务中心", "节水技术服务中心", "short form"),
    ("发改局", "发展和改革局", "short form"),
    ("生态环境局", "生态环境分局", "short form"),
    ("黄河水务局", "黄河河务局", "similar"),
    ("财政局", "财政局", "same name"),
    ("财政局", "教育局", None),
    ("人社局", "人民武装部", None),
]


@pytest.mark.parametrize(("one", "other", "reason"), PAIRS)
def test_names(one: str, other: str, reason: str | None) -> None:
    found = list(near_names({"a": one, "b": other, "c": "无关单位"}))
    assert [pair[:3] for pair in found] == ([("a", "b", reason)] if reason else [])


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("乙区节约用水管理办法", "乙区节约用火管理办法", True),
        ("乙区节约用水管理办法", "乙区节约用水管理的办法", True),
        ("乙区节水水规划纲要表", "乙区节水规划纲要表", True),
        ("乙区节约用水管理办法", "丙区节约用水管理办法", False),
        ("乙区节约用水办法(一)", "乙区节约用水办法(二)", False),
        ("乙区节水规划2021年", "乙区节水规划2022年", False),
        ("乙区节约用水管理办法", "乙区节电用火管理办法", False),
        ("管理办法", "管理方法", False),
    ],
)
def test_titles(one: str, other: str, near: bool) -> None:
    assert bool(list(misprints({"a": one, "b": other}))) is near


def test_the_time_grows_with_the_number_of_names() -> None:
    def search(count: int) -> Callable[[], object]:
        fields = [chr(0x4E00 + 7 * n % 20_000) + chr(0x5000 + 11 * n % 19_000) for n in range(count)]
        names = {str(n): f"{field}事务服务中心" for n, field in enumerate(fields)}
        return lambda: list(near_names(names))

    assert growth(search(1200), search(9600)) < 20, "eight times the names, not 64 times the time"
