"""When a rule fits a change. Pure.

A rule asks for index terms (as in `bot.events.terms`) that must all be there; what terms cannot
tell (exact words, who met whom) is checked on the post and the event.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from bot.delivery.rule import Rule, Term
from bot.events import wording
from bot.events.names import person_key
from bot.events.terms import place_key

# The rarer a kind of term among changes, the better a rule is found by it.
_RARITY = ("person", "lemma", "place", "channel", "type")


def terms_of(term: Term) -> tuple[str, ...]:
    """The index terms that must be there for ``term`` to hold."""
    match term.kind:
        case "channel":
            return (f"channel:{term.value.lower()}",)
        case "person" | "organisation":
            return (_party(term.value),)
        case "place":
            return (f"place:{place_key(term.value)}",)
        case "type":
            return (f"type:{term.value}",)
        case "meeting":
            return ("type:meeting", _party(term.value), _party(term.other))
        case "word" | "exact":
            found = wording.words(term.value)
            return tuple(f"lemma:{wording.stem(word)}" for word in found if len(word) > 2)


def _party(name: str) -> str:
    """A party is found by its last word: «نتنياهو» and «بنيامين نتنياهو» are one man."""
    return f"person:{(person_key(name).split() or [''])[-1]}"


def required(rule: Rule) -> tuple[str, ...]:
    """Every index term that the rule asks for, rarest kinds first; never empty."""
    terms = [name for term in rule.wanted for name in terms_of(term)]
    if rule.threshold:
        terms.append(f"type:{rule.threshold.role}")
    return tuple(sorted(dict.fromkeys(terms), key=lambda t: _RARITY.index(t.partition(":")[0])))


def expand(keys: Collection[str]) -> frozenset[str]:
    """The terms under which rules about a change may be indexed: its own, channels without regard
    to case, and each person's last name."""
    expanded = set()
    for key in keys:
        kind, _, value = key.partition(":")
        if kind == "channel":
            expanded.add(f"channel:{value.lower()}")
        elif kind == "person":
            expanded.add(f"person:{(value.split() or [''])[-1]}")
        else:
            expanded.add(key)
    return frozenset(expanded)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a rule is held against: a change's terms as given and expanded, the folded words of its
    post, the party keys of each meeting of its event."""

    keys: frozenset[str]
    expanded: frozenset[str]
    text: str
    meetings: tuple[frozenset[str], ...] = ()

    @classmethod
    def of(
        cls, keys: Collection[str], text: str, meetings: tuple[frozenset[str], ...] = ()
    ) -> Subject:
        return cls(frozenset(keys), expand(keys), f" {' '.join(wording.words(text))} ", meetings)


def fits(rule: Rule, subject: Subject) -> bool:
    """Whether the conditions hold, but for the threshold, which needs the event's figures."""
    if not all(holds(term, subject) for term in rule.wanted):
        return False
    if rule.threshold and f"type:{rule.threshold.role}" not in subject.keys:
        return False
    return not any(holds(term, subject) for term in rule.unwanted)


def holds(term: Term, subject: Subject) -> bool:
    if not all(name in subject.expanded for name in terms_of(term)):
        return False
    match term.kind:
        case "person" | "organisation":
            people = (k.partition(":")[2] for k in subject.keys if k.startswith("person:"))
            return any(same_party(term.value, person) for person in people)
        case "meeting":
            return any(
                any(same_party(term.value, one) for one in parties)
                and any(same_party(term.other, two) for two in parties)
                for parties in subject.meetings
            )
        case "exact":
            return f" {' '.join(wording.words(term.value))} " in subject.text
        case _:
            return True


def same_party(name: str, key: str) -> bool:
    """Whether a written name and a person's key mean one party: equal, or one is the other's last
    name alone."""
    one, two = person_key(name).split(), key.split()
    return one == two or (bool(one and two) and 1 in (len(one), len(two)) and one[-1] == two[-1])
