"""Addresses that must not be reached, and bodies that must not be read to their end."""

from __future__ import annotations

import asyncio
import gzip
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.test_utils import TestServer

from bot.channels import addresses
from bot.channels.addresses import check_url, hosts_of, is_public, socket_for
from bot.channels.web import Web, retry_after
from bot.errors import AddressRefused, ChannelRefused


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("127.0.0.1", False),
        ("127.8.8.8", False),
        ("0.0.0.0", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("192.0.2.1", False),
        ("198.18.0.1", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::1", False),
        ("fe80::1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("fec0::1", False),
        ("ff02::1", False),
        ("2001:db8::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:93.184.216.34", True),
        ("::127.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("64:ff9b::5db8:d822", True),
        ("64:ff9b:1::1", False),
        ("2002:7f00:1::", False),
        ("2001:0:4136:e378:8000:63bf:80ff:fffe", False),
        ("localhost", False),
        ("", False),
    ],
)
def test_only_addresses_of_the_open_internet_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize(
    "url",
    [
        "ftp://sahl.example/a",
        "file:///etc/passwd",
        "gopher://sahl.example/",
        "javascript:alert(1)",
        "//sahl.example/a",
        "http://",
        "http://[::1",
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://sahl.example:22/",
        "http://sahl.example:6379/",
        "https://sahl.example:8443/",
        "http://sahl.example:99999/",
        "http://user:secret@sahl.example/",
        "https://sahl.example/" + "a" * 3_000,
    ],
)
def test_links_that_must_not_be_reached_are_refused_by_their_form(url: str) -> None:
    with pytest.raises(AddressRefused):
        check_url(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://2130706433/",  # 127.0.0.1 as one number
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://localhost/",
        "http://localhost.localdomain/",
        "http://0/",
    ],
)
async def test_names_and_odd_forms_of_private_addresses_are_refused_when_connecting(
    url: str,
) -> None:
    async with Web(guarded=True) as reader:
        with pytest.raises((AddressRefused, ChannelRefused)):
            await reader.get(url, seconds=5)


class Names(AbstractResolver):
    """A resolver that answers from a list, a new answer at each look-up."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        answer = self.answers.pop(0)
        return [
            ResolveResult(
                hostname=host, host=answer, port=port, family=socket.AF_INET, proto=0, flags=0
            )
        ]

    async def close(self) -> None:
        """Nothing is held."""


async def test_a_name_that_resolves_to_a_private_address_is_refused() -> None:
    connector = addresses.open_connector(resolver=Names("10.0.0.5"))
    async with aiohttp.ClientSession(connector=connector) as session:
        with pytest.raises(AddressRefused):
            await session.get("http://rebound.example/")


def test_the_address_that_is_connected_to_is_the_one_that_was_checked() -> None:
    """The check makes the very socket that is connected: no look-up lies in between."""
    info: tuple[Any, ...] = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 80))
    with pytest.raises(AddressRefused):
        socket_for(info)
    with pytest.raises(AddressRefused):
        socket_for((*info[:4], ("93.184.216.34", 22)))
    socket_for((*info[:4], ("93.184.216.34", 443))).close()


def test_the_operators_hosts_are_named_with_their_ports() -> None:
    named = hosts_of(["http://127.0.0.1:8000/feed", "https://sahl.example/rss", "not one"])
    assert named == {"127.0.0.1:8000", "sahl.example:443"}


@asynccontextmanager
async def server(handler: Any) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_get("/{path:.*}", handler)
    async with TestServer(app) as running:
        yield str(running.make_url("/feed"))


async def test_a_named_host_may_be_loopback_but_not_where_it_redirects_to() -> None:
    async def handler(request: web.Request) -> web.Response:
        if request.path == "/feed":
            return web.Response(text="feed")
        raise web.HTTPFound("http://127.0.0.1:1/secret")

    async with server(handler) as url, Web(guarded=True, named=(url,)) as reader:
        assert (await reader.get(url)).body == b"feed"
        with pytest.raises(AddressRefused):
            await reader.follow(url.replace("/feed", "/away"))
        with pytest.raises(AddressRefused):
            await Web(guarded=True).get(url)


async def test_endless_redirects_end() -> None:
    async def handler(request: web.Request) -> web.Response:
        raise web.HTTPFound("/again")

    async with server(handler) as url, Web(guarded=True, named=(url,)) as reader:
        with pytest.raises(ChannelRefused):
            await reader.follow(url)


async def test_a_body_is_bounded_also_after_decompression() -> None:
    bomb = gzip.compress(b"\0" * 30_000_000)

    async def handler(request: web.Request) -> web.Response:
        if request.path == "/bomb":
            return web.Response(body=bomb, headers={"Content-Encoding": "gzip"})
        return web.Response(body=b"x" * 200_000)

    async with server(handler) as url, Web(guarded=False) as reader:
        for path in ("/bomb", "/long"):
            with pytest.raises(ChannelRefused, match="too long"):
                await reader.get(url.replace("/feed", path), most=100_000)


async def test_a_body_that_trickles_is_cut_short_by_the_clock() -> None:
    over = asyncio.Event()

    async def handler(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        await response.write(b"<html>")
        await over.wait()
        return response

    async with server(handler) as url, Web(guarded=False) as reader:
        with pytest.raises(ChannelRefused, match="within"):
            await reader.get(url, seconds=0.05)
        over.set()


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("120", 120.0), ("-5", 0.0), ("1e9", 86_400.0), ("nan", None), ("soon", None), (None, None)],
)
def test_retry_after_is_read_with_care(header: str | None, seconds: float | None) -> None:
    assert retry_after(header) == seconds
