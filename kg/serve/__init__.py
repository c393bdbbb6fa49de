"""The SPARQL 1.1 Protocol over HTTP: queries run in processes that can be killed, the server outlives them."""
