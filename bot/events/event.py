"""The event: one happening, the posts that tell of it, and what each of them states.

An event keeps statements, not conclusions: what a reader is told (figures by claimant, meetings,
demands) is derived from them by `bot.events.ledger` and `bot.digest.compose`, so that an edit or a
deletion of a post replaces or withdraws its statements and everything follows.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Literal

from extract.facts import Casualties, Demand, Fact, Meeting, from_json, to_json

Relation = Literal["report", "copy", "forward", "citing"]
COMPARED, FIRST = 24, 8  # sources of an event that a report is compared with
#: How a post refers to what its channel told before (`bot.events.reference`).
Reference = Literal["explicit", "arrival", "bare", "speech"]


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact as one post states it.

    ``at`` is when the post said so (its publication, or the edit that brought the fact); ``quote``
    is the exact sentence, ``words`` the exact words of the fact's span: the evidence.
    """

    fact: Fact
    post: str
    at: datetime
    quote: str
    words: str

    def to_record(self) -> dict[str, Any]:
        record = {"fact": to_json(self.fact), "post": self.post, "at": self.at.isoformat()}
        return {**record, "quote": self.quote, "words": self.words}

    @classmethod
    def from_record(cls, record: dict[str, Any]) -> Statement:
        at = datetime.fromisoformat(record["at"])
        return cls(from_json(record["fact"]), record["post"], at, record["quote"], record["words"])


@dataclass(frozen=True, slots=True)
class Telling:
    """How one post words its story: what joining compares (`bot.events.wording`).

    ``terms`` are folded stems in order of first use, the headline's (``headline`` of them) first,
    ``placed`` those that name places; ``focus`` is the place that the headline names first and
    ``places`` all that the lead names, each as its path from the widest place down
    (`bot.events.where`); ``names`` are keys of the parties of a meeting; ``figures`` pairs of
    ``role/scope`` and count; ``kind`` is ``violence``, ``commentary`` or ``other``; ``sketch`` is
    a MinHash signature of the word shingles (the share of equal values estimates their Jaccard
    likeness) and ``size`` the number of words. ``acts``, ``targets`` and ``spots`` are what the
    headline says was done, to what, and where in town (`bot.events.scene`); ``opening`` are the
    words before its colon, «the minister to the newspaper:»; ``roundup`` says that it sums up
    several happenings; ``sides`` are those of the focus on which it was; ``soldiers`` says that
    the headline names soldiers or settlers, ``earlier`` that it was on a day before, and ``refers``
    how the post refers back (`bot.events.reference`).
    """

    terms: tuple[str, ...]
    headline: int
    placed: tuple[str, ...]
    speaker: tuple[str, ...]
    families: tuple[str, ...]
    another: bool
    cited: str | None
    focus: str | None
    places: tuple[str, ...]
    names: tuple[str, ...]
    days: tuple[str, ...]
    figures: tuple[tuple[str, int], ...]
    kind: str
    sketch: tuple[int, ...]
    size: int
    acts: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    spots: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    roundup: bool = False
    sides: tuple[str, ...] = ()
    soldiers: bool = False
    earlier: bool = False
    refers: Reference | None = None

    @classmethod
    def from_record(cls, record: dict[str, Any]) -> Telling:
        fields: dict[str, Any] = {
            k: tuple(v) if isinstance(v, list) else v for k, v in record.items()
        }
        fields["figures"] = tuple((name, count) for name, count in record["figures"])
        return cls(**fields)


@dataclass(frozen=True, slots=True)
class Source:
    """A post that tells of the event, in its present version.

    ``origin`` names who told it first: ``channel:…``, or ``outlet:…`` for a cited one
    (`bot.events.origins`); ``forwarded_from`` is the channel a forward names. Sources of
    one origin count once (`Event.independent`). ``headline`` is the post's first sentence.
    """

    post: str
    channel: str
    url: str | None
    published: datetime
    origin: str
    relation: Relation
    headline: str
    telling: Telling
    edited: datetime | None = None
    deleted: bool = False
    forwarded_from: str | None = None

    def to_record(self) -> dict[str, Any]:
        record = asdict(self)
        record["published"] = self.published.isoformat()
        record["edited"] = self.edited.isoformat() if self.edited else None
        return record

    @classmethod
    def from_record(cls, record: dict[str, Any]) -> Source:
        fields = dict(record)
        fields["published"] = datetime.fromisoformat(record["published"])
        fields["edited"] = datetime.fromisoformat(record["edited"]) if record["edited"] else None
        fields["telling"] = Telling.from_record(record["telling"])
        return cls(**fields)


def worth_comparing(sources: Sequence[Source]) -> Sequence[Source]:
    """Of many sources the first and the newest few: what the rest say, these say as well, and an
    event that hundreds tell of costs no more than one that a dozen do."""
    if len(sources) <= COMPARED:
        return sources
    return (*sources[:FIRST], *sources[FIRST - COMPARED :])


@dataclass(frozen=True, slots=True)
class Event:
    """One happening. ``id`` is derived from its first post; ``version`` grows with each change.

    ``sources`` and ``statements`` stand in order of arrival; those of a deleted post are gone from
    ``statements``, while its source stays and is marked ``deleted``. ``first`` and ``last`` are the
    publication times of the earliest and the latest source.
    """

    id: str
    first: datetime
    last: datetime
    sources: tuple[Source, ...]
    statements: tuple[Statement, ...] = ()
    version: int = 1

    @property
    def live(self) -> tuple[Source, ...]:
        """The sources that have not been deleted."""
        return tuple(source for source in self.sources if not source.deleted)

    @property
    def independent(self) -> int:
        """How many sources tell of it that do not repeat each other.

        Copies, forwards and citations count with what they repeat; a channel counts once, even
        where it reports itself and passes on another.
        """
        return min(len({source.origin for source in self.live}), len(self.channels))

    @property
    def channels(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(source.channel for source in self.live))

    def source(self, post: str) -> Source | None:
        return next((source for source in self.sources if source.post == post), None)

    def said_by(self, post: str) -> tuple[Statement, ...]:
        return tuple(statement for statement in self.statements if statement.post == post)

    @property
    def casualties(self) -> tuple[tuple[Casualties, Statement], ...]:
        return tuple((s.fact, s) for s in self.statements if isinstance(s.fact, Casualties))

    @property
    def meetings(self) -> tuple[tuple[Meeting, Statement], ...]:
        return tuple((s.fact, s) for s in self.statements if isinstance(s.fact, Meeting))

    @property
    def demands(self) -> tuple[tuple[Demand, Statement], ...]:
        return tuple((s.fact, s) for s in self.statements if isinstance(s.fact, Demand))

    @property
    def day(self) -> date:
        """The day of the first report, in the zone it was read in."""
        return self.first.date()

    def to_json(self) -> str:
        record = {
            "id": self.id,
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
            "sources": [source.to_record() for source in self.sources],
            "statements": [statement.to_record() for statement in self.statements],
            "version": self.version,
        }
        return json.dumps(record, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, line: str | bytes) -> Event:
        record = json.loads(line)
        return cls(
            id=record["id"],
            first=datetime.fromisoformat(record["first"]),
            last=datetime.fromisoformat(record["last"]),
            sources=tuple(Source.from_record(r) for r in record["sources"]),
            statements=tuple(Statement.from_record(r) for r in record["statements"]),
            version=record["version"],
        )
