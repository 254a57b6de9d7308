"""The stand-in for Telegram: a strict Bot API server on loopback, and its people's hands and eyes.

Bots talk to it over HTTP as to the real one; whoever started it (a test, the demo) acts for the
people through `Telegram`'s own methods and looks at each chat as its readers see it.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Self

from aiohttp import ClientError, ClientSession, web

from bot.demo.telegram.faults import Fault
from bot.demo.telegram.methods import METHODS
from bot.demo.telegram.parameters import Parameters, Refused, bad, read
from bot.demo.telegram.people import People
from bot.demo.telegram.rates import Rates
from bot.demo.telegram.world import Chat, Shown, World

NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
CONFLICT = (
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it was answered; ``code`` is 200 for ok, 0 where no answer was given."""

    method: str
    chat: str
    at: float
    code: int
    description: str = ""


@dataclass(slots=True)
class Telegram(People):
    """The server and all it knows. ``clock`` gives Unix seconds to message dates and rates.

    ``requests`` lists every request and its end, ``violations`` those that a well-behaved bot never
    causes (429 and every 400 but those that only time can bring about).
    """

    token: str = "100200300:LOCAL-STAND-IN-FOR-TELEGRAM"  # noqa: S105 - no secret
    username: str = "mujaz_test_bot"
    port: int = 0
    clock: Callable[[], float] = time.time
    rates: Rates = None  # type: ignore[assignment]
    world: World = field(default_factory=World)
    updates: deque[dict[str, Any]] = field(default_factory=deque)
    faults: list[Fault] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    answers: dict[str, str | None] = field(default_factory=dict)
    inline_answers: dict[str, list[dict[str, Any]] | None] = field(default_factory=dict)
    commands: dict[tuple[str, str, str], list[dict[str, str]]] = field(default_factory=dict)
    profile: dict[tuple[str, str], str] = field(default_factory=dict)
    watchers: list[Callable[[Chat, Shown], None]] = field(default_factory=list)
    webhook: str = ""
    webhook_error: dict[str, Any] = field(default_factory=dict)
    base: str = ""
    last_update: int = 1000
    _secret: str = ""
    _allowed: frozenset[str] | None = None
    _poller: asyncio.Future[None] | None = None
    _moved: asyncio.Condition = field(default_factory=asyncio.Condition)
    _runner: web.AppRunner | None = None
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def __post_init__(self) -> None:
        if self.rates is None:
            self.rates = Rates(self.clock)

    @property
    def id(self) -> int:
        return int(self.token.split(":")[0])

    @property
    def violations(self) -> list[Request]:
        innocent = ("chat not found", "not found", "upgraded", "query is too old", "rights")
        return [
            request
            for request in self.requests
            if request.code == 429
            or (request.code == 400 and not any(w in request.description for w in innocent))
        ]

    @property
    def polled(self) -> bool:
        """Whether a bot is waiting for updates right now."""
        return self._poller is not None and not self._poller.done()

    def me(self) -> dict[str, Any]:
        return {"id": self.id, "is_bot": True, "first_name": "موجز", "username": self.username}

    # --- life ---------------------------------------------------------------------------------

    async def start(self) -> None:
        """Listens on loopback; ``base`` is then the root to give as ``API_BASE``."""
        application = web.Application(client_max_size=60 * 2**20)
        application.router.add_route("*", "/bot{token}/{method}", self._serve)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        host, bound = self._runner.addresses[0][:2]
        self.base = f"http://{host}:{bound}"

    async def stop(self) -> None:
        for fault in self.faults:
            if fault.hold:
                fault.hold.set()
        if self._poller and not self._poller.done():
            self._poller.cancel()
        for task in self._tasks:
            task.cancel()
        if self._runner:
            await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def until(self, met: Callable[[], Any], seconds: float = 10.0) -> None:
        """Waits until ``met()`` holds, looking after every request; `TimeoutError` if never."""
        async with asyncio.timeout(seconds), self._moved:
            await self._moved.wait_for(lambda: bool(met()))

    def fault(self, **fields: Any) -> Fault:
        """Scripts a `Fault`; the earliest that concerns a request applies."""
        fault = Fault(**fields)
        self.faults.append(fault)
        return fault

    # --- requests -----------------------------------------------------------------------------

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["method"]
        given, fault = Parameters({}), Fault(times=0)
        try:
            given = await read(request)
            fault = self._fault(name, given.text("chat_id")) or fault
            result = await self._answer(request.match_info["token"], name, given, fault)
            code, words, body = 200, "", {"ok": True, "result": result}
        except Refused as refusal:
            code, words = refusal.code, refusal.description
            body = {"ok": False, "error_code": code, "description": words}
            if refusal.parameters:
                body["parameters"] = refusal.parameters
        if fault.hold:
            await self._noted(name, given, 0)
            await fault.hold.wait()
        await self._noted(name, given, 0 if fault.cut else code, words)
        if fault.cut and request.transport:
            request.transport.abort()
        return web.json_response(body, status=code)

    async def _answer(self, token: str, name: str, given: Parameters, fault: Fault) -> Any:
        if token != self.token:
            raise Refused(401, "Unauthorized")
        if fault.code:
            extra = {"retry_after": fault.retry_after} if fault.retry_after else {}
            raise Refused(fault.code, fault.description, **extra)
        return None if fault.cut == "before" else await self._execute(name, given)

    async def _execute(self, name: str, given: Parameters) -> Any:
        if name.lower() == "getupdates":
            return await self._get_updates(given)
        method = METHODS.get(name.lower())
        if method is None:
            raise Refused(404, "Not Found: method not found")
        return method(self, given)

    def _fault(self, name: str, chat: str) -> Fault | None:
        for fault in self.faults:
            if fault.concerns(name, chat):
                fault.times -= 1
                return fault
        return None

    async def _noted(self, name: str, given: Parameters, code: int, words: str = "") -> None:
        if name.lower() != "getupdates" or code != 200:
            chat = given.text("chat_id")
            self.requests.append(Request(name, chat, self.clock(), code, words))
        await self._tell()

    async def _tell(self) -> None:
        async with self._moved:
            self._moved.notify_all()

    def noticed(self, chat: Chat, shown: Shown) -> None:
        """A message was sent, edited or deleted by the bot."""
        for watcher in self.watchers:
            watcher(chat, shown)

    # --- updates ------------------------------------------------------------------------------

    def push(self, kind: str, content: dict[str, Any]) -> int:
        """Queues an update unless the bot does not want its kind; gives its id."""
        self.last_update += 1
        wanted = kind in self._allowed if self._allowed else kind not in NOT_BY_DEFAULT
        if wanted:
            self.updates.append({"update_id": self.last_update, kind: content})
            task = asyncio.get_running_loop().create_task(self._tell())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return self.last_update

    def allow(self, kinds: list[str] | None) -> None:
        """The kinds of update wanted from now on; None keeps what was said before."""
        if kinds is not None:
            self._allowed = frozenset(kinds) or None

    async def _get_updates(self, given: Parameters) -> list[dict[str, Any]]:
        if self.webhook:
            raise Refused(
                409,
                "Conflict: can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
            )
        limit = given.number("limit", 100) or 100
        if not 1 <= limit <= 100:
            raise bad("limit must be between 1 and 100")
        self.allow(given.json("allowed_updates"))
        if self._poller and not self._poller.done():
            self._poller.set_exception(Refused(409, CONFLICT))
        self._poller = mine = asyncio.get_running_loop().create_future()
        await self._tell()
        offset = given.number("offset", 0) or 0
        if offset < 0:
            offset = (
                self.updates[max(offset, -len(self.updates))]["update_id"] if self.updates else 0
            )
        while self.updates and self.updates[0]["update_id"] < offset:
            self.updates.popleft()
        if not self.updates:
            await self._hold(mine, min(50, given.number("timeout", 0) or 0))
        if mine.done():
            mine.result()
        else:
            mine.set_result(None)
        return list(self.updates)[:limit]

    async def _hold(self, mine: asyncio.Future[None], seconds: int) -> None:
        """Until an update comes, the time is up, or another poller takes over (raises 409)."""
        arrival = asyncio.create_task(self.until(lambda: self.updates, max(seconds, 0.001)))
        await asyncio.wait({arrival, mine}, return_when=asyncio.FIRST_COMPLETED)
        arrival.cancel()
        with suppress(TimeoutError, asyncio.CancelledError):
            await arrival

    def set_webhook(self, url: str, secret: str) -> None:
        running, self.webhook, self._secret = self.webhook, url, secret
        if url and not running:
            task = asyncio.get_running_loop().create_task(self._deliver())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _deliver(self) -> None:
        """Posts updates to the webhook, one at a time, each until it is accepted."""
        async with ClientSession() as session:
            while self.webhook:
                async with self._moved:
                    await self._moved.wait_for(lambda: bool(self.updates) or not self.webhook)
                if not self.webhook:
                    return
                headers = {"X-Telegram-Bot-Api-Secret-Token": self._secret} if self._secret else {}
                update = self.updates[0]
                try:
                    async with session.post(self.webhook, json=update, headers=headers) as answer:
                        accepted, failure = answer.ok, f"Wrong response: {answer.status}"
                except ClientError:
                    accepted, failure = False, "Connection refused"
                if accepted and self.updates and self.updates[0] is update:
                    self.updates.popleft()
                    await self._tell()
                elif not accepted:
                    date = int(self.clock())
                    self.webhook_error = {"last_error_date": date, "last_error_message": failure}
                    await self._tell()
                    await asyncio.sleep(0.5)
