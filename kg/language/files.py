"""Where the ontology folder is: in the installed package, or beside it in a checkout."""

from __future__ import annotations

from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from kg.errors import KgError


@cache
def ontology_folder() -> Traversable:
    """Give the folder of the vocabulary, the shapes, the queries and the administrative divisions.

    Raises:
        KgError: it is neither in the package nor beside it.
    """
    package = resources.files("kg")
    for candidate in (package / "_ontology", package / ".." / "ontology"):
        if (candidate / "govkg.ttl").is_file():
            return candidate
    raise KgError("the ontology files are not installed; install kg again, or run it from a checkout")
