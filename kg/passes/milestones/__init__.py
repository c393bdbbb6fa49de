"""Dated steps, deadlines and stages."""
