"""Shares of a total that later sentences tell one by one: «قتل 16 …»; then «قتل 6 في …، و10 في …».

Nothing in the words says that they are parts: their sum does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from extract.casualties.retold import Told, elsewhere, same_people

_LEAD = 2  # sentences up to it are headline and lead: they tell the total
_LEAST = 3  # the smallest total whose shares cannot be equal to another's by mere chance
_NO_CHANCE_AT_ALL = 50  # from here on shares are shares, wherever they are
_NO_CHANCE = 10  # a total from here on need not stand in the lead


def shared(told: list[Told]) -> list[Told]:
    """The figures, those marked as parts whose sum is a total told in a sentence before them."""
    told = list(told)
    first = {one.figure.role: at for at, one in reversed(list(enumerate(told)))}
    for at, whole in enumerate(told):
        leads = first[whole.figure.role] == at
        shares = _shares(told, at) if _may_be_whole(whole, leads) else []
        shares = shares or (_of_the_day(told, at) if leads else [])
        for index in shares:
            one = told[index]
            told[index] = replace(one, figure=replace(one.figure, part=True), scope=whole.scope)
    return _once(told)


def _may_be_whole(one: Told, leads: bool) -> bool:
    """Whether a figure is large enough, or, if small, the first of its role in the lead."""
    count = one.figure.count or 0
    return count >= (_LEAST if leads and one.sentence.index <= _LEAD else _NO_CHANCE)


def _shares(told: list[Told], at: int) -> list[int]:
    """The later figures that add up to the one at ``at``."""
    whole = told[at]
    either = whole.figure.role == "killed_or_injured"
    roles = ("killed", "injured") if either else (whole.figure.role,)
    later = [
        index
        for index in range(at + 1, len(told))
        if told[index].figure.role in roles
        and not told[index].figure.part
        and told[index].sentence.index > whole.sentence.index
        and told[index].scope in ("incident", whole.scope)
        and (told[index].figure.count or 0) < (whole.figure.count or 0)
    ]
    return _sum(told, later, whole)


def _of_the_day(told: list[Told], at: int) -> list[int]:
    """«مقتل 525 عسكريا خلال 24 ساعة», then «مقتل 25 عسكريا في محور الشمال»: of the same people."""
    whole = told[at]
    if whole.scope != "period" or whole.figure.part:
        return []
    return [
        index
        for index in range(at + 1, len(told))
        if told[index].figure.role == whole.figure.role
        and told[index].scope == "incident"
        and 0 < (told[index].figure.count or 0) < (whole.figure.count or 0) / 2
        and same_people(whole, told[index])
        and not elsewhere(whole, told[index])
    ]


def _sum(told: list[Told], indices: Iterable[int], whole: Told) -> list[int]:
    """The first of ``indices`` up to the one with which the total is reached, or none."""
    left = whole.figure.count or 0
    taken: list[int] = []
    for index in indices:
        count = told[index].figure.count
        if count is None:
            continue
        left -= count
        taken.append(index)
        if left <= 0:
            break
    chance = (whole.figure.count or 0) < _NO_CHANCE_AT_ALL
    apart = chance and any(elsewhere(whole, told[index]) for index in taken)
    return taken if left == 0 and len(taken) > 1 and not apart else []


def _once(told: list[Told]) -> list[Told]:
    """Without the parts that were told twice: «بينهم ضابط», then «ستة جنود وضابط»."""
    kept: list[Told] = []
    for one in told:
        again = one.figure.part and one.figure.count is not None
        if not (again and any(_twice(other, one) for other in kept)):
            kept.append(one)
    return kept


def _twice(first: Told, second: Told) -> bool:
    a, b = first.figure, second.figure
    alike = a.part and (a.role, a.count, a.bound) == (b.role, b.count, b.bound)
    return alike and first.sentence != second.sentence and same_people(first, second)
