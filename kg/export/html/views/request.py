"""What the user asks to see."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Request:
    """A view's parameters, names already looked up.

    ``focus`` is a thing's IRI, ``place`` a place's name; ``subject`` is how to name them in the heading. ``most`` is
    the number of nodes the user allows, None for the view's own.
    """

    focus: str | None = None
    place: str | None = None
    subject: str = ""
    depth: int = 2
    most: int | None = None

    def limit(self, usual: int, highest: int) -> int:
        """The number of nodes to draw at most; above ``highest`` what is left is aggregated."""
        return min(self.most or usual, highest)
