"""Tables printed side by side, cut at the white rivers between their columns."""

from __future__ import annotations

from kg.passes.flat_tables.river_rows import Segment, river_rows, stacked_headings
from kg.passes.flat_tables.stacked_headers import columns_of
from kg.structure.lines import printed_lines

HEADER = """
序号      任务         责任      完成
                       单位      时限
"""
BODY = """
       改造老旧小区，
 1                    县甲局    六月
       新建公园。
 2     引进项目。     县乙局    八月
"""


def cut(header: str, body: str) -> list[list[str]]:
    head = printed_lines(header)
    columns = columns_of(stacked_headings(head))
    return [
        ["".join(p.line.text[p.start : p.end] for p in cell) for cell in row]
        for row in river_rows(columns, [Segment(head, printed_lines(body))])
    ]


def test_parts_of_headings_are_put_together() -> None:
    assert [h.text for h in stacked_headings(printed_lines(HEADER))] == [
        "序号",
        "任务",
        "责任单位",
        "完成时限",
    ]


def test_a_part_below_two_headings_leaves_the_header_unread() -> None:
    assert stacked_headings(printed_lines("序号  任务  单位\n    责任的时限\n")) == ()


def test_rows_whose_numbers_stand_in_their_middle_are_parted() -> None:
    assert cut(HEADER, BODY) == [
        ["1", "改造老旧小区，新建公园。", "县甲局", "六月"],
        ["2", "引进项目。", "县乙局", "八月"],
    ]


def test_a_line_across_two_columns_leaves_the_table_uncut() -> None:
    assert cut(HEADER, f"{BODY}一共有二十三个部门参加，各有分工，务必落实\n") == []


def test_numbers_out_of_order_leave_the_table_uncut() -> None:
    assert cut(HEADER, BODY.replace(" 2 ", " 1 ")) == []
    assert cut(HEADER, BODY.replace(" 2 ", " 十 ")) == []


ONE_EACH = """
序号      重点工作            具体任务               牵头单位         责任单位      完成时限
"""
MERGED = """
 1             发展设施蔬菜，建设育苗中心。                     县乙局          2024年9月底前
 2   产业提质      建设农产品产地冷藏保鲜设施。           县甲局       县丙局          2024年10月底前
 3             培育区域公用品牌，开展产销对接。                   县丁局          2024年11月底前
 4             推进生活垃圾分类收集转运。                      县戊局          2024年6月底前
     环境整治                               县己局
 5             实施农村生活污水治理。                        县庚局          2024年12月底前
"""


def test_a_character_may_take_one_column_and_a_cell_stand_in_the_middle_of_its_rows() -> None:
    assert cut(ONE_EACH, MERGED) == [
        ["1", "产业提质", "发展设施蔬菜，建设育苗中心。", "县甲局", "县乙局", "2024年9月底前"],
        ["2", "产业提质", "建设农产品产地冷藏保鲜设施。", "县甲局", "县丙局", "2024年10月底前"],
        ["3", "产业提质", "培育区域公用品牌，开展产销对接。", "县甲局", "县丁局", "2024年11月底前"],
        ["4", "环境整治", "推进生活垃圾分类收集转运。", "县己局", "县戊局", "2024年6月底前"],
        ["5", "环境整治", "实施农村生活污水治理。", "县己局", "县庚局", "2024年12月底前"],
    ]


def test_a_cell_that_stands_in_the_middle_of_no_rows_holds_for_its_own_row_only() -> None:
    three = "\n".join(MERGED.split("\n")[:4]).replace("县甲局", "      ").replace("县乙局", "县乙局", 1)
    first = three.replace(
        "设育苗中心。                     县乙局", "设育苗中心。            县甲局     县乙局"
    )
    assert [row[3] for row in cut(ONE_EACH, f"{first}\n")] == ["县甲局", "", ""]


def test_a_heading_over_two_others_is_left_out() -> None:
    header = """
                       责任分工
序号     任务                           完成时限
                牵头单位      配合单位
"""
    assert [h.text for h in stacked_headings(printed_lines(header))] == [
        "序号",
        "任务",
        "牵头单位",
        "配合单位",
        "完成时限",
    ]


def test_rows_without_numbers_are_counted_by_their_deadlines() -> None:
    header = "工作任务            责任单位      完成时限\n"
    body = """
改造小区，
                县甲局       六月底前
新建公园。
引进项目。           县乙局       八月底前
"""
    assert cut(header, body) == [
        ["改造小区，新建公园。", "县甲局", "六月底前"],
        ["引进项目。", "县乙局", "八月底前"],
    ]


def test_rows_begin_with_their_numbers_where_every_cell_does() -> None:
    body = """
1     改造老旧小区，    县甲局    六月
      新建公园。
2     引进项目。        县乙局    八月
"""
    assert cut(HEADER, body) == [
        ["1", "改造老旧小区，新建公园。", "县甲局", "六月"],
        ["2", "引进项目。", "县乙局", "八月"],
    ]


def test_a_first_row_of_one_line_does_not_say_that_numbers_stand_at_the_top() -> None:
    body = """
1     引进项目。        县乙局    八月
      改造老旧小区，
2                       县甲局    六月
      新建公园。
"""
    assert cut(HEADER, body) == [
        ["1", "引进项目。", "县乙局", "八月"],
        ["2", "改造老旧小区，新建公园。", "县甲局", "六月"],
    ]
