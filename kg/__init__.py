"""Governance documents in; a provenance-carrying graph of who must do what, by when, on which basis, out."""

__version__ = "0.1.0"
