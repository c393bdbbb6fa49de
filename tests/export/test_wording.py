from __future__ import annotations

from kg.export.wording import headed, readable, worded
from kg.table import Table

TABLE = Table(("state", "what", "peak", "days"), (("due", "due", True, 3), ("?", None, False, -1)))


def test_only_codes_become_words() -> None:
    assert worded(TABLE, "zh").rows == (("未到期", "due", True, 3), ("?", None, False, -1))


def test_truth_values() -> None:
    assert readable(TABLE, "en").rows == (("due", "due", "yes", 3), ("?", None, None, -1))


def test_headings() -> None:
    assert headed(TABLE, "zh").columns == ("状态", "情况", "高峰", "天数")
    assert headed(Table(("甲市乙区",), ()), "en").columns == ("甲市乙区",)
