"""Which printed names mean the same body, person or instrument."""

from kg.resolve.model import (
    Identity,
    IdentityKind,
    InstrumentIdentity,
    InstrumentResolution,
    Level,
    Place,
    Resolution,
)
from kg.resolve.resolve import resolve

__all__ = [
    "Identity",
    "IdentityKind",
    "InstrumentIdentity",
    "InstrumentResolution",
    "Level",
    "Place",
    "Resolution",
    "resolve",
]
