"""A strict stand-in for Telegram's Bot API on loopback: for the tests and for `mujaz demo`.

    async with Telegram() as telegram:
        reader = telegram.person(7, "سارة")
        telegram.say(7, "/start")                 # the bot gets the update
        await telegram.until(reader.texts)        # until it has answered
        telegram.tap(7, reader.last(), "متابعة")

`telegram.base` goes where ``https://api.telegram.org`` would (``API_BASE``).
"""

from bot.demo.telegram.faults import Fault
from bot.demo.telegram.rates import Rates, Window
from bot.demo.telegram.server import Request, Telegram
from bot.demo.telegram.world import Chat, Person, Shown, World

__all__ = ["Chat", "Fault", "Person", "Rates", "Request", "Shown", "Telegram", "Window", "World"]
