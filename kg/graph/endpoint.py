"""A SPARQL 1.1 endpoint over HTTP: queries and updates, nothing that belongs to one product.

From the URL given, the update service is ``…/update`` beside ``…/query`` (Oxigraph, Fuseki), below a bare host
(``http://host:7878``) ``/query`` and ``/update``, else the same URL (Virtuoso, ``kg serve``).
"""

from __future__ import annotations

import http.client
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from kg.graph.guard import QueryError
from kg.graph.layout import StoreError

_ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9"
_SECONDS = 600.0
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


def is_url(store: object) -> bool:
    """Says whether a store is named by the URL of an endpoint."""
    return isinstance(store, str) and store.startswith(("http://", "https://"))


class _NoRedirect(HTTPRedirectHandler):
    """A redirected POST becomes a GET without its body: better an error."""

    def redirect_request(self, *_: Any) -> None:
        """Follows none."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An endpoint by its URL."""

    url: str

    @property
    def query_url(self) -> str:
        """Where queries go."""
        return self._below("query") if self._bare else self.url

    @property
    def update_url(self) -> str:
        """Where updates go."""
        if self._bare:
            return self._below("update")
        return f"{self.url.removesuffix('/query')}/update" if self.url.endswith("/query") else self.url

    @property
    def graph_store_url(self) -> str:
        """Where the Graph Store Protocol is spoken: ``/store`` (Oxigraph), ``…/data`` beside ``…/query`` (Fuseki)."""
        if self._bare:
            return self._below("store")
        if urlsplit(self.url).path == "/query":
            return f"{self.url.removesuffix('/query')}/store"
        return f"{self.url.removesuffix('/query')}/data" if self.url.endswith("/query") else self.url

    def add(self, triples: bytes, graph: str | None = None) -> None:
        """Adds triples (N-Triples) to a named graph or the default one, by the Graph Store Protocol; raises as :meth:`query`."""
        which = "default" if graph is None else urlencode({"graph": graph})
        self._post(f"{self.graph_store_url}?{which}", triples, "application/n-triples", "*/*")

    def query(self, text: str, graphs: Iterable[tuple[str, str]] = ()) -> tuple[str, bytes]:
        """Posts a query.

        Args:
            text: the query.
            graphs: ``default-graph-uri`` and ``named-graph-uri`` fields.

        Returns:
            The media type and body of the answer.

        Raises:
            QueryError: the endpoint finds fault with the query.
            StoreError: the endpoint does not answer.
        """
        data = urlencode([("query", text), *graphs]).encode()
        return self._post(self.query_url, data, "application/x-www-form-urlencoded", _ACCEPT)

    def update(self, text: str) -> None:
        """Posts an update; raises as :meth:`query`."""
        self._post(self.update_url, text.encode("utf-8"), "application/sparql-update", "*/*")

    @property
    def _bare(self) -> bool:
        return urlsplit(self.url).path in {"", "/"}

    def _below(self, name: str) -> str:
        return f"{self.url.rstrip('/')}/{name}"

    def _post(self, url: str, data: bytes, type_: str, accept: str) -> tuple[str, bytes]:
        local = urlsplit(url).hostname in _LOCAL
        opener = build_opener(_NoRedirect(), *([ProxyHandler({})] if local else []))
        request = Request(url, data, {"Content-Type": type_, "Accept": accept})  # noqa: S310  (http and https only)
        try:
            with opener.open(request, timeout=_SECONDS) as response:
                return response.headers.get_content_type(), response.read()
        except HTTPError as error:
            message = " ".join(error.read(2000).decode("utf-8", "replace").split())[:300]
            if error.code in {400, 403}:
                raise QueryError(f"{url} says: {message or error.reason}") from None
            raise StoreError(f"the endpoint {url} answers {error.code} {error.reason}: {message}") from None
        except (URLError, OSError, http.client.HTTPException) as error:
            reason = getattr(error, "reason", None) or error
            raise StoreError(f"the endpoint {url} does not answer ({reason}); is it running?") from None
