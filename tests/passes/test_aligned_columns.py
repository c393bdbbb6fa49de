"""Task tables whose columns are apart by spaces only: what their positions leave in doubt is reported."""

from __future__ import annotations

from tests.passes.test_task_tables import read, roles

SIDE_BY_SIDE = "序号  工作任务        牵头单位    责任单位\n"


def test_columns_side_by_side_that_cannot_be_told_apart_are_reported() -> None:
    good = "1     建设城市书房    市文旅局    市住建局\n"
    strange = "2     改造农村危房    工程进度    市财政局\n"
    found = read(SIDE_BY_SIDE + good + strange)
    assert [name for _, name, _ in roles(found)] == ["市文旅局", "市住建局"]
    assert [gap.evidence.quote for gap in found.gaps] == [strange.rstrip()]
    across = "      两个单元格下面的文字横跨\n"  # below two columns: no cell of either
    found = read(SIDE_BY_SIDE + good + across + good.replace("1", "2"))
    assert roles(found) == []
    assert [gap.evidence.quote for gap in found.gaps] == [(good + across + good.replace("1", "2")).rstrip()]
