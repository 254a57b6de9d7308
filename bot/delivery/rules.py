"""How a rule is written: in words and signs that a person can type and a button can store. Pure.

    مكان:"قطاع غزة" قتلى>=10 خطوة:5 -@some_channel فورا   place, threshold and step, not a channel
    لقاء:"خليل الحية"+"إبراهيم قالن" صامت                 a meeting between two, silently
    هدنة "وقف إطلاق النار" موجز                           word in any form, exact phrase, for digest

A rule is a conjunction. English labels are read as well.
"""

from __future__ import annotations

import re
from typing import Any

from bot.delivery.match import terms_of
from bot.delivery.rule import Role, Rule, RuleError, Term, Threshold
from bot.events import tables

__all__ = ["Rule", "RuleError", "Term", "Threshold", "checked", "parse", "written"]

MOST_TERMS = 12
LONGEST_VALUE = 120

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
