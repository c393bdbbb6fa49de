"""Word documents: paragraphs with their automatic numbers, tables as rows, text boxes.

Headers, footers, notes, comments and deleted text are left out; a table of contents too, since its lines are headings
that come again.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from kg.sources.archive import SafeArchive
from kg.sources.docx_numbering import Numbering
from kg.sources.limits import Limits
from kg.sources.lines import MERGED, LineBuilder, cell_text, looks_wrapped
from kg.sources.model import Extracted, FormatError, Stated
from kg.sources.ooxml import MC, W, attribute, child_value, integer
from kg.sources.optional import library

_TAB = "  "  # a tab in a paragraph is a gap; in the text of a source a tab separates cells
_CONTENTS_STYLE = re.compile(r"(?:toc|目录)\s{0,2}\d", re.IGNORECASE)
_CONTENTS = "Table of Contents"
_TITLE_STYLE = re.compile(r"(?:title|标题|文件标题|公文标题)", re.IGNORECASE)
_MAX_TITLE = 5  # paragraphs
_LEFT_OUT = frozenset(
    f"{W}{name}"
    for name in (
        "del",
        "moveFrom",
        "pPr",
        "rPr",
        "sdtPr",
        "commentReference",
        "footnoteReference",
        "instrText",
    )
) | {f"{MC}Fallback"}  # the same text box once more, for old programs
_BOX = f"{W}txbxContent"
_MAX_COLUMNS = 200


def load() -> None:
    """Load the library.

    Raises:
        FormatError: it is not installed.
    """
    library("docx", "docx", "Word documents")


def read_docx(data: bytes, limits: Limits) -> Extracted:
    """Read the text of a Word document.

    Raises:
        FormatError: not a whole and harmless DOCX.
    """
    docx = library("docx", "docx", "Word documents")
    with SafeArchive(data, limits) as archive:
        archive.refuse_declarations()
    try:
        document = docx.Document(io.BytesIO(data))
    except (KeyError, ValueError) as error:
        raise FormatError(f"is damaged: {error.args[0] if error.args else 'a part is missing'}") from error
    body = getattr(document.element, "body", None)
    if body is None:
        raise FormatError("is damaged: it has no body")
    reader = _Reader(_Parts(document), LineBuilder(limits.characters))
    reader.blocks(body)
    text, _, _ = reader.builder.finish()
    return Extracted(
        text=text, encoding="docx", stated=Stated(title=reader.title), wrapped=looks_wrapped(text)
    )


class _Parts:
    """What stands beside the text: numbering, and what styles are called."""

    def __init__(self, document: Any) -> None:
        styles = document.styles.element
        self.numbering = Numbering(_numbering(document), styles)
        self.style_names = {
            attribute(node, "styleId"): child_value(node, "name") or ""
            for node in styles.iterchildren(f"{W}style")
        }


def _numbering(document: Any) -> Any:
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith("/numbering"):
            return relation.target_part.element
    return None


class _Reader:
    """Walks the body of a document and writes its lines."""

    def __init__(self, parts: _Parts, builder: LineBuilder) -> None:
        self._parts = parts
        self.builder = builder
        self.title: tuple[int, int] | None = None
        self._title_paragraphs = 0

    def blocks(self, parent: Any) -> None:
        """Write paragraphs and tables in order; content controls and the like are looked into."""
        for node in parent.iterchildren():
            if node.tag == f"{W}p":
                self._paragraph(node)
            elif node.tag == f"{W}tbl":
                self._table(node)
            elif node.tag == f"{W}sdt":
                if not _is_contents(node):
                    self.blocks(node)
            elif node.tag in (f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo"):
                self.blocks(node)

    def _paragraph(self, node: Any) -> None:
        text, boxes = self._text(node)
        if text is not None:
            span = self.builder.add(text)
            self._mark_title(node, span)
        for box in boxes:
            self.blocks(box)

    def _text(self, node: Any) -> tuple[str | None, list[Any]]:
        """Give a paragraph's text with its number (None for a line of the contents), and its text boxes."""
        properties = node.find(f"{W}pPr")
        style = None if properties is None else child_value(properties, "pStyle")
        boxes: list[Any] = []
        text = "".join(_runs(node, boxes))
        if _CONTENTS_STYLE.fullmatch(self._parts.style_names.get(style, "")):
            return None, boxes
        if text.strip():
            text = self._parts.numbering.label(properties, style) + text
        return text, boxes

    def _mark_title(self, node: Any, span: tuple[int, int]) -> None:
        """The first paragraphs of the style for titles, one below the other, are the title."""
        properties = node.find(f"{W}pPr")
        style = None if properties is None else child_value(properties, "pStyle")
        if span[0] == span[1] or not _TITLE_STYLE.fullmatch(self._parts.style_names.get(style, "")):
            return
        if self.title is None:
            self.title = span
        elif self.title[1] + 1 == span[0] and self._title_paragraphs < _MAX_TITLE:
            self.title = (self.title[0], span[1])
        self._title_paragraphs += 1

    def _table(self, table: Any) -> None:
        for row in _rows(table):
            cells = [cell for cell in row if cell is not None]
            if len(cells) == 1:  # a frame around text, or a title over the whole width
                self.blocks(cells[0])
                continue
            self.builder.row([MERGED if cell is None else cell_text(self._cell_lines(cell)) for cell in row])

    def _cell_lines(self, cell: Any) -> Iterator[str]:
        """Give the lines in a cell; those of tables inside it come in their order."""
        for node in _paragraphs(cell):
            text, _ = self._text(node)
            yield from (text or "").split("\n")


def _rows(table: Any) -> Iterator[list[Any]]:
    """Give the rows of a table: each column's cell, None where one continues the cell above or beside it."""
    for row in _under(table, f"{W}tr"):
        properties = row.find(f"{W}trPr")
        before = integer(child_value(properties, "gridBefore"), 0) if properties is not None else 0
        cells: list[Any] = [None] * min(before, _MAX_COLUMNS)
        for cell in _under(row, f"{W}tc"):
            properties = cell.find(f"{W}tcPr")
            span = max(1, integer(child_value(properties, "gridSpan"), 1)) if properties is not None else 1
            merge = child_value(properties, "vMerge") if properties is not None else None
            cells.append(cell if merge in (None, "restart") else None)
            cells += [None] * min(span - 1, _MAX_COLUMNS - len(cells))
        yield cells


def _under(parent: Any, tag: str) -> Iterator[Any]:
    """Give the children of a kind, also those inside content controls and marks of changes."""
    for node in parent.iterchildren():
        if node.tag == tag:
            yield node
        elif node.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"):
            yield from _under(node, tag)


def _paragraphs(parent: Any) -> Iterator[Any]:
    """Give all paragraphs under a node, in their order."""
    for node in parent.iterchildren():
        if node.tag in _LEFT_OUT:
            continue
        if node.tag == f"{W}p":
            yield node
        yield from _paragraphs(node)


def _runs(node: Any, boxes: list[Any]) -> Iterator[str]:
    """Give the pieces of text under a node; text boxes are gathered and not looked into."""
    for child in node.iterchildren():
        tag = child.tag
        if tag == f"{W}t":
            yield child.text or ""
        elif tag in _LEFT_OUT or not isinstance(tag, str):
            continue
        elif tag == _BOX:
            boxes.append(child)
        elif tag in (f"{W}tab", f"{W}ptab"):
            yield _TAB
        elif tag in (f"{W}br", f"{W}cr"):
            yield "\n"
        elif tag == f"{W}noBreakHyphen":
            yield "-"
        elif tag == f"{W}r" and _is_hidden(child):
            continue
        else:
            yield from _runs(child, boxes)


def _is_hidden(run: Any) -> bool:
    properties = run.find(f"{W}rPr")
    vanish = None if properties is None else child_value(properties, "vanish")
    return vanish is not None and vanish not in ("0", "false")


def _is_contents(control: Any) -> bool:
    gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and attribute(gallery, "val") == _CONTENTS
