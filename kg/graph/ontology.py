"""Finds the vocabulary, shapes and competency queries: inside the installed package, or in a checkout beside it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable

from kg.errors import InputError, UnknownNameError
from kg.language.files import ontology_folder

_DATE_FORMS = re.compile(r"YYYY[-MD]*(?: or YYYY[-MD]*)*")


def _like(form: str, value: str) -> bool:
    """Whether a value is written as YYYY, YYYY-MM or YYYY-MM-DD; no month 13, the 31st of any."""
    pattern = form.replace("YYYY", r"[0-9]{4}").replace("MM", "(0[1-9]|1[0-2])")
    return bool(re.fullmatch(pattern.replace("DD", "(0[1-9]|[12][0-9]|3[01])"), value))


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A competency query: its question in Chinese and English, its text, and the parameters that may be bound."""

    name: str
    question_zh: str
    question_en: str
    parameters: Mapping[str, str]  # variable -> what it is
    text: str

    def check(self, bindings: Mapping[str, str]) -> None:
        """Lets bindings pass that the question can be asked with.

        A parameter whose meaning begins with a form of dates (``YYYY-MM-DD``, ``YYYY or YYYY-MM``) takes only such.

        Raises:
            InputError: a parameter the question does not have, or a date of another form: it would match nothing.
        """
        for name, value in bindings.items():
            if name not in self.parameters:
                known = ", ".join(self.parameters) or "none"
                raise InputError(f"the question {self.name} has no parameter {name}; it has: {known}")
            forms = _DATE_FORMS.match(self.parameters[name])
            if forms and not any(_like(form, value) for form in forms[0].split(" or ")):
                raise InputError(f"{name}={value}: write {forms[0]}")


def folder() -> Traversable:
    """Gives the ontology folder."""
    return ontology_folder()


def text(name: str) -> str:
    """Gives the text of a file of the ontology folder, such as ``shapes.ttl``."""
    return (folder() / name).read_text(encoding="utf-8")


@cache
def query_names() -> tuple[str, ...]:
    """The names of the competency queries, sorted."""
    return _names("queries")


@cache
def check_names() -> tuple[str, ...]:
    """The names of the checks over a whole store, sorted."""
    return _names("checks")


def _names(directory: str) -> tuple[str, ...]:
    names = (path.name for path in (ontology_folder() / directory).iterdir())
    return tuple(sorted(name.removesuffix(".rq") for name in names if name.endswith(".rq")))


@cache
def named_query(name: str) -> NamedQuery:
    """Gives a competency query.

    The head of its file: a comment with the question in Chinese, one in English, then ``# ?variable: meaning`` for each
    parameter. A parameter that is not bound is simply a variable of the query.

    Raises:
        UnknownNameError: there is none of this name.
    """
    if name not in query_names():
        within = [known for known in query_names() if name in known]
        raise UnknownNameError("query", name, within or difflib.get_close_matches(name, query_names()))
    content = text(f"queries/{name}.rq")
    head = [line[1:].strip() for line in content.splitlines() if line.startswith("#")]
    parameters = dict(line[1:].split(":", 1) for line in head[2:] if line.startswith("?"))
    return NamedQuery(
        name, head[0], head[1], {key: value.strip() for key, value in parameters.items()}, content
    )
