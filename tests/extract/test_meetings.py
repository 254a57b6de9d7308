"""Who met whom: own annotated posts with floors, sentences that were once misread, and traps."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from extract import Lexicon
from extract.facts import Meeting
from extract.meetings import match
from extract.text import read

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "gold" / "meetings.jsonl"
SHARED = ROOT.parent / "shared"
PUBLISHED = datetime(2025, 6, 11, 12, tzinfo=UTC)  # a Wednesday


def meetings(text: str, lexicon: Lexicon, published: datetime | None = PUBLISHED) -> list[Meeting]:
    return match(read(text, lexicon, published))


def names(meeting: Meeting) -> list[str]:
    return sorted(participant.name for participant in meeting.participants)


def posts() -> list[dict[str, Any]]:
    return [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("post", posts(), ids=lambda post: str(post["id"]))
def test_own_posts_give_no_meeting_that_is_not_there(
    post: dict[str, Any], lexicon: Lexicon
) -> None:
    published = datetime.fromisoformat(post["published"])
    found = meetings(post["text"], lexicon, published)
    assert [m.status for m in found] == [fact["status"] for fact in post["facts"]]


def test_own_posts_reach_their_floors(lexicon: Lexicon) -> None:
    agree = dict.fromkeys(("participants", "mode", "place", "day"), 0)
    total = 0
    for post in posts():
        found = meetings(post["text"], lexicon, datetime.fromisoformat(post["published"]))
        for meeting, fact in zip(found, post["facts"], strict=True):
            total += 1
            day = meeting.day.isoformat() if meeting.day else None
            wanted = sorted(participant["name"] for participant in fact["participants"])
            agree["participants"] += names(meeting) == wanted
            agree["mode"] += meeting.mode == fact["mode"]
            agree["place"] += meeting.place == fact["place"]
            agree["day"] += day == fact["day"]
    shares = {field: count / total for field, count in agree.items()}
    floors = {"participants": 0.8, "mode": 0.97, "place": 0.93, "day": 0.97}
    assert {field: shares[field] for field, floor in floors.items() if shares[field] < floor} == {}


@pytest.mark.parametrize(
    "text",
    [
        "نفى الكرملين صحة أنباء تحدثت عن وصول وفد رفيع إلى كييف لإجراء مباحثات.",
        "لم يلتق الوزير نظيره التركي خلال زيارته.",
        "دعا المبعوث الأممي إلى عقد اجتماع عاجل بين طرفي النزاع.",
        "طالب الحضور بلقاء عاجل مع رئيس البلدية سامي الخطيب.",
        "مدير الشركة: اللقاء مع ترامب ليس على جدول أعمالنا.",
        "قال النائب في لقاء مع قناة محلية إن الأسعار سترتفع.",
        "وفي اجتماع الحكومة الأسبوعي، قال نتنياهو إن الوضع صعب.",
        "لجأت مئات العائلات إلى المدرسة بحثا عن الأمن.",
        "ناشد أهالي الحي وزارة الصحة التدخل.",
        "تستقبل المستشفيات عشرات الجرحى يوميا.",
        "أبعاد اجتماعية ومناطقية للأزمة في المدينة.",
        "يبحث رئيس الحكومة في إقالة وزير الأمن يوآف غالانت.",
    ],
)
def test_what_is_no_meeting(text: str, lexicon: Lexicon) -> None:
    assert meetings(text, lexicon) == []


@pytest.mark.parametrize(
    ("text", "status", "participants"),
    [
        # ruff: noqa: E501 - one row a reading
        ("من المتوقع عقد مشاورات بين رئيس الوزراء ووزير الدفاع.", "planned", ["رئيس الوزراء", "وزير الدفاع"]),
        ("يعتزم الوزير سامر العبادي عقد لقاء مع وفد حماس.", "planned", ["سامر العبادي", "وفد حماس"]),
        ("سيزور الوزير سامر العبادي الدوحة ثم يلتقي رئيس الوزراء القطري.", "planned", ["رئيس الوزراء القطري", "سامر العبادي"]),
        ("أجل الوزير سامر العبادي لقاءه مع السفير التركي.", "cancelled", ["السفير التركي", "سامر العبادي"]),
        ("ترامب يلتقي نتنياهو ويبحث معه ملف غزة", "held", ["ترامب", "نتنياهو"]),
        ("الوزير سامر العبادي زار البيت الأبيض أمس والتقى مسؤولين أمريكيين.", "held", ["سامر العبادي", "مسؤولين أمريكيين"]),
        ("ترامب: عقدت لقاء مثمرا مع وزير الخارجية الياباني.", "held", ["ترامب", "وزير الخارجية الياباني"]),
        ("التقى الوزير سامر العبادي كلا من وزير الدفاع التركي ورئيس الموساد.", "held", ["رئيس الموساد", "سامر العبادي", "وزير الدفاع التركي"]),
    ],
)  # fmt: skip
def test_status_and_participants(
    text: str, status: str, participants: list[str], lexicon: Lexicon
) -> None:
    (meeting,) = meetings(text, lexicon)
    assert (meeting.status, names(meeting)) == (status, participants)


def test_a_meeting_told_twice_is_one_with_the_fields_of_both(lexicon: Lexicon) -> None:
    text = (
        "وزيرا خارجية تركيا وروسيا يبحثان الوضع في ليبيا\n\n"
        "التقى وزير الخارجية التركي كمال أرسلان نظيره الروسي ميخائيل سوكولوف في أنقرة أمس. "
        "وتناول اللقاء سبل تثبيت وقف إطلاق النار."
    )
    (meeting,) = meetings(text, lexicon)
    assert names(meeting) == ["كمال أرسلان", "ميخائيل سوكولوف"]
    assert (meeting.place, str(meeting.day)) == ("أنقرة", "2025-06-10")
    assert "سبل تثبيت وقف إطلاق النار" in meeting.topics


def test_span_and_sentence_lie_in_the_text(lexicon: Lexicon) -> None:
    text = "مقدمة طويلة.\nالتقى الرئيس اللبناني السفير المصري في بيروت. خاتمة."
    (meeting,) = meetings(text, lexicon)
    assert text[slice(*meeting.sentence)].startswith("التقى الرئيس")
    assert meeting.sentence[0] <= meeting.span[0] < meeting.span[1] <= meeting.sentence[1]


@pytest.mark.parametrize(
    "text", ["", "التقى", "لقاء مع", "١" * 2000, "التقى و" * 500, "«" * 999, "(لقاء " * 400]
)
def test_hostile_texts_give_no_error(text: str, lexicon: Lexicon) -> None:
    assert isinstance(meetings(text, lexicon), list)


needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="the shared texts are not here")


@needs_shared
def test_the_article_that_the_project_was_conceived_from(lexicon: Lexicon) -> None:
    text = (SHARED / "articles" / "arab48-2025-12-20.txt").read_text(encoding="utf-8")
    (meeting,) = meetings(text, lexicon, None)
    assert (meeting.status, meeting.mode, str(meeting.day)) == ("held", "in_person", "2025-12-20")
    assert names(meeting) == ["إبراهيم قالن", "خليل الحية"]
    assert meeting.place is not None
    assert meeting.place.endswith("إسطنبول")
    assert meeting.topics


_STATUS = {"claimed": "held", "background": "held", "possible": "planned"}


@needs_shared
def test_hard_sentences_are_read_as_they_should_be(lexicon: Lexicon) -> None:
    rows = (SHARED / "gold" / "cases" / "meeting.jsonl").read_text(encoding="utf-8").splitlines()
    wrong = []
    for row in map(json.loads, rows):
        found = [m.status for m in meetings(row["text"], lexicon, None)]
        status = _STATUS.get(row["status"], row["status"])
        wanted = [] if status in ("denied", "irrelevant") else [status]
        if found != wanted or (found and len(row["participants"]) != _count(row["text"], lexicon)):
            wrong.append(row["id"])
    assert wrong == []


def _count(text: str, lexicon: Lexicon) -> int:
    return len(meetings(text, lexicon, None)[0].participants)
