from __future__ import annotations

from kg.analytics.functions import function_of
from kg.analytics.unresolved import unresolved
from kg.graph.store import GraphStore
from tests.made_up import citation, instrument, member, person, role, source
from tests.small import graph_of


def test_near_misses_best_first() -> None:
    names = ["区节水服务中心", "区节水技术服务中心", "区园林服务站", "区财政局"]
    facts = [role(name, task=f"任务{n}{name}", at=100 * n) for n, name in enumerate(names)]
    store = graph_of(source(instrument([*facts, role("区节水服务中心", task="又一任务", at=900)])))
    (row,) = unresolved(store).dicts()
    assert (row["name"], row["other"], row["reason"]) == (
        "区节水服务中心",
        "区节水技术服务中心",
        "short form",
    )
    assert row["mentions"] == 1
    # 6 and 8 characters, 6 of them in the same order
    assert row["likeness"] == round(2 * 6 / 14, 4)
    quotes = str(next(unresolved(store, evidence=True).dicts())["evidence"])
    assert quotes.count("节水") == 3


def test_groups_of_one_name_in_two_plans() -> None:
    first = instrument([member("综合协调组", "区水务局")])
    second = instrument(
        [member("综合协调组", "区财政局")], number="乙政发〔2023〕3号", title="甲市乙区人民政府关于二"
    )
    (row,) = unresolved(graph_of(source(first), source(second, name="b.txt"))).dicts()
    assert (row["kind"], row["reason"], row["likeness"]) == ("group", "same name", 1.0)


def test_another_place_is_a_veto(town: GraphStore) -> None:
    assert unresolved(town).rows == ()


def test_functions_leave_the_place_out() -> None:
    assert function_of("区财政局", "甲市乙区") == function_of("甲市丙区财政局", "甲市丙区")
    assert function_of("市财政局", "甲市乙区") != function_of("区财政局", "甲市乙区")


def test_titles_that_one_character_tells_apart() -> None:
    titles = [
        "甲市乙区节约用水管理办法",
        "甲市乙区节约用火管理办法",
        "甲市乙区节约用水管理办法细则",
        "甲市丙区节约用水管理办法",
        "甲市乙区节水规划2021",
        "甲市乙区节水规划2022",
    ]
    (row,) = unresolved(graph_of(source(instrument([citation(title) for title in titles])))).dicts()
    assert (row["kind"], row["reason"]) == ("instrument", "misprint")
    assert {row["name"], row["other"]} == set(titles[:2])


def test_one_name_in_two_departments_at_one_time_is_two_persons_and_told() -> None:
    first = instrument([person("王小明", "区水务局局长", "区水务局", "局长")])
    other = person("王小明", "区财政局局长", "区财政局", "局长")
    second = instrument([other], number="乙政任〔2023〕9号", date="2023-05-01")
    rows = unresolved(graph_of(source(first), source(second, name="b.txt"))).dicts()
    (row,) = [row for row in rows if row["kind"] == "official"]
    assert (row["name"], row["other"], row["reason"]) == ("王小明", "王小明", "same name")
