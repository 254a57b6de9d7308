"""A Lua script: one atomic step.

Sent whole each time rather than by its digest: a server that was restarted has forgotten all
scripts, and one that dies at a write (a full disk) would forget it between loading and calling.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from redis.asyncio import Redis


async def run_script(
    store: Redis, script: str, keys: Sequence[str], arguments: Sequence[str | int | float]
) -> Any:
    """The answer of ``script`` over ``keys``; every key it touches must be among them."""
    return await store.eval(script, len(keys), *keys, *map(str, arguments))
