"""Runs one target for minutes, guided by coverage where atheris is installed, by Hypothesis's choices elsewhere.

Each new failure is saved with its traceback, and the search goes on. Exit status 1 when there was one.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

SECONDS_PER_MINUTE = 60


class Failures:
    """A target whose failures are kept in a folder, one input for each place where one is raised."""

    def __init__(self, target: Callable[[bytes], None], folder: Path) -> None:
        self._target = target
        self._folder = folder
        self._places: set[str] = set()
        self.runs = 0

    def __call__(self, data: bytes) -> None:
        """Runs the target on an input."""
        self.runs += 1
        try:
            self._target(data)
        except Exception as error:
            if type(error).__name__ == "TooSlowError" and not self._again(data):
                return  # the machine was busy
            self._keep(data, error)

    def _again(self, data: bytes) -> bool:
        try:
            self._target(data)
        except Exception:
            return True
        return False

    def _keep(self, data: bytes, error: Exception) -> None:
        frames = traceback.extract_tb(error.__traceback__)
        place = " < ".join(f"{Path(f.filename).name}:{f.lineno}" for f in reversed(frames[-4:]))
        if place in self._places:
            return
        self._places.add(place)
        name = hashlib.sha256(data).hexdigest()[:16]
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / name).write_bytes(data)
        text = "".join(traceback.format_exception(error))
        (self._folder / f"{name}.txt").write_text(text, encoding="utf-8", errors="backslashreplace")
        print(f"failure: {type(error).__name__} at {place}; input: {self._folder / name}", flush=True)

    def report(self, name: str, seconds: float) -> int:
        """Prints what there was and gives the exit status."""
        found = len(self._places)
        print(f"{name}: {self.runs:,} inputs in {seconds:.0f} s, {found} failures", flush=True)
        return min(found, 1)


def main() -> None:
    """Reads the command line and runs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=("structure", "passes", "documents"))
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--out", type=Path, default=Path("build/fuzz"))
    parser.add_argument("--plain", action="store_true", help="without atheris")
    options = parser.parse_args()
    os.environ["KG_STRICT"] = "1"
    folder = options.out / options.target
    seconds = options.minutes * SECONDS_PER_MINUTE
    if options.plain:
        sys.exit(_by_hypothesis(options.target, folder, seconds))
    try:
        import atheris
    except ImportError:
        print("atheris is not installed: inputs are chosen by Hypothesis, not guided by coverage", flush=True)
        sys.exit(_by_hypothesis(options.target, folder, seconds))
    with atheris.instrument_imports(include=["kg"]):
        from kg.passes.pipeline import load_pipeline
        from tests.fuzz.targets import TARGETS, seeds

        load_pipeline()  # imports the passes
    failures = Failures(TARGETS[options.target], folder / "failures")
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for data in seeds(options.target):
        (corpus / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
    begin = time.monotonic()

    def one(data: bytes) -> None:
        failures(data)
        if time.monotonic() - begin > seconds:
            status = failures.report(options.target, time.monotonic() - begin)
            sys.stdout.flush()
            os._exit(status)  # libFuzzer's own end does not come back to Python

    arguments = [
        sys.argv[0],
        "-max_len=4096",
        "-len_control=0",  # long inputs from the first minute
        "-verbosity=0",
        "-rss_limit_mb=4096",
        "-timeout=60",
        f"-artifact_prefix={folder}/",
        str(corpus),
    ]
    atheris.Setup(arguments, one)
    atheris.Fuzz()


def _by_hypothesis(name: str, folder: Path, seconds: float) -> int:
    import random

    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import strategies as st

    from tests.fuzz.targets import TARGETS, seeds

    failures = Failures(TARGETS[name], folder / "failures")
    begin = time.monotonic()
    good = seeds(name)

    @st.composite
    def inputs(draw: st.DrawFn) -> bytes:
        """A good input with pieces of it replaced, or anything."""
        data = bytearray(
            draw(st.sampled_from(good)) if draw(st.booleans()) else draw(st.binary(max_size=600))
        )
        for _ in range(draw(st.integers(0, 6))):
            at = draw(st.integers(0, len(data)))
            data[at : at + draw(st.integers(0, 40))] = draw(st.binary(max_size=40))
        return bytes(data)

    rounds = 0
    while time.monotonic() - begin < seconds:
        rounds += 1

        @settings(
            max_examples=200,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(data=inputs())
        def run(data: bytes) -> None:
            if time.monotonic() - begin < seconds:
                failures(data)

        run.hypothesis.inner_test._hypothesis_internal_use_seed = random.Random(rounds).getrandbits(64)
        run()
    return failures.report(name, time.monotonic() - begin)


if __name__ == "__main__":
    main()
