"""Quantified commitments, in prose and in tables of indicators."""
