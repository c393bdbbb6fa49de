"""Precision and recall of extracted facts against what a careful reader took from the same text."""
