"""What a worker does with one document: reads it, or recalls what was read; a bad document spoils no other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.build.codec import decode, encode
from kg.build.inputs import InputFile
from kg.facts import SourceFacts
from kg.resolve import Place
from kg.resolve.resolve import Census, take_census
from kg.sources.files import is_there
from kg.sources.limits import DEFAULT_LIMITS, Limits

Extract = Callable[[Path], SourceFacts]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from a document, small enough to be handed between processes.

    Attributes:
        name, sha256: of the source.
        data: its encoded facts; None where the cache has them as they are.
        instruments: how many it holds.
        facts: their number by type.
        gaps: number of pieces of text that were not understood.
        census: what the resolution of other documents needs to know of it.
    """

    name: str
    sha256: str
    data: bytes | None
    instruments: int
    facts: Mapping[str, int]
    gaps: int
    census: Census


_MAX_MESSAGE = 600  # characters of an error that is meant for the user: the path, the place and the remedy
_MAX_DETAIL = 200  # … of one that is not
Outcome = Reading | str  # or what is wrong, in one line


def extract_file(path: Path, *, limits: Limits = DEFAULT_LIMITS, encoding: str | None = None) -> SourceFacts:
    """Reads a file with the standard pipeline (imported where it is used: it is slow to load)."""
    from kg.extract import extract_file as extract

    return extract(path, limits=limits, encoding=encoding)


def read_document(file: InputFile, *, extract: Extract, given: Place | None = None) -> Outcome:
    """Reads a document.

    Args:
        file: what to read.
        extract: reads one file; a module-level function.
        given: the place of documents that state none.
    """
    from kg.errors import KgError
    from kg.sources.model import SourceError

    try:
        source = extract(file.path)
    except (KgError, SourceError) as error:
        return _line(error, _MAX_MESSAGE)
    except Exception as error:  # one line for the report; a bug in a pass must not end the build
        return f"{file.path}: reading it failed ({type(error).__name__}: {_line(error, _MAX_DETAIL)}); please report"
    if not source.instruments:
        return f"{file.path}: no instrument found in it (no title with an issuer, number or date); is it an official document?"
    return _reading(source, encode(source), given)


def _line(error: Exception, longest: int) -> str:
    """Give what an error says, on one line and cut: a message never holds a whole document."""
    said = " ".join(str(error)[: 4 * longest].split())
    return said if len(said) <= longest else f"{said[:longest]} …"


@dataclass(frozen=True, slots=True)
class Kept:
    """A document that was read by an earlier build: where its facts are, where it was, what it was."""

    facts: Path
    path: Path
    sha256: str


def recall(kept: Kept, *, extract: Extract, given: Place | None = None) -> Outcome:
    """Gives what was read earlier; damaged facts are read again from the document, if it is still what it was."""
    try:
        return _reading(decode(kept.facts.read_bytes()), None, given)
    except (OSError, ValueError):
        pass
    if is_there(kept.path):
        source = extract(kept.path)
        if source.sha256 == kept.sha256:
            return _reading(source, encode(source), given)
    return (
        f"what was read from it is lost and {kept.path} is not there as it was; build it again from its file"
    )


def _reading(source: SourceFacts, data: bytes | None, given: Place | None) -> Reading:
    counts = Counter(fact.type for instrument in source.instruments for fact in instrument.facts)
    counts["document"] += len(source.instruments)
    return Reading(
        name=source.name,
        sha256=source.sha256,
        data=data,
        instruments=len(source.instruments),
        facts=dict(sorted(counts.items())),
        gaps=len(source.gaps) + sum(len(instrument.gaps) for instrument in source.instruments),
        census=take_census(source, given),
    )
