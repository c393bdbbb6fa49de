"""A table as one HTML page that opens from disk: no script, nothing loaded from elsewhere."""

from __future__ import annotations

from decimal import Decimal
from html import escape
from itertools import groupby

from kg.export.clean import printable, xml_safe
from kg.export.wording import MACHINES, headed, readable
from kg.table import Table

_STYLE = """
:root { color-scheme: light dark; }
body { font: 15px/1.5 "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; margin: 1.5em; }
h1 { font-size: 1.35em; } h2 { font-size: 1.1em; margin: 1.6em 0 .4em; }
table { border-collapse: collapse; }
th, td { text-align: left; vertical-align: top; padding: .25em .8em .25em 0; border-bottom: 1px solid #8884; max-width: 40em; }
thead th { position: sticky; top: 0; background: Canvas; border-bottom: 2px solid #888a; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
td { white-space: pre-line; }
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def to_html(table: Table, *, title: str, lang: str = "zh", sections: str | None = None) -> str:
    """Give the table as a page, without the columns of IRIs, which are for machines.

    Args:
        table: what to show.
        title: heading of the page.
        lang: language of headings and codes.
        sections: a column whose values part the rows into tables of their own.
    """
    shown = readable(table, lang)
    keep = [i for i, column in enumerate(table.columns) if column != sections and column not in MACHINES]
    headings = headed(table, lang).columns
    parts = [
        f'<!DOCTYPE html>\n<html lang="{"zh-CN" if lang == "zh" else "en"}">\n<head>\n<meta charset="utf-8">\n',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n',
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
        f"<title>{_text(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{_text(title)}</h1>\n",
    ]
    at = table.columns.index(sections) if sections else None
    if not shown.rows:
        parts.append(f"<p>{'（无）' if lang == 'zh' else '(nothing)'}</p>\n")
    for value, rows in groupby(shown.rows, key=lambda row: None if at is None else row[at]):
        if at is not None:
            none = "（地区不详）" if lang == "zh" else "(not known)"
            parts.append(f"<h2>{_text(none if value is None else str(value))}</h2>\n")
        parts.append(_table(table.columns, headings, tuple(rows), keep))
    parts.append("</body>\n</html>\n")
    return "".join(parts)


def _table(
    columns: tuple[str, ...], headings: tuple[str, ...], rows: tuple[tuple[object, ...], ...], keep: list[int]
) -> str:
    number = {i: any(isinstance(row[i], int | float | Decimal) for row in rows) for i in keep}
    mark = {i: ' class="n"' if number[i] else "" for i in keep}
    head = "".join(f"<th{mark[i]}>{_text(headings[i])}</th>" for i in keep)
    body = "\n".join(
        "<tr>" + "".join(f"<td{mark[i]}>{_text(_cell(columns[i], row[i]))}</td>" for i in keep) + "</tr>"
        for row in rows
    )
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>\n"


def _cell(column: str, cell: object) -> str:
    if cell is None:
        return ""
    return f"{cell:.1%}" if column == "share" and isinstance(cell, float) else str(cell)


def _text(text: str) -> str:
    return escape(xml_safe(printable(text)))
