"""The notebooks run from top to bottom on the seeds, draw their pictures, and are kept without outputs."""

from __future__ import annotations

import base64
import json
import os
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
PICTURES = {"1-who-carries-the-load": 3, "2-officials-and-coordination": 3, "3-targets-and-legal-bases": 3}


def test_there_are_three() -> None:
    assert {path.stem for path in NOTEBOOKS} == set(PICTURES)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_outputs_are_kept(path: Path) -> None:
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        assert cell["metadata"] == {}
        if cell["cell_type"] == "code":
            assert cell["outputs"] == []
            assert cell["execution_count"] is None


# In a process of its own: Jupyter's event loop and sockets are no business of the other tests.
EXECUTE = """
import json, sys
import nbformat
from nbclient import NotebookClient
notebook = nbformat.read(sys.argv[1], as_version=4)
resources = {"metadata": {"path": sys.argv[2]}}
NotebookClient(notebook, kernel_name="python3", timeout=300, resources=resources).execute()
json.dump([o for cell in notebook.cells for o in cell.get("outputs", [])], sys.stdout)
"""


def executed(path: Path, store: Path) -> list[dict[str, Any]]:
    """Run a notebook in a fresh kernel of this interpreter; give all outputs."""
    environment = os.environ | {"KG_STORE": str(store), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", EXECUTE, str(path), str(path.parent)]
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=400
    )
    assert done.returncode == 0, done.stderr[-3000:]
    outputs: list[dict[str, Any]] = json.loads(done.stdout)
    return outputs


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_runs_top_to_bottom(path: Path, seeds_store: Path) -> None:
    outputs = executed(path, seeds_store)
    said = "".join(o["text"] for o in outputs if o["output_type"] == "stream")
    if "No font with Chinese characters" not in said:
        assert not said.strip(), "nothing is printed, no glyph is missing, nothing warns"
    pictures = [o["data"]["image/png"] for o in outputs if "image/png" in o.get("data", {})]
    assert len(pictures) == PICTURES[path.stem]
    for picture in pictures:
        data = base64.b64decode(picture)
        width, height = struct.unpack(">II", data[16:24])
        assert data.startswith(b"\x89PNG")
        assert width > 500
        assert height > 300
        assert len(data) > 15_000, "an empty picture is smaller"
    tables = [o["data"]["text/html"] for o in outputs if "text/html" in o.get("data", {})]
    assert tables
    assert all(table.count("<tr") > 1 for table in tables), "a table with headings only"
