"""Facts in the cache come back as they were."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.build.codec import decode, encode
from kg.evidence import Evidence
from kg.facts import Gap
from tests.made_up import duty, evidence, instrument, milestone, one_of_each, source


def test_every_fact_comes_back() -> None:
    gap = Gap(Evidence(1, 2, 3, "文", page=4), "why", "pass")
    given_ = source(
        instrument([*one_of_each(), milestone(name=None)], gaps=(gap,)),
        instrument(number=None, date=None),
        gaps=(gap,),
    )
    assert decode(encode(given_)) == given_
    assert encode(given_) == encode(decode(encode(given_)))


@given(st.text())
def test_any_text_comes_back(text: str) -> None:
    given_ = source(instrument([duty(text, text)], title=text, gaps=(Gap(evidence(quote=text), text, text),)))
    assert decode(encode(given_)) == given_


@pytest.mark.parametrize("data", [b"", b"x", encode(source())[:-1], b"\x78\x9c\x03\x00\x00\x00\x00\x01"])
def test_damage_is_noticed(data: bytes) -> None:
    with pytest.raises(ValueError, match="not cached facts"):
        decode(data)


def test_a_cache_can_name_no_other_class() -> None:
    import json
    import zlib

    rows = json.loads(zlib.decompress(encode(source(instrument([duty("x")])))))
    rows[4][0][1][0][0] = "SourceFacts"
    with pytest.raises(ValueError, match="is no fact"):
        decode(zlib.compress(json.dumps(rows).encode()))
