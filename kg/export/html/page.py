"""The page itself: pyvis holds the network and brings vis-network, template, style and script are our own.

Closed holes of pyvis' own page: no reference to any other host; no text of a document is ever HTML (it travels as
JSON with ``<`` escaped and reaches the page through ``textContent`` or the canvas); a content security policy allows
exactly the scripts of the page and no connection at all; written as UTF-8 whatever the locale; pyvis is given lists
that are ready, because its own conversion changes the graph and is quadratic.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any, BinaryIO

from kg.errors import InputError
from kg.export.html.atlas import Atlas, read_atlas
from kg.export.html.focus import find_focus, find_place
from kg.export.html.payload import payload
from kg.export.html.views.registry import VIEWS, view_named
from kg.export.html.views.request import Request
from kg.export.html.words import words

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

    from kg.graph.store import GraphStore

_HERE = resources.files("kg.export.html")
_SCRIPTS = ("model.js", "draw.js", "labels.js", "panel.js", "controls.js", "save.js", "start.js")

OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "dragNodes": True, "hideEdgesOnDrag": True, "tooltipDelay": 100},
    "nodes": {"borderWidth": 0, "font": {"multi": False}, "scaling": {"label": {"drawThreshold": 8}}},
    "edges": {"smooth": False, "selectionWidth": 1, "hoverWidth": 0},
}


def write_html(
    store: GraphStore,
    out: BinaryIO,
    *,
    view: str = "overview",
    focus: str | None = None,
    place: str | None = None,
    depth: int = 2,
    limit: int | None = None,
    lang: str = "zh",
) -> None:
    """Write a picture as one file.

    Args:
        store: the graph.
        out: where to.
        view: one of :data:`kg.export.html.views.registry.VIEWS`.
        focus: name of what the view is about.
        place: only this place.
        depth: steps around the focus.
        limit: nodes at most, None for the view's own; the page says what was left out.
        lang: ``zh`` or ``en``, for the page's own words.

    Raises:
        UnknownNameError: no such view, focus or place.
        InputError: the focus is missing, or the name of several things.
    """
    chosen = view_named(view)
    atlas = read_atlas(store)
    request = requested(atlas, view, focus=focus, place=place, depth=depth, most=limit)
    title = chosen.zh if lang == "zh" else chosen.en
    data = payload(
        chosen.draw(atlas, request), atlas, lang, f"{title} · {request.subject}" if request.subject else title
    )
    out.write(render(data, lang).encode("utf-8"))


def requested(
    atlas: Atlas,
    view: str,
    *,
    focus: str | None = None,
    place: str | None = None,
    depth: int = 2,
    most: int | None = None,
) -> Request:
    """Look up the names of a request; raises as :func:`write_html`."""
    chosen = VIEWS[view]
    where = find_place(atlas, place) if place else None
    if focus is None:
        if chosen.needs_focus:
            raise InputError(f"the view {view} needs a focus: add --focus NAME")
        return Request(None, where, where or "", depth, most)
    found = find_focus(atlas, focus, chosen.focus, where)
    if isinstance(found, str):
        return Request(None, found, found, depth, most)
    subject = found.full if not found.place or found.place in found.full else f"{found.full}（{found.place}）"
    return Request(found.iri, where, subject, depth, most)


def render(data: Mapping[str, Any], lang: str) -> str:
    """Give a page that holds everything it needs."""
    library, script = vis_network(), page_script()
    return _template(
        data,
        lang,
        library=_ours(library),
        script=_ours(script),
        style=_ours(text_of("page.css")),
        policy=policy(f"{sha256(library)} {sha256(script)}"),
    )


def render_linked(data: Mapping[str, Any], lang: str, assets: str) -> str:
    """Give a page that shares library, script and style with other pages.

    Args:
        data: the payload.
        lang: ``zh`` or ``en``.
        assets: address of the folder that holds them, relative to the page.
    """
    return _template(data, lang, assets=assets, policy=policy("'self' file:", "'self' file: 'unsafe-inline'"))


def _template(data: Mapping[str, Any], lang: str, **values: Any) -> str:
    # pyvis imports IPython: half a second that only this function pays.
    from pyvis.network import Network

    network = Network(directed=True)
    network.nodes = data["nodes"]
    network.edges = data["edges"]
    network.options = OPTIONS
    network.path = "page.html"
    network.templateEnv = environment()
    values |= {"rest": {k: v for k, v in data.items() if k not in {"nodes", "edges"}}, "settings": OPTIONS}
    values |= {"lang": "zh-CN" if lang == "zh" else "en", "words": words(lang), "title": data["title"]}
    network.templateEnv.globals |= {"assets": None, **values}
    return str(network.generate_html())


@cache
def environment() -> Environment:
    """The templates of the package; every value is escaped unless it is marked as ours."""
    from jinja2 import Environment, FunctionLoader

    made = Environment(loader=FunctionLoader(text_of), autoescape=True)
    made.filters["data"] = lambda value: _ours(json_text(value))
    return made


def _ours(text: str) -> Markup:
    """Mark text of our own, or JSON that is already safe, as not to be escaped again."""
    from markupsafe import Markup

    return Markup(text)  # noqa: S704 - never text of a document


@cache
def text_of(name: str) -> str:
    """Give a file of this package as text."""
    return (_HERE / name).read_text(encoding="utf-8")


@cache
def vis_network() -> str:
    """The newest vis-network that pyvis brings; its licence (Apache 2.0 or MIT) stands at its head."""
    versions = [
        entry for entry in (resources.files("pyvis") / "lib").iterdir() if entry.name.startswith("vis-")
    ]

    def version(entry: Traversable) -> tuple[int, ...]:
        return tuple(int(n) for n in entry.name.removeprefix("vis-").split("."))

    source = (max(versions, key=version) / "vis-network.min.js").read_text(encoding="utf-8")
    if "@license" not in source[:2000]:
        raise RuntimeError("vis-network has lost its licence notice")
    return _inline_script(source)


@cache
def page_script() -> str:
    """Our own script: the files of ``js/`` in one function, so that nothing but ``kg`` is global."""
    body = "\n".join(text_of(f"js/{name}") for name in _SCRIPTS)
    return _inline_script(f'"use strict";\n(() => {{\n{body}}})();\n')


def _inline_script(source: str) -> str:
    """A script that can stand inside an element: the only thing it must not hold is its own end tag."""
    return source.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def json_text(value: object) -> str:
    """JSON that can stand inside a script element of any page: no ``<``, ``>``, ``&``, no line separators."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate has no UTF-8 form


def sha256(script: str) -> str:
    """A script's source expression for a policy."""
    return (
        "'sha256-" + base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii") + "'"
    )


def policy(scripts: str, styles: str = "'unsafe-inline'", frames: str = "'none'") -> str:
    """A content security policy: these scripts, styles and frames, pictures made by the page, nothing else."""
    return (
        f"default-src 'none'; script-src {scripts}; style-src {styles}; frame-src {frames}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
