"""The service description (SPARQL 1.1 Service Description): what the endpoint can do, in Turtle."""

from __future__ import annotations

from starlette.requests import Request

from kg.serve.settings import Settings

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "RDF_XML",
    "JSON-LD",
)


def describe(request: Request, settings: Settings) -> bytes:
    """Writes the description of the endpoint that was asked for it."""
    import pyoxigraph as ox

    def term(name: str) -> ox.NamedNode:
        return ox.NamedNode(_SD + name)

    endpoint = ox.NamedNode(str(request.url.replace(query="")))
    service, dataset, graph = ox.BlankNode("service"), ox.BlankNode("dataset"), ox.BlankNode("graph")
    type_ = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    triples = [
        ox.Triple(service, type_, term("Service")),
        ox.Triple(service, term("endpoint"), endpoint),
        ox.Triple(service, term("supportedLanguage"), term("SPARQL11Query")),
        ox.Triple(service, term("defaultDataset"), dataset),
        ox.Triple(dataset, type_, term("Dataset")),
        ox.Triple(dataset, term("defaultGraph"), graph),
        ox.Triple(graph, type_, term("Graph")),
    ]
    if settings.allow_update:
        triples.append(ox.Triple(service, term("supportedLanguage"), term("SPARQL11Update")))
    if settings.allow_service:
        triples.append(ox.Triple(service, term("feature"), term("BasicFederatedQuery")))
    for name in _FORMATS:
        format_ = ox.NamedNode(f"http://www.w3.org/ns/formats/{name}")
        triples.append(ox.Triple(service, term("resultFormat"), format_))
    return ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes={"sd": _SD}) or b""
