"""The claims of a document, found by the token that they speak for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from heapq import heappop, heappush

from extract.attribution.speech import Claim


class Claims(list[Claim]):
    """All claims in order of their discovery; built once, then asked for single tokens.

    Every question costs at most the logarithm of the number of claims: a text may hold thousands.
    """

    def __init__(self, claims: Iterable[Claim] = ()) -> None:
        super().__init__(claims)
        self._sources = _innermost([c for c in self if c.kind != "carried"])
        self._spoken = _innermost([c for c in self if c.kind in ("verb", "header")])
        self._carried = _innermost([c for c in self if c.kind == "carried"])
        # a header that goes on over later lines keeps the place of its colon, out of order
        self._told = sorted(
            (c for c in self if c.kind != "carried" and not _goes_on(c)), key=_place
        )
        self._cues = [c.cue for c in self._told]

    def source(self, index: int) -> Claim | None:
        """The innermost claim that holds token ``index``, or the one named beside it."""
        return _at(self._sources, index)

    def spoken(self, index: int) -> Claim | None:
        """The innermost claim of somebody who speaks himself, whoever is named beside it."""
        return _at(self._spoken, index)

    def carried(self, index: int) -> Claim | None:
        """The header above whose speaker may go on at token ``index``."""
        return _at(self._carried, index)

    def told(self, first: int, last: int) -> list[Claim]:
        """The claims whose cues stand in tokens ``first`` to ``last`` (exclusive), in order."""
        return self._told[bisect_left(self._cues, first) : bisect_left(self._cues, last)]

    def told_last(self, first: int, last: int) -> Claim | None:
        """The last of `told`."""
        at = bisect_left(self._cues, last) - 1
        return self._told[at] if at >= 0 and self._cues[at] >= first else None


# where a stretch of tokens begins, and the claim that it is part of
_Stretches = tuple[list[int], list[Claim | None]]


def _innermost(claims: list[Claim]) -> _Stretches:
    """The stretches of tokens, in order, each with the claim of highest rank that holds it."""
    edges = sorted({edge for claim in claims for edge in (claim.first, claim.last)})
    opening = sorted(enumerate(claims), key=lambda pair: pair[1].first)
    holding: list[tuple[tuple[bool, int, int], int]] = []
    owners: list[Claim | None] = []
    at = 0
    for edge in edges:
        while at < len(opening) and opening[at][1].first <= edge:
            order, claim = opening[at]
            rank = (claim.kind != "according" or claim.relayed, -claim.first, -order)
            heappush(holding, (rank, order))
            at += 1
        while holding and claims[holding[0][1]].last <= edge:
            heappop(holding)
        owners.append(claims[holding[0][1]] if holding else None)
    return edges, owners


def _at(stretches: _Stretches, index: int) -> Claim | None:
    starts, owners = stretches
    at = bisect_left(starts, index + 1) - 1
    return owners[at] if at >= 0 else None


def _goes_on(claim: Claim) -> bool:
    return claim.kind == "header" and claim.first != claim.cue + 1


def _place(claim: Claim) -> int:
    return claim.cue
