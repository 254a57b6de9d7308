"""Who may do what: checked here and nowhere else.

The service's administrators are named in ``MUJAZ_ADMINS``. In a private chat the person rules; in
a group its administrators do; an anonymous administrator speaks as the group itself. Everyone is
held to a number of calls a minute.
"""

from __future__ import annotations

from redis.asyncio import Redis
from telegram import Bot, ChatMember
from telegram.error import TelegramError

from bot.store import keys
from handlers.call import Call

CALLS_PER_MINUTE = 30
MINUTE = 60
_RULERS = (ChatMember.OWNER, ChatMember.ADMINISTRATOR)


def refusal(call: Call, *, configures: bool, for_admins: bool, rules_group: bool) -> str | None:
    """The name of the message that refuses the call, or None if it may be made.

    ``rules_group``: whether the caller is an administrator of the group it was made in.
    """
    if for_admins and not call.is_administrator:
        return "admins-only"
    if configures and call.chat.kind in ("group", "supergroup") and not rules_group:
        return "group-admins-only"
    return None


async def rules_group(bot: Bot, chat: int, user: int | None, speaks_as: int | None) -> bool:
    """Whether ``user`` administers the group ``chat``; ``speaks_as`` is a sender chat, if any."""
    if speaks_as == chat:
        return True
    if user is None:
        return False
    try:
        return (await bot.get_chat_member(chat, user)).status in _RULERS
    except TelegramError:
        return False


async def wait_seconds(store: Redis, user: int) -> int:
    """Counts a call of ``user``; 0 if it may be answered, else the seconds until the next may."""
    key = keys.calls(user)
    async with store.pipeline(transaction=True) as pipe:
        pipe.incr(key)
        pipe.expire(key, MINUTE, nx=True)
        count, _ = await pipe.execute()
    if int(count) <= CALLS_PER_MINUTE:
        return 0
    return max(1, int(await store.ttl(key)))
