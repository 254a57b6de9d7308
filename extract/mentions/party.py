"""One party named in a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["person", "role", "organisation", "delegation", "state", "group"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A party named in tokens ``first`` (inclusive) to ``last`` (exclusive).

    ``name`` is the shortest identification in the words of the text (the person's name, else the
    role, body or delegation), ``full`` the whole mention with its titles; both without proclitics.
    ``head`` is the named person who heads a delegation; ``country`` the ISO code of the state that
    a state, role or body belongs to, where the text says. ``number`` is ``p`` for several people.
    ``apposition`` is the token at which a title after the name begins, when no mark parts the two:
    in a verb-first sentence it may be another party («التقى زيد رئيس الوزراء»).
    """

    first: int
    last: int
    kind: Kind
    name: str
    full: str
    head: str | None = None
    country: str | None = None
    number: str = "s"
    apposition: int | None = None
