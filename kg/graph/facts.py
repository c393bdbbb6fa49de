"""Facts whose agent is a printed name: assignments, duties, memberships, milestones."""

from __future__ import annotations

from collections.abc import Mapping

from rdflib import URIRef

from kg.facts import Agent, DutyFact, MemberFact, MemberRole, MentionFact, MilestoneFact, Role, RoleFact
from kg.graph.instrument_graph import InstrumentGraph
from kg.graph.terms import GOV, ORG
from kg.graph.time import add_time

TASK_ROLES: Mapping[Role, tuple[URIRef, URIRef]] = {
    Role.OVERSEER: (GOV.roleOverseer, GOV.overseer),
    Role.LEAD: (GOV.roleLead, GOV.leadBody),
    Role.RESPONSIBLE: (GOV.roleResponsible, GOV.responsibleBody),
    Role.SUPPORT: (GOV.roleSupport, GOV.supportBody),
}
MEMBER_ROLES: Mapping[MemberRole, URIRef] = {
    MemberRole.CHAIR: GOV.memberChair,
    MemberRole.VICE_CHAIR: GOV.memberViceChair,
    MemberRole.MEMBER: GOV.memberMember,
    MemberRole.LEAD_ORG: GOV.memberLeadOrg,
    MemberRole.MEMBER_ORG: GOV.memberMemberOrg,
    MemberRole.OFFICE_AT: GOV.memberOfficeAt,
    MemberRole.OFFICE_HEAD: GOV.memberOfficeHead,
    MemberRole.PARENT: GOV.memberParent,
}


def _agent(graph: InstrumentGraph, node: str, agent: Agent) -> str:
    identity = graph.resolution.agents[agent]
    target = graph.agent(identity, agent.name)
    graph.named_by(node, agent.name, identity)
    graph.link(node, GOV.agent, target)
    graph.text(node, GOV.agentName, agent.name)
    graph.text(node, GOV.agentKind, agent.kind.value)
    return target


def add_role(graph: InstrumentGraph, fact: RoleFact) -> None:
    """Adds an assignment, its task and the shortcut from the task to the agent."""
    agent = fact.agent
    node = graph.fact(fact, GOV.ResponsibilityAssignment, fact.role, agent.name, agent.kind, fact.task.text)
    concept, shortcut = TASK_ROLES[fact.role]
    task = graph.task(fact.task)
    graph.link(node, GOV.task, task)
    graph.link(node, GOV.role, concept)
    graph.link(task, shortcut, _agent(graph, node, agent))


def add_duty(graph: InstrumentGraph, fact: DutyFact) -> None:
    """Adds a standing duty."""
    node = graph.fact(fact, GOV.Duty, fact.agent.name, fact.duty)
    _agent(graph, node, fact.agent)
    graph.text(node, GOV.text, fact.duty)


def add_member(graph: InstrumentGraph, fact: MemberFact) -> None:
    """Adds a membership in a coordinating body, and its shortcut."""
    agent = fact.agent
    node = graph.fact(fact, GOV.AgentMembership, fact.body, agent.name, agent.kind, fact.role)
    body = graph.body(fact.body)
    graph.a(body, GOV.CoordinatingBody)
    graph.link(node, GOV.coordinatingBody, body)
    graph.text(node, GOV.bodyName, fact.body)
    graph.link(node, GOV.role, MEMBER_ROLES[fact.role])
    target = _agent(graph, node, agent)
    match fact.role:
        case MemberRole.OFFICE_AT:
            graph.link(body, GOV.officeAt, target)
        case MemberRole.PARENT:
            graph.link(body, ORG.subOrganizationOf, target)
        case _:
            graph.link(target, ORG.memberOf, body)


def add_milestone(graph: InstrumentGraph, fact: MilestoneFact) -> None:
    """Adds a dated step of a task."""
    name = fact.agent.name if fact.agent else ""
    node = graph.fact(fact, GOV.Milestone, name, fact.task.text, fact.due, fact.step)
    graph.link(node, GOV.task, graph.task(fact.task))
    graph.text(node, GOV.text, fact.step)
    if fact.agent:
        _agent(graph, node, fact.agent)
    add_time(graph, node, fact.due)


def add_mention(graph: InstrumentGraph, fact: MentionFact) -> None:
    """Adds a place where a body is named; the printed form is a label of the body."""
    node = graph.fact(fact, GOV.Mention, fact.agent.name, fact.agent.kind)
    _agent(graph, node, fact.agent)
