"""Words and their readings, over the real dictionary."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from extract.document import Analysis
from extract.morphology import Lexicon


def first(lexicon: Lexicon, surface: str) -> Analysis:
    return lexicon.word(surface).analyses[0]


@pytest.mark.parametrize(
    ("surface", "lemma", "pos"),
    [
        ("شهيدان", "شهيد", "noun"),
        ("والأطفال", "طفل", "noun"),
        ("جنود", "جندي", "noun"),
        ("الوزراء", "وزير", "noun"),
        ("وزير", "وزير", "noun"),
        ("القاهرة", "قاهره", "noun_prop"),
        ("للجيش", "جيش", "noun"),
        ("التقى", "التقي", "verb"),
        ("وسيلتقي", "التقي", "verb"),
        ("إلى", "الي", "prep"),
        ("في", "في", "prep"),
        ("الفلسطينية", "فلسطيني", "adj"),
        ("هذا", "هذا", "pron_dem"),
        ("الذي", "الذي", "pron_rel"),
    ],
)
def test_known_words_of_every_part_of_speech(
    lexicon: Lexicon, surface: str, lemma: str, pos: str
) -> None:
    analysis = first(lexicon, surface)
    assert (analysis.lemma, analysis.pos) == (lemma, pos)


@pytest.mark.parametrize(
    ("surface", "feature", "value"),
    [
        ("شهيدان", "number", "d"),
        ("طفلتين", "number", "d"),
        ("جنود", "number", "p"),
        ("مواطنون", "number", "p"),
        ("امرأة", "gender", "f"),
        ("يلتقي", "aspect", "i"),
        ("التقى", "aspect", "p"),
        ("سيلتقي", "proclitics", ("sa_fut",)),
        ("وبالقاهرة", "proclitics", ("wa_conj", "bi_prep", "Al_det")),
        ("للجيش", "proclitics", ("li_prep", "Al_det")),
        ("منازلها", "enclitic", "3fs_poss"),
    ],
)
def test_features(lexicon: Lexicon, surface: str, feature: str, value: object) -> None:
    assert getattr(first(lexicon, surface), feature) == value


@pytest.mark.parametrize(
    ("surface", "stems"),
    [
        ("الجيش", ("الجيش", "جيش")),
        ("للجيش", ("للجيش", "الجيش", "جيش")),
        ("وللجيش", ("وللجيش", "للجيش", "الجيش", "جيش")),
        ("وبالقاهرة", ("وبالقاهره", "بالقاهره", "القاهره", "قاهره")),
        ("وزير", ("وزير",)),
        ("فلسطين", ("فلسطين",)),
        ("كبير", ("كبير",)),
        ("وترامبوف", ("وترامبوف", "ترامبوف")),
        ("بزلمكوف", ("بزلمكوف", "زلمكوف")),
    ],
)
def test_proclitics_are_cut_only_where_plausible(
    lexicon: Lexicon, surface: str, stems: tuple[str, ...]
) -> None:
    assert lexicon.word(surface).stems == stems


def test_marks_and_evasions_do_not_hide_a_word(lexicon: Lexicon) -> None:
    plain = lexicon.word("مستوطن")
    assert lexicon.word("مسـ.ـتوطن") == plain
    assert lexicon.word("مُستَوطِن") == plain
    assert lexicon.word("\u202bمستوطن\u202c") == plain
    assert lexicon.word("الشhيد") == lexicon.word("الشهيد")
    assert plain.known


def test_the_exact_hamza_comes_first_but_a_slip_is_understood(lexicon: Lexicon) -> None:
    assert first(lexicon, "إجتماعا").lemma == "اجتماع"
    assert first(lexicon, "إلى").pos == "prep"


@pytest.mark.parametrize("surface", ["71,851", "،", "🔴", "NATO", "https://t.me/x", "", "ـ", "٥"])
def test_what_is_no_arabic_word_has_no_reading(lexicon: Lexicon, surface: str) -> None:
    assert not lexicon.word(surface).known


def test_a_very_long_word_is_not_analysed(lexicon: Lexicon) -> None:
    assert not lexicon.word("و" * 5_000).known


def test_a_missing_or_broken_database_is_told_apart(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="none"):
        Lexicon(tmp_path / "none.db")
    broken = tmp_path / "broken.db"
    broken.write_text("###DEFINES###\nnonsense\n", encoding="utf-8")
    with pytest.raises(ValueError, match="broken"):
        Lexicon(broken)


def test_importing_and_analysing_touches_neither_network_nor_home(
    tmp_path: Path, lexicon: Lexicon
) -> None:
    """CAMeL's data module would fetch a catalogue and make a folder in the home when imported."""
    code = f"""
import socket, sys
def refuse(*args, **kwargs):
    raise AssertionError("the network was touched")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
from pathlib import Path
from extract.morphology import Lexicon
assert Lexicon(Path({str(lexicon.database)!r})).word("جنود").known
assert "camel_tools.data" not in sys.modules
"""
    home = tmp_path / "home"
    home.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"HOME": str(home), "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert list(home.iterdir()) == []
