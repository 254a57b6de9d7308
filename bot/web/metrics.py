"""What Prometheus is told of the whole store; a process counts its own work in `bot.measures`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Gauge, generate_latest

from bot.store.overview import Overview, survey

if TYPE_CHECKING:
    from redis.asyncio import Redis


async def exposition(store: Redis) -> bytes:
    """The store's measures in Prometheus' text form; the same whichever process is asked."""
    return generate_latest(_registry(await survey(store)))


def _registry(overview: Overview) -> CollectorRegistry:
    registry = CollectorRegistry()

    def gauge(name: str, told: str, labels: tuple[str, ...] = ()) -> Gauge:
        return Gauge(f"mujaz_{name}", told, labels, registry=registry)

    length = gauge("stream_entries", "Entries a stream keeps", ("stream",))
    lag = gauge("stream_lag_entries", "Entries a group has not acknowledged", ("stream", "group"))
    age = gauge("stream_lag_seconds", "Age of the oldest of those", ("stream", "group"))
    for queue in overview.queues:
        length.labels(queue.stream).set(queue.length)
        lag.labels(queue.stream, queue.group).set(queue.lag)
        age.labels(queue.stream, queue.group).set(queue.age)
    sends = gauge("messages_ended", "Messages that ended in each state", ("state",))
    for state, count in overview.sends.items():
        sends.labels(state).set(count)
    workers = gauge("workers", "Living worker processes that have a role", ("role",))
    for worker in overview.workers:
        for role in worker.roles:
            workers.labels(role).inc()
    gauge("outbox_waiting_chats", "Chats with a message to be sent").set(overview.waiting)
    gauge("dead_letters", "Entries that no worker could do").set(overview.dead)
    gauge("chats", "Chats known").set(overview.chats)
    gauge("store_memory_bytes", "Memory the store uses").set(overview.memory)
    return registry
