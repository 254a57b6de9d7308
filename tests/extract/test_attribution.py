"""Who says what. Every sentence is our own; persons are invented."""

from __future__ import annotations

import pytest

from extract import attribution, mentions
from extract.attribution import Claim, source_of, speaker_at
from extract.document import Document
from extract.morphology import Lexicon
from extract.text import read


def heard(lexicon: Lexicon, text: str) -> Document:
    document = read(text, lexicon)
    document.mentions = mentions.match(document)
    document.claims = attribution.match(document)
    return document


def at(document: Document, word: str) -> int:
    return next(token.index for token in document.tokens if token.text == word)


# text, a word of what is said, its source (None: the writer's own words)
SOURCES = [
    ("عاجل | وزارة الصحة: 5 شهداء في غارة على البلدة", "شهداء", "وزارة الصحة"),
    ("مصدر طبي إسرائيلي: إصابة جنديين", "جنديين", "مصدر طبي إسرائيلي"),
    ("القناة 12 العبرية:\n\n- مقتل ضابط شمال القطاع", "ضابط", "القناة 12 العبرية"),
    ("الدفاع المدني:\n▪️ انتشال جثتين\n▪️ إصابة طفل", "طفل", "الدفاع المدني"),
    ("الهلال الأحمر-تحديث: نقل أربعة مصابين", "مصابين", "الهلال الأحمر"),
    ("رويترز عن مصدر أمني: مقتل ثلاثة", "ثلاثة", "مصدر أمني"),
    ("سليم الشامي، والد الطفلة سلمى: ابنتي أصيبت. يجب علاجها", "علاجها", "سليم الشامي"),
    ("أعلنت وزارة الصحة في رفح استشهاد طفل.", "طفل", "وزارة الصحة في رفح"),
    ("قالت مصادر محلية إن الغارة أوقعت قتلى.", "قتلى", "مصادر محلية"),
    ("أفادت مصادر طبية للجزيرة بمقتل ستة.", "ستة", "مصادر طبية"),
    ("وأوضح المتحدث باسم الشرطة، كريم الدهان، أن خمسة أصيبوا.", "خمسة", "كريم الدهان"),
    ("الجيش يعلن مقتل ضابط", "ضابط", "الجيش"),
    ("ارتفع عدد القتلى إلى تسعة، وفق وزارة الداخلية.", "تسعة", "وزارة الداخلية"),
    ("بحسب الهلال الأحمر، نقل سبعة إلى المستشفى.", "سبعة", "الهلال الأحمر"),
    ("ووفقا لوزارة الصحة، ارتفع العدد إلى ثمانية.", "ثمانية", "وزارة الصحة"),
    ("نزح ألف شخص بحسب ما أعلنت بلدية صور.", "نزح", "بلدية صور"),
    ("أصيب عشرة في بيان صادر عن الجيش.", "عشرة", None),
    ("نقلت وكالة الأنباء عن مسؤول محلي قوله إن أربعة غرقوا.", "غرقوا", "مسؤول محلي"),
    ("تشير بيانات وزارة الدفاع إلى إصابة تسعين.", "تسعين", "وزارة الدفاع"),
    ("أثار إعلان الشرطة عن مقتل شابين غضبا.", "شابين", "الشرطة"),
    ("قالت منظمة الإغاثة إن الوضع صعب. وأضافت أن ثلاثة ماتوا.", "ماتوا", "منظمة الإغاثة"),
    ("استشهاد شاب برصاص الاحتلال شمال الخليل", "شاب", None),
    ("يذكر أن ثلاثة قتلوا في الحادث نفسه.", "قتلوا", None),
    ("العدد التراكمي للإصابات: 174", "174", None),
    ("شهدت البلدة اشتباكات أوقعت جريحين بينهم طفل.", "جريحين", None),
    ("بن كيران: قتل خمسة", "خمسة", "بن كيران"),
    ("قالت وزارة الصحة في تقريرها اليومي إن خمسة أصيبوا.", "أصيبوا", "وزارة الصحة"),
    ("أفادت وزارة الصحة بمقتل تسعة، ووفق اليونيسف قتل ثلاثة.", "تسعة", "وزارة الصحة"),
    ("أفادت وزارة الصحة بمقتل تسعة، ووفق اليونيسف قتل ثلاثة.", "ثلاثة", "اليونيسف"),
    ("ارتفعت حصيلة العدوان إلى عشرين شهيدا.", "عشرين", None),
    ("قالت الشرطة إن عشرة أصيبوا، وفق البيانات، مؤكدة هدوء البلدة.", "عشرة", "الشرطة"),
    ("نقلت طواقم الإسعاف سبعة مصابين إلى المدينة.", "سبعة", None),
    ("لبنان: مقتل ثلاثة في حادث سير", "ثلاثة", None),
    ("لبنان: نطالب بتعويض القتلى", "القتلى", "لبنان"),
    ("لابيد: مقتل ثلاثة خسارة كبيرة", "ثلاثة", "لابيد"),
    ("رئيس قسم الإسعاف بصور أحمد سالم: إصابة عشرة", "عشرة", "أحمد سالم"),
    ("وأعلنت «الحركة الشعبية» أن اثنين أصيبا.", "أصيبا", "الحركة الشعبية"),
    ("قال الوزير الذي وصفه خصومه بالضعيف إن اثنين أصيبا.", "أصيبا", "الوزير"),
    # headers within a sentence; places, first names and nouns that are no speakers
    ("غارة على سيارة في الدوير والصحة اللبنانية: شهيد في الغارة", "شهيد", "الصحة اللبنانية"),
    ("منذ أمس.. الدفاع المدني برفح: انتشال 9 جثامين", "جثامين", "الدفاع المدني برفح"),
    ("خانيونس: 3 شهداء في قصف منزل", "شهداء", None),
    ("محمود: الاحتلال يواصل القصف", "القصف", None),
    ("الجرحى: خمس حالات حرجة", "حالات", None),
    ("مناطق تسليم الأسرى: مخيم في الشمال", "مخيم", None),
    # whom the speaker talks to
    ("قيادي في الجبهة للجزيرة: تم تنسيق الموعد", "تنسيق", "قيادي في الجبهة"),
    ('مصدر قيادي في الجبهة لـ"العربي الجديد": أجرينا محادثات', "محادثات", "مصدر قيادي في الجبهة"),
    ("مصدر حكومي لواشنطن بوست: نأمل في اتفاق", "اتفاق", "مصدر حكومي"),
    ("قناة كان العبرية: تمت الموافقة", "الموافقة", "قناة كان العبرية"),
    # where a phrase and what is said end
    ("وأفاد شهود عيان بأن عددا من المزارعين أصيبوا.", "أصيبوا", "شهود عيان"),
    ("وثقت منظمات صحفية مقتل صحفيين.", "صحفيين", "منظمات صحفية"),
    ('"جيش" الاحتلال يعلن مقتل ضابط', "ضابط", '"جيش" الاحتلال'),
    ("أعلن مصدر طبي سقوط سبعة، فيما قتل عشرة في الجنوب.", "عشرة", None),
    ('قالت الوزارة إن "الهجوم نفذ بسيارتين"، وكان رجلان قتلا قبله.', "رجلان", None),
    ("جرى القبض على متهمين اثنين بعد بيان.", "اثنين", None),
    ("قال لي مسؤولون أميركيون إن المحادثات تقدمت.", "تقدمت", "مسؤولون أميركيون"),
    # adverbials
    ("أفادت وزارة الصحة أن أربعة قتلوا، بحسب وكالة الأنباء.", "قتلوا", "وزارة الصحة"),
    ("خلف الحادث، حسب بيان الحماية المدنية، وفاة واحدة.", "وفاة", "الحماية المدنية"),
    (
        "توفي ستة، حسب ما أفادت به اليوم حصيلة لمصالح الحماية المدنية.",
        "ستة",
        "مصالح الحماية المدنية",
    ),
    ("قالت الشرطة إن طفلا توفي. وأوضح المصدر ذاته أن اثنين أصيبا.", "أصيبا", "الشرطة"),
    ("بلدية طوباس: إغلاق الطرق.\n- اعتقال ثلاثة.\n- هدم منزل.", "منزل", "بلدية طوباس"),
    ("غرق قارب يقل نحو 80 شخصا قبالة الشاطئ.", "الشاطئ", None),
    ("طفل يدعى زياد توفيت أمه.", "أمه", None),
    ("أصدر حزب النور بيانا قال فيه إن ثلاثة قتلوا.", "قتلوا", "حزب النور"),
    ("قالت مواقع إسرائيلية إن أربعة أصيبوا.", "أصيبوا", "مواقع إسرائيلية"),
    ("قتل ستة في هجوم، وفق ما أفاد مصدران أمنيان.", "ستة", "مصدران أمنيان"),
    ("أسفر الهجوم عن مقتل ستة، كما قال مصدر أمني.", "ستة", "مصدر أمني"),
    ("وأوضحت الحماية المدنية، اليوم الثلاثاء. أن خمسة توفوا.", "توفوا", "الحماية المدنية"),
    ("قال مصدر طبي إن ستة قتلوا. وأضاف المصدر نفسه: أن طفلا أصيب.", "طفلا", "مصدر طبي"),
    ("أعلنت حركة النور مسؤوليتها عن هجوم قتل سبعة.", "سبعة", None),
    ("أصيب 20 بجروح بحسب حصيلة جمعتها الصحيفة من المشافي.", "أصيب", None),
    (  # «المرصد» is no «مدير المرصد»
        "قتل ستة وفق مرصد النيل. وأكد مدير مرصد النيل سالم الهاجري أن القصف مستمر. "
        "وقتل 50 مدنيا، وفق المرصد.",
        "50",
        "مرصد النيل",
    ),
    ("وأوضح بيان لمديرية الأمن أن تسعة أوقفوا.", "أوقفوا", "مديرية الأمن"),
]


@pytest.mark.parametrize(("text", "word", "source"), SOURCES)
def test_source_of_a_word(lexicon: Lexicon, text: str, word: str, source: str | None) -> None:
    document = heard(lexicon, text)
    claim = source_of(document, at(document, word))
    assert (claim.name if claim else None) == source


def test_short_phrase_points_back_to_the_full_one(lexicon: Lexicon) -> None:
    text = "ذكرت مصادر أمنية تركية أن اللقاء عقد.\nوأوضحت المصادر أن النقاش طال."
    document = heard(lexicon, text)
    claim = source_of(document, at(document, "النقاش"))
    assert claim is not None
    assert claim.name == "مصادر أمنية تركية"


def test_the_named_person_stands_for_his_titles(lexicon: Lexicon) -> None:
    document = heard(lexicon, "قال وزير الصحة اللبناني مروان فرحات إن ثلاثة أصيبوا.")
    (claim,) = document.claims
    assert claim.name == "مروان فرحات"
    assert claim.full == "وزير الصحة اللبناني مروان فرحات"


def test_lines_below_a_header_go_on_only_for_first_person_and_modals(lexicon: Lexicon) -> None:
    document = heard(lexicon, "الملك: سنستمر في الدعم\n\nيجب وقف القتال")
    index = at(document, "وقف")
    assert source_of(document, index) is None
    carried = speaker_at(document, index)
    assert carried is not None
    assert carried.name == "الملك"


def test_quotation_over_several_sentences_keeps_its_speaker(lexicon: Lexicon) -> None:
    document = heard(lexicon, "قال المتحدث باسم البلدية: «الطرق مغلقة. المياه مقطوعة».")
    claim = source_of(document, at(document, "المياه"))
    assert claim is not None
    assert claim.name == "المتحدث باسم البلدية"


def test_claims_are_in_order_of_their_cues(lexicon: Lexicon) -> None:
    text = "قالت الشرطة إن اثنين أصيبا، وأكد المستشفى وفاة أحدهما."
    claims: list[Claim] = heard(lexicon, text).claims
    assert [claim.cue for claim in claims] == sorted(claim.cue for claim in claims)
    assert [claim.name for claim in claims] == ["الشرطة", "المستشفى"]


def test_a_thousand_short_phrases_are_looked_up_once_each(lexicon: Lexicon) -> None:
    document = heard(lexicon, "زار وزير الصحة البلدة. " + "قال الوزير إن 5 قتلوا. " * 1000)
    names = {claim.name for claim in document.claims}
    assert names == {"وزير الصحة"}
    looked, _ = document.antecedents._found["وزير"] if document.antecedents else (0, None)
    assert looked <= 1001


def test_every_token_finds_the_claim_that_a_plain_search_finds(lexicon: Lexicon) -> None:
    text = (
        "الوزير:\n- قالت الشرطة إن اثنين أصيبا، وفق المستشفى\n- نرفض التهم\n"
        "بحسب الجيش، قال المتحدث إن «الطريق مغلق. والماء مقطوع». وأضاف أن ثلاثة ماتوا."
    )
    document = heard(lexicon, text)
    for token in document.tokens:
        holding = [
            claim
            for claim in document.claims
            if claim.kind != "carried" and claim.first <= token.index < claim.last
        ]
        rank = [(claim.kind == "according", claim.first, at) for at, claim in enumerate(holding)]
        expected = holding[max(rank)[2]] if holding else None
        assert source_of(document, token.index) == expected
