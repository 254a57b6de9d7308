"""The rule: what a reader wants to hear of, how it is written, and when it fits. Pure.

A rule is a conjunction, in words and signs that a person can type and a button can store:

    مكان:"قطاع غزة" قتلى>=10 خطوة:5 -@some_channel فورا   place, threshold and step, not a channel
    لقاء:"خليل الحية"+"إبراهيم قالن" صامت                 a meeting between two, silently
    هدنة "وقف إطلاق النار" موجز                           word in any form, exact phrase, for digest

English labels are read as well. ``required`` gives the index terms (as in `bot.events.terms`) that
must all be there; what terms cannot tell (exact words, who met whom, figures) `fits` checks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from bot.errors import InputError
from bot.events import tables, wording
from bot.events.names import person_key
from bot.events.terms import place_key

TermKind = Literal["channel", "person", "organisation", "place", "word", "exact", "type", "meeting"]
Role = Literal["killed", "injured", "killed_or_injured", "missing", "displaced", "detained"]

MOST_TERMS = 12
LONGEST_VALUE = 120


class RuleError(InputError):
    """A rule cannot be read; ``code`` says why, ``word`` where, for an answer in any language."""

    def __init__(self, code: str, word: str = "") -> None:
        super().__init__(f"The rule cannot be read: {code} {word}".rstrip())
        self.code = code
        self.word = word


@dataclass(frozen=True, slots=True)
class Term:
    """One condition. ``value`` as written; ``other`` the second party of a meeting."""

    kind: TermKind
    value: str
    other: str = ""


@dataclass(frozen=True, slots=True)
class Threshold:
    """At least ``count`` people in ``role``; told again after growth by ``step`` (0: never)."""

    role: Role
    count: int
    step: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """All of ``wanted`` and ``threshold``, none of ``unwanted``. ``at_once``: as an alert, else in
    the chat's next digest."""

    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()
    threshold: Threshold | None = None
    at_once: bool = True
    silent: bool = False
    id: str = field(default="", compare=False)
    chat: int = field(default=0, compare=False)

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, line: str | bytes) -> Rule:
        record: dict[str, Any] = json.loads(line)
        for name in ("wanted", "unwanted"):
            record[name] = tuple(Term(**term) for term in record[name])
        if record["threshold"]:
            record["threshold"] = Threshold(**record["threshold"])
        return cls(**record)


# --- index terms ----------------------------------------------------------------------------

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


# --- fitting --------------------------------------------------------------------------------


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


# --- the written form -----------------------------------------------------------------------

LABELS: dict[str, tuple[str, str]] = {
    "channel": ("قناة", "channel"),
    "person": ("شخص", "person"),
    "organisation": ("جهة", "org"),
    "place": ("مكان", "place"),
    "word": ("كلمة", "word"),
    "type": ("نوع", "type"),
    "meeting": ("لقاء", "meeting"),
    "step": ("خطوة", "step"),
}
TYPES: dict[str, tuple[str, str]] = {
    "casualties": ("ضحايا", "casualties"),
    "meeting": ("لقاءات", "meetings"),
    "demand": ("مطالب", "demands"),
}
ROLES: dict[Role, tuple[str, str]] = {
    "killed": ("قتلى", "killed"),
    "injured": ("جرحى", "injured"),
    "killed_or_injured": ("ضحايا", "casualties"),
    "missing": ("مفقودين", "missing"),
    "displaced": ("نازحين", "displaced"),
    "detained": ("معتقلين", "detained"),
}
WHEN: dict[str, tuple[str, str]] = {
    "now": ("فورا", "now"),
    "digest": ("موجز", "digest"),
    "silent": ("صامت", "silent"),
    "loud": ("مسموع", "loud"),
}
_MORE = {
    "شهداء": "قتلى",
    "شهيد": "قتلى",
    "قتيل": "قتلى",
    "مصابين": "جرحى",
    "اصابات": "جرحى",
    "مصابون": "جرحى",
    "اسري": "معتقلين",
    "منظمه": "جهة",
    "organisation": "org",
    "اجتماع": "لقاء",
    "لقاءات": "لقاءات",
    "meeting": "meetings",
    "demand": "demands",
    "مطلب": "مطالب",
}
_NOT = {tables.fold_words(word) for word in ("not", "ليس", "بدون", "عدا", "إلا", "باستثناء")}
_AND = {"and", "و", "+", "&", "،", ","}
_TOKEN = re.compile(
    r"(?P<no>-)?(?:(?P<label>[^\W\d_]+)\s?(?P<sign>:|>=|≥|>))?"
    r"(?P<value>(?:\"[^\"]*\"|«[^»]*»|“[^”]*”|[^\s\"«“])+)"
)
_QUOTES = '"«»“”'


def _lookup(names: dict[Any, tuple[str, str]], written: str) -> Any:
    folded = tables.fold_words(written.lower())
    for candidate in (folded, tables.fold_words(_MORE.get(folded, ""))):
        for name, labels in names.items():
            if candidate and candidate in map(tables.fold_words, labels):
                return name
    return None


def parse(text: str) -> Rule:
    """Reads a rule as written; raises `RuleError`."""
    wanted: list[Term] = []
    unwanted: list[Term] = []
    threshold: Threshold | None = None
    step, at_once, silent, negated = 0, True, False, False
    for found in _TOKEN.finditer(text):
        sign, value = found["sign"], found["value"]
        folded = tables.fold_words(value.lower())
        bare = sign is None and found["no"] is None
        if bare and folded in _AND:
            continue
        if bare and folded in _NOT:
            negated = True
            continue
        if bare and (word := _lookup(WHEN, value)):
            at_once = {"now": True, "digest": False}.get(word, at_once)
            silent = {"silent": True, "loud": False}.get(word, silent)
            continue
        if sign and sign != ":":
            threshold = _threshold(found["label"], sign, value)
        elif sign and _lookup(LABELS, found["label"]) == "step":
            step = _number(value)
        else:
            term = _term(found["label"] if sign else None, value)
            (unwanted if negated or found["no"] else wanted).append(term)
        negated = False
    if step and threshold is None:
        raise RuleError("step-without-threshold")
    if threshold and step:
        threshold = Threshold(threshold.role, threshold.count, step)
    return checked(Rule(tuple(wanted), tuple(unwanted), threshold, at_once, silent))


def checked(rule: Rule) -> Rule:
    """The rule, or `RuleError` if it asks for nothing or for too much."""
    if not rule.wanted and not rule.threshold:
        raise RuleError("nothing-wanted")
    if len(rule.wanted) + len(rule.unwanted) > MOST_TERMS:
        raise RuleError("too-many-terms")
    for term in (*rule.wanted, *rule.unwanted):
        if len(term.value) + len(term.other) > LONGEST_VALUE:
            raise RuleError("too-long", term.value[:20])
        if any(name.endswith(":") for name in terms_of(term)) or not terms_of(term):
            raise RuleError("too-short", term.value)
    return rule


def _term(label: str | None, value: str) -> Term:
    bare = value.strip(_QUOTES).strip()
    if label is None:
        if value[0] in _QUOTES:
            return Term("exact", bare)
        if value.startswith("@"):
            return Term("channel", bare.lstrip("@"))
        return Term("word", bare)
    kind = _lookup(LABELS, label)
    if kind is None or kind == "step":
        raise RuleError("unknown-label", label)
    if kind == "type":
        named = _lookup(TYPES, bare)
        if named is None:
            raise RuleError("unknown-type", bare)
        return Term("type", named)
    if kind == "meeting":
        parties = [part.strip(_QUOTES + " ") for part in value.split("+")]
        if len(parties) != 2 or not all(parties):
            raise RuleError("meeting-needs-two", bare)
        return Term("meeting", *parties)
    if kind == "channel":
        bare = re.sub(r"^(?:https?://)?t\.me/(?:s/)?|^@", "", bare)
    return Term(kind, bare)


def _threshold(label: str, sign: str, value: str) -> Threshold:
    role = _lookup(ROLES, label)
    if role is None:
        raise RuleError("unknown-role", label)
    return Threshold(role, _number(value) + (sign == ">"))


def _number(value: str) -> int:
    if not value.isdecimal() or len(value) > 7 or int(value) < 1:
        raise RuleError("not-a-number", value)
    return int(value)


def written(rule: Rule, language: str = "ar") -> str:
    """The rule as `parse` reads it, with labels in ``language``."""
    index = 0 if language == "ar" else 1
    parts = [_written_term(term, index) for term in rule.wanted]
    if rule.threshold:
        parts.append(f"{ROLES[rule.threshold.role][index]}>={rule.threshold.count}")
        if rule.threshold.step:
            parts.append(f"{LABELS['step'][index]}:{rule.threshold.step}")
    parts += [f"-{_written_term(term, index)}" for term in rule.unwanted]
    if not rule.at_once:
        parts.append(WHEN["digest"][index])
    if rule.silent:
        parts.append(WHEN["silent"][index])
    return " ".join(parts)


def _written_term(term: Term, index: int) -> str:
    def quoted(value: str) -> str:
        return f'"{value}"' if re.search(r"[\s+]", value) else value

    match term.kind:
        case "exact":
            return f'"{term.value}"'
        case "channel":
            is_handle = re.fullmatch(r"\w+", term.value)
            return f"@{term.value}" if is_handle else f"{LABELS['channel'][index]}:{term.value}"
        case "type":
            return f"{LABELS['type'][index]}:{TYPES[term.value][index]}"
        case "meeting":
            return f"{LABELS['meeting'][index]}:{quoted(term.value)}+{quoted(term.other)}"
        case _:
            return f"{LABELS[term.kind][index]}:{quoted(term.value)}"
