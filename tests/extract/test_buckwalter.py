"""From Buckwalter's dictionaries to CAMeL's database format."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from extract.buckwalter import Dictionaries, convert
from extract.document import Analysis
from extract.morphology import Lexicon

SMALL = Dictionaries(
    prefixes=(
        "; a comment\n"
        "\t\tPref-0\t\n"
        "w\twa\tPref-Wa\tand <pos>wa/CONJ+</pos>\n"
        "Al\tAl\tNPref-Al\tthe <pos>Al/DET+</pos>\n"
        "wAl\twaAl\tNPref-Al\tand + the <pos>wa/CONJ+Al/DET+</pos>\n"
        "b\tbi\tNPref-Bi\tby;with <pos>bi/PREP+</pos>\n"
        "y\tya\tIVPref-hw-ya\the;it <verb> <pos>ya/IV3MS+</pos>\n"
        "sy\tsaya\tIVPref-hw-ya\the;it will <verb> <pos>sa/FUT+ya/IV3MS+</pos>\n"
    ),
    suffixes=(
        "\t\tSuff-0\t\n"
        "An\tAni\tNSuff-An\ttwo <pos>+Ani/NSUFF_MASC_DU_NOM</pos>\n"
        "h\thu\tNSuff-h\this;its <pos>+hu/POSS_PRON_3MS</pos>\n"
        "t\tat\tPVSuff-t\tit;they;she <verb> <pos>+at/PVSUFF_SUBJ:3FS</pos>\n"
        "\ta\tPVSuff-a\the;it <verb> <pos>+a/PVSUFF_SUBJ:3MS</pos>\n"
        "h\tahu\tPVSuff-ah\the;it <verb> it/him <pos>+a/PVSUFF_SUBJ:3MS+hu/PVSUFF_DO:3MS</pos>\n"
    ),
    stems=(
        ";; bayot_1\n"
        "byt\tbayot\tNdu\thouse;home\n"
        "bywt\tbuyuwt\tN\thouses;homes\n"
        ";; katab-u_1\n"
        "ktb\tkatab\tPV\twrite\n"
        "ktb\tkotub\tIV\twrite\n"
        ";; miSoriy~_1\n"
        "mSry\tmiSoriy~\tN/ap\tEgyptian <pos>miSoriy~/NOUN</pos>\n"
        ";; lubonAn_1\n"
        "lbnAn\tlubonAn\tNprop\tLebanon\n"
    ),
    prefix_stem=(
        "; a comment\n"
        "Pref-0 Ndu\nPref-0 N\nPref-0 PV\nPref-0 Nprop\nPref-0 N/ap\n"
        "Pref-Wa Ndu\nPref-Wa PV\nNPref-Al Ndu\nNPref-Al N\nNPref-Bi N\nIVPref-hw-ya IV\n"
    ),
    stem_suffix=(
        "Ndu Suff-0\nNdu NSuff-An\nNdu NSuff-h\nN Suff-0\nN NSuff-h\nPV PVSuff-t\nPV PVSuff-a\n"
        "PV PVSuff-ah\nIV Suff-0\nNprop Suff-0\nN/ap Suff-0\n"
    ),
    prefix_suffix=(
        "Pref-0 Suff-0\nPref-0 NSuff-An\nPref-0 NSuff-h\nPref-0 PVSuff-t\nPref-0 PVSuff-a\n"
        "Pref-0 PVSuff-ah\nPref-Wa Suff-0\nPref-Wa NSuff-An\nPref-Wa PVSuff-t\nNPref-Al Suff-0\n"
        "NPref-Al NSuff-An\nNPref-Bi Suff-0\nNPref-Bi NSuff-h\nIVPref-hw-ya Suff-0\n"
    ),
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    path: Path = tmp_path_factory.mktemp("buckwalter") / "small.db"
    path.write_text("\n".join(convert(SMALL)) + "\n", encoding="utf-8")
    return Lexicon(path)


def only(small: Lexicon, surface: str) -> Analysis:
    (analysis,) = small.word(surface).analyses
    return analysis


@pytest.mark.parametrize(
    ("surface", "lemma", "pos", "number", "proclitics", "enclitic"),
    [
        ("بيت", "بيت", "noun", "s", (), None),
        ("بيوت", "بيت", "noun", "p", (), None),
        ("بيتان", "بيت", "noun", "d", (), None),
        ("والبيتان", "بيت", "noun", "d", ("wa_conj", "Al_det"), None),
        ("ببيوته", "بيت", "noun", "p", ("bi_prep",), "3ms_poss"),
        ("كتبت", "كتب", "verb", "s", (), None),
        ("وكتبت", "كتب", "verb", "s", ("wa_conj",), None),
        ("كتبه", "كتب", "verb", "s", (), "3ms_dobj"),
        ("سيكتب", "كتب", "verb", "s", ("sa_fut",), None),
        ("مصري", "مصري", "adj", "s", (), None),
        ("لبنان", "لبنان", "noun_prop", "s", (), None),
    ],
)
def test_dictionary_entries_become_readings(
    small: Lexicon,
    surface: str,
    lemma: str,
    pos: str,
    number: str,
    proclitics: tuple[str, ...],
    enclitic: str | None,
) -> None:
    found = only(small, surface)
    assert (found.lemma, found.pos, found.number) == (lemma, pos, number)
    assert (found.proclitics, found.enclitic) == (proclitics, enclitic)


def test_persons_and_aspects(small: Lexicon) -> None:
    written = only(small, "كتبت")
    assert (written.aspect, written.person, written.gender) == ("p", "3", "f")
    writes = only(small, "يكتب")
    assert (writes.aspect, writes.person, writes.gender) == ("i", "3", "m")


def test_what_the_tables_forbid_is_no_word(small: Lexicon) -> None:
    assert not small.word("البيته").known
    assert not small.word("وسيكتب").known


@pytest.mark.parametrize("part", ["prefixes", "stems", "suffixes"])
def test_an_empty_dictionary_is_an_error(part: str) -> None:
    with pytest.raises(ValueError, match=part):
        list(convert(replace(SMALL, **{part: "; only a comment\n"})))


def test_conversion_is_deterministic() -> None:
    assert list(convert(SMALL)) == list(convert(SMALL))
