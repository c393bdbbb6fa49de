"""Tables printed side by side, cut at the white rivers between their columns."""

from __future__ import annotations

from kg.passes.flat_tables.river_rows import river_rows, stacked_headings
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
    headings = stacked_headings(printed_lines(header))
    return [
        ["".join(p.line.text[p.start : p.end] for p in cell) for cell in row]
        for row in river_rows(headings, printed_lines(body))
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
