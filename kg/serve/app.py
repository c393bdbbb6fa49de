"""The HTTP application: SPARQL 1.1 Protocol at ``/sparql``, a query editor at ``/``."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from importlib import resources
from tempfile import TemporaryFile
from urllib.parse import parse_qsl, urlsplit

from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from kg.graph.ontology import named_query, query_names
from kg.serve.description import describe
from kg.serve.pool import Answer, AnswerError, Pool
from kg.serve.settings import Settings

_PROTOCOL = {
    "query": {"query", "default-graph-uri", "named-graph-uri"},
    "update": {"update", "using-graph-uri", "using-named-graph-uri"},
}
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
}

Pairs = list[tuple[str, str]]


def create_app(settings: Settings) -> Starlette:
    """Makes the application that serves a store."""
    pool = Pool(settings)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await pool.start()
        try:
            yield
        finally:
            await pool.stop()

    async def sparql(request: Request) -> Response:
        try:
            return await _sparql(request, settings, pool)
        except AnswerError as error:
            return _error(error.status, str(error))

    middleware = [Middleware(TrustedHostMiddleware, allowed_hosts=list(settings.hosts), www_redirect=False)]
    if settings.origins:
        middleware.append(
            Middleware(CORSMiddleware, allow_origins=list(settings.origins), allow_methods=["GET", "POST"])
        )
    static = str(resources.files("kg.serve") / "static")
    return Starlette(
        routes=[
            Route("/", _page),
            Route("/sparql", sparql, methods=["GET", "POST"]),
            Route("/questions", _questions),
            Mount("/static", StaticFiles(directory=static)),
        ],
        middleware=middleware,
        lifespan=lifespan,
    )


class _Streamed(StreamingResponse):
    """An answer that is cut when its query is: the connection closes early, so that no part looks like the whole."""

    def __init__(self, answer: Answer, headers: Mapping[str, str]) -> None:
        super().__init__(answer.pieces, media_type=answer.media_type, headers=headers)
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Sends the answer; ends the query when the client goes away."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._answer.close()

    async def stream_response(self, send: Send) -> None:
        """Sends the answer; leaves it unfinished when the query was ended."""
        with suppress(AnswerError):
            await super().stream_response(send)


async def _page(_: Request) -> Response:
    page = (resources.files("kg.serve") / "static" / "page.html").read_bytes()
    return Response(page, media_type="text/html", headers=_HEADERS)


async def _questions(_: Request) -> Response:
    questions = [named_query(name) for name in query_names()]
    return JSONResponse(
        [
            {
                "name": q.name,
                "zh": q.question_zh,
                "en": q.question_en,
                "parameters": dict(q.parameters),
                "text": q.text,
            }
            for q in questions
        ],
        headers=_HEADERS,
    )


async def _sparql(request: Request, settings: Settings, pool: Pool) -> Response:
    pairs = parse_qsl(request.url.query, keep_blank_values=True)
    kind, text = None, ""
    if request.method == "POST":
        kind, text, pairs = await _posted(request, pairs, settings.max_request)
    asked = [name for name, _ in pairs if name in _PROTOCOL]
    if kind is None and not asked and request.method in {"GET", "HEAD"}:
        return Response(describe(request, settings), media_type="text/turtle", headers=_HEADERS)
    if kind is None:
        if len(asked) != 1:
            raise AnswerError(400, "give exactly one of query= and update=")
        kind = asked[0]
        text = next(value for name, value in pairs if name == kind)
        if kind == "update" and request.method != "POST":
            raise AnswerError(403 if not settings.allow_update else 405, "updates must be posted")
    return await _run(request, settings, pool, kind, text, pairs)


async def _posted(request: Request, pairs: Pairs, limit: int) -> tuple[str | None, str, Pairs]:
    """What was posted: a kind and its text, or form fields."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > limit:
            raise AnswerError(413, f"the request is larger than {limit:,} bytes")
    try:
        content = body.decode("utf-8")
    except UnicodeDecodeError:
        raise AnswerError(400, "the request is not UTF-8") from None
    match request.headers.get("content-type", "").partition(";")[0].strip().lower():
        case "application/sparql-query":
            return "query", content, pairs
        case "application/sparql-update":
            return "update", content, pairs
        case "application/x-www-form-urlencoded":
            return None, "", pairs + parse_qsl(content, keep_blank_values=True)
        case other:
            raise AnswerError(
                415, f"content type {other or 'missing'}: post a form, SPARQL query or SPARQL update"
            )


async def _run(
    request: Request, settings: Settings, pool: Pool, kind: str, text: str, pairs: Pairs
) -> Response:
    if kind == "update":
        if not settings.allow_update:
            raise AnswerError(403, "this endpoint is read-only")
        if not _same_origin(request, settings):
            raise AnswerError(403, "updates from other web sites are refused")
        if any(name in _PROTOCOL["update"] - {"update"} for name, _ in pairs):
            raise AnswerError(400, "name the graphs in the update itself (USING)")
    named = [value for name, value in pairs if name == "named-graph-uri"]
    default = [value for name, value in pairs if name == "default-graph-uri"]
    answer = await pool.run(
        {
            "kind": kind,
            "text": text,
            "accept": ",".join(request.headers.getlist("accept")),
            "default": default if default or named else None,
            "named": named if default or named else None,
            "service": settings.allow_service,
            "limit": settings.max_result,
            "rows": settings.max_rows,
        }
    )
    if kind == "update":
        return Response(status_code=204, headers=_HEADERS)
    headers = {**_HEADERS, "Vary": "Accept"}
    if request.scope["http_version"] == "1.0":
        return await _whole(answer, headers)
    return _Streamed(answer, headers)


async def _whole(answer: Answer, headers: Mapping[str, str]) -> Response:
    """An answer with its length, for HTTP/1.0: there the end of the connection is the end of the answer, cut or not."""
    file = TemporaryFile()  # noqa: SIM115  (closed when it was sent)
    try:
        async for piece in answer.pieces:
            file.write(piece)
    except BaseException:
        file.close()
        raise
    finally:
        answer.close()
    length = {"Content-Length": str(file.tell())}
    file.seek(0)
    pieces = iter(lambda: file.read(2**16), b"")
    return StreamingResponse(
        pieces,
        media_type=answer.media_type,
        headers={**headers, **length},
        background=BackgroundTask(file.close),
    )


def _same_origin(request: Request, settings: Settings) -> bool:
    """A web page of another site may post a form without asking; only its Origin header tells."""
    origin = request.headers.get("origin")
    if origin is None or origin in settings.origins:
        return True
    return urlsplit(origin).netloc == request.headers.get("host")


def _error(status: int, message: str) -> Response:
    headers = {**_HEADERS, "Retry-After": "5"} if status == 503 else _HEADERS
    return PlainTextResponse(message + "\n", status_code=status, headers=headers)
