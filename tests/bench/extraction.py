"""How fast extraction is, as a share of the speed at which spaCy alone tokenizes the same text.

``python -m tests.bench.extraction [FILE...]`` prints the ratio and where the time goes. Everything is CPU time of one
process and core; a ratio of two times taken side by side says more than seconds, which every machine has its own of.

Read, structure, all passes and resolution count; the store does not. Caches that outlive a document are emptied
before each run, so that reading the same text again is not faster than reading it for the first time.
"""

from __future__ import annotations

import functools
import gc
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

from kg.extract import extract_source
from kg.passes.component import INSTRUMENT
from kg.passes.pipeline import load_pipeline
from kg.resolve import resolve
from kg.sources.reader import read_source
from kg.structure.instruments import read_instruments

ROOT = Path(__file__).resolve().parents[2]
RUNS = 5


@dataclass(frozen=True, slots=True)
class Speed:
    """CPU seconds, each the median of several runs; ``ratio`` is the median of the ratios run by run."""

    characters: int
    tokenizing: float
    extracting: float
    ratio: float


def seeds() -> list[Path]:
    """Give the texts that are measured where no others are named."""
    return sorted((ROOT / "seeds").glob("*.txt"))


def measure(paths: Sequence[Path], runs: int = RUNS) -> Speed:
    """Measure extraction against tokenizing, paragraph by paragraph, both in turn."""
    pipeline, blank = extraction_pipeline(), spacy.blank("zh")
    texts = [read_source(path).text for path in paths]
    paragraphs = [line for text in texts for line in text.split("\n") if line]

    def tokenize() -> None:
        for paragraph in paragraphs:
            blank.make_doc(paragraph)

    def extract() -> None:
        resolve([extract_source(read_source(path), pipeline) for path in paths])

    seconds(tokenize), seconds(extract)  # the first run of each pays for what is loaded once
    pairs = []
    for _ in range(runs):
        forget()
        pairs.append((seconds(tokenize), seconds(extract)))
    return Speed(
        characters=sum(map(len, texts)),
        tokenizing=statistics.median(base for base, _ in pairs),
        extracting=statistics.median(whole for _, whole in pairs),
        ratio=statistics.median(base / whole for base, whole in pairs),
    )


def stages(paths: Sequence[Path], runs: int = RUNS) -> dict[str, float]:
    """Give the CPU seconds of every stage, the best of several runs each, in the order in which they run."""
    pipeline = extraction_pipeline()
    best: dict[str, float] = {}
    for _ in range(runs):
        forget()
        for stage, taken in _one_run(paths, pipeline).items():
            best[stage] = min(best.get(stage, taken), taken)
    return best


def _one_run(paths: Sequence[Path], pipeline: Language) -> dict[str, float]:
    taken: dict[str, float] = {}

    def timed(stage: str, work: Callable[[], Any]) -> Any:
        begin = time.process_time()
        result = work()
        taken[stage] = taken.get(stage, 0.0) + time.process_time() - begin
        return result

    sources = [timed("read", functools.partial(read_source, path)) for path in paths]
    for source in sources:
        for instrument in timed("structure", functools.partial(read_instruments, source)):
            doc = pipeline.make_doc("")
            doc._.facts, doc._.gaps = [], []
            doc.user_data[INSTRUMENT] = instrument
            for name, component in pipeline.pipeline:
                doc = timed(name, functools.partial(component, doc))
    read = [extract_source(source, pipeline) for source in sources]
    forget()
    timed("resolve", functools.partial(resolve, read))
    return taken


def extraction_pipeline() -> Language:
    """Give the pipeline that extraction runs: spans for pictures are made on demand."""
    return load_pipeline(disable=["spans"])


def seconds(work: Callable[[], None]) -> float:
    """Give the CPU time that work takes, garbage of what went before not counted."""
    gc.collect()
    begin = time.process_time()
    work()
    return time.process_time() - begin


def forget() -> None:
    """Empty the bounded caches of the package; what is loaded once for good stays."""
    for cached in _bounded_caches():
        cached.cache_clear()


def _bounded_caches() -> Iterator[functools._lru_cache_wrapper[object]]:
    for name, module in list(sys.modules.items()):
        if name.startswith("kg."):
            for value in vars(module).values():
                if isinstance(value, functools._lru_cache_wrapper) and value.cache_info().maxsize is not None:
                    yield value


def main() -> None:
    """Print the ratio and the stages of the files named on the command line, or of the seeds."""
    paths = [Path(argument) for argument in sys.argv[1:]] or seeds()
    speed = measure(paths)
    print(f"{speed.characters:,} characters, CPU seconds (median of {RUNS})")
    print(f"tokenizing {speed.tokenizing:.3f}   extraction {speed.extracting:.3f}   ratio {speed.ratio:.2f}")
    print(
        f"extraction: {speed.characters / speed.extracting / 1e6:.2f} million characters per second and core\n"
    )
    taken = stages(paths)
    whole = sum(taken.values())
    for stage, value in sorted(taken.items(), key=lambda item: -item[1]):
        print(f"{stage:26} {value:7.3f} {value / whole:6.1%}")


if __name__ == "__main__":
    main()
