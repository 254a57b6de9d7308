"""For the service's administrators: /status, /stats, /addchannel, /removechannel, /announce."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from html import escape

from bot.delivery.message import Message
from bot.delivery.plain import units
from bot.store.outbox import Outbox
from bot.store.overview import survey
from handlers import arguments, channels
from handlers.call import Answer, Call, Command

_BATCH = 200
_LONGEST = 4096


async def status(call: Call) -> Answer:
    """How far each step lags, what waits, who works."""
    seen = await survey(call.desk.context.store)
    say = call.say
    lines = [say("status-title")]
    lines += [
        say("status-worker", name=worker.name, roles=", ".join(worker.roles))
        for worker in seen.workers
    ]
    lines += [
        say("status-queue", stream=queue.stream, lag=queue.lag, age=round(queue.age))
        for queue in seen.queues
    ]
    lines.append(say("status-rest", waiting=seen.waiting, dead=seen.dead))
    return Answer.of(
        "\n".join(escape(line, quote=False) if n else line for n, line in enumerate(lines))
    )


async def stats(call: Call) -> Answer:
    """Chats, rules, sends by outcome, events of the last day."""
    seen = await survey(call.desk.context.store)
    since = call.desk.now() - timedelta(days=1)
    events = await call.desk.events.between(since)
    say = call.say
    lines = [
        say("stats-title"),
        say("stats-chats", chats=seen.chats, rules=await call.desk.rules.count()),
        say("stats-events", events=len(events), memory=round(seen.memory / 2**20)),
        *(say("stats-sends", state=state, count=count) for state, count in seen.sends.items()),
    ]
    return Answer.of("\n".join(lines))


async def add_channel(call: Call) -> Answer:
    """A channel for everyone, checked before it is promised."""
    return await channels.add(call, for_everyone=True)


async def remove_channel(call: Call) -> Answer:
    named = arguments.channel(call.arguments)
    if named is None:
        return Answer.of(call.say("removechannel-usage"))
    gone = await call.desk.channels.remove(named)
    name = "channel-removed-done" if gone else "channel-removed-unknown"
    return Answer.of(call.say(name, channel=channels.shown(named)))


async def announce(call: Call) -> Answer:
    """A message to every active chat, through the outbox: paced, and once per chat."""
    text = call.arguments.strip()
    if not text or units(text) > _LONGEST:
        return Answer.of(call.say("announce-usage"))
    now = call.desk.now()
    name = hashlib.sha256(f"{call.update.update_id}:{text}".encode()).hexdigest()[:12]
    outbox, batch, count = Outbox(call.desk.context.store), list[Message](), 0
    async for chat in call.desk.chats.all():
        if not chat.active or chat.kind != "private":
            continue
        html = (escape(text, quote=False),)
        batch.append(Message(f"announce:{name}:{chat.id}", chat.id, "notice", html, now))
        count += 1
        if len(batch) == _BATCH:
            await outbox.put_all(batch, now.timestamp())
            batch = []
    await outbox.put_all(batch, now.timestamp())
    return Answer.of(call.say("announce-done", count=count))


COMMANDS = (
    Command("status", status, for_admins=True, in_groups=False),
    Command("stats", stats, for_admins=True, in_groups=False),
    Command("addchannel", add_channel, for_admins=True, in_groups=False),
    Command("removechannel", remove_channel, for_admins=True, in_groups=False),
    Command("announce", announce, for_admins=True, in_groups=False),
)
