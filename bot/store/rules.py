"""The rules of all chats, and the inverted index by which a change finds those that it fits.

Each rule is indexed under one term only, the rarest that it asks for: of the rarest kind, and among
these the one under which the fewest rules stand. A change then looks up its own terms, and what it
reads grows with the rules that share its rarest terms, not with the number of rules.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import replace

from redis.asyncio import Redis

from bot.delivery.match import expand, required
from bot.delivery.rule import Rule, RuleError
from bot.store import keys

MOST_RULES = 100
READ_AT_ONCE = 1000


class Rules:
    """All rules of one store."""

    def __init__(self, store: Redis) -> None:
        self._store = store

    async def add(self, chat: int, rule: Rule) -> Rule:
        """Keeps a rule for a chat; gives it with its id. A rule that says the same as one that the
        chat has gives that one. Raises `RuleError` beyond `MOST_RULES`."""
        known = await self.of(chat)
        for other in known:
            if other == rule:
                return other
        if len(known) >= MOST_RULES:
            raise RuleError("too-many-rules")
        kept = replace(rule, id=secrets.token_hex(6), chat=chat)
        await self._write(kept)
        return kept

    async def replace(self, rule: Rule) -> None:
        """Keeps a changed rule under its id."""
        await self.remove(rule.chat, rule.id)
        await self._write(rule)

    async def of(self, chat: int) -> list[Rule]:
        """A chat's rules, in the order of their making."""
        names = await self._store.zrange(keys.rules_of(chat), 0, -1)
        return await self._read([str(name) for name in names])

    async def get(self, rule_id: str) -> Rule | None:
        line = await self._store.hget(keys.RULES, rule_id)
        return Rule.from_json(line) if line else None

    async def count(self) -> int:
        return int(await self._store.hlen(keys.RULES))

    async def candidates(self, terms: Collection[str]) -> list[Rule]:
        """The rules indexed under any of a change's terms; whether they fit is to be seen."""
        async with self._store.pipeline(transaction=False) as pipe:
            for term in expand(terms):
                pipe.smembers(keys.match(term))
            found = await pipe.execute()
        return await self._read(sorted(set().union(*found)))

    async def remove(self, chat: int, rule_id: str) -> bool:
        """Forgets one rule of a chat; False if the chat has none of that id."""
        if await self._store.zscore(keys.rules_of(chat), rule_id) is None:
            return False
        entry = await self._store.hget(keys.RULE_ENTRIES, rule_id)
        async with self._store.pipeline(transaction=True) as pipe:
            pipe.zrem(keys.rules_of(chat), rule_id)
            pipe.hdel(keys.RULES, rule_id)
            pipe.hdel(keys.RULE_ENTRIES, rule_id)
            if entry:
                pipe.srem(keys.match(str(entry)), rule_id)
            await pipe.execute()
        return True

    async def remove_all(self, chat: int) -> None:
        for rule in await self.of(chat):
            await self.remove(chat, rule.id)

    async def pause(self, chat: int) -> None:
        """Takes a chat's rules out of the index; they are kept."""
        for rule in await self.of(chat):
            entry = await self._store.hget(keys.RULE_ENTRIES, rule.id)
            if entry:
                async with self._store.pipeline(transaction=True) as pipe:
                    pipe.srem(keys.match(str(entry)), rule.id)
                    pipe.hdel(keys.RULE_ENTRIES, rule.id)
                    await pipe.execute()

    async def resume(self, chat: int) -> None:
        """Puts a chat's rules back into the index."""
        for rule in await self.of(chat):
            if not await self._store.hexists(keys.RULE_ENTRIES, rule.id):
                await self._write(rule)

    async def move(self, chat: int, new_chat: int) -> None:
        """A chat's rules belong to another from now on. May be done twice."""
        for rule in await self.of(chat):
            moved = replace(rule, chat=new_chat)
            async with self._store.pipeline(transaction=True) as pipe:
                pipe.hset(keys.RULES, rule.id, moved.to_json())
                pipe.zadd(keys.rules_of(new_chat), {rule.id: await self._order()})
                pipe.zrem(keys.rules_of(chat), rule.id)
                await pipe.execute()

    async def _write(self, rule: Rule) -> None:
        entry = await self._rarest(required(rule))
        order = await self._order()
        async with self._store.pipeline(transaction=True) as pipe:
            pipe.hset(keys.RULES, rule.id, rule.to_json())
            pipe.hset(keys.RULE_ENTRIES, rule.id, entry)
            pipe.zadd(keys.rules_of(rule.chat), {rule.id: order}, nx=True)
            pipe.sadd(keys.match(str(entry)), rule.id)
            await pipe.execute()

    async def _rarest(self, terms: tuple[str, ...]) -> str:
        kind = terms[0].partition(":")[0]
        rivals = [term for term in terms if term.partition(":")[0] == kind]
        async with self._store.pipeline(transaction=False) as pipe:
            for term in rivals:
                pipe.scard(keys.match(term))
            sizes = await pipe.execute()
        return min(zip(sizes, rivals, strict=True))[1]

    async def _order(self) -> int:
        return int(await self._store.incr(keys.RULE_ORDER))

    async def _read(self, names: list[str]) -> list[Rule]:
        rules = []
        for start in range(0, len(names), READ_AT_ONCE):
            lines = await self._store.hmget(keys.RULES, names[start : start + READ_AT_ONCE])
            rules += [Rule.from_json(line) for line in lines if line]
        return rules
