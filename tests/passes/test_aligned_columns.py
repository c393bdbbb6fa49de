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


def test_rows_whose_cells_go_on_far_below_the_line_they_begin_on() -> None:
    found = read(
        "序号  工作任务            牵头单位    责任单位\n"
        "3     建设城市书房        市文旅局    市住建局、市财政\n"
        "      和社区图书室                    局、市民政局、\n"
        "                                      各街道、各镇、\n"
        "                                      市城投集团\n"
        "18    改造农村危房        市住建局    高新园（柳溪\n"
        "                                      镇）、各街道\n"
    )
    assert found.gaps == ()
    assert [(name, task) for _, name, task in roles(found)] == [
        *[
            (name, "建设城市书房和社区图书室")
            for name in ("市文旅局", "市住建局", "市财政局", "市民政局", "各街道", "各镇", "市城投集团")
        ],
        *[(name, "改造农村危房") for name in ("市住建局", "高新园（柳溪镇）", "各街道")],
    ]


def test_names_set_wide_and_lines_with_as_many_words_as_columns() -> None:
    found = read(
        "序号  工作任务        责任领导  牵头单位    责任单位\n"
        "1     建设城市书房    张某某    市文旅局    市住建局、\n"
        "      60 家 和茶室                          市 财政局\n"
        "2     改造农村危房    李  某    市住建局    各街道\n"
    )
    assert found.gaps == ()
    assert [name for _, name, _ in roles(found)] == [
        *("张某某", "市文旅局", "市住建局", "市财政局"),
        *("李某", "市住建局", "各街道"),
    ]


def test_numbers_that_fall_number_no_rows() -> None:
    row = "     建设城市书房    市文旅局    市住建局\n"
    found = read(SIDE_BY_SIDE + "3" + row + "2" + row)
    assert roles(found) == []
    assert len(found.gaps) == 1


def test_a_list_half_of_which_are_bodies_is_a_cell_of_bodies() -> None:
    found = read(
        "序号\n工作任务\n牵头单位\n责任单位\n"
        "1\n建设城市书房\n市文旅局\n滨河板块、各街道\n"
        "2\n改造农村危房\n市住建局\n滨河板块、各镇\n"
    )
    assert [name for _, name, _ in roles(found)] == [
        *("市文旅局", "滨河板块", "各街道"),
        *("市住建局", "滨河板块", "各镇"),
    ]
