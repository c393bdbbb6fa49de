"""The page's script, in files that make one function together."""
