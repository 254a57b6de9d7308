"""One name for one party: everybody is called alike in all demands of a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from extract.attribution import claims_of
from extract.document import Document
from extract.facts import Demand
from extract.mentions import Mention
from extract.tables import load_set
from extract.text import fold

_TITLES = load_set("titles")
_OWN = frozenset({"الحزب", "الحركه", "النقابه", "الجمعيه", "الاتحاد", "المنظمه", "الهييه"})


def named_alike(document: Document, demands: list[Demand]) -> list[Demand]:
    """The demands with every person called by the longest form of the name in the text, an office
    by its holder's name, and a body without the place that is once added to it."""
    demands = list(_issued(demands))
    called = {d.actor for d in demands} | {d.addressee for d in demands}
    names = _names(document, [name for name in called if name])
    return [
        replace(
            demand,
            actor=names.get(demand.actor or "", demand.actor),
            addressee=names.get(demand.addressee or "", demand.addressee),
        )
        for demand in demands
    ]


def _issued(demands: list[Demand]) -> Iterator[Demand]:
    """«ودعا البيان إلى …»: the paper is that of the only party that demanded before."""
    before: set[str] = set()
    for demand in demands:
        actor = demand.actor
        if actor is not None and actor.split()[0] in ("بيان", "البيان") and len(actor.split()) < 3:
            actor = next(iter(before)) if len(before) == 1 else actor
        elif actor is not None:
            before.add(actor)
        yield replace(demand, actor=actor)


def _names(document: Document, called: list[str]) -> dict[str, str]:
    """For the names in ``called`` those to be used instead."""
    persons = [m for m in document.mentions if m.kind == "person"]
    speakers = {claim.name for claim in claims_of(document)}
    speaking = [m for m in persons if m.name in speakers]
    names = {}
    for name in called:
        found = (
            _longest(name, speaking)
            or _longest(name, persons)
            or _of_paper(name, document.mentions)
            or _holder(name, persons)
            or _placeless(name, called)
            or _fuller(name, called)
        )
        if found:
            names[name] = found
    return names


def _longest(name: str, persons: Iterable[Mention]) -> str:
    """The longest form of a person's name («عباس» → «محمود عباس»)."""
    longer = [m.name for m in persons if m.name.endswith(" " + name)]
    if not longer:
        return ""
    usual = max(longer, key=longer.count)  # of two with one family name
    return max((m for m in longer if m.endswith(usual)), key=len)


def _of_paper(name: str, mentions: Iterable[Mention]) -> str:
    """«بيان لمكتب …»: the body whose statement it is."""
    if not name.startswith("بيان ل"):
        return ""
    bodies = (m.full for m in mentions if m.kind == "organisation")
    return next((body for body in bodies if name == f"بيان ل{body}"), "")


def _holder(name: str, persons: Iterable[Mention]) -> str:
    """The only person whose title has all words of the office («وزير الصحة» → «سامي …»); that of
    «رئيس الحزب» may say which («رئيس حزب البناء»)."""
    office = [fold(word) for word in name.split()]
    if len(office) < 2 or office[0] not in _TITLES:
        return ""
    said = {" ".join(office)}
    if len(office) == 2 and office[1] in _OWN:
        said.add(f"{office[0]} {office[1].removeprefix('ال')} ")
    holders = {
        m.name
        for m in persons
        if any(words in " ".join(fold(word) for word in m.full.split()) for words in said)
        and not set(office) & {fold(word) for word in m.name.split()}
    }
    return holders.pop() if len(holders) == 1 else ""


def _fuller(name: str, called: Iterable[str]) -> str:
    """The body of which the text gives a part of the name («الجيش» → «الجيش الإسرائيلي»); an
    office without its state may be another's."""
    if fold(name.split()[0]) in _TITLES:
        return ""
    fuller = [o for o in called if o.startswith(name + " ") or o.endswith(" " + name)]
    return fuller[0] if len(fuller) == 1 else ""


def _placeless(name: str, called: Iterable[str]) -> str:
    """«نقابة المعلمين في تونس», where the same text says «نقابة المعلمين» too."""
    bodies = (other for other in called if " " in other)
    whole = (
        other
        for other in bodies
        if name.startswith((other + " في ", other + " ب", other + " التابع"))
    )
    return min(whole, key=len, default="")
