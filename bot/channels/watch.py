"""The role `watch`: every watched channel is read in its own rhythm, by one process at a time."""

from __future__ import annotations

import asyncio
import heapq
import random
from contextlib import suppress
from typing import TYPE_CHECKING

import structlog
from redis.exceptions import RedisError

from bot.channels.cadence import jittered
from bot.channels.channel import ChannelAtWork, Means, close
from bot.channels.client import Preview
from bot.channels.shares import ROUND_SECONDS, Shares
from bot.channels.web import Web
from bot.errors import InputError, StoreError
from bot.store.channels import Channels, Watched

if TYPE_CHECKING:
    from bot.context import Context
    from bot.settings import Settings

log = structlog.get_logger()

#: Channels that are read at the same time in one process.
AT_ONCE = 24
#: The list of watched channels is looked up this often: a new one is read within so many seconds.
LIST_SECONDS = 2.0
#: A channel whose reading failed for a reason of ours is tried again after so many seconds.
FAULT_SECONDS = 15.0


async def run(context: Context) -> None:
    """Read the watched channels until ``context.stopping``; readings under way are finished."""
    means = means_of(context)
    try:
        await add_named(context.settings, Channels(context.store))
        watcher = Watcher(context, means)
        await watcher.work()
    finally:
        await close(means)


def means_of(context: Context) -> Means:
    settings = context.settings
    feeds = tuple(name for name in settings.channels if "://" in name)
    return Means(
        store=context.store,
        preview=Preview(settings.preview_base, Web(guarded=False), context.clock),
        feeds=Web(guarded=True, named=feeds),
        articles=Web(guarded=True),
        clock=context.clock,
        fixed_pause=_fixed_pause(settings),
    )


def _fixed_pause(settings: Settings) -> float | None:
    """The pause that the operator set; unset, each channel's own is learnt."""
    return settings.poll_seconds if "poll_seconds" in settings.model_fields_set else None


async def add_named(settings: Settings, channels: Channels) -> None:
    """Watch what the settings name. Raises `InputError` for a name that means no channel."""
    for name in settings.channels:
        try:
            await channels.add(name, named=True)
        except InputError as error:
            raise InputError(f"MUJAZ_CHANNELS: {error.message}", error.remedy) from None


class Watcher:
    """One process's share of the channels, each read when it is due."""

    def __init__(self, context: Context, means: Means, shares: Shares | None = None) -> None:
        self._context = context
        self._means = means
        self._shares = shares or Shares(context.store, context.worker)
        self._at_work: dict[str, ChannelAtWork] = {}
        self._due: list[tuple[float, str]] = []
        self._reading: dict[str, asyncio.Task[None]] = {}
        self._woken = asyncio.Event()

    async def work(self) -> None:
        stop = asyncio.create_task(self._context.stopping.wait())
        keep = asyncio.create_task(self._keep_shares())
        listing = asyncio.create_task(self._keep_list())
        turns = asyncio.create_task(self._take_turns())
        tasks = {keep, listing, turns}
        try:
            done, _ = await asyncio.wait({stop, *tasks}, return_when=asyncio.FIRST_COMPLETED)
            for task in done - {stop}:
                task.result()
        finally:
            await self._finish({stop, *tasks})

    async def _finish(self, tasks: set[asyncio.Task[bool] | asyncio.Task[None]]) -> None:
        """Let readings end for a moment, then give the channels to others."""
        for task in tasks:
            task.cancel()
        if self._reading:
            await asyncio.wait(self._reading.values(), timeout=5.0)
        for reading in self._reading.values():
            reading.cancel()
        await asyncio.gather(*tasks, *self._reading.values(), return_exceptions=True)
        with suppress(RedisError, StoreError):
            await self._shares.leave()

    async def _keep_shares(self) -> None:
        while True:
            try:
                await self._shares.round()
            except RedisError as error:
                log.warning("leases cannot be renewed", error=str(error))
            self._stop_lost()
            self._woken.set()
            await asyncio.sleep(min(ROUND_SECONDS, self._shares.seconds / 3))

    def _stop_lost(self) -> None:
        """A channel that is another's now is not read here any longer."""
        for key, task in list(self._reading.items()):
            if not self._shares.holds(key):
                task.cancel()
                self._at_work.pop(key, None)

    async def _keep_list(self) -> None:
        channels = Channels(self._context.store)
        while True:
            self._adopt({watched.key: watched for watched in await channels.all()})
            await asyncio.sleep(LIST_SECONDS)

    def _adopt(self, watched: dict[str, Watched]) -> None:
        for key in set(self._at_work) - set(watched):
            del self._at_work[key]
        waiting = {key for _, key in self._due} | set(self._reading)
        for key, channel in watched.items():
            known = self._at_work.get(key)
            if known is None:
                self._at_work[key] = ChannelAtWork(channel, self._means)
            elif known.watched != channel:
                known.watched = channel
            if key not in waiting:
                self._schedule(key, 0.0)

    def _schedule(self, key: str, seconds: float) -> None:
        heapq.heappush(self._due, (asyncio.get_running_loop().time() + seconds, key))
        self._woken.set()

    async def _take_turns(self) -> None:
        """Start each channel's reading when it is due and there is room."""
        loop = asyncio.get_running_loop()
        while True:
            self._woken.clear()
            while self._due and self._due[0][0] <= loop.time() and len(self._reading) < AT_ONCE:
                _, key = heapq.heappop(self._due)
                self._start(key)
            wait = self._due[0][0] - loop.time() if self._due else LIST_SECONDS
            if len(self._reading) >= AT_ONCE:
                wait = LIST_SECONDS
            with suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), min(max(wait, 0.001), LIST_SECONDS))

    def _start(self, key: str) -> None:
        channel = self._at_work.get(key)
        if channel is None or key in self._reading:
            return
        if channel.watched.pushed:
            self._schedule(key, FAULT_SECONDS)
            return
        if not self._shares.holds(key):
            # Another's, or nobody's yet: its past is looked up anew should it become ours.
            self._at_work[key] = ChannelAtWork(channel.watched, self._means)
            self._schedule(key, 1.0)
            return
        task = asyncio.create_task(self._turn(key, channel))
        self._reading[key] = task
        task.add_done_callback(lambda _: self._done(key))

    def _done(self, key: str) -> None:
        self._reading.pop(key, None)
        self._woken.set()

    async def _turn(self, key: str, channel: ChannelAtWork) -> None:
        pause = FAULT_SECONDS
        try:
            pause = await channel.turn()
        except RedisError as error:
            log.warning("the store is away", channel=channel.watched.name, error=str(error))
            pause = 1.0
        except Exception:
            log.exception("a reading failed", channel=channel.watched.name)
        finally:
            self._schedule(key, jittered(pause, random.random()))
