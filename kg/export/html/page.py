"""The page itself: pyvis holds the network and brings vis-network, template, style and script are our own.

Closed holes of pyvis' own page: no reference to any other host; no text of a document is ever HTML (it travels as
JSON with ``<`` escaped and reaches the page through ``textContent`` or the canvas); a content security policy allows
exactly the two scripts of the page by their hashes and no connection at all; written as UTF-8 whatever the locale.
"""

from __future__ import annotations

import base64
import hashlib
import json
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any, BinaryIO

from kg.export.html.picture import Picture, choose
from kg.export.html.scene import Scene, compose
from kg.language.labels import label

if TYPE_CHECKING:
    from markupsafe import Markup

    from kg.graph.store import GraphStore

_HERE = resources.files("kg.export.html")

OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "dragNodes": True, "hideEdgesOnDrag": True, "tooltipDelay": 100},
    "nodes": {"borderWidth": 0, "font": {"multi": False}, "scaling": {"label": {"drawThreshold": 8}}},
    "edges": {"smooth": False, "selectionWidth": 1, "hoverWidth": 0},
}


def write_html(
    store: GraphStore, out: BinaryIO, *, place: str | None = None, limit: int = 1000, lang: str = "zh"
) -> None:
    """Write the picture of the leads report.

    Args:
        store: the graph.
        out: where to.
        place: only this place.
        limit: nodes at most; the page says what was left out.
        lang: ``zh`` or ``en``, for the page's own words.

    Raises:
        UnknownNameError: no such place.
    """
    picture = choose(store, place=place, limit=limit)
    out.write(render(picture, compose(picture), lang).encode("utf-8"))


def render(picture: Picture, scene: Scene, lang: str) -> str:
    """Give the page as text."""
    # pyvis imports IPython: half a second that only this function pays.
    from jinja2 import Environment, FunctionLoader
    from pyvis.network import Network

    library = _inline_script(_vis_network().read_text(encoding="utf-8"))
    script = _inline_script(_text("page.js"))
    network = Network(directed=True)
    network.nodes = scene.nodes
    network.edges = scene.edges
    network.options = OPTIONS
    network.path = "page.html"
    network.templateEnv = Environment(loader=FunctionLoader(_text), autoescape=True)
    network.templateEnv.filters["data"] = lambda value: _ours(_json(value))
    network.templateEnv.globals |= {
        "lang": "zh-CN" if lang == "zh" else "en",
        "words": WORDS[lang] | {"roles": _roles(lang)},
        "note": _note(picture, lang),
        "discs": scene.discs,
        "quotes": scene.quotes,
        "settings": OPTIONS,
        "style": _ours(_text("page.css")),
        "library": _ours(library),
        "script": _ours(script),
        "policy": _policy(library, script),
    }
    return str(network.generate_html())


WORDS: dict[str, dict[str, Any]] = {
    "zh": {
        "title": "谁牵头，谁负责",
        "body": "部门（圆越大，牵头任务越多）",
        "official": "分管领导",
        "task": "任务（围绕其牵头部门）",
        "help": "点选看关联，悬停看原文，双击放大",
        "shared": "显示所有协作关系",
        "tasks": "项任务",
        "unknown": "地区不详",
        "empty": "没有可显示的内容：先运行 kg build",
    },
    "en": {
        "title": "Who leads, who answers",
        "body": "body (the larger, the more tasks it leads)",
        "official": "official who oversees",
        "task": "task (around the body that leads it)",
        "help": "click: what belongs together; hover: the quote; double click: zoom",
        "shared": "show all shared tasks",
        "tasks": "tasks",
        "unknown": "place not known",
        "empty": "Nothing to show: run kg build first",
    },
}


def _note(picture: Picture, lang: str) -> str:
    bodies, tasks = len(picture.bodies), len(picture.tasks)
    if lang == "zh":
        return f"显示 {picture.all_bodies} 个部门中的 {bodies} 个、{picture.all_tasks} 项任务中的 {tasks} 项"
    return f"showing {bodies} of {picture.all_bodies} bodies, {tasks} of {picture.all_tasks} tasks"


def _roles(lang: str) -> dict[str, str]:
    return {role: label("words", role, lang) for role in ("overseer", "lead", "responsible", "support")}


def _ours(text: str) -> Markup:
    """Mark text of our own, or JSON that is already safe, as not to be escaped again."""
    from markupsafe import Markup

    return Markup(text)  # noqa: S704 - never text of a document


def _text(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _vis_network() -> Traversable:
    """The newest vis-network that pyvis brings."""
    versions = [
        entry for entry in (resources.files("pyvis") / "lib").iterdir() if entry.name.startswith("vis-")
    ]
    newest = max(
        versions, key=lambda entry: tuple(int(n) for n in entry.name.removeprefix("vis-").split("."))
    )
    return newest / "vis-network.min.js"


def _inline_script(source: str) -> str:
    """A script that can stand inside an element: the only thing it must not hold is its own end tag."""
    return source.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _json(value: object) -> str:
    """JSON that can stand inside a script element of any page: no ``<``, ``>``, ``&``, no line separators."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate has no UTF-8 form


def _policy(*scripts: str) -> str:
    hashes = " ".join(
        "'sha256-" + base64.b64encode(hashlib.sha256(s.encode("utf-8")).digest()).decode("ascii") + "'"
        for s in scripts
    )
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )
