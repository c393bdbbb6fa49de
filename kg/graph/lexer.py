"""The tokens of a SPARQL text, as far as the checks and the binding of parameters need them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# A string that is not closed runs to where it must have ended: nothing is scanned twice, so the time is linear.
_TOKEN = re.compile(
    r"""
    (?P<comment>\#[^\n\r]*)
    | (?P<string>
        (?P<quotes>\"\"\"|\'\'\')(?:[^"'\\]|\\.|(?!(?P=quotes))["'])*(?P<closed>(?P=quotes))?
        | "(?:[^"\\\n\r]|\\.)*(?P<closed2>")?
        | '(?:[^'\\\n\r]|\\.)*(?P<closed1>')?
      )
    | (?P<iri><[^<>"{}|^`\x00-\x20]*>)
    | (?P<variable>[?$]\w+)
    | (?P<name>(?:[^\W\d_][\w.-]{0,64})?:(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\[_~.!$&'()*+,;=/?\#@%-])*)
    | (?P<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)
    | (?P<word>[^\W\d_]\w*)
    | (?P<escape>\\)
    | (?P<mark>[{}()])
    """,
    re.VERBOSE | re.DOTALL,
)
_KINDS = ("comment", "string", "iri", "variable", "name", "number", "word", "escape", "mark")


class Token(NamedTuple):
    """A token: its kind, its text, and where it starts."""

    kind: str
    text: str
    start: int


def tokens(query: str) -> Iterator[Token]:
    """Yields words, IRIs, prefixed names, variables, numbers, strings, escapes and brackets; no comments.

    Any text has tokens; whether it is SPARQL is for a parser to say. Linear in the length of the text.
    """
    for match in _TOKEN.finditer(query):
        kind = next(kind for kind in _KINDS if match[kind] is not None)
        if kind == "string" and not (match["closed"] or match["closed1"] or match["closed2"]):
            kind = "unclosed"
        if kind != "comment":
            yield Token(kind, match[0], match.start())
