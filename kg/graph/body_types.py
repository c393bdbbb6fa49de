"""The concepts of the types of bodies (``ontology/roles.ttl``)."""

from __future__ import annotations

from collections.abc import Mapping

from rdflib import URIRef

from kg.graph.terms import GOV
from kg.resolve.types import BodyType

BODY_TYPES: Mapping[BodyType, URIRef] = {
    BodyType.GOVERNMENT: GOV.typeGovernment,
    BodyType.DEPARTMENT: GOV.typeDepartment,
    BodyType.TOWNSHIP: GOV.typeTownship,
    BodyType.PARTY_ORGAN: GOV.typePartyOrgan,
    BodyType.PEOPLE_CONGRESS: GOV.typePeopleCongress,
    BodyType.CPPCC: GOV.typeCppcc,
    BodyType.COURT: GOV.typeCourt,
    BodyType.PROCURATORATE: GOV.typeProcuratorate,
    BodyType.MILITARY: GOV.typeMilitary,
    BodyType.MASS_ORGANISATION: GOV.typeMassOrganisation,
    BodyType.INSTITUTION: GOV.typeInstitution,
    BodyType.ENTERPRISE: GOV.typeEnterprise,
    BodyType.ZONE: GOV.typeZone,
    BodyType.COORDINATING: GOV.typeCoordinating,
    BodyType.CLASS: GOV.typeClass,
    BodyType.OTHER: GOV.typeOther,
}
