"""The register gives what resolution in memory gives, and any name and text survives it."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kg.build.register import Register, identity_of, identity_text, look_up, settled_of, settled_text
from kg.facts import SourceFacts
from kg.resolve import Identity, IdentityKind, Level, Place, resolve
from kg.resolve.decisions import NO_DECISIONS, Decisions, read_decisions
from kg.resolve.resolve import resolve_source, take_census
from kg.resolve.settle import Settled
from tests.made_up import citation, instrument, mention, one_of_each, role, source

DECISIONS = """
[[same]]
names = ["区水务局", "区渔业局"]
[[different]]
place = "甲市乙区"
names = ["区发改局", "区发展改革委"]
"""


def corpus() -> list[SourceFacts]:
    towns = [role("各镇街", kind="group"), role("仁和镇"), role("民政部门"), mention("区民政局")]
    known = instrument(
        [role("区发展改革委"), role("区发改局")],
        number="乙政发〔2023〕7号",
        title="甲市乙区人民政府关于做好防汛工作的通知",
    )
    citing = instrument(
        [citation("甲市乙区人民政府关于做好防汛工作的通知"), *towns], number="乙政发〔2023〕8号"
    )
    there = instrument(
        [role("区渔业局"), role("财政部门"), citation("标准化法"), citation("中华人民共和国标准化法")],
        issuers=("甲市丙区人民政府",),
        number="丙政发〔2023〕2号",
    )
    unknown = instrument([role("财政局")], issuers=(), title="节水方案", number=None)
    return [
        source(instrument(one_of_each()), known, name="a.txt"),
        replace(source(citing, unknown), name="b\udcff.txt"),  # a file's name that is no UTF-8
        source(there, name="c.txt"),
    ]


def through_the_register(tmp_path: Path, sources: list[SourceFacts], decisions: Decisions) -> list[object]:
    with closing(Register(tmp_path / "register")) as register:
        for one in reversed(sources):
            register.add(take_census(one))
        register.settle(decisions)
    answers = look_up(tmp_path / "register", map(take_census, sources))
    return [
        (one, resolve_source(one, None, titles, settled))
        for one, (titles, settled) in zip(sources, answers, strict=True)
    ]


def test_the_register_says_what_memory_says(tmp_path: Path) -> None:
    sources = corpus()
    wanted = resolve(sources)
    assert through_the_register(tmp_path, sources, NO_DECISIONS) == list(wanted.sources)
    assert any(found.rules != {} for _, instruments in wanted.sources for found in instruments)


def test_decisions_across_places(tmp_path: Path) -> None:
    path = tmp_path / "decisions.toml"
    path.write_text(DECISIONS, encoding="utf-8")
    sources, decisions = corpus(), read_decisions(path)
    wanted = resolve(sources, decisions)
    assert wanted != resolve(sources)
    assert through_the_register(tmp_path, sources, decisions) == list(wanted.sources)


TEXTS = st.text()
PLACES = st.builds(Place, st.lists(TEXTS, max_size=3).map(tuple), st.sampled_from(Level), TEXTS)
IDENTITIES = st.recursive(
    st.builds(Identity, st.sampled_from(IdentityKind), PLACES, TEXTS),
    lambda holders: st.builds(Identity, st.sampled_from(IdentityKind), PLACES, TEXTS, holders),
    max_leaves=2,
)


@given(IDENTITIES, TEXTS)
def test_identities_and_answers_survive(identity: Identity, label: str) -> None:
    assert identity_of(identity_text(identity)) == identity
    answer = Settled(identity, label, ((identity, label),), (identity, identity))
    assert settled_of(settled_text(answer)) == answer
