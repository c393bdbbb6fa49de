"""`kg build --decisions` and `kg show --why` as a user runs them."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from kg.cli import main

TEXT = """甲市乙区人民政府关于印发节水方案的通知
乙政发〔2031〕2号
各镇街：
一、建设节水设施。（牵头单位：区发改局；责任单位：区水务局、区水利局）
二、植树造林。（牵头单位：区发展和改革局）
甲市乙区人民政府
2031年3月17日
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def built(tmp_path: Path, decisions: str) -> Result:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "decisions.toml").write_text(decisions, encoding="utf-8")
    return run(
        "build",
        str(tmp_path / "a.txt"),
        "--store",
        str(tmp_path / "store"),
        "--jobs",
        "1",
        "--decisions",
        str(tmp_path / "decisions.toml"),
    )


def test_decisions_are_carried_out_and_shown(tmp_path: Path) -> None:
    assert built(tmp_path, '[[same]]\nnames = ["区水务局", "区水利局"]').exit_code == 0
    shown = run("show", "区水利局", "--why", "--store", str(tmp_path / "store"))
    assert shown.exit_code == 0, shown.output
    assert "区水务局" in shown.output
    assert "decision: same" in shown.output
    assert built(tmp_path, "").exit_code == 0
    assert (
        "区水务局"
        not in run("show", "区水利局", "--why", "--store", str(tmp_path / "store")).output.split("“")[0]
    )


def test_why_names_the_rule_and_the_evidence(tmp_path: Path) -> None:
    built(tmp_path, "")
    shown = run("show", "区发改局", "--why", "--store", str(tmp_path / "store")).output
    assert "发改局 is 发展和改革局" in shown
    assert "a.txt:4" in shown
    table = run("show", "区发改局", "--why", "--format", "csv", "--store", str(tmp_path / "store")).output
    assert table.splitlines()[0] == "body,place,name,rule,instrument,quote,file,line,iri"


def test_wrong_decisions_change_nothing(tmp_path: Path) -> None:
    wrong = built(tmp_path, '[[same]]\nnames = ["区水务局", "区水利居"]')
    assert wrong.exit_code == 2
    assert "no document names 区水利居" in wrong.output
    assert "Traceback" not in wrong.output


def test_a_document_without_a_place_is_told_and_a_place_can_be_given(tmp_path: Path) -> None:
    text = "关于印发节水方案的通知\n\n各有关单位：\n一、建设节水设施。（牵头单位：区水务局）\n2031年3月17日\n"
    (tmp_path / "b.txt").write_text(text, encoding="utf-8")
    arguments = ("build", str(tmp_path / "b.txt"), "--jobs", "1", "--store")
    told = run(*arguments, str(tmp_path / "one"))
    assert told.exit_code == 0
    assert "no place is named by b.txt" in told.stderr
    given = run(*arguments, str(tmp_path / "two"), "--jurisdiction", "甲市乙区")
    assert "no place is named" not in given.stderr
    assert "甲市乙区" in run("report", "leads", "--store", str(tmp_path / "two")).output


def test_a_document_that_tells_its_level_alone_names_no_place_either(tmp_path: Path) -> None:
    text = "省人民政府关于节约用水的意见\n\n各市：\n一、建设节水设施。（牵头单位：省水利厅）\n省人民政府\n2031年3月17日\n"
    (tmp_path / "b.txt").write_text(text, encoding="utf-8")
    told = run("build", str(tmp_path / "b.txt"), "--jobs", "1", "--store", str(tmp_path / "one"))
    assert "no place is named by b.txt" in told.stderr


def test_what_the_text_says_of_a_name_is_shown(tmp_path: Path) -> None:
    (tmp_path / "c.txt").write_text(
        TEXT.replace(
            "二、植树造林。", "二、支持水投、城建等企业。（责任单位：区水投集团、区城建集团）\n三、植树。"
        ),
        encoding="utf-8",
    )
    assert (
        run("build", str(tmp_path / "c.txt"), "--jobs", "1", "--store", str(tmp_path / "store")).exit_code
        == 0
    )
    shown = run("show", "区水投集团", "--why", "--store", str(tmp_path / "store")).output
    assert "stands for 区水投集团" in shown
