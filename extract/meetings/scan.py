"""The state of reading one clause of a meeting."""

from __future__ import annotations

from dataclasses import dataclass

from extract.meetings.clause import Sides
from extract.meetings.cues import Cue


@dataclass(slots=True)
class Scan:
    """How far the reading of a clause has come.

    ``start``, ``limit``: the tokens of the clause; ``slot``, ``topics``, ``discuss``, ``leads``
    and ``noun`` are the arguments of `extract.meetings.sides.Scanner.scan`. ``at`` is the next
    token, ``target`` the slot of the next party, ``expected`` whether one must come now,
    ``detached`` whether «و» stands before it as a word, ``told`` whether the topic was read,
    ``ended`` the token after the last party, ``phrase`` whether a prepositional phrase is open.
    ``listing`` tells that plain names follow, one a comma («كل من زيد، عمرو»);
    ``event`` tells that a verb's clause has come to a noun of meeting («يجتمعون في قمة ستعقد …»);
    ``joint`` and ``cue`` tell what the word at ``at`` is in the tables of joints and of cues;
    ``drift`` counts the plain nouns of the clause, ``loose`` those since the last party.
    """

    sides: Sides
    start: int
    limit: int
    slot: str
    topics: bool
    discuss: bool
    leads: str
    noun: bool
    at: int
    target: str
    expected: bool = True
    detached: bool = False
    told: bool = False
    phrase: bool = False
    event: bool = False
    listing: bool = False
    drift: int = 0
    loose: int = 0
    ended: int = 0
    joint: str = ""
    cue: Cue | None = None

    def to(self, at: int, target: str | None = None, expected: bool | None = None) -> bool:
        """Moves on to token ``at``; a step's answer that it has read something."""
        self.at = at
        self.target = self.target if target is None else target
        self.expected = self.expected if expected is None else expected
        return True
