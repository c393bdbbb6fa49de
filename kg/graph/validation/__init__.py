"""Checks of a graph: fast ones while it is built, SHACL and SPARQL over all of it on request."""
