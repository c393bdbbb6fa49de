"""Slips on paper (ranges the wrong way round, days that do not exist) stop no build: what is printed is kept."""

from __future__ import annotations

from pathlib import Path

from kg.build import build
from kg.graph.store import open_store

SLIPS = """甲县人民政府办公室关于印发2024年重点工作方案的通知
甲政办发〔2024〕3号
各乡镇人民政府，县政府各部门：
现将《2024年重点工作方案》印发给你们，请认真落实。
甲县人民政府办公室
2024年2月6日
2024年重点工作方案
一、工作目标
新建学校5-3所，覆盖率达到95%-90%，培育企业3至2家。
二、实施步骤
（一）动员阶段（2024年7月至2024年3月）。制定方案。
（二）实施阶段（2024年13月—2024年15月）。县住建局于2024年2月31日前完成改造。
（三）总结阶段（7月20日至7月10日）。县住建局负责总结，于6月31日前上报。
"""


def test_slips_stop_no_build(tmp_path: Path) -> None:
    (tmp_path / "slips.txt").write_text(SLIPS, encoding="utf-8")
    report = build([tmp_path / "slips.txt"], tmp_path / "store")
    assert not report.violations
    with open_store(tmp_path / "store") as store:
        rows = store.select(
            "PREFIX gov: <https://w3id.org/govkg/ontology#> SELECT ?value { ?t a gov:Target ; gov:printedValue ?value }"
        ).rows
    assert sorted(str(value) for (value,) in rows) == ["3-2", "5-3", "95-90"]
