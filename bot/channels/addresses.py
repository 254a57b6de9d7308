"""Which addresses may be reached, decided where the connection is made.

A link in a post may name any host, and the host's name may resolve to any address, another one at
each look-up. So the name is never trusted: the address that is about to be connected to is checked,
right before the socket for it exists (:func:`socket_for`), at the first request and at every
redirect. Hosts that the operator names in the settings are exempt (:func:`open_connector`).
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Collection
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from bot.errors import AddressRefused

#: Ports of the web; a link of a post reaches no others.
PORTS = frozenset({80, 443})
#: IPv6 prefixes that carry an IPv4 address within: NAT64 (RFC 6052) and 6to4 (RFC 3056).
NAT64 = ipaddress.ip_network("64:ff9b::/96")
NAT64_LOCAL = ipaddress.ip_network("64:ff9b:1::/48")
MAX_URL = 2_048

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def is_public(text: str) -> bool:
    """Whether ``text`` is an address of the open internet, also after unwrapping IPv4 in IPv6."""
    try:
        address: Address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        if address in NAT64_LOCAL or address.is_site_local:
            return False
        inner = _inner(address)
        if inner is not None:
            return is_public(str(inner))
    return address.is_global and not address.is_multicast and not address.is_reserved


def _inner(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address in NAT64 or int(address) >> 32 == 0:  # the last: IPv4-compatible, long obsolete
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    return None


def check_url(url: str) -> None:
    """Refuse an address by its form: scheme, port, credentials, a host that is a private address.

    Raises `AddressRefused`. What the host's name resolves to is checked later, at the connection.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
        host = parts.hostname
    except ValueError:
        raise AddressRefused("The link is not a web address") from None
    if len(url) > MAX_URL or parts.scheme not in ("http", "https") or not host:
        raise AddressRefused("The link is not a web address")
    if parts.username is not None or parts.password is not None:
        raise AddressRefused("The link carries credentials")
    if port is not None and port not in PORTS:
        raise AddressRefused(f"The link names port {port}; only 80 and 443 are reached")
    if _is_literal(host) and not is_public(host):
        raise AddressRefused("The link leads to a private address")


def _is_literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


def socket_for(info: tuple[Any, ...]) -> socket.socket:
    """A socket for one resolved address, if it may be reached; raises `AddressRefused`."""
    family, kind, protocol, _, target = info
    if not is_public(str(target[0])):
        raise AddressRefused("The link leads to a private address")
    if target[1] not in PORTS:
        raise AddressRefused(f"The link leads to port {target[1]}; only 80 and 443 are reached")
    return socket.socket(family, kind, protocol)


def open_connector(
    limit: int = 32,
    resolver: aiohttp.abc.AbstractResolver | None = None,
    factory: Callable[[tuple[Any, ...]], socket.socket] = socket_for,
) -> aiohttp.TCPConnector:
    """A connection pool that connects to public addresses only."""
    return aiohttp.TCPConnector(
        limit=limit, resolver=resolver, socket_factory=factory, ttl_dns_cache=60
    )


def hosts_of(addresses: Collection[str]) -> frozenset[str]:
    """``host:port`` of addresses that the operator named; these alone may be private."""
    found = set()
    for address in addresses:
        parts = urlsplit(address)
        if parts.scheme in ("http", "https") and parts.hostname:
            port = parts.port or (443 if parts.scheme == "https" else 80)
            found.add(f"{parts.hostname}:{port}")
    return frozenset(found)
