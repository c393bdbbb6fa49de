"""The ontology, IRIs, named graphs, stores and the networkx view."""
