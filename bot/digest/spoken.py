"""The numbers that a sentence gives, in digits or in words: a second reading for the numeric gate.

Deliberately apart from `extract.numbers` and much simpler: it only tells which numbers a sentence
can be read to bear, so that a mistake of the extraction does not vouch for itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.events.tables import load
from bot.events.wording import words

_DIGITS = re.compile(r"\d+(?:[.,٫٬،]\d+)*")
_THOUSANDS = re.compile(r"[.,٬،](?=\d{3}(?!\d))")


def in_digits(text: str) -> list[str]:
    """The numbers written in digits, as ASCII, without thousands marks and leading zeros."""
    found = []
    for match in _DIGITS.finditer(text):
        plain = "".join(str(int(c)) if c.isdigit() else c for c in match.group())
        plain = _THOUSANDS.sub("", plain)
        found.append(str(int(plain)) if plain.isdigit() else plain)
    return found


def read(text: str) -> set[int]:
    """Every whole number that the digits and number words of a text give.

    Words joined by «و» add up (``ثلاثة وعشرون``), ``ألف`` and ``مليون`` multiply what stands before
    them; both the parts and the whole count as given.
    """
    # Marks inside digits would part them: join them first.
    joined = _DIGITS.sub(lambda m: in_digits(m.group())[0], text)
    found: set[int] = set()
    total, part = 0, 0
    running = False
    for value, multiplies, joins in _values(joined):
        if value is None:
            total, part, running = 0, 0, False
            continue
        if multiplies:
            total, part = total + max(part, 1) * value, 0
        elif running and (joins or value == 10) and _adds(total, part, value):
            part += value
        else:
            total, part = 0, value
        running = True
        found.update((value, part, total + part))
    return found


def _adds(total: int, part: int, value: int) -> bool:
    """Whether a number goes on with ``value``: units before tens, else the larger before the
    less.
    """
    if 0 < part % 100 < 10:
        return value % 10 == 0 and value < 100
    return (part or total) % _power(value) == 0


def _values(text: str) -> Iterator[tuple[int | None, bool, bool]]:
    """For each word its value (None: no number), whether it multiplies, whether «و» joins it."""
    table = load("number_words")
    parted = False  # «و» that stands by itself, as before digits
    for word in words(text):
        if word == "و":
            parted = True
            continue
        for form in (word, word[1:], word.removeprefix("ال"), word.removeprefix("وال")):
            joins = parted or (form != word and word.startswith("و"))
            if form.isdigit():
                yield int(form), False, joins
                break
            if form in table:
                value = table[form][0]
                yield int(value.removeprefix("*")), value.startswith("*"), joins
                break
        else:
            yield None, False, False
        parted = False


def _power(value: int) -> int:
    """The power of ten above a number: 1000 for 391."""
    return int("1" + "0" * len(str(value)))
