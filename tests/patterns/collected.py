"""Every regular expression of the package, however and wherever it is made: in modules, on first use, from language data.

Run as a program it prints them as JSON: pattern, flags, module. In a process of its own, since the modules of kg must
be imported while ``re`` is watched.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.conftest import ROOT

_COMPILE = re.compile  # itself, before it is watched
_MAKERS = ("compile", "search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn")


@dataclass(frozen=True, order=True)
class Pattern:
    """A regular expression, the first module that uses it, and how it is applied (``finditer``, ``fullmatch`` …)."""

    text: str
    flags: int
    module: str
    applied: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.module}: {self.text[:60]!r}"


def patterns() -> list[Pattern]:
    """Gives all of them, each once."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.patterns.collected"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [
        Pattern(text, flags, module, tuple(applied))
        for text, flags, module, applied in json.loads(done.stdout)
    ]


def _watched(name: str, made: dict[tuple[str, int], str]) -> Callable[..., Any]:
    real = getattr(re, name)

    def watching(pattern: Any, *arguments: Any, **options: Any) -> Any:
        module = sys._getframe(1).f_globals.get("__name__", "")
        if module.split(".")[0] == "kg" and not isinstance(getattr(pattern, "pattern", pattern), bytes):
            flags = options.get("flags", arguments[0] if name == "compile" and arguments else 0)
            compiled = _COMPILE(pattern, flags) if isinstance(pattern, str) else pattern
            made.setdefault((compiled.pattern, compiled.flags), module)
        return real(pattern, *arguments, **options)

    return watching


def main() -> None:
    """Imports all modules and reads the documents of the tests, so that what is made on first use is made too."""
    made: dict[tuple[str, int], str] = {}
    for name in _MAKERS:
        setattr(re, name, _watched(name, made))
    import kg

    for module in pkgutil.walk_packages(kg.__path__, "kg."):
        if module.name != "kg.__main__":
            importlib.import_module(module.name)
    from kg.extract import extract_source
    from kg.resolve import resolve
    from kg.sources.model import SourceText
    from tests.small import TEXTS
    from tests.sources.instrument import as_text

    texts = [*TEXTS.values(), as_text()]
    resolve([extract_source(SourceText(f"{n}.txt", text, str(n), "utf-8")) for n, text in enumerate(texts)])
    json.dump([[*key, module, _applied(*key, module)] for key, module in made.items()], sys.stdout)


_USE = re.compile(r"(?<![\w.])(\w*)(?:\[\w+\])?\.(search|match|fullmatch|split|findall|finditer|sub|subn)\(")


def _applied(text: str, flags: int, user: str) -> list[str]:
    """How an expression is applied where its name is used; one without a name as anything is in its module."""
    found: set[str] = set()
    for module in [module for name, module in sys.modules.items() if name.split(".")[0] == "kg"]:
        names = {
            n
            for n, v in vars(module).items()
            if isinstance(v, re.Pattern) and (v.pattern, v.flags) == (text, flags)
        }
        if names:
            found |= {how for name, how in _uses(module.__file__ or "") if name in names}
    if not found:
        named = {name for name, value in vars(sys.modules[user]).items() if isinstance(value, re.Pattern)}
        uses = _uses(sys.modules[user].__file__ or "")
        found = {
            how for name, how in uses if name not in {*named, "re"} and how != "split"
        }  # strings split too
    return sorted({how if how in ("match", "fullmatch") else "finditer" for how in found} or {"finditer"})


@cache
def _uses(path: str) -> list[tuple[str, str]]:
    return _USE.findall(Path(path).read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
