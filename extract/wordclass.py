"""What a written word may be in a mention: its clitics, and its class in the tables.

A form such as «وللرئيس» is a conjunction, a preposition, an article and a word. The cut that a
table knows wins; else the dictionary's likeliest reading; an unknown word, mostly a foreign name,
keeps its first letter unless the rest is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from extract.document import Analysis, Word
from extract.tables import load_map, load_set

_CONJUNCTIONS = frozenset({"wa_conj", "fa_conj", "wa_sub", "fa_rc", "fa_sub", "fa_conn"})
_NOMINAL = frozenset({"noun", "adj", "noun_prop", "noun_num", "abbrev", "adj_comp", "noun_quant"})
_SHORTEST = 2
# Adjectives that tell whose somebody is without naming a state.
_REGIONAL = frozenset(
    {
        "عرب",
        "عربي",
        "عربيه",
        "خليجي",
        "خليجيه",
        "اسلامي",
        "اسلاميه",
        "افريقي",
        "افريقيه",
        "دولي",
        "دوليه",
    }
    | {"اممي", "امميه", "اقليمي", "اقليميه", "غربي", "غربيه", "حوثي", "كردي", "كرديه", "مغاربي"}
)


def _first_words(entries: dict[str, tuple[str, ...]]) -> frozenset[str]:
    return frozenset(entry.split()[0] for entry in entries)


def _nisbas() -> dict[str, str]:
    """Every form of the adjectives of states (without article), with the state's code."""
    forms: dict[str, str] = {}
    for _, (code, _city, nisba) in load_map("states").items():
        stem = fold_table(nisba)
        if stem == "-":
            continue
        for ending in ("", "ه", "ون", "ين", "ان", "تان", "تين", "ات"):
            base = stem[:-1] + "ي" if ending == "" else stem + ending
            forms[base] = code
        forms[stem + "ا"] = code
    for stem in _REGIONAL:
        forms[stem] = "-"
    return forms


def fold_table(value: str) -> str:
    from extract.text import fold

    return fold(value)


TITLES = load_map("titles")
ORGANISATIONS = load_map("organisations")
PERSONS = {
    **dict.fromkeys(load_set("given_names"), ("given",)),
    **dict.fromkeys(load_set("family_names"), ("family",)),
    **load_map("persons"),
}
NAMESAKES = {word: columns[0] for word, columns in load_map("namesakes").items()}
NISBAS = _nisbas()
STOPS = load_set("mention_stops") | frozenset(load_map("months")) | frozenset(load_map("weekdays"))
CITIES = {
    " ".join(fold_table(part) for part in city.split()): code
    for code, city, _ in load_map("states").values()
    if city != "-"
}
STATES: dict[str, str] = {
    **CITIES,
    **{name: columns[0] for name, columns in load_map("states").items()},
}
_KNOWN = (
    frozenset(TITLES)
    | _first_words(TITLES)
    | frozenset(ORGANISATIONS)
    | _first_words(ORGANISATIONS)
    | frozenset(PERSONS)
    | _first_words(PERSONS)
    | _first_words(dict.fromkeys(STATES, ()))
    | frozenset(NISBAS)
    | STOPS
)
_NAMES = frozenset(PERSONS) - frozenset(TITLES) - frozenset(ORGANISATIONS) - frozenset(STATES)
_SHORT_NAME = 5  # letters below which a name behind a preposition is taken for a longer name
# A word of one letter after a cut would be noise; these are the clitics that can be cut in turn.
_PREPOSITIONS = ("ب", "ل", "ك")


@dataclass(frozen=True, slots=True)
class Form:
    """A word as the grammar of mentions sees it.

    ``base`` is the form after conjunction and preposition, with its article; ``stem`` after the
    article too. ``name``: it may be (part of) a name; ``unknown``: no dictionary reading and in no
    table; ``opens``: a party may begin with it without a verb of saying before or «بن» behind it.
    """

    conjunction: str
    preposition: str
    base: str
    stem: str
    article: bool
    nominal: bool
    adjective: bool
    verb: bool
    proper: bool
    likely: bool
    unknown: bool
    enclitic: str | None
    title: str
    number: str
    body: str
    person: str
    namesake: str
    state: bool
    nisba: str
    stop: bool
    opens: bool

    @property
    def definite(self) -> bool:
        return self.article or self.enclitic is not None


@lru_cache(maxsize=1 << 16)
def form(word: Word) -> Form:
    conjunction, preposition, base = _cut(word)
    article = base.startswith("ال") and len(base) > 3 and not _plain_al(word, base)
    stem = base[2:] if article else base
    readings = [a for a in word.analyses if _fits(a, conjunction, preposition)]
    best = readings[0] if readings else None
    indefinite = base[:-1] if base.endswith("ا") and not article else ""
    title = TITLES.get(base) or TITLES.get(stem if article else indefinite) or ("", "")
    body = ORGANISATIONS.get(base) or ORGANISATIONS.get(stem if article else indefinite) or ("",)
    if article and title[1] == "d" and stem.endswith("ي"):
        title = ("", "")  # «الديوان الأميري» is no dual
    mine = "1s_poss"  # «محافظي المحافظات»: no «my governor» in the news
    owned = [a for a in readings if a.enclitic not in (None, mine) and a.pos in ("noun", "adj")]
    enclitic = best.enclitic if best is not None and best.pos in _NOMINAL else None
    if base in TITLES or base in ORGANISATIONS:
        enclitic = None
    if best is not None and best.pos == "noun" and best.enclitic is None:
        owned = [a for a in owned if a.number != "p"]  # «محاكمة» is not «his courts»
    for reading in owned:
        if (
            not title[0]
            and not body[0]
            and (reading.lemma in TITLES or reading.lemma in ORGANISATIONS)
        ):
            title, body = _owned_title(reading), ORGANISATIONS.get(reading.lemma, body)
            enclitic = reading.enclitic
    person = PERSONS.get(base, ("",))[0]
    proper = bool(person) or any(a.pos == "noun_prop" and not a.enclitic for a in readings)
    return Form(
        conjunction=conjunction,
        preposition=preposition,
        base=base,
        stem=stem,
        article=article,
        nominal=best is None or any(a.pos in _NOMINAL for a in readings),
        adjective=any(a.pos in ("adj", "adj_comp") for a in readings)
        or (article and _nisba_like(stem)),
        verb=best is not None
        and best.pos == "verb"
        and best.aspect != "c"
        and not (title[0] or body[0] or person or base in STATES),
        proper=proper,
        likely=bool(person) or (best is not None and best.pos == "noun_prop" and not best.enclitic),
        unknown=not word.analyses and base not in _KNOWN and stem not in _KNOWN,
        enclitic=enclitic,
        title=title[0],
        number=title[1],
        body=body[0],
        person=person,
        namesake="" if person else NAMESAKES.get(base, ""),
        state=base in STATES,
        nisba=NISBAS.get(stem, ""),
        stop=base in STOPS and not (person and best is not None and best.pos != "prep"),
        opens=bool(title[0] or body[0] or proper or NISBAS.get(stem))
        or not word.analyses
        or base in _KNOWN
        or stem in _KNOWN,
    )


def _cut(word: Word) -> tuple[str, str, str]:
    """Conjunction, preposition and the rest of a word."""
    folded = word.folded
    if folded in _KNOWN:
        return "", "", folded
    cuts = list(_cuts(folded))
    for cut in cuts:
        rest = cut[2]
        known = rest in _KNOWN or (rest.startswith("ال") and rest[2:] in _KNOWN)
        if known and (_possible(word, cut) if rest not in _NAMES else _before_name(word, cut)):
            return cut
    for analysis in word.analyses:
        if analysis.aspect == "c":
            continue
        conjunction = folded[0] if _CONJUNCTIONS & set(analysis.proclitics) else ""
        rest = folded[len(conjunction) :]
        preposition = rest[0] if _is_prepositional(analysis) and rest[:1] in _PREPOSITIONS else ""
        base = rest[len(preposition) :]
        if preposition == "ل" and "Al_det" in analysis.proclitics and base.startswith("ل"):
            base = "ا" + base
        return conjunction, preposition, base
    for cut in cuts:
        if cut[2].startswith("ال") and len(cut[2]) > 4:
            return cut
    return "", "", folded


def _cuts(folded: str) -> list[tuple[str, str, str]]:
    """Ways to take a conjunction, a preposition or both off a form."""
    found = []
    for conjunction in ("", folded[:1]):
        if conjunction and conjunction not in ("و", "ف"):
            continue
        rest = folded[len(conjunction) :]
        if conjunction and len(rest) >= _SHORTEST:
            found.append((conjunction, "", rest))
        if rest[:1] in _PREPOSITIONS and len(rest) > _SHORTEST:
            base = rest[1:]
            if rest.startswith("لل"):
                found.append((conjunction, "ل", "ا" + base))
            found.append((conjunction, rest[0], base))
    return found


def _possible(word: Word, cut: tuple[str, str, str]) -> bool:
    """Whether the dictionary does not speak against a cut: no reading, or one with such clitics."""
    if not word.analyses:
        return True
    return any(_fits(a, cut[0], cut[1]) for a in word.analyses) or len(cut[2]) >= 5


def _before_name(word: Word, cut: tuple[str, str, str]) -> bool:
    """Whether clitics stand before a name: the dictionary reads them so, or the name is long
    («وويتكوف»; «بوندي» is a whole name)."""
    figure = PERSONS[cut[2]][0] == "figure"
    if any(_fits(a, cut[0], cut[1]) for a in word.analyses):
        return True
    known = bool(word.analyses) and not figure
    return not known and len(cut[2]) >= _SHORT_NAME - (figure or not cut[1])


def _is_prepositional(analysis: Analysis) -> bool:
    return any(
        clitic[:2] in ("bi", "li", "ka", "la") and "prep" in clitic
        for clitic in analysis.proclitics
    )


def _fits(analysis: Analysis, conjunction: str, preposition: str) -> bool:
    return bool(_CONJUNCTIONS & set(analysis.proclitics)) == bool(
        conjunction
    ) and _is_prepositional(analysis) == bool(preposition)


def _plain_al(word: Word, base: str) -> bool:
    """Whether «ال» is part of the word: its readings have no article (التقى, السنة of ألسنة)."""
    if not word.analyses:
        return False
    best = word.analyses[0]
    nouns = [a for a in word.analyses if a.pos != "verb"]
    return "Al_det" not in best.proclitics and (
        best.pos == "verb" or "Al_det" not in nouns[0].proclitics
    )


def _owned_title(analysis: Analysis) -> tuple[str, str]:
    """«نظيره», «وزيرها»: a title that a pronoun completes."""
    entry = TITLES.get(analysis.lemma)
    if entry is None:
        return "", ""
    return entry[0], analysis.number if analysis.number in ("d", "p") else entry[1]


def _nisba_like(stem: str) -> bool:
    return len(stem) > 3 and stem.endswith(("ي", "يه", "يين", "يون", "يتين"))
