"""Buckwalter's dictionaries, written out as a morphological database in CAMeL's (ALMOR) format.

The dictionaries (2002, GPLv2; https://www.qamus.org) list prefixes, stems and suffixes, each with
its vowelled form, a category and an English gloss that may hold the parts of speech, and three
tables of which categories go together. CAMeL's analyzer works the same way but wants features:
part of speech, person, gender, number, state, clitics. This module derives those, text in and
text out; who finds and keeps the files is no concern of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from camel_tools.utils.charmap import CharMapper
from camel_tools.utils.dediac import dediac_ar

# Raised whenever the same dictionaries would give another database: cached ones are built anew.
VERSION = 1

Features = dict[str, str]


@dataclass(frozen=True, slots=True)
class Dictionaries:
    """The text of Buckwalter's six files."""

    prefixes: str
    stems: str
    suffixes: str
    prefix_stem: str
    stem_suffix: str
    prefix_suffix: str


_FEATURES = (
    *("diac", "lex", "pos", "prc3", "prc2", "prc1", "prc0", "per", "asp", "vox", "mod"),
    *("form_gen", "gen", "form_num", "num", "stt", "cas", "enc0", "source", "stem", "stemcat"),
)
_PERSONS = ("1s", "1p", "2ms", "2fs", "2d", "2mp", "2fp", "3ms", "3fs", "3d", "3mp", "3fp")
_CLOSED = {
    "prc3": ("0", "na"),
    "prc2": ("0", "na", "wa_conj", "fa_conj"),
    "prc1": ("0", "na", "bi_prep", "li_prep", "ka_prep", "sa_fut", "li_jus", "la_emph"),
    "prc0": ("0", "na", "Al_det"),
    "per": ("1", "2", "3", "na"),
    "asp": ("p", "i", "c", "na"),
    "vox": ("a", "p", "na"),
    "mod": ("i", "s", "u", "na"),
    "form_gen": ("m", "f", "na"),
    "gen": ("m", "f", "na"),
    "form_num": ("s", "d", "p", "na"),
    "num": ("s", "d", "p", "na"),
    "stt": ("i", "d", "c", "na"),
    "cas": ("n", "a", "g", "u", "na"),
    "enc0": ("0", "na", *(p + kind for p in _PERSONS for kind in ("_dobj", "_poss", "_pron"))),
    "source": ("lex", "punc", "foreign", "spvar", "digit"),
}
_BASE: Features = {name: "na" for name in _FEATURES if name in _CLOSED} | {
    **dict.fromkeys(("prc3", "prc2", "prc1", "prc0", "enc0"), "0"),
    "source": "lex",
}
# "-": decided by the suffix, else by the form (``form_gen``, ``form_num``) when merged.
_NOMINAL: Features = {"form_gen": "m", "gen": "-", "form_num": "s", "num": "-", "stt": "i"}
_VERBAL: Features = {"per": "3", "gen": "m", "num": "s", "vox": "a", "mod": "u"}

_NOMINAL_TAGS = ("noun", "adj", "noun_prop", "noun_num")
_TAGS = {
    "PREP": "prep", "CONJ": "conj", "SUB_CONJ": "conj_sub", "NEG_PART": "part_neg",
    "REL_PRON": "pron_rel", "INTERROG_PART": "part_interrog", "INTERROG": "pron_interrog",
    "ADV": "adv", "REL_ADV": "adv_rel", "INTERJ": "interj", "ABBREV": "abbrev",
    "FUT_PART": "part_fut", "FUT": "part_fut", "FUNC_WORD": "part", "PART": "part",
    "EXCEPT_PART": "part_restrict", "EMPHATIC_PARTICLE": "part_focus", "VOC_PART": "part_voc",
    "RESULT_CLAUSE_PARTICLE": "part", "RC_PART": "part", "VERB_PART": "part_verb",
    "NOUN": "noun", "DET": "noun", "ADJ": "adj", "ADJ_PROP": "adj", "NOUN_PROP": "noun_prop",
    "NUMERIC": "noun_num", "NOUN_NUM": "noun_num",
    **dict.fromkeys(("PV", "IV", "CV"), "verb"),
    **dict.fromkeys(
        ("VERB_PERFECT", "VERB_IMPERFECT", "VERB_IMPERATIVE", "VERB_PASSIVE"), "verb"
    ),
}
_PARTS_OF_SPEECH = sorted(
    {*_TAGS.values(), "pron", "pron_dem", "punc", "digit", "latin", "foreign"}
)

_ARABIC = CharMapper(
    dict(zip("'|>&<}AbptvjHxd*rzs$SDTZEg_fqklmnhwYyFNKaui~o`{",
             "ءآأؤإئابةتثجحخدذرزسشصضطظعغـفقكلمنهوىيًٌٍَُِّْٰٱ", strict=True)),
    default="",
)  # fmt: skip
_KEY = str.maketrans({"إ": "ا", "أ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ـ": None})


def _arabic(transliterated: str) -> str:
    result: str = _ARABIC.map_string(transliterated)
    return result


def _key(transliterated: str) -> str:
    """The form under which CAMeL's analyzer looks a piece of a word up."""
    bare: str = dediac_ar(_arabic(transliterated))
    return bare.translate(_KEY)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of a dictionary: unvowelled and vowelled form, category, gloss, tagged morphemes."""

    form: str
    vowelled: str
    category: str
    gloss: str
    morphemes: tuple[tuple[str, str], ...]


_PARTS = re.compile("<pos>(.*?)</pos>")


def _entry(line: str) -> _Entry:
    form, vowelled, category, gloss, *_ = [*(column.strip() for column in line.split("\t")), "", ""]
    tagged = _PARTS.search(line)
    morphemes = []
    for part in tagged[1].split("+") if tagged else ():
        if part.strip():
            morph, _, tag = part.strip().partition("/")
            morphemes.append((morph, tag))
    gloss = gloss.partition("<pos>")[0].partition("(see also")[0].strip()
    return _Entry(form, vowelled, category.replace(" ", ""), gloss, tuple(morphemes))


def _entries(text: str) -> Iterator[_Entry]:
    for line in text.splitlines():
        if line.strip() and not line.startswith(";"):
            yield _entry(line)


def convert(dictionaries: Dictionaries) -> Iterator[str]:
    """The lines of the database, in the order that CAMeL's reader expects.

    Raises ``ValueError`` when a dictionary has no entries.
    """
    yield from _header()
    yield "###PREFIXES###"
    yield from _section(_prefixes(dictionaries.prefixes), "prefixes")
    yield "###SUFFIXES###"
    yield from _section(_suffixes(dictionaries.suffixes), "suffixes")
    yield "###STEMS###"
    yield from _section(_stems(dictionaries.stems), "stems")
    for name, table in (
        ("AB", dictionaries.prefix_stem),
        ("BC", dictionaries.stem_suffix),
        ("AC", dictionaries.prefix_suffix),
    ):
        yield f"###TABLE {name}###"
        for line in table.splitlines():
            pair = line.partition(";")[0].split()
            if pair:
                yield " ".join(pair[:2])


def _header() -> Iterator[str]:
    closed = {**_CLOSED, "pos": tuple(_PARTS_OF_SPEECH)}
    yield "###DEFINES###"
    for name in _FEATURES:
        yield f"DEFINE {name} " + " ".join(f"{name}:{v}" for v in closed.get(name, ("*open*",)))
    yield "###DEFAULTS###"
    for tag in (*_PARTS_OF_SPEECH, "*"):
        known = {**_BASE, **(_VERBAL if tag == "verb" else {}), "pos": tag}
        if tag in _NOMINAL_TAGS:
            known |= _NOMINAL
        values = " ".join(f"{name}:{known.get(name, '*')}" for name in _FEATURES)
        yield f"DEFAULT pos:{tag} {values}"
    yield "###ORDER###"
    yield "ORDER " + " ".join(_FEATURES)
    yield "###TOKENIZATIONS###"
    yield "TOKENIZATION diac"
    yield "###STEMBACKOFF###"
    yield "STEMBACKOFF NONE N"


def _section(rows: Iterable[tuple[_Entry, Features]], name: str) -> Iterator[str]:
    lines = dict.fromkeys(
        f"{_key(entry.form)}\t{entry.category}\t"
        + " ".join(f"{feature}:{value}" for feature, value in features.items())
        for entry, features in rows
    )
    if not lines:
        raise ValueError(f"the dictionary of {name} has no entries")
    yield from lines


_SUBJECTS = {
    "IV1S": "1ms", "IV1P": "1mp", "IV2MS": "2ms", "IV2FS": "2fs", "IV2D": "2md",
    "IV2MP": "2mp", "IV2FP": "2fp", "IV3MS": "3ms", "IV3FS": "3fs", "IV3MD": "3md",
    "IV3FD": "3fd", "IV3MP": "3mp", "IV3FP": "3fp",
}


def _prefixes(text: str) -> Iterator[tuple[_Entry, Features]]:
    for entry in _entries(text):
        features = {"diac": _arabic(entry.vowelled)}
        for morph, tag in entry.morphemes:
            if tag == "CONJ":
                features["prc2"] = "wa_conj" if morph == "wa" else "fa_conj"
            elif tag == "FUT":
                features["prc1"] = "sa_fut"
            elif tag == "SUBJUNC":
                features["prc1"] = "li_jus"
            elif tag == "PREP":
                features["prc1"] = f"{morph}_prep"
            elif tag in ("EMPHATIC_PARTICLE", "RESULT_CLAUSE_PARTICLE"):
                features["prc1"] = "la_emph"
            elif tag == "DET":
                features |= {"prc0": "Al_det", "stt": "d"}
            elif tag in _SUBJECTS:
                features |= dict(zip(("per", "gen", "num"), _SUBJECTS[tag], strict=True))
        yield entry, features


_SUBJECT_SUFFIX = re.compile(r"([PIC])VSUFF_SUBJ:([123]?)([MF]?)([SDP]?)(?:_MOOD:(\w+))?")
_NOMINAL_SUFFIX = re.compile(r"NSUFF_(MASC|FEM)_(SG|DU|PL)(_NOM|_ACCGEN)?")


def _suffixes(text: str) -> Iterator[tuple[_Entry, Features]]:
    for entry in _entries(text):
        features = {"diac": _arabic(entry.vowelled)}
        for _, tag in entry.morphemes:
            features |= _suffix_features(tag)
        yield entry, features


def _suffix_features(tag: str) -> Features:
    if subject := _SUBJECT_SUFFIX.match(tag):
        aspect, person, gender, number, mood = subject.groups()
        found = {"per": person, "gen": gender.lower(), "num": number.lower()}
        features = {name: value for name, value in found.items() if value}
        features["asp"] = aspect.lower()
        if mood:
            features["mod"] = "i" if mood == "I" else "s"
        return features
    if nominal := _NOMINAL_SUFFIX.match(tag):
        gender = "m" if nominal[1] == "MASC" else "f"
        number = {"SG": "s", "DU": "d", "PL": "p"}[nominal[2]]
        features = {"gen": gender, "num": number, "form_gen": gender, "form_num": number}
        if nominal[3]:
            features["cas"] = "n" if nominal[3] == "_NOM" else "a"
        if tag.endswith("_POSS"):
            features["stt"] = "c"
        return features
    for marker, kind in (("SUFF_DO:", "_dobj"), ("POSS_PRON_", "_poss"), ("PRON_", "_pron")):
        before, found_marker, person = tag.partition(marker)
        if found_marker and (kind == "_dobj" or not before) and person.lower() in _PERSONS:
            enclitic = {"enc0": person.lower() + kind}
            return enclitic | {"stt": "c"} if kind == "_poss" else enclitic
    return {"cas": "a", "stt": "i"} if "CASE_INDEF_ACC" in tag else {}


def _stems(text: str) -> Iterator[tuple[_Entry, Features]]:
    """Stems stand under their lemma (a line ``;; lemma_1``), the singular before its plurals."""
    lemma, glosses = "", ""
    for line in text.splitlines():
        if line.startswith(";; "):
            lemma, glosses = line[3:].split()[0], ""
        if line.startswith(";") or not line.strip():
            continue
        entry = _entry(line)
        tag = _part_of_speech(entry)
        features = {**_BASE, "diac": _arabic(entry.vowelled), "pos": tag}
        features["lex"] = _arabic(re.split("[_-]", lemma)[0] or entry.vowelled) or "-"
        if tag == "verb":
            features |= _verb_features(entry)
        elif tag in _NOMINAL_TAGS:
            features |= _NOMINAL
            if entry.vowelled.endswith(("ap", "aAp")) or entry.category.startswith(("Nap", "NAt")):
                features["form_gen"] = "f"
            if glosses and _is_plural(entry.gloss, glosses):
                features["form_num"] = "p"
        glosses = glosses or entry.gloss
        yield entry, features


def _part_of_speech(entry: _Entry) -> str:
    tag = ""
    for _, morpheme_tag in entry.morphemes:
        tag = _tag(morpheme_tag) or tag
    if tag == "noun" and any(t == "ADJ" for _, t in entry.morphemes):
        tag = "adj"
    category = entry.category
    if tag in ("", "noun") and category[:2] in ("PV", "IV", "CV"):
        return "verb"
    if not tag and category.startswith("FW"):
        return "part"
    if not tag and (category == "Nprop" or entry.gloss[:1].isupper()):
        return "noun_prop"
    if not tag and category == "Numb":
        return "noun_num"
    if tag in ("", "noun"):
        relational = re.search("iy~(ap)?$", entry.vowelled)
        return "adj" if relational and re.match("N(-ap|/ap|all)", category) else "noun"
    return tag


def _tag(morpheme_tag: str) -> str | None:
    for prefix, tag in (("DEM_PRON", "pron_dem"), ("PRON_", "pron"), ("REL_PRON", "pron_rel")):
        if morpheme_tag.startswith(prefix):
            return tag
    if re.match("IV[123]", morpheme_tag):
        return "verb"
    return _TAGS.get(morpheme_tag)


def _verb_features(entry: _Entry) -> Features:
    features = dict(_VERBAL)
    aspect = {"PV": "p", "IV": "i", "CV": "c"}.get(entry.category[:2])
    if aspect:
        features["asp"] = aspect
    if aspect == "c":
        features["per"] = "2"
    passive_vowels = re.match(".~?u.*i[^aui]*$", entry.vowelled) and "be " in entry.gloss
    if "Pass" in entry.category or (aspect == "p" and passive_vowels):
        features["vox"] = "p"
    return features


_IRREGULAR = {
    "man": "men", "woman": "women", "child": "children", "person": "people", "foot": "feet",
    "policeman": "policemen", "human": "humans", "life": "lives", "wife": "wives",
}


def _is_plural(gloss: str, singular: str) -> bool:
    """Whether an English gloss is the plural of the lemma's gloss: a broken plural in Arabic."""
    plurals = set()
    for word in re.split(r"\s*[;/]\s*", singular):
        plurals |= {f"{word}s", f"{word}es", re.sub("y$", "ies", word)} - {word}
        if word in _IRREGULAR:
            plurals.add(_IRREGULAR[word])
    return any(word in plurals for word in re.split(r"\s*[;/]\s*", gloss))
