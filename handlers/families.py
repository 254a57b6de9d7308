"""All families of commands and buttons, in the order of the command menu."""

from __future__ import annotations

from handlers import (
    admin,
    channels,
    digest,
    follow,
    help,
    membership,
    people,
    preferences,
    privacy,
    schedule,
    search,
    start,
    story,
    toll,
)
from handlers.call import Command, Tap

COMMANDS: tuple[Command, ...] = (
    *start.COMMANDS,
    *digest.COMMANDS,
    *follow.COMMANDS,
    *toll.COMMANDS,
    *people.COMMANDS,
    *search.COMMANDS,
    *story.COMMANDS,
    *channels.COMMANDS,
    *schedule.COMMANDS,
    *preferences.COMMANDS,
    *privacy.COMMANDS,
    *help.COMMANDS,
    *admin.COMMANDS,
)
TAPS: tuple[Tap, ...] = (
    *start.TAPS,
    *digest.TAPS,
    *follow.TAPS,
    *story.TAPS,
    *membership.TAPS,
    *preferences.TAPS,
    *privacy.TAPS,
)
UNKNOWN = help.UNKNOWN
UNKNOWN_TAP = help.UNKNOWN_TAP
PLAIN_TEXT = help.PLAIN_TEXT
