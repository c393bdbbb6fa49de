"""How much of anything one document may take: every reader's bounds, in one place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from kg.errors import InputError

_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one document; beyond one of them it is refused with a line that names the limit.

    Attributes:
        file_bytes: size of the file itself.
        characters: length of the text read from it.
        pages: pages of a PDF.
        cells: filled cells of a workbook.
        entries: files in an archive (DOCX and XLSX are archives too).
        entry_bytes: size of one unpacked file of an archive.
        total_bytes: size of all unpacked files of an archive together.
        ratio: unpacked to packed size of one file of an archive; text reaches 20, a bomb 1,000.
        seconds: time to read a PDF, DOCX, XLSX or HTML file, which is done in a process of its own.
        memory_bytes: memory that this process may take on top of what it begins with.
    """

    file_bytes: int = 200 * _MB
    characters: int = 20 * _MB
    pages: int = 2_000
    cells: int = 500_000
    entries: int = 5_000
    entry_bytes: int = 100 * _MB
    total_bytes: int = 400 * _MB
    ratio: int = 200
    seconds: float = 300
    memory_bytes: int = 1_000 * _MB

    def changed(self, settings: Iterable[str]) -> Limits:
        """Give limits with some of them set otherwise.

        Args:
            settings: such as ``pages=5000``; the last of a name counts.

        Raises:
            InputError: no such limit, or no positive number.
        """
        names = [field.name for field in fields(self)]
        values: dict[str, int] = {}
        for setting in settings:
            name, _, value = setting.partition("=")
            if name not in names:
                raise InputError(f"no limit is called {name!r}; there are: {' '.join(names)}")
            if not (value.isascii() and value.isdigit() and int(value) > 0):
                raise InputError(f"the limit {name} is a whole number above 0, not {value!r}")
            values[name] = int(value)
        return replace(self, **values)


DEFAULT_LIMITS = Limits()
"""Room for any document that a government publishes; small enough that a hostile file ends soon."""
