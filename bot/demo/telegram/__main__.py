"""``python -m bot.demo.telegram [PORT]``: talk to a bot from the terminal, without Telegram.

Prints what to set for the bot; then each line typed is sent to it by one reader, a line ``#label``
taps that button of its last message, and whatever the bot shows is printed.
"""

from __future__ import annotations

import asyncio
import sys

from bot.demo.telegram import Chat, Shown, Telegram

READER = 7


def show(chat: Chat, shown: Shown) -> None:
    mark = "deleted" if shown.deleted else "edited" if shown.edited else "new"
    buttons = "".join(f"\n  [{' | '.join(b['text'] for b in row)}]" for row in shown.buttons)
    print(f"--- {chat.title} #{shown.id} ({mark})\n{shown.text}{buttons}", flush=True)


async def converse(port: int) -> None:
    telegram = Telegram(port=port)
    async with telegram:
        reader = telegram.person(READER, "قارئ")
        telegram.watchers.append(show)
        print(f"MUJAZ_API_BASE={telegram.base} MUJAZ_BOT_TOKEN={telegram.token}", flush=True)
        while line := await asyncio.to_thread(sys.stdin.readline):
            text = line.strip()
            try:
                if text.startswith("#"):
                    telegram.tap(READER, reader.last(), text[1:])
                elif text:
                    telegram.say(READER, text)
            except AssertionError as error:
                print(error, flush=True)


if __name__ == "__main__":
    asyncio.run(converse(int(sys.argv[1]) if len(sys.argv) > 1 else 0))
