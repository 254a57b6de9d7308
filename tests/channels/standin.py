"""A stand-in for the public preview: channels that publish, edit and delete, and a host that fails.

Its markup is that of the real pages (2026), its texts are what the tests give it.
"""

from __future__ import annotations

import asyncio
import html
import random
import zlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from aiohttp import web
from aiohttp.test_utils import TestServer

PAGE_POSTS = 20


@dataclass
class StandinPost:
    number: int
    published: datetime
    text: str
    edited: bool = False
    members: int = 1

    def block(self, channel: str) -> str:
        words = html.escape(self.text).replace("\n", "<br/>")
        mark = "edited &nbsp;" if self.edited else ""
        address = f"https://t.me/{channel}/{self.number}"
        album = ""
        if self.members > 1:
            items = "".join(
                f'<a class="tgme_widget_message_photo_wrap grouped_media_wrap"'
                f' href="https://t.me/{channel}/{self.number + step}?single"></a>'
                for step in range(self.members)
            )
            album = f'<div class="tgme_widget_message_grouped_wrap">{items}</div>'
        text = f'<div class="tgme_widget_message_text js-message_text" dir="auto">{words}</div>'
        return (
            '<div class="tgme_widget_message_wrap js-widget_message_wrap">'
            '<div class="tgme_widget_message text_not_supported_wrap js-widget_message"'
            f' data-post="{channel}/{self.number}"><div class="tgme_widget_message_bubble">'
            f'{album}{text if self.text else ""}'
            '<div class="tgme_widget_message_footer js-message_footer">'
            '<span class="tgme_widget_message_views">1.2K</span>'
            f'<span class="tgme_widget_message_meta">{mark}'
            f'<a class="tgme_widget_message_date" href="{address}">'
            f'<time datetime="{self.published.isoformat()}" class="time">10:00</time></a></span>'
            "</div></div></div></div>"
        )


@dataclass
class StandinChannel:
    name: str
    clock: datetime = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
    posts: dict[int, StandinPost] = field(default_factory=dict)
    last: int = 0
    no_preview: str = ""

    def publish(self, text: str, *, members: int = 1, minutes: float = 1.0) -> StandinPost:
        self.clock += timedelta(minutes=minutes)
        post = StandinPost(self.last + 1, self.clock, text, members=members)
        self.posts[post.number] = post
        self.last += members
        return post

    def skip(self, numbers: int) -> None:
        """Numbers that no post ever had, as the platform leaves them."""
        self.last += numbers

    def edit(self, number: int, text: str) -> None:
        self.posts[number].text = text
        self.posts[number].edited = True

    def delete(self, number: int) -> None:
        del self.posts[number]

    def page(self, before: int | None, after: int | None) -> str:
        numbers = sorted(self.posts)
        if before is not None:
            shown = [number for number in numbers if number < before][-PAGE_POSTS:]
        elif after is not None:
            shown = [number for number in numbers if number > after][:PAGE_POSTS]
        else:
            shown = numbers[-PAGE_POSTS:]
        older = bool(shown) and numbers[0] < shown[0]
        more = (
            f'<a class="tme_messages_more js-messages_more" data-before="{shown[0]}"></a>'
            if older
            else ""
        )
        blocks = "".join(self.posts[number].block(self.name) for number in shown)
        if not shown:
            blocks = (
                '<div class="tgme_widget_message_wrap js-widget_message_wrap">'
                '<div class="tme_no_messages_found">No posts found</div></div>'
            )
        return (
            f"<!DOCTYPE html><html><head><title>{self.name} – Telegram</title></head><body>"
            f'<main class="tgme_main" data-url="/{self.name}">'
            f'<div class="tgme_channel_info"><div class="tgme_channel_info_header_title">'
            f"<span>{self.name}</span></div></div>"
            f'<section class="tgme_channel_history js-message_history">{more}{blocks}</section>'
            "</main></body></html>"
        )

    def landing(self) -> str:
        return (
            f"<!DOCTYPE html><html><head><title>Telegram: View @{self.name}</title></head><body>"
            '<div class="tgme_page"><div class="tgme_page_title">قناة</div>'
            f'<div class="tgme_page_extra">{self.no_preview}</div></div></body></html>'
        )


NO_SUCH_NAME = (
    "<!DOCTYPE html><html><head><title>Telegram: Contact @{name}</title></head><body>"
    '<div class="tgme_page"><div class="tgme_page_icon"></div></div></body></html>'
)


class Standin:
    """The host. ``faults`` are taken one a request, in order; after them ``refused`` of all
    requests (0 to 1) meet a closed connection."""

    def __init__(self, seed: int = 1) -> None:
        self.channels: dict[str, StandinChannel] = {}
        self.faults: list[str] = []
        self.refused = 0.0
        self.etags = False
        self.requests: list[str] = []
        self._random = random.Random(seed)
        app = web.Application()
        app.router.add_get("/s/{name}", self._preview)
        app.router.add_get("/{name}", self._landing)
        app.router.add_get("/{name}/{number}", self._alone)
        self._server = TestServer(app)

    async def __aenter__(self) -> Standin:
        await self._server.start_server()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._server.close()

    @property
    def base(self) -> str:
        return str(self._server.make_url("")).rstrip("/")

    def channel(self, name: str) -> StandinChannel:
        return self.channels.setdefault(name, StandinChannel(name))

    async def _preview(self, request: web.Request) -> web.StreamResponse:
        self.requests.append(request.path_qs)
        fault = self.faults.pop(0) if self.faults else ""
        if fault == "refuse" or (not fault and self._random.random() < self.refused):
            assert request.transport is not None
            request.transport.close()
            await asyncio.sleep(0)
            return web.Response()
        if fault.startswith("429"):
            return web.Response(status=429, headers={"Retry-After": fault.partition(" ")[2]})
        if fault.startswith("moved"):
            return web.Response(status=301, headers={"Location": fault[6:] + request.path_qs})
        if fault.isdigit():
            return web.Response(status=int(fault))
        name = request.match_info["name"]
        channel = next((c for c in self.channels.values() if c.name.lower() == name.lower()), None)
        if channel is None or channel.no_preview or fault == "landing":
            return web.Response(status=302, headers={"Location": f"https://t.me/{name}"})
        numbers = {key: int(value) for key, value in request.query.items() if value.isdigit()}
        page = channel.page(numbers.get("before"), numbers.get("after"))
        if fault == "cut":
            page = page[: len(page) * 2 // 3]
        if fault == "portal":
            page = "<html><body>Sign in to the network</body></html>"
        headers = {}
        if self.etags:
            headers["ETag"] = f'"{zlib.crc32(page.encode())}"'
            if request.headers.get("If-None-Match") == headers["ETag"]:
                return web.Response(status=304)
        return web.Response(text=page, content_type="text/html", headers=headers)

    async def _landing(self, request: web.Request) -> web.Response:
        channel = self.channels.get(request.match_info["name"])
        page = channel.landing() if channel else NO_SUCH_NAME.format(**request.match_info)
        return web.Response(text=page, content_type="text/html")

    async def _alone(self, request: web.Request) -> web.Response:
        channel = self.channels.get(request.match_info["name"])
        post = channel and channel.posts.get(int(request.match_info["number"]))
        error = (
            '<div class="tgme_widget_message err_message js-widget_message">'
            '<div class="tgme_widget_message_error" dir="auto">Post not found</div></div>'
        )
        body = post.block(channel.name) if channel and post else error
        return web.Response(
            text=f"<!DOCTYPE html><html><body>{body}</body></html>", content_type="text/html"
        )
