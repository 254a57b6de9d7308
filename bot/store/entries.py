"""One key as JSON and back, whatever its type: what a backup is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from redis.exceptions import ResponseError

if TYPE_CHECKING:
    from redis.asyncio import Redis

PAGE = 500
#: A key that expires is restored with at least this many milliseconds to live.
LEAST_MILLISECONDS = 1_000

Record = dict[str, Any]


async def dump(store: Redis, key: str) -> Record | None:
    """``{"key", "type", "ttl", "value"}``; None if the key is gone. ``ttl`` is in milliseconds."""
    kind = str(await store.type(key))
    if kind == "none":
        return None
    left = int(await store.pttl(key))
    value: Any
    if kind == "string":
        value = await store.get(key)
    elif kind == "hash":
        value = await store.hgetall(key)
    elif kind == "list":
        value = await store.lrange(key, 0, -1)
    elif kind == "set":
        value = sorted(await store.smembers(key))
    elif kind == "zset":
        value = [list(pair) for pair in await store.zrange(key, 0, -1, withscores=True)]
    else:
        value = await _dump_stream(store, key)
    return {"key": key, "type": kind, "ttl": left if left > 0 else None, "value": value}


async def load(store: Redis, record: Record) -> None:
    """Write one record of `dump`; the key must not exist, or it is overwritten (the schema's)."""
    key, value = record["key"], record["value"]
    match record["type"]:
        case "string":
            await store.set(key, value)
        case "hash":
            await store.hset(key, mapping=value)
        case "list":
            for start in range(0, len(value), PAGE):
                await store.rpush(key, *value[start : start + PAGE])
        case "set":
            for start in range(0, len(value), PAGE):
                await store.sadd(key, *value[start : start + PAGE])
        case "zset":
            for start in range(0, len(value), PAGE):
                await store.zadd(key, dict(value[start : start + PAGE]))
        case "stream":
            await _load_stream(store, key, value)
    if record["ttl"]:
        await store.pexpire(key, max(LEAST_MILLISECONDS, record["ttl"]))


async def _dump_stream(store: Redis, key: str) -> Record:
    entries: list[Any] = []
    after = "-"
    page: list[Any]
    while page := list(await store.xrange(key, min=after, count=PAGE) or ()):
        entries += [[id_, fields] for id_, fields in page]
        after = "(" + str(page[-1][0])
    info: Any = await store.xinfo_stream(key)
    groups: list[Any] = await store.xinfo_groups(key)
    return {
        "last": info["last-generated-id"],
        "entries": entries,
        "groups": [
            {
                "name": group["name"],
                "last": group["last-delivered-id"],
                "pending": await _dump_pending(store, key, group["name"]),
            }
            for group in groups
        ],
    }


async def _dump_pending(store: Redis, key: str, group: str) -> list[Record]:
    pending: list[Record] = []
    after = "-"
    page: list[Any]
    while page := list(await store.xpending_range(key, group, min=after, max="+", count=PAGE)):
        pending += [
            {"id": p["message_id"], "consumer": p["consumer"], "times": p["times_delivered"]}
            for p in page
        ]
        after = "(" + str(page[-1]["message_id"])
    return pending


async def _load_stream(store: Redis, key: str, value: Record) -> None:
    for start in range(0, len(value["entries"]), PAGE):
        async with store.pipeline(transaction=False) as pipeline:
            for id_, fields in value["entries"][start : start + PAGE]:
                pipeline.xadd(key, fields, id=id_)
            await pipeline.execute()
    if not value["entries"]:  # an empty stream exists by its groups
        await store.xgroup_create(key, "made-by-restore", mkstream=True)
        await store.xgroup_destroy(key, "made-by-restore")
    await store.execute_command("XSETID", key, value["last"])  # type: ignore[no-untyped-call]
    for group in value["groups"]:
        try:
            await store.xgroup_create(key, group["name"], id=group["last"])
        except ResponseError as error:
            if not str(error).startswith("BUSYGROUP"):
                raise
        for entry in group["pending"]:
            await store.xclaim(
                key,
                group["name"],
                entry["consumer"],
                0,
                [entry["id"]],
                retrycount=entry["times"],
                force=True,
                justid=True,
            )
