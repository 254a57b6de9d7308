"""A Redis Cluster, seen as the one node that holds our keys.

All keys carry one tag (`bot.store.keys`) and so lie in one slot. A connection finds out which node
owns that slot when it is made, by asking any of the nodes named; when the slot moves, or its node
fails and a replica takes over, it breaks off as if the network had failed, and the next attempt
asks anew. To everybody else the client is one of a single server: transactions, scripts over many
keys and blocking reads work as they do there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from redis.asyncio.connection import Connection, ConnectionPool, SSLConnection
from redis.exceptions import (
    AskError,
    AuthenticationError,
    ClusterDownError,
    MovedError,
    ReadOnlyError,
    RedisError,
    TryAgainError,
)
from redis.exceptions import ConnectionError as StoreConnectionError

from bot.store import keys

Address = tuple[str, int]

#: A node may point to one that has handed the slot on in turn.
MOST_HOPS = 5
ELSEWHERE = (AskError, MovedError, ClusterDownError, TryAgainError, ReadOnlyError)


def pool_for(nodes: Sequence[Address], *, ssl: bool = False, **options: Any) -> ConnectionPool:
    """Connections to whichever node holds our keys."""
    kind = SecureSlotConnection if ssl else SlotConnection
    return ConnectionPool(connection_class=kind, nodes=tuple(nodes), **options)


class SlotConnection(Connection):
    """A connection to the node that owns our slot."""

    def __init__(self, *, nodes: Sequence[Address], **options: Any) -> None:
        super().__init__(**options)
        self._nodes = tuple(nodes)
        self._options = options

    async def _connect(self) -> None:
        self.host, self.port = await self._owner()
        await super()._connect()  # type: ignore[no-untyped-call]

    async def _owner(self) -> Address:
        """Who owns the slot; raises a connection error if no node can tell."""
        reason: Exception | None = None
        for node in self._nodes:
            try:
                return await self._ask(node)
            except AuthenticationError:  # it says the same to everybody
                raise
            except (RedisError, OSError) as error:
                reason = error
        raise StoreConnectionError(f"No node of the cluster knows who holds our keys: {reason}")

    async def _ask(self, node: Address) -> Address:
        for _ in range(MOST_HOPS):
            kind = SSLConnection if isinstance(self, SSLConnection) else Connection
            probe = kind(host=node[0], port=node[1], **self._options)
            try:
                await probe.connect()  # type: ignore[no-untyped-call]
                await probe.send_command("EXISTS", keys.SCHEMA)
                await probe.read_response()
            except MovedError as elsewhere:
                node = (elsewhere.host or node[0], int(elsewhere.port))
            else:
                return node
            finally:
                await probe.disconnect()
        raise StoreConnectionError("The nodes of the cluster point to one another")

    async def read_response(self, *arguments: Any, **options: Any) -> Any:
        try:
            return await super().read_response(*arguments, **options)
        except ELSEWHERE as error:  # nothing was done: asking again is safe
            await self.disconnect()
            raise StoreConnectionError(f"Our keys are on another node now: {error}") from error


class SecureSlotConnection(SlotConnection, SSLConnection):
    """The same over TLS."""
