"""Every error that Mujaz raises on purpose, in one tree.

MujazError                    what went wrong, and the remedy
├── SettingError              a setting is missing, unknown or malformed
├── InputError                a file, line, handle or address given by a person cannot be used
├── LexiconError              the morphological database cannot be built or read
├── StoreError                the store cannot be used
│   ├── StoreUnavailable      it does not answer
│   └── StoreFull             no space, or no permission to write
├── ChannelError              a channel cannot be read now
│   ├── ChannelRefused        refused, timed out, 5xx, rate limited (``retry_after`` seconds)
│   ├── NoPreview             the name exists, its posts are not public
│   └── NoSuchChannel         no channel of that name
├── AddressRefused            an address that must not be reached (private, loopback, odd port)
└── DeliveryError             a message could not be handed to Telegram
"""

from __future__ import annotations


class MujazError(Exception):
    """Root of the tree. The command line prints ``message`` and ``remedy`` on one line."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message.rstrip('.')}. {self.remedy}" if self.remedy else self.message


class SettingError(MujazError):
    """A setting is missing, unknown or malformed; the message names it."""


class InputError(MujazError):
    """A file, line, handle or address given by a person cannot be used."""


class LexiconError(MujazError):
    """The morphological database cannot be built or read."""


class StoreError(MujazError):
    """The store cannot be used."""


class StoreUnavailable(StoreError):
    """The store does not answer."""


class StoreFull(StoreError):
    """No space on the disk, or no permission to write."""


class ChannelError(MujazError):
    """A channel cannot be read now."""


class ChannelRefused(ChannelError):
    """Refused, timed out, answered 5xx, or rate limited (``retry_after`` in seconds if told)."""

    def __init__(self, message: str, remedy: str = "", retry_after: float | None = None) -> None:
        super().__init__(message, remedy)
        self.retry_after = retry_after


class NoPreview(ChannelError):
    """The name exists, but its posts are not public."""


class NoSuchChannel(ChannelError):
    """There is no channel of that name."""


class AddressRefused(MujazError):
    """An address that must not be reached: private, loopback, link-local, or an odd port."""


class DeliveryError(MujazError):
    """A message could not be handed to Telegram."""
