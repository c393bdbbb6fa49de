"""Labels: of all printed forms of an identity the fullest one names it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.resolve.model import Identity


def fullest(forms: Iterable[tuple[Identity, str]]) -> Mapping[Identity, str]:
    """Chooses each identity's label.

    Former names (原…) last, without brackets before with (a bracket holds a second name), the standard name of the
    function before local variants of it, then the longest, then the first by code point: a rule of the set of forms
    alone, not of their order or number.
    """
    best: dict[Identity, tuple[bool, bool, bool, int, str]] = {}
    for identity, form in forms:
        rank = (
            form.startswith("原"),
            "（" in form or "(" in form,
            identity.key not in form,
            -len(form),
            form,
        )
        if identity not in best or rank < best[identity]:
            best[identity] = rank
    return {identity: rank[-1] for identity, rank in best.items()}
