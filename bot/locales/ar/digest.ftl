# ما يقوله الموجز والتنبيه. الأعداد: $n للصيغة، و$shown لما يكتب (قد يكون مدى مثل 12–15).

figure-killed = { $n ->
    [zero] لا قتلى
    [one] قتيل
    [two] قتيلان
    [few] { $shown } قتلى
    [many] { $shown } قتيلا
   *[other] { $shown } قتيل
}
    .genitive = { $n ->
    [one] قتيل
    [two] قتيلين
    [few] { $shown } قتلى
    [many] { $shown } قتيلا
   *[other] { $shown } قتيل
}
    .several = عدد من القتلى
    .many = القتلى
    .name = القتلى
figure-martyr = { $n ->
    [zero] لا شهداء
    [one] شهيد
    [two] شهيدان
    [few] { $shown } شهداء
    [many] { $shown } شهيدا
   *[other] { $shown } شهيد
}
    .genitive = { $n ->
    [one] شهيد
    [two] شهيدين
    [few] { $shown } شهداء
    [many] { $shown } شهيدا
   *[other] { $shown } شهيد
}
    .several = عدد من الشهداء
    .many = الشهداء
    .name = الشهداء
figure-injured = { $n ->
    [zero] لا جرحى
    [one] جريح
    [two] جريحان
    [few] { $shown } جرحى
    [many] { $shown } جريحا
   *[other] { $shown } جريح
}
    .genitive = { $n ->
    [one] جريح
    [two] جريحين
    [few] { $shown } جرحى
    [many] { $shown } جريحا
   *[other] { $shown } جريح
}
    .several = عدد من الجرحى
    .many = الجرحى
    .name = الجرحى
figure-killed_or_injured = { $n ->
    [zero] لا قتلى ولا جرحى
    [one] واحد بين قتيل وجريح
    [two] اثنان بين قتيل وجريح
   *[other] { $shown } بين قتيل وجريح
}
    .genitive = { $n ->
    [two] اثنين بين قتيل وجريح
   *[other] { $shown } بين قتيل وجريح
}
    .several = عدد من القتلى والجرحى
    .many = القتلى والجرحى
    .name = القتلى والجرحى
figure-missing = { $n ->
    [zero] لا مفقودين
    [one] مفقود
    [two] مفقودان
    [few] { $shown } مفقودين
    [many] { $shown } مفقودا
   *[other] { $shown } مفقود
}
    .genitive = { $n ->
    [one] مفقود
    [two] مفقودين اثنين
    [few] { $shown } مفقودين
    [many] { $shown } مفقودا
   *[other] { $shown } مفقود
}
    .several = عدد من المفقودين
    .many = المفقودين
    .name = المفقودون
figure-displaced = { $n ->
    [zero] لا نازحين
    [one] نازح
    [two] نازحان
    [few] { $shown } نازحين
    [many] { $shown } نازحا
   *[other] { $shown } نازح
}
    .genitive = { $n ->
    [one] نازح
    [two] نازحين اثنين
    [few] { $shown } نازحين
    [many] { $shown } نازحا
   *[other] { $shown } نازح
}
    .several = عدد من النازحين
    .many = النازحين
    .name = النازحون
figure-detained = { $n ->
    [zero] لا معتقلين
    [one] معتقل
    [two] معتقلان
    [few] { $shown } معتقلين
    [many] { $shown } معتقلا
   *[other] { $shown } معتقل
}
    .genitive = { $n ->
    [one] معتقل
    [two] معتقلين اثنين
    [few] { $shown } معتقلين
    [many] { $shown } معتقلا
   *[other] { $shown } معتقل
}
    .several = عدد من المعتقلين
    .many = المعتقلين
    .name = المعتقلون
figure-households = { $n ->
    [one] عائلة
    [two] عائلتان
    [few] { $shown } عائلات
   *[other] { $shown } عائلة
}
    .genitive = { $n ->
    [one] عائلة
    [two] عائلتين
    [few] { $shown } عائلات
   *[other] { $shown } عائلة
}
    .of = { $families } من { $role }

bound-at_least = { $figure } على الأقل
bound-more_than = أكثر من { $figure }
bound-about = نحو { $figure }
bound-at_most = { $figure } على الأكثر

vague-tens = عشرات { $figure }
vague-hundreds = مئات { $figure }
vague-thousands = آلاف { $figure }
vague-tens_of_thousands = عشرات آلاف { $figure }
vague-hundreds_of_thousands = مئات آلاف { $figure }
vague-millions = ملايين { $figure }

figures-and = { $first } و{ $second }
figure-victims = { $figure } ({ $victims })
figure-subset = بينهم { $figure }
figure-place = { $place }: { $figure }
figure-claimed = { $figure }، وفق { $claimant }
figure-open = { $figure }: { $claims }
figure-open-claim = { $shown } ({ $claimant })
figure-rising = { $figure } (ارتفاعا من { $before })
figure-falling = { $figure } (تصحيحا من { $before })
figure-scope-period = { $since ->
    [none] { $figure } (حصيلة فترة)
   *[other] { $figure } { $since }
}
figure-scope-cumulative = { $since ->
    [none] الحصيلة الإجمالية
   *[other] الحصيلة { $since }
}: { $figure }
list-separator = { "، " }
item-separator = { "؛ " }

meeting-held-in_person = لقاء
meeting-held-call = اتصال
meeting-held-unknown = محادثات
meeting-planned-in_person = لقاء مرتقب
meeting-planned-call = اتصال مرتقب
meeting-planned-unknown = محادثات مرتقبة
meeting-cancelled-in_person = لقاء ألغي أو أجل
meeting-cancelled-call = اتصال ألغي أو أجل
meeting-cancelled-unknown = محادثات ألغيت أو أجلت
meeting = { $label }: { $who }
meeting-where = { $meeting }، في { $place }
meeting-when = { $meeting }، { $day }
meeting-about = الموضوع: { $topics }
names-and = { $first } و{ $second }

demands = { $actor }، مطالب: { $contents }
    .of = { $actor }، مطالب من { $addressee }: { $contents }
    .unnamed = مطالب: { $contents }

heading = { $day } · { $place }
heading-day = { $day }
sources-independent = { $n ->
    [zero] بلا مصدر
    [one] مصدر واحد
    [two] مصدران مستقلان
    [few] { $n } مصادر مستقلة
    [many] { $n } مصدرا مستقلا
   *[other] { $n } مصدر مستقل
}
sources-spread = مصدر واحد، تناقلته { $channels ->
    [one] قناة
    [two] قناتان
    [few] { $channels } قنوات
    [many] { $channels } قناة
   *[other] { $channels } قناة
}
sources-independent-spread = { $sources } في { $channels ->
    [one] قناة
    [two] قناتين
    [few] { $channels } قنوات
   *[other] { $channels } قناة
}
sources-named = { $sources }: { $names }

digest-title = موجز { $since } – { $until }
digest-title-plain = موجز
digest-nothing = لا جديد
digest-nothing-since = لا جديد منذ { $since }
digest-more = { $n ->
    [zero] لا أخبار أخرى
    [one] وخبر آخر
    [two] وخبران آخران
    [few] و{ $n } أخبار أخرى
    [many] و{ $n } خبرا آخر
   *[other] و{ $n } خبر آخر
}

update = تحديث { $time }: { $what }
update-figure = { $name } { $was } ← { $now }
update-figure-new = { $now }
update-figure-withdrawn = سحب: { $was }
update-claim-withdrawn = سحبت إحدى الحصائل، والباقي: { $now }
update-disputed = خلاف على العدد: { $now }
update-sources = { $was } ← { $now }
update-edited = عدل المصدر منشوره
update-deleted = حذف المصدر منشوره
update-meeting-held = انعقد اللقاء
update-meeting-planned = اللقاء مرتقب
update-meeting-cancelled = ألغي اللقاء أو أجل

toll-title = { $role }: { $subject }
toll-line = { $day }: { $figure }

who-title = لقاءات { $person }
demands-title = المطالب
demands-said = { $first ->
    [same] قيل { $last }
   *[other] قيل من { $first } إلى { $last }
}
demands-answered = رد: { $answers }
story-title = القصة كاملة
story-differences = الخلافات
story-line = { $time } { $channel }: «{ $quote }»
story-edited = عدل { $time }
story-deleted = حذف
story-copy = نسخة
story-forward = إعادة نشر
story-citing = نقلا عن غيره
toll-period = حصائل معلنة لفترات
toll-separate = ما أعلن لكل حدث، يوما بيوم
toll-cumulative = حصائل إجمالية معلنة
demand-of = { $content } (من { $addressee })
demand-said = { $demand } ({ $said })
story-mark = { $time } { $channel }: { $mark }
answer-more = { $n ->
    [zero] لا شيء غيره
    [one] وسطر آخر
    [two] وسطران آخران
    [few] و{ $n } أسطر أخرى
    [many] و{ $n } سطرا آخر
   *[other] و{ $n } سطر آخر
}
answer-nothing = لا شيء بعد
