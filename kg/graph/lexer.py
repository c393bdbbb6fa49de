"""The tokens of a SPARQL text, as far as the checks and the binding of parameters need them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    r"""
    (?P<comment>\#[^\n\r]*)
    | (?P<string>
        \"\"\"(?:[^"\\]|\\.|"(?!\"\"))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*'''
        | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
      )
    | (?P<iri><[^<>"{}|^`\x00-\x20]*>)
    | (?P<variable>[?$]\w+)
    | (?P<name>[^\W\d_][\w.-]*:\S* | :[^\s]+)
    | (?P<word>[^\W\d_]\w*)
    | (?P<escape>\\)
    | (?P<mark>[{}()])
    """,
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """A token: its kind, its text, and where it starts."""

    kind: str
    text: str
    start: int


def tokens(query: str) -> Iterator[Token]:
    """Yields words, IRIs, prefixed names, variables, strings, escapes and brackets; comments are left out.

    Any text has tokens; whether it is SPARQL is for a parser to say. Linear in the length of the text.
    """
    for match in _TOKEN.finditer(query):
        if (kind := match.lastgroup or "") != "comment":
            yield Token(kind, match[0], match.start())
