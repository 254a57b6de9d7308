"""What the figures of one text lend each other: its one place, its one claimant."""

from __future__ import annotations

import pytest

from extract import Extractor
from extract.facts import Casualties
from extract.morphology import Lexicon


@pytest.fixture(scope="module")
def extractor(lexicon: Lexicon) -> Extractor:
    return Extractor(lexicon)


def told(extractor: Extractor, text: str) -> list[tuple[str, str | None, str | None]]:
    facts = extractor.extract(text).facts
    return [(f.role, f.place, f.attribution) for f in facts if isinstance(f, Casualties)]


# text, role, place and claimant of each figure
TEXTS = [
    (  # the lead has the figures, the next sentence the source
        "قتل ثلاثة أشخاص وأصيب سبعة في انفجار سيارة في بعقوبة.\n"
        "وقال مصدر أمني إن الانفجار أدى إلى مقتل ثلاثة أشخاص.",
        [("killed", "بعقوبة", "مصدر أمني"), ("injured", "بعقوبة", "مصدر أمني")],
    ),
    (  # two claimants: nothing is lent
        "قتل ثلاثة أشخاص وأصيب سبعة في انفجار في بعقوبة.\n"
        "وقالت الشرطة إن ثلاثة أشخاص قتلوا. وقالت وزارة الصحة إن ستة جنود قتلوا.",
        [
            ("killed", "بعقوبة", "الشرطة"),
            ("injured", "بعقوبة", None),
            ("killed", "بعقوبة", "وزارة الصحة"),
        ],
    ),
    (  # the place of the lead is that of the details
        "قتل ستة أشخاص في حريق في مدينة سطيف.\nوبين القتلى طفلان.",
        [("killed", "مدينة سطيف", None), ("killed", "مدينة سطيف", None)],
    ),
    (  # two places: the nearest before
        "قتل ستة أشخاص في مدينة سطيف. وقتل ثلاثة في مدينة بجاية. وأصيب تسعة جنود.",
        [
            ("killed", "مدينة سطيف", None),
            ("killed", "مدينة بجاية", None),
            ("injured", "مدينة بجاية", None),
        ],
    ),
    (  # «الهجوم» points to the place told before
        "وقع هجوم في بلدة الرحيبة فجرا. وقال مسعفون إن أربعة أصيبوا في الهجوم.",
        [("injured", "بلدة الرحيبة", "مسعفون")],
    ),
    (  # «… الانفجار وقع في …»
        "قتل مدنيان اليوم. وذكرت البلدية أن الانفجار وقع في قرية الطلحية.",
        [("killed", "قرية الطلحية", "البلدية")],
    ),
    (  # a lead that tells of harm without a figure
        "اعتقلت الشرطة خلية في مدينة سطيف. وقالت صحيفة الأفق إن الأمن أوقف ستة أشخاص.",
        [("detained", "مدينة سطيف", "صحيفة الأفق")],
    ),
    (  # «كما» goes on with the source before, another day does not
        "قال مسعف إن ثلاثة قتلوا في بعقوبة. كما أصيب تسعة جنود. كما قتل ستة أمس الأحد.",
        [
            ("killed", "بعقوبة", "مسعف"),
            ("injured", "بعقوبة", "مسعف"),
            ("killed", "بعقوبة", None),
        ],
    ),
    (  # the only one who speaks, though he repeats no figure
        "توقيف تسعة أشخاص في مدينة وهران. وأوضح بيان لمديرية الأمن أن التحقيق مستمر.",
        [("detained", "مدينة وهران", "مديرية الأمن")],
    ),
    (  # who condemns tells no figures
        "مقتل تسعة أشخاص في مدينة وهران. وأدان الوزير سامر العبادي الهجوم.",
        [("killed", "مدينة وهران", None)],
    ),
    (  # a place that opens the next clause, and one that people are taken from
        "وفي بلدة السهل اعتقلت الشرطة اثنين، وفي بلدة الورد اعتقلت ثلاثة. "
        "وداهمت قرية النبعة واعتقلت ستة، كما اعتقلت من قرية الطلحية سبعة.",
        [
            ("detained", "بلدة السهل", None),
            ("detained", "بلدة الورد", None),
            ("detained", "قرية النبعة", None),
            ("detained", "قرية الطلحية", None),
        ],
    ),
    (  # buildings counted are no place
        "قتل ستة بعد انهيار 20 مبنى في تركيا. ثم قتل تسعة في مناطق ريوم وزيرانغ.",
        [("killed", "تركيا", None), ("killed", "مناطق ريوم وزيرانغ", None)],
    ),
    (  # countries named as parties are no place
        "قتل تسعة أشخاص بعد دعوة تشاد ومصر إلى الحوار.",
        [("killed", None, None)],
    ),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_what_a_text_gives_once_holds_for_its_figures(
    extractor: Extractor, text: str, expected: list[tuple[str, str | None, str | None]]
) -> None:
    assert told(extractor, text) == expected
