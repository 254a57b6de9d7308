"""Wires the roles together: the only file that knows everybody.

`serve` opens the store, runs the roles side by side, starts one that crashed again, and ends them
all within 10 seconds of SIGTERM or SIGINT. A role is named by where its ``run`` stands, and loaded
when it is first run, so that a worker of one role loads nothing of the others.
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable, Collection
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING

import structlog
from redis.exceptions import BusyLoadingError, NoScriptError, ReadOnlyError
from redis.exceptions import ConnectionError as StoreConnectionError
from redis.exceptions import TimeoutError as StoreTimeoutError

from bot.context import Context
from bot.errors import InputError, SettingError, StoreFull, StoreUnavailable
from bot.measures import CRASHES
from bot.settings import Settings
from bot.store.connection import open_store
from bot.store.presence import Presence
from bot.worker import worker_name

if TYPE_CHECKING:
    from redis.asyncio import Redis

log = structlog.get_logger()

Role = Callable[[Context], Awaitable[None]]

ROLES = {
    "watch": "bot.channels.watch:run",
    "extract": "bot.events.worker:run",
    "notify": "bot.delivery.notify:run",
    "send": "bot.delivery.send:run",
    "chat": "handlers.chat:run",
    "web": "bot.web.server:run",
}
#: Kept by every process beside its roles; a lease lets one of them work.
JANITOR = "bot.store.janitor:run"
NEED_TOKEN = ("send", "chat")
#: A stop takes less than 10 seconds in all.
STOP_SECONDS = 8.0
#: Pauses before a crashed role is started again; the last one repeats.
RESTART_SECONDS = (0.5, 1.0, 2.0, 5.0, 15.0, 60.0)
#: A role that ran this long starts over with the shortest pause.
STEADY_SECONDS = 120.0
#: Pause before the store is tried again.
STORE_SECONDS = 2.0
#: A server that was restarted has forgotten the scripts that it was given; one that was master and
#: came back is a replica until the client asks for its successor.
STORE_AWAY = (
    *(StoreConnectionError, StoreTimeoutError, BusyLoadingError, NoScriptError, ReadOnlyError),
    *(StoreUnavailable, StoreFull),
)


def load(name: str) -> Role:
    """The role of that name; raises `InputError` for an unknown one."""
    if name not in ROLES:
        raise InputError(f"There is no role {name}", f"Roles are {', '.join(ROLES)}")
    return _load(ROLES[name])


def _load(place: str) -> Role:
    module, _, function = place.partition(":")
    role: Role = getattr(import_module(module), function)
    return role


async def serve(settings: Settings, roles: Collection[str] = tuple(ROLES)) -> None:
    """Run ``roles`` until SIGTERM or SIGINT. Raises `MujazError` for what a restart cannot mend."""
    _require_token(settings, roles)
    _require_channels(settings)
    named = {name: load(name) for name in roles} | {"janitor": _load(JANITOR)}
    stopping = asyncio.Event()
    _stop_on_signals(stopping)
    with worker_name(settings.data_dir) as worker:
        store = await _open_when_there(settings, stopping)
        if store is None:
            return
        context = Context(settings=settings, store=store, worker=worker, stopping=stopping)
        try:
            log.info("started", worker=worker, roles=list(roles))
            async with Presence(store, worker, roles):
                await run_roles(context, named)
            log.info("stopped", worker=worker)
        finally:
            await store.aclose()


async def run_roles(context: Context, roles: dict[str, Role]) -> None:
    """Run ``roles`` side by side until ``context.stopping``; those that linger are cancelled.

    An error that no restart mends, `SettingError`, stops all and is raised.
    """
    tasks = {asyncio.create_task(supervise(name, role, context)) for name, role in roles.items()}
    stop = asyncio.create_task(context.stopping.wait())
    failed: BaseException | None = None
    try:
        while tasks and not stop.done():
            done, _ = await asyncio.wait({*tasks, stop}, return_when=asyncio.FIRST_COMPLETED)
            tasks -= done
            failed = next((t.exception() for t in done if t is not stop and t.exception()), None)
            if failed:
                break
        context.stopping.set()
        if tasks:
            _, tasks = await asyncio.wait(tasks, timeout=STOP_SECONDS)
    finally:
        for task in {*tasks, stop}:
            task.cancel()
        await asyncio.gather(*tasks, stop, return_exceptions=True)
    if failed:
        raise failed


async def supervise(name: str, role: Role, context: Context) -> None:
    """Run one role until ``context.stopping``; start a crashed one again, ever more slowly."""
    loop = asyncio.get_running_loop()
    crashes = 0
    with structlog.contextvars.bound_contextvars(role=name):
        while not context.stopping.is_set():
            began = loop.time()
            pause = STORE_SECONDS
            try:
                await role(context)
            except SettingError:
                raise
            except STORE_AWAY as error:
                log.warning("the store is away", error=str(error))
            except Exception:
                crashes = 1 if loop.time() - began > STEADY_SECONDS else crashes + 1
                pause = RESTART_SECONDS[min(crashes, len(RESTART_SECONDS)) - 1]
                CRASHES.labels(name).inc()
                log.exception("the role crashed and starts again", seconds=pause)
            else:
                return
            await _stopped_within(context.stopping, pause)


async def _open_when_there(settings: Settings, stopping: asyncio.Event) -> Redis | None:
    """The store; waits for a server that is not there yet. None if told to stop meanwhile."""
    while not stopping.is_set():
        try:
            return await open_store(settings)
        except StoreUnavailable as error:
            if settings.redis_url is None:
                raise  # an embedded server that does not start needs a person
            log.warning("waiting for the store", error=error.message)
            await _stopped_within(stopping, STORE_SECONDS)
    return None


async def _stopped_within(stopping: asyncio.Event, seconds: float) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(stopping.wait(), seconds)


def _stop_on_signals(stopping: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)


def _require_token(settings: Settings, roles: Collection[str]) -> None:
    needy = [name for name in roles if name in NEED_TOKEN]
    if needy and settings.bot_token is None:
        others = ",".join(name for name in ROLES if name not in NEED_TOKEN)
        raise SettingError(
            f"MUJAZ_BOT_TOKEN is not set, and {' and '.join(needy)} cannot do without",
            f"Set it to the token that @BotFather gives, or run --roles {others}",
        )


def _require_channels(settings: Settings) -> None:
    from bot.channels.names import source_of

    for name in settings.channels:
        try:
            source_of(name)
        except InputError as error:
            raise SettingError(f"MUJAZ_CHANNELS: {error.message}", error.remedy) from None
