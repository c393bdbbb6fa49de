"""Questions people ask of the graph; every function returns a table (column names and rows), never prints."""
