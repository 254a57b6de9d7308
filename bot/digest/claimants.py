"""Who claims a figure, as a digest says it after «وفق»."""

from __future__ import annotations

from collections.abc import Iterable

from bot.digest.wording import Wording
from bot.events.claims import Claim
from bot.events.names import person_key
from bot.events.tables import fold_words, load
from bot.locales import isolate

_SOUND_PLURAL, _DUAL = ("ون", "ين"), ("ان", "ين")


def claimants(claims: Iterable[Claim], wording: Wording) -> str:
    """The names of who claims, each once; empty where the channels report in their own name.

    A channel's unnamed sources are told only where nobody is named.
    """
    named = [claim for claim in claims if claim.name]
    known = [claim for claim in named if not claim.claimant.startswith("origin:")]
    names: dict[str, str] = {}
    for claim in known or named:
        name = str(claim.name)
        names.setdefault(person_key(name), isolate(_told(name, wording), wording.language))
    *first, last = names.values() or ("",)
    if not first:
        return last
    return wording.say("names-and", first=wording.say("list-separator").join(first), second=last)


def channel_name(claim: Claim, wording: Wording) -> str:
    """Who told a claim first, isolated: a channel's handle, or the name of what is none."""
    name = claim.origin.partition(":")[2]
    return isolate(f"@{name}" if name.isascii() else name, wording.language)


def _told(name: str, wording: Wording) -> str:
    return genitive(name) if wording.language == "ar" else name


def genitive(name: str) -> str:
    """A plural or dual noun and its adjectives as they stand after «وفق»: «مسؤولون أميركيون»
    becomes «مسؤولين أميركيين», «مصدران أمنيان» «مصدرين أمنيين». Names of men stay.
    """
    first, *rest = name.split(" ")
    if fold_words(first) not in load("claimant_subjects"):
        return name
    ending = _DUAL if first.endswith("ان") else _SOUND_PLURAL
    agreeing = [first]
    while rest and rest[0].endswith(ending[0]):
        agreeing.append(rest.pop(0))
    return " ".join([word.removesuffix(ending[0]) + ending[1] for word in agreeing] + rest)
