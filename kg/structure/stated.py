"""What the file's format says of its document, where the document itself is silent (a web page's metadata block)."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from kg.sources.model import Stated
from kg.structure.cut import Opening
from kg.structure.model import Header, Line


def stated_opening(lines: Sequence[Line], stated: Stated) -> Opening | None:
    """Give the opening at the title that the format marks, or None where it marks none."""
    if stated.title is None:
        return None
    start, end = stated.title
    inside = [i for i, line in enumerate(lines) if start <= line.start and line.end <= end]
    if not inside:
        return None
    return Opening(inside[0], (inside[0], inside[-1] + 1), -1, None)


def completed(header: Header, stated: Stated) -> Header:
    """Give a header with number, issuer and date filled in where nothing is printed in their place."""
    return dataclasses.replace(
        header,
        number=header.number or stated.number,
        issuers=header.issuers or ((stated.issuer,) if stated.issuer else ()),
        date=header.date or stated.date,
    )
