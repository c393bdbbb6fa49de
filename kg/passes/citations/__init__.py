"""Existing instruments that a text names, and what it does with them."""
