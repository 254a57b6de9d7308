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
from extract.text import fold, read

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
        "قال مصدر إن الرئيس قلق إذا ما زار واشنطن والتقى الرئيس التركي.",
        "اتهم النائب خصومه بالإضرار بمفاوضات تبادل الأسرى مع حركة حماس.",
        "إيران ستواصل المحادثات لكنها تتمسك بحقها.",
        "المنتخب البحريني يلتقي نظيره اللبناني غدا في التصفيات.",
        "قال الطبيب منير العكاوي في اتصال هاتفي مع الجزيرة إن المستشفى خارج الخدمة.",
        "لم يعقد المجلس جلسته بسبب غياب النصاب.",
        "قالت الوزيرة إن المدينة لن تستقبل الفلسطينيين.",
        "أخفق الوسيط في ترتيب لقاء بين الرئيس التركي والرئيس العراقي.",
        "قال المتحدث إن البرهان وحميدتي لم يلتقيا في أديس أبابا.",
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
        ("الوزير سامر العبادي سيجري مساء اليوم تقييما وغدا يعقد اجتماعا مع قادة الأجهزة.", "planned", ["سامر العبادي", "قادة الأجهزة"]),
        ("توجه وفد رفيع المستوى من الحركة إلى القاهرة لاستقبال العائدين وإجراء محادثات مع المسؤولين المصريين.", "planned", ["المسؤولين المصريين", "وفد رفيع المستوى من الحركة"]),
        ("ويلتقي الوزير سامر العبادي خلال الساعات المقبلة مع مبعوث الأمم المتحدة في جنيف.", "planned", ["سامر العبادي", "مبعوث الأمم المتحدة"]),
        ("سيتوجه الوزير سامر العبادي إلى قطر حيث يلتقي أمير قطر.", "planned", ["أمير قطر", "سامر العبادي"]),
        ("طلبت الجزائر اجتماعا طارئا لمجلس الأمن ومن المنتظر عقده غدا.", "planned", ["مجلس الأمن"]),
        ("بعد أن يعقد الطاقم المصغر برئاسة سامر العبادي الساعة 14:30 اليوم جلسة تنتهي المهلة.", "planned", ["الطاقم المصغر", "سامر العبادي"]),
        ("أرجأ الوزير سامر العبادي كل شيء حتى اجتماعه برئيس الوزراء القطري.", "planned", ["رئيس الوزراء القطري", "سامر العبادي"]),
        ("يعتزمعقد لقاء مع الرئيس الأوكراني الأسبوع المقبل، بحسب ما قال الرئيس البولندي أندريه نوفاك.", "planned", ["أندريه نوفاك", "الرئيس الأوكراني"]),
        ("وصل المبعوث الأممي إلى ليبيا مارتن هولم إلى بنغازي للقاء قائد الجيش المشير خلف العبيدي.", "planned", ["خلف العبيدي", "مارتن هولم"]),
        ("اتفق الرئيس عادل المنصوري والملك فارس الثاني في اتصال هاتفي على تبادل الوفود.", "held", ["عادل المنصوري", "فارس الثاني"]),
        ("أكد الرئيس عادل المنصوري أن وقف النار شرط أساسي، مضيفا في اتصال هاتفي مع الرئيس التركي أن القصف يعرقل الاتفاق.", "held", ["الرئيس التركي", "عادل المنصوري"]),
        ("الرئيس عادل المنصوري والمستشار ليون هوفر نصحا الرئيس ميلوش كوفاتش خلال لقائهم في باريس بضبط النفس.", "held", ["عادل المنصوري", "ليون هوفر", "ميلوش كوفاتش"]),
        ("وبعد محادثات مع وزير الخارجية العراقي حيدر الموسوي أعلن الأمين العام للأمم المتحدة كوفي عنان أن الحوار مستمر.", "held", ["حيدر الموسوي", "كوفي عنان"]),
        ("استقبل الوزير سامر العبادي السفير المجري في مكتبه، وحضر اللقاء مستشار الوزير نادر الفاسي.", "held", ["السفير المجري", "سامر العبادي", "مستشار الوزير نادر الفاسي"]),
        ("بحثت الجزائر مع غانا ملف الحدود. التقى وزير الخارجية الجزائري أحمد القاسمي نظيره الغاني كوامي بواتينغ.", "held", ["أحمد القاسمي", "كوامي بواتينغ"]),
        ("قام وزير الخارجية التركي هارون يلماز بزيارة إلى بغداد التقى خلالها نظيره العراقي ورئيس الجمهورية.", "held", ["رئيس الجمهورية", "نظيره العراقي", "هارون يلماز"]),
        ("أكد رئيس الوزراء العراقي علي الأسدي خلال استقباله وفدا من شركة سيمنس برئاسة كلاوس فيبر أهمية التعاون.", "held", ["علي الأسدي", "كلاوس فيبر"]),
        ("رأس الأمير منصور بن محمد محافظ حفر الباطن اجتماعا للجنة المهرجان الذي يقام مطلع الشهر، بحضور مديري الدوائر الحكومية.", "held", ["لجنة المهرجان", "مديري الدوائر الحكومية", "منصور بن محمد"]),
        ("بحث رئيس الوزراء سالم الهاجري هاتفيا مع الرئيس الفرنسي جان مارتان أمن الملاحة في البحر الأحمر.", "held", ["جان مارتان", "سالم الهاجري"]),
        ("ترأس عباس اجتماعا طارئا لمجلس الأمن القومي الفلسطيني.", "held", ["عباس", "مجلس الأمن القومي الفلسطيني"]),
        ("التقى الوزير سامر العبادي كلا من وزير الدفاع التركي ورئيس الموساد.", "held", ["رئيس الموساد", "سامر العبادي", "وزير الدفاع التركي"]),
    ],
)  # fmt: skip
def test_status_and_participants(
    text: str, status: str, participants: list[str], lexicon: Lexicon
) -> None:
    (meeting,) = meetings(text, lexicon)
    assert (meeting.status, names(meeting)) == (status, participants)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("زار الوزير سامر العبادي بغداد أمس والتقى رئيس الحكومة العراقية.", "بغداد"),
        ("بدأ الوزير سامر العبادي زيارة لتونس التقى خلالها نظيره التونسي.", "تونس"),
        ("استقبل الأمير تركي بن فهد في مكتبه بالإمارة اليوم السفير التركي.", "الإمارة"),
        ("استقبل رئيس مجلس النواب سامي برو في عين التينة سفيرة الولايات المتحدة ليندا كارتر.", "عين التينة"),
        ("شهدت العاصمة النمساوية فيينا محادثات غير مباشرة بين إيران والولايات المتحدة.", "فيينا"),
        ("أجرى وزير الخارجية مشاورات مع سفراء الاتحاد الأوروبي المعتمدين في الأردن.", None),
        ("سيجتمع الكابينت الجمعة لإقرار وقف إطلاق النار في غزة.", None),
        ("عقد مجلس الأمن الدولي جلسة حول الوضع في السودان، في ظل القتال في الخرطوم.", None),
    ],
)  # fmt: skip
def test_the_place_is_that_of_the_meeting(text: str, place: str | None, lexicon: Lexicon) -> None:
    (meeting,) = meetings(text, lexicon)
    assert meeting.place == place


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
        if found != wanted or (found and not _all_named(row, lexicon)):
            wrong.append(row["id"])
    assert wrong == []


def _all_named(row: dict[str, Any], lexicon: Lexicon) -> bool:
    """Whether the first meeting has each participant of the case, and none besides."""
    left = [
        {fold(word.strip("،()")) for word in f"{one.name} {one.full}".split()}
        for one in meetings(row["text"], lexicon, None)[0].participants
    ]
    for name in row["participants"]:
        words = {fold(word) for word in name.split() if word != "وفد"}
        match = max(left, key=lambda found: len(found & words), default=set[str]())
        if not match & words:
            return False
        left.remove(match)
    return not left
