"""A subscriber's screen in the terminal: each message as it stands, and what it said before."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from rich import box
from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.rule import Rule
from rich.text import Text

from bot.demo.telegram import Chat, Shown

ZONE = ZoneInfo("Asia/Jerusalem")
WIDTH = 78


@dataclass(slots=True)
class Phone:
    """One chat as its reader sees it. What was said before `begin` (the set-up) is not shown."""

    title: str
    chat: Chat
    _before: set[int] = field(default_factory=set)

    def begin(self) -> None:
        self._before = set(self.chat.messages)

    @property
    def messages(self) -> list[Shown]:
        """What the bot sent since `begin`."""
        return [
            shown
            for number, shown in self.chat.messages.items()
            if number not in self._before and shown.sender is None and not shown.deleted
        ]

    def shown(self) -> RenderableType:
        bubbles = [_bubble(shown) for shown in self.messages]
        return Group(Rule(f"[bold]{self.title}[/]", characters="═"), *bubbles, Text())


def _bubble(shown: Shown) -> RenderableType:
    """The text as it stands now, its buttons, and when it was sent and changed."""
    parts: list[RenderableType] = [Text(shown.text)]
    if shown.buttons:
        parts.append(Text())
        parts += [Text("  ".join(f"[ {b['text']} ]" for b in row)) for row in shown.buttons]
    times = _clock(shown.date)
    if shown.edited:
        times += f"  ✎ {_clock(shown.edited)}"
    return Panel(Group(*parts), box=box.ROUNDED, width=WIDTH, subtitle=times, subtitle_align="left")


def _clock(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, ZONE).strftime("%d/%m %H:%M")
