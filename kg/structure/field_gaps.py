"""Fields that stand on the line of their task, parted from it by white space alone.

1.推进项目建设 牵头单位：甲局 配合单位：乙局 完成时限：10月

They are cut into lines of their own, as which others print them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.language.data import load
from kg.structure.model import Line
from kg.structure.run_in import cut_at

_LABELS = sorted(
    {
        *(label for labels in load("roles")["labels"].values() for label in labels),
        *load("tables")["columns"]["deadline"],
    },
    key=lambda label: (-len(label), label),
)
_GAP = re.compile(rf"(?<=\S)[ \u3000]{{1,30}}(?=(?:{'|'.join(map(re.escape, _LABELS))})[:：])")
_TELLS = re.compile("[:：（(【\\[]")  # a field or a bracket stands in front
_LEAST_TASK = 4  # characters


def with_fields_below(lines: Sequence[Line]) -> list[Line]:
    """Put the fields behind a task, where gaps alone part them from it, on lines below it."""
    return [
        part
        for line in lines
        for part in (
            _parts(line)
            if ("：" in line.text or ":" in line.text) and (" " in line.text or "\u3000" in line.text)
            else (line,)
        )
    ]


def _parts(line: Line) -> Iterator[Line]:
    gaps = [] if "\t" in line.text or "|" in line.text else list(_GAP.finditer(line.text))
    task = line.text[: gaps[0].start()] if gaps else ""
    if len(task) < _LEAST_TASK or _TELLS.search(task, 1):  # behind its first character: （一）推进项目建设
        yield line
        return
    yield from cut_at(line, 0, len(line.text), [gap.end() for gap in gaps])
