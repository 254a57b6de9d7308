"""How a reader wants it told."""

from __future__ import annotations

from dataclasses import dataclass

from bot.locales import Localise, localise


@dataclass(frozen=True, slots=True)
class Wording:
    """How a reader wants it told: language, and ``neutral`` words or those of the ``source``."""

    language: str = "ar"
    neutral: bool = True

    @property
    def say(self) -> Localise:
        return localise(self.language)
