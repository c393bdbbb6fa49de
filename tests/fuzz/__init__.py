"""Fuzzing of what reads documents: ``make fuzz``, or ``python -m tests.fuzz TARGET --minutes 10``."""
