"""The numbers that a sentence gives, in digits or in words, and what it counts with them: a second
reading for the numeric gate.

Deliberately apart from `extract.numbers` and much simpler: it only tells which numbers a sentence
can be read to bear, so that a mistake of the extraction does not vouch for itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from bot.events.tables import load
from bot.events.wording import words

_DIGITS = re.compile(r"\d+(?:[.,٫٬،]\d+)*")
_THOUSANDS = re.compile(r"[.,٬،](?=\d{3}(?!\d))")
_NUMBER = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,6})?")  # longer ones count no people
_PERCENT = re.compile(r"[%٪]")


@dataclass(frozen=True, slots=True)
class Reading:
    """A number that a sentence can be read to give, and the folded word that follows it; empty at
    the end.
    """

    value: int
    noun: str


def in_digits(text: str) -> list[str]:
    """The numbers written in digits, as ASCII, without thousands marks and leading zeros."""
    found = []
    for match in _DIGITS.finditer(text):
        plain = "".join(str(int(c)) if c.isdigit() else c for c in match.group())
        plain = _THOUSANDS.sub("", plain)
        found.append((plain.lstrip("0") or "0") if plain.isdigit() else plain)
    return found


def read(text: str) -> set[int]:
    """Every whole number that the digits and number words of a text give."""
    return {reading.value for reading in readings(text)}


@lru_cache(maxsize=1024)  # the gate reads one sentence for every line that rests on it
def readings(text: str) -> tuple[Reading, ...]:
    """Every whole number that a text gives, with the word after it.

    Words joined by «و» add up (``ثلاثة وعشرون``), ``ألف`` and ``مليون`` multiply what stands before
    them. Both the parts of a sum and the whole count as given; what is multiplied does not: «71
    ألفا و391» gives 391, 71,000 and 71,391, never 71.
    """
    # Marks inside digits would part them: join them first.
    joined = _DIGITS.sub(lambda m: in_digits(m.group())[0], _PERCENT.sub(" بالمئة ", text))
    found: list[Reading] = []
    run = _Run()
    for word in _values(joined):
        if word.value is None:
            found.extend(run.end(word.folded))
        else:
            run.add(word.value, word.multiplies, word.joins)
    return (*found, *run.end(""))


class _Run:
    """Number words in a row, added up."""

    def __init__(self) -> None:
        self.total, self.part = 0, Decimal(0)
        self.given: list[int] = []
        self.parts: list[int] = []  # the newest part's readings, which a multiplier takes back

    def add(self, value: Decimal, multiplies: bool, joins: bool) -> None:
        if multiplies:
            self.total += int((self.part or 1) * value)
            self.part, self.parts = Decimal(0), []
            self.given.append(self.total)
            return
        if self.part or self.parts or self.total:
            if (joins or value == 10) and self._adds(value):
                self.part += value
            else:
                self.given.extend(self.parts)
                self.total, self.part, self.parts = 0, value, []
        else:
            self.part = value
        if value == int(value):  # «1.7» is no count before «مليون» stands after it
            self.parts += map(int, (value, self.part, self.total + self.part))

    def end(self, noun: str) -> Iterator[Reading]:
        """What the row gave, and the row begins anew."""
        for value in dict.fromkeys((*self.given, *self.parts)):
            yield Reading(value, noun)
        self.total, self.part, self.given, self.parts = 0, Decimal(0), [], []

    def _adds(self, value: Decimal) -> bool:
        """Whether a number goes on with ``value``: units before tens, else the larger before the
        less.
        """
        if 0 < self.part % 100 < 10:
            return value % 10 == 0 and value < 100
        return (self.part or self.total) % _power(value) == 0


@dataclass(frozen=True, slots=True)
class _Word:
    """A word and the number it is, None for none; ``joins`` tells that «و» joins it."""

    folded: str
    value: Decimal | None = None
    multiplies: bool = False
    joins: bool = False


def _values(text: str) -> Iterator[_Word]:
    table = load("number_words")
    parted = False  # «و» that stands by itself, as before digits
    for word in words(text):
        if word == "و":
            parted = True
            continue
        for form in (word, word[1:], word.removeprefix("ال"), word.removeprefix("وال")):
            joins = parted or (form != word and word.startswith("و"))
            if _NUMBER.fullmatch(form):
                yield _Word(word, Decimal(form), False, joins)
                break
            if form in table:
                value = table[form][0]
                yield _Word(word, Decimal(value.removeprefix("*")), value.startswith("*"), joins)
                break
        else:
            yield _Word(word)
        parted = False


def _power(value: Decimal) -> int:
    """The power of ten above a number: 1000 for 391."""
    return int("1" + "0" * len(str(int(value))))
