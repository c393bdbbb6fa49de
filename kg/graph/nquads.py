"""N-Quads, written as text: four times faster than building quad objects, and the sorted text is the artefact.

Terms are handled in their serialised form. The escapes are those of Oxigraph's own writer, so that a dump of the store
and the text written here are equal byte for byte.
"""

from __future__ import annotations

import re
from decimal import Decimal

from rdflib import URIRef

from kg.graph.terms import XSD

_INTEGER = XSD.integer
_ESCAPES = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_TO_ESCAPE = re.compile(r'[\x00-\x1f"\\\x7f\ufffe\uffff]')
_ESCAPED = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)")
_CHARACTERS = {escape[1]: character for character, escape in _ESCAPES.items()} | {"'": "'"}
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    return _ESCAPES.get(character) or f"\\u{ord(character):04X}"


def iri(value: str) -> str:
    """Writes an IRI. The caller makes IRIs from hashes and percent-encoded names only."""
    return f"<{value}>"


def string(value: str) -> str:
    """Writes a plain literal; a lone surrogate, which no encoding of RDF can hold, becomes U+FFFD."""
    escaped = _TO_ESCAPE.sub(_escape, _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", value))
    return f'"{escaped}"'


def chinese(value: str) -> str:
    """Writes a literal in Chinese."""
    return f"{string(value)}@zh"


def typed(value: str, datatype: URIRef) -> str:
    """Writes a literal of a datatype; ``value`` is its canonical form."""
    return f"{string(value)}^^<{datatype}>"


def integer(value: int) -> str:
    """Writes an integer."""
    return f'"{value}"^^<{_INTEGER}>'


def decimal(value: Decimal) -> str:
    """Writes a decimal in canonical form, without exponent and trailing zeros."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f'"{text if text not in {"-0", ""} else "0"}"^^<{XSD.decimal}>'


def unquote(term: str) -> str:
    """Reads the text of a literal, or the IRI, from its serialised form."""
    if not term.startswith('"'):
        return term[1:-1]
    text = term[1 : term.rindex('"')]
    return _ESCAPED.sub(_character, text) if "\\" in text else text


def _character(match: re.Match[str]) -> str:
    code = match[1]
    return chr(int(code[1:], 16)) if code[0] in "uU" else _CHARACTERS[code]
