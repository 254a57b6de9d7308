"""The readers' page: its addresses, and how a question becomes an answer or an error page.

Nothing here changes anything, asks who the reader is, or leaves anything with them.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import structlog
from aiohttp import ETag, web
from aiohttp.typedefs import Middleware
from redis.exceptions import RedisError

from bot.errors import InputError, StoreError
from bot.locales import localise
from bot.web import channels, questions, views
from bot.web.asked import Asked, day_of, read
from bot.web.cache import Cache, Page
from bot.web.desk import Desk
from bot.web.forms import HTML, JSON, as_html, as_json, page_of, style
from bot.web.view import View

if TYPE_CHECKING:
    from bot.context import Context

log = structlog.get_logger()

#: A view that takes longer is given up: the store is away or overloaded.
VIEW_SECONDS = 8.0
#: How long browsers and proxies may show a page without asking again.
SHARED_SECONDS = 30
STYLE_SECONDS = 86_400
_EVENT = re.compile(r"/event/(e[0-9a-f]{10})")
_FORMS = ("", ".atom", ".json")

#: No scripts, no frames, nothing from elsewhere.
PROTECTION = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Server": "Mujaz",  # and not which versions of what
}

Viewer = Callable[[Desk, Asked], Awaitable[View]]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def add_pages(app: web.Application, context: Context) -> None:
    """Adds the readers' page to an application."""
    desk, cache = Desk.of(context), Cache(context.clock)

    def shown(viewer: Viewer) -> Handler:
        async def make(asked: Asked) -> Page:
            view = await viewer(desk, asked)
            return await asyncio.to_thread(page_of, view, asked, desk.zone)

        return _cached(context, cache, make)

    async def drawn(asked: Asked) -> Page:
        picture = await questions.toll_picture(desk, asked)
        if picture is None:
            raise web.HTTPNotFound
        return Page.of(picture, "image/png")

    paths: dict[str, Viewer] = {
        "/today": views.day,
        "/day/{day}": _day,
        "/event/{event}": _event,
        "/toll": questions.toll_of,
        "/who": questions.who,
        "/demands": questions.demands,
        "/search": views.search,
        "/channels": channels.channels,
    }
    app.router.add_get("/", shown(views.day))
    app.router.add_get("/day", _to_day)
    app.router.add_get("/style.css", _style)
    app.router.add_get("/toll/chart.png", _cached(context, cache, drawn))
    for path, viewer in paths.items():
        handler = shown(viewer)
        for form in ("",) if "{" in path else _FORMS:  # a name takes the form along
            app.router.add_get(path + form, handler)
    app.middlewares.append(_errors(context))
    app.on_response_prepare.append(_protect)


async def _day(desk: Desk, asked: Asked) -> View:
    return await views.day(desk, asked, day_of(asked.path.removeprefix("/day/")))


async def _event(desk: Desk, asked: Asked) -> View:
    found = _EVENT.fullmatch(asked.path)
    if found is None:
        raise web.HTTPNotFound
    return await views.event(desk, asked, found[1])


async def _to_day(request: web.Request) -> web.StreamResponse:
    """Where the form for a day leads."""
    asked = read(request.path, request.query, "", "ar")
    written = asked.words("day")
    raise web.HTTPFound(asked.link(f"/day/{day_of(written)}" if written else "/"))


async def _style(request: web.Request) -> web.StreamResponse:
    return _response(request, style(), STYLE_SECONDS)


def _cached(context: Context, cache: Cache, make: Callable[[Asked], Awaitable[Page]]) -> Handler:
    async def answer(request: web.Request) -> web.StreamResponse:
        asked = _asked(request, context)

        async def made() -> Page:
            return await asyncio.wait_for(make(asked), VIEW_SECONDS)

        return _response(request, await cache.get(asked.key, made), SHARED_SECONDS)

    return answer


def _asked(request: web.Request, context: Context) -> Asked:
    accept = request.headers.get("Accept-Language", "")
    return read(request.path, request.query, accept, context.settings.language)


def _response(request: web.Request, page: Page, seconds: int) -> web.StreamResponse:
    """The page, or 304 where the reader has it already."""
    known = request.if_none_match or ()
    if any(tag.value in ("*", page.etag) for tag in known):
        response = web.Response(status=304)
    else:
        response = web.Response(body=page.body, headers={"Content-Type": page.type})
        if not page.type.startswith("image/"):
            response.enable_compression()
    response.etag = ETag(page.etag, is_weak=True)  # the same whether compressed or not
    response.headers["Cache-Control"] = f"public, max-age={seconds}"
    response.headers["Vary"] = "Accept-Language, Accept-Encoding"
    return response


async def _protect(request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(PROTECTION)


def _errors(context: Context) -> Middleware:
    @web.middleware
    async def answer(request: web.Request, handler: Handler) -> web.StreamResponse:
        headers: dict[str, str] = {}
        try:
            return await handler(request)
        except web.HTTPException as error:
            if error.status < 400:
                raise
            status = error.status
            headers = {name: error.headers[name] for name in ("Allow",) if name in error.headers}
        except InputError:
            status = 400
        except (RedisError, StoreError, OSError, TimeoutError) as error:
            log.warning("a page could not be made", path=request.path, error=type(error).__name__)
            status, headers = 503, {"Retry-After": "5"}
        except Exception:
            log.exception("a page failed", path=request.path)
            status = 500
        return _told(request, context, status, headers)

    return answer


def _told(
    request: web.Request, context: Context, status: int, headers: dict[str, str]
) -> web.Response:
    """What went wrong, in the reader's language and the form that was asked for."""
    chosen = {name: request.query[name] for name in ("lang",) if name in request.query}
    accept = request.headers.get("Accept-Language", "")
    asked = read(request.path, chosen, accept, context.settings.language)
    say = localise(asked.language)
    known = status if status in (400, 404, 405, 503) else 500
    title, text = say(f"web-error-{known}"), say(f"web-error-{known}.text")
    if asked.form == "json":
        body, kind = as_json({"error": title, "status": status}), JSON
    else:
        view = View("error.html", title, {"text": text})
        body, kind = as_html(view, asked, context.settings.timezone), HTML
    headers = {**headers, "Content-Type": kind, "Cache-Control": "no-store"}
    return web.Response(status=status, body=body, headers=headers)
