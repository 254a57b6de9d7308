"""``mujaz demo``: the whole pipeline over a bundled stream of posts."""

from __future__ import annotations


def command() -> None:
    """Replay bundled posts through every role and show what subscribers would get."""
    import asyncio

    from bot.demo.play import play

    asyncio.run(play())
