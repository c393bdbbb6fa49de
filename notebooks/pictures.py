"""What the notebooks share: the store, a font that has Chinese characters, tables as data frames."""

from __future__ import annotations

import os
from pathlib import Path

import matplotlib as mpl
import pandas as pd
from matplotlib import font_manager

from kg.export.wording import headed, readable
from kg.graph.store import GraphStore, open_store
from kg.table import Table

FONTS = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
    "PingFang SC",
    "Microsoft YaHei",
    "SimHei",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Noto Sans CJK JP",
    "Arial Unicode MS",
)
GOVERNING = ("委", "政府", "政协", "人大", "人民")  # 区委, 区政府 … are nothing without their 区
# Okabe and Ito's colours: told apart by the colour-blind too.
COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#D55E00", "#56B4E9", "#F0E442", "#999999")


def store() -> GraphStore:
    """Open the store of the seeds: ``KG_STORE``, else ``.kg/store`` of the project. Made by ``kg build seeds``."""
    default = Path(__file__).resolve().parent.parent / ".kg" / "store"
    return open_store(Path(os.environ.get("KG_STORE") or default))


def use_chinese() -> str | None:
    """Draw text in the first font of this machine that has Chinese characters.

    Returns:
        Its name; None, with a word on what to install, where there is none (boxes are drawn then).
    """
    installed = {font.name for font in font_manager.fontManager.ttflist}
    found = next((name for name in FONTS if name in installed), None)
    if found is None:
        print(
            "No font with Chinese characters was found; install one, on Debian: apt-get install fonts-noto-cjk"
        )
    mpl.rcParams |= {
        "font.sans-serif": [*([found] if found else []), "DejaVu Sans"],
        "font.family": "sans-serif",
        "axes.unicode_minus": False,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.prop_cycle": mpl.cycler(color=COLOURS),
        "figure.constrained_layout.use": True,
        "figure.dpi": 110,
        "figure.facecolor": "white",
        "savefig.facecolor": "white",
    }
    return found


def frame(table: Table) -> pd.DataFrame:
    """Give a report as a data frame, columns by their own names, for counting."""
    return pd.DataFrame(list(table.dicts()), columns=list(table.columns))


def shown(table: Table, *columns: str, lang: str = "zh") -> pd.DataFrame:
    """Give some columns of a report under headings for people, for looking at."""
    at = [table.columns.index(column) for column in columns or table.columns if column != "iri"]
    part = Table(tuple(table.columns[i] for i in at), tuple(tuple(r[i] for i in at) for r in table.rows))
    read = headed(readable(part, lang), lang)
    return pd.DataFrame(list(read.rows), columns=list(read.columns)).fillna("")


def short(name: str, place: str, width: int = 14) -> str:
    """Give a body's name without its place (甲市乙区财政局 and 区财政局 become 财政局), no longer than a label may be."""
    for cut in range(len(place)):
        rest = name.removeprefix(place[cut:])
        if rest != name and len(rest) > 1 and not rest.startswith(GOVERNING):
            name = rest
            break
    return name if len(name) <= width else name[: width - 1] + "…"
