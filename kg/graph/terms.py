# ruff: noqa: N815  (terms are named as in the vocabularies)
"""The terms that the graph is written in, as closed namespaces: a misspelt term raises at import.

``GOV`` lists exactly the terms of ``ontology/govkg.ttl`` and ``ontology/roles.ttl`` (tested).
"""

from __future__ import annotations

from rdflib import URIRef
from rdflib.namespace import DCTERMS, FOAF, ORG, PROV, RDF, RDFS, SKOS, TIME, XSD, DefinedNamespace, Namespace

__all__ = ["DCTERMS", "ELI", "FOAF", "GOV", "OA", "ORG", "PROV", "RDF", "RDFS", "SKOS", "TIME", "XSD"]


class GOV(DefinedNamespace):
    """The governance vocabulary."""

    _fail = True
    _NS = Namespace("https://w3id.org/govkg/ontology#")

    Source: URIRef
    Instrument: URIRef
    Fact: URIRef
    Gap: URIRef
    ResponsibilityAssignment: URIRef
    Duty: URIRef
    Target: URIRef
    CitationLink: URIRef
    PostStatement: URIRef
    PostHolding: URIRef
    Appointment: URIRef
    Dismissal: URIRef
    AgentMembership: URIRef
    Milestone: URIRef
    Mention: URIRef
    Tenure: URIRef
    BodyChange: URIRef
    Task: URIRef
    PublicBody: URIRef
    CoordinatingBody: URIRef
    BodyGroup: URIRef
    Place: URIRef
    evidence: URIRef
    inDocument: URIRef
    order: URIRef
    line: URIRef
    page: URIRef
    lastLine: URIRef
    fileName: URIRef
    sha256: URIRef
    encoding: URIRef
    characters: URIRef
    pipelineVersion: URIRef
    reason: URIRef
    issuerName: URIRef
    jurisdiction: URIRef
    level: URIRef
    task: URIRef
    agent: URIRef
    agentName: URIRef
    agentKind: URIRef
    role: URIRef
    text: URIRef
    leadBody: URIRef
    responsibleBody: URIRef
    supportBody: URIRef
    overseer: URIRef
    indicator: URIRef
    comparator: URIRef
    printedValue: URIRef
    minValue: URIRef
    maxValue: URIRef
    unit: URIRef
    baseline: URIRef
    due: URIRef
    cited: URIRef
    citedTitle: URIRef
    citedNumber: URIRef
    relation: URIRef
    forwards: URIRef
    post: URIRef
    postName: URIRef
    organizationName: URIRef
    title: URIRef
    date: URIRef
    note: URIRef
    coordinatingBody: URIRef
    bodyName: URIRef
    officeAt: URIRef
    namedBy: URIRef
    tenure: URIRef
    tenureOf: URIRef
    formerName: URIRef
    laterName: URIRef
    change: URIRef

    # roles.ttl
    TaskRoles: URIRef
    roleOverseer: URIRef
    roleLead: URIRef
    roleResponsible: URIRef
    roleSupport: URIRef
    MemberRoles: URIRef
    memberChair: URIRef
    memberViceChair: URIRef
    memberMember: URIRef
    memberLeadOrg: URIRef
    memberMemberOrg: URIRef
    memberOfficeAt: URIRef
    memberOfficeHead: URIRef
    memberParent: URIRef
    Relations: URIRef
    relationBasis: URIRef
    relationRepeals: URIRef
    relationAmends: URIRef
    relationForwards: URIRef
    relationMentions: URIRef
    InstrumentKinds: URIRef
    kindLaw: URIRef
    kindStandard: URIRef
    kindRegulation: URIRef
    kindPlan: URIRef
    kindNotice: URIRef
    BodyTypes: URIRef
    typeGovernment: URIRef
    typeDepartment: URIRef
    typeTownship: URIRef
    typePartyOrgan: URIRef
    typePeopleCongress: URIRef
    typeCppcc: URIRef
    typeCourt: URIRef
    typeProcuratorate: URIRef
    typeMilitary: URIRef
    typeMassOrganisation: URIRef
    typeInstitution: URIRef
    typeEnterprise: URIRef
    typeZone: URIRef
    typeCoordinating: URIRef
    typeClass: URIRef
    typeOther: URIRef


class ELI(DefinedNamespace):
    """The terms used of the European Legislation Identifier ontology."""

    _fail = True
    _NS = Namespace("http://data.europa.eu/eli/ontology#")

    LegalResource: URIRef
    amends: URIRef
    based_on: URIRef
    cites: URIRef
    date_document: URIRef
    number: URIRef
    passed_by: URIRef
    repeals: URIRef
    title: URIRef
    title_alternative: URIRef
    type_document: URIRef


class OA(DefinedNamespace):
    """The terms used of the Web Annotation vocabulary."""

    _fail = True
    _NS = Namespace("http://www.w3.org/ns/oa#")

    SpecificResource: URIRef
    TextPositionSelector: URIRef
    TextQuoteSelector: URIRef
    end: URIRef
    exact: URIRef
    hasSelector: URIRef
    hasSource: URIRef
    prefix: URIRef
    start: URIRef
    suffix: URIRef


for _namespace in (GOV, ELI, OA):
    for _term in _namespace.__annotations__:
        if not _term.startswith("_"):
            setattr(_namespace, _term, _namespace[_term])  # made once, not at every use
