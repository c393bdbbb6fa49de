"""Extraction passes: one linguistic construction per module, each a pure function wrapped as a spaCy component."""
