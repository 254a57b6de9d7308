"""Lines that advertise are taken out; news that merely looks like it stays."""

from __future__ import annotations

import pytest

from extract import boilerplate
from extract.morphology import Lexicon
from extract.text import read

NEWS = "أعلنت الوزارة إصابة عاملين في الميناء."


@pytest.mark.parametrize(
    "line",
    [
        "تابعونا",
        "تابعوا آخر الأخبار على قناتنا في تلغرام",
        'تغطية متواصلة على قناة موقع "البوصلة" في "تلغرام"',
        "اشترك الآن ليصلك كل جديد",
        "للاشتراك في النشرة البريدية اضغط هنا",
        "🔔 للانضمام إلى قناة الميناء على الواتساب",
        "لمتابعة الأخبار أولا بأول: https://t.me/almarsa",
        "قناة المرسى @almarsa",
        "https://t.me/almarsa",
        "#أخبار_الميناء #المرسى",
        "اقرأ أيضا: سفينة جديدة تصل الميناء",
        "للتواصل معنا عبر واتساب 0599000000",
        "🌐 رابط القناة",
    ],
)
def test_a_line_that_advertises_is_taken_out(lexicon: Lexicon, line: str) -> None:
    document = read(f"{NEWS}\n\n{line}", lexicon)
    boilerplate.annotate(document, boilerplate.match(document))
    assert [document.text[s.start : s.end] for s in document.sentences] == [NEWS]
    assert [s.index for s in document.sentences] == [0]


@pytest.mark.parametrize(
    "line",
    [
        "تابع الوزير أن العمال عادوا إلى منازلهم",
        "لمتابعة تنفيذ الاتفاق وصل وفد إلى المدينة",
        "وقال الناطق عبر قناته في تلغرام إن عاملين أصيبا",
        "القناة 12: إصابة عاملين",
        "انضم العمال إلى الإضراب",
        "#عاجل إصابة عاملين في الميناء",
        "إصابة عاملين في الميناء والطواقم تنقلهم https://t.me/almarsa/12",
        "شارك وفد العمال في الاجتماع",
        "#إصابة_عاملين",
    ],
)
def test_news_that_looks_like_it_stays(lexicon: Lexicon, line: str) -> None:
    assert boilerplate.match(read(line, lexicon)) == []
