"""The change: what the `changes` stream carries from the events to the notifier."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal

ChangeKind = Literal[
    "new_event",
    "more_sources",
    "figure_changed",
    "claim_disputed",
    "claim_withdrawn",
    "source_edited",
    "source_deleted",
    "meeting_moved",
]


@dataclass(frozen=True, slots=True)
class Change:
    """Something about an event that readers may want to know.

    ``was`` and ``now`` are JSON values (None where there was or is nothing), e.g. the figure before
    and after; ``post`` is the id of the post that brought the change; ``keys`` are the index terms
    that subscriptions are matched by (``place:…``, ``person:…``, ``type:…``, ``lemma:…``,
    ``channel:…``).
    """

    event: str
    kind: ChangeKind
    at: datetime
    was: Any = None
    now: Any = None
    post: str | None = None
    keys: tuple[str, ...] = ()

    @property
    def cause(self) -> str:
        """The state of a post that brought the change; changes of one cause belong together."""
        return f"{self.post}@{self.at.isoformat()}"

    def to_json(self) -> str:
        record = asdict(self)
        record["at"] = self.at.isoformat()
        return json.dumps(record, ensure_ascii=False)

    @classmethod
    def from_json(cls, line: str) -> Change:
        record = json.loads(line)
        record["at"] = datetime.fromisoformat(record["at"])
        record["keys"] = tuple(record["keys"])
        return cls(**record)
