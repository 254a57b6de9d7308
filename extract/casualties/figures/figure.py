"""One figure of harm as a sentence tells it."""

from __future__ import annotations

from dataclasses import dataclass

from extract.facts import Bound, Role, Vague


@dataclass(frozen=True, slots=True)
class Figure:
    """People harmed, as counted in tokens ``first`` to before ``last`` of one sentence.

    ``part`` tells that it is part of another figure; ``loose`` that the text names the harmed
    without saying how many (``شهداء``), so that any number told elsewhere is better; ``label`` that
    it is the total behind a label such as ``حصيلة``; ``known`` that a definite noun points back;
    ``of_known`` that it counts some of a definite class (``3700 من المصابين``).
    """

    role: Role
    count: int | None
    bound: Bound
    first: int
    last: int
    cue: int
    count_max: int | None = None
    vague: Vague | None = None
    noun: tuple[int, int] | None = None
    part: bool = False
    loose: bool = False
    label: bool = False
    known: bool = False
    of_known: bool = False
    rule: str = ""
