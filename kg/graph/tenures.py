"""The time in which a person holds a post: one node for each person and post, said of by all instruments together.

An appointment gives the node a beginning, a dismissal an end; what no instrument says stays open. A post held twice has
two beginnings: the state on a day is then that of the last of them before it.
"""

from __future__ import annotations

from kg.facts import PersonFact, PostEvent
from kg.graph.instrument_graph import InstrumentGraph
from kg.graph.terms import GOV, ORG, TIME
from kg.graph.time import add_instant
from kg.resolve import Identity


def add_tenure(
    graph: InstrumentGraph,
    statement: str,
    fact: PersonFact,
    held: tuple[Identity, Identity],
    signed: str | None,
) -> None:
    """Adds what a statement says of the time in a post.

    Args:
        graph: the instrument's graph.
        statement: the statement's node.
        fact: the statement.
        held: the person and the post.
        signed: the date of the instrument, which stands for a decision without one.
    """
    person, post = held
    node = graph.iris.tenure(person, post)
    interval = f"{node}/time"
    graph.a(node, GOV.Tenure)
    graph.link(statement, GOV.tenure, node)
    graph.link(node, ORG.member, graph.iris.agent(person))
    graph.link(node, GOV.tenureOf, graph.iris.agent(post))
    if post.holder is not None:
        graph.link(node, ORG.organization, graph.iris.agent(post.holder))
    graph.link(node, ORG.memberDuring, interval)
    graph.a(interval, TIME.Interval)
    day = fact.date or signed
    if fact.event is PostEvent.HOLDS or day is None:
        return
    instant = add_instant(graph, day)
    if instant is not None:
        edge = TIME.hasBeginning if fact.event is PostEvent.APPOINTED else TIME.hasEnd
        graph.link(interval, edge, instant)
