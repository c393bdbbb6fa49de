"""Persons beside their posts, and what each leader answers for."""
