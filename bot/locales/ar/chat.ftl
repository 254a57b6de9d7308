# ما يقوله البوت في المحادثة. أسماء الرسائل واحدة في كل اللغات.

start-greeting = أهلا بك في <b>موجز</b>.
    أقرأ القنوات الإخبارية العربية وأستخرج من كل خبر حقائقه: من التقى من وأين، وأعداد الضحايا ومن أعلنها، وما يطالب به كل طرف؛ ثم أرسل لك موجزا قصيرا، ولكل سطر مصدره.

    اختر لغتك:
start-channels = أي القنوات تريد أن تتابع؟ يمكنك تغييرها متى شئت.
start-no-channels = لا قناة مضافة بعد. أرسل <code>/watch @name</code> لإضافة قناة عامة.
start-how-often = متى تريد الموجز؟
start-done = تم. { $schedule }
    وهذا أول موجز لك:
start-deep-link-followed = أصبحت تتابع: { $subject }.
start-deep-link-channel = أضيفت القناة { $channel } إلى قنواتك.

button-all-channels = كل القنوات
button-next = التالي ←
button-back = → رجوع
button-done = تم ✓
button-source = المصدر
button-more = المزيد
button-cancel = إلغاء
button-delete-all = نعم، احذف كل شيء
button-unfollow = إلغاء المتابعة
button-mute = كتم
button-story = القصة كاملة
button-every-3-hours = كل 3 ساعات
button-twice-daily = صباحا ومساء
button-daily = مرة يوميا، 20:00
button-urgent = العاجل فقط
button-page-next = التالي
button-page-previous = السابق
button-language-ar = العربية
button-language-en = English
button-wording-source = كلمات المصدر
button-wording-neutral = صياغة محايدة

schedule-hours = { $hours ->
    [one] موجز كل ساعة.
    [two] موجز كل ساعتين.
    [few] موجز كل { $hours } ساعات.
   *[other] موجز كل { $hours } ساعة.
}
schedule-times = موجز يومي عند { $times }.
schedule-times-days = موجز عند { $times }، أيام: { $days }.
schedule-none = لا موجز مجدول.
schedule-saved = تم الحفظ. { $schedule }
schedule-usage = اكتب مثلا: <code>/schedule 3</code> لموجز كل ثلاث ساعات، أو <code>/schedule 08:00 20:00</code>، أو <code>/schedule 20:00 الأحد الخميس</code>، أو <code>/schedule off</code> للإيقاف.
quiet-saved = ساعات الهدوء من { $start } إلى { $end }. ما يأتي فيها يصلك بعدها.
quiet-off = ألغيت ساعات الهدوء.
quiet-usage = اكتب مثلا: <code>/quiet 23:00 07:00</code>، أو <code>/quiet off</code>.

help = <b>ما أستطيعه</b>

    موجز آخر الساعات: /digest، مثل <code>/digest 6</code> أو <code>/digest @name</code>
    آخر الأحداث: /latest
    قصة حدث كاملة بمصادره: /event
    حصيلة مكان أو حدث: /toll، مثل <code>/toll غزة 7</code>
    بمن التقى شخص: /who، مثل <code>/who وزير الخارجية</code>
    ما يطالب به كل طرف: /demands
    بحث في ما قرئ: /search

    متابعة شخص أو مكان أو جهة أو كلمة: /follow، مثل <code>/follow خان يونس</code>
    تنبيهاتك، وإيقاف متابعة، وكتم الكل: /alerts و/unfollow و/mute
    مواعيد الموجز وساعات الهدوء: /schedule و/quiet

    القنوات وحالها: /channels
    إضافة قناة وإزالتها: /watch و/unwatch
    اللغة والصياغة والمنطقة الزمنية: /settings
    قنواتك وتنبيهاتك في ملف: /export
    ما نحفظه عنك، وحذفه: /privacy
    إيقاف كل الرسائل: /stop
help-admin = <b>للمشرفين</b>
    حال الخدمة وأرقامها: /status و/stats
    قنوات الجميع: /addchannel و/removechannel
    رسالة إلى كل المشتركين: /announce

digest-usage = اكتب مثلا: <code>/digest</code> أو <code>/digest 12</code> (ساعات) أو <code>/digest @name</code>.
nothing-new = لا جديد.

channels-title = <b>القنوات</b>
channels-none = لا قناة تتابعها بعد. أرسل مثلا: <code>/watch @name</code>
channel-line = { $mark } { $name }: { $state }
channel-state-reading = تقرأ
channel-state-quiet = هادئة منذ { $since }
channel-state-slow = بطيئة الاستجابة منذ { $since }
channel-state-no_preview = لا تعرض منشوراتها للعموم
channel-state-not_a_channel = ليست قناة بل مجموعة أو حساب
channel-state-no_such_name = لا قناة بهذا الاسم
channel-state-new = لم تقرأ بعد
channel-state-unreadable = لا يمكن قراءتها منذ { $since }: { $reason }
channel-state-pushed = تصل منشوراتها فورا
channel-state-changed_markup = لا يمكن قراءة صفحتها
channel-state-unknown = لا يمكن قراءة صفحتها
channel-state-private = خاصة

watch-usage = اكتب مثلا: <code>/watch @name</code> أو <code>/watch https://t.me/name</code> أو عنوان خلاصة RSS.
watch-added = أضيفت { $channel }. آخر منشور فيها: { $last }
watch-added-empty = أضيفت { $channel }. لا منشور فيها بعد.
watch-already = تتابع { $channel } بالفعل.
watch-refused = لا أستطيع قراءة { $channel } الآن: { $reason }. جرب بعد قليل.
watch-limit = بلغت الحد: { $limit } قناة. أزل واحدة بـ<code>/unwatch @name</code>.
watch-full = تتابع الخدمة أقصى ما تستطيع من القنوات. اسأل مديرها.
addchannel-usage = اكتب مثلا: <code>/addchannel @name</code> أو عنوان خلاصة RSS.
removechannel-usage = اكتب مثلا: <code>/removechannel @name</code>.
channel-added-already = { $channel } مضافة للجميع من قبل.
channel-removed-unknown = { $channel } ليست من قنوات الجميع.
channel-removed-done = أزيلت { $channel } من قنوات الجميع.
unwatch-usage = اكتب مثلا: <code>/unwatch @name</code>.
unwatch-done = أزيلت { $channel } من قنواتك.
unwatch-unknown = لا تتابع { $channel }.
unwatch-last = { $channel } قناتك الوحيدة. أضف غيرها أولا: <code>/watch @name</code>، أو أوقف الرسائل: /mute

follow-usage = اكتب من تتابع أو ما تتابع، مثلا:
    مكانا: <code>/follow خان يونس</code>
    عبارة: <code>/follow "وقف إطلاق النار"</code>
    عددا في مكان: <code>/follow قتلى&gt;=10 غزة</code>
    كلمتين معا: <code>/follow هدنة و معبر</code>
follow-added = تتابع الآن: { $rule }. يصلك التنبيه فور صدور الخبر.
follow-already = تتابع هذا بالفعل: { $rule }.
follow-bad = لم أفهم: { $reason }
follow-limit = بلغت الحد: { $limit } متابعة. أوقف واحدة من /alerts.
unfollow-usage = اكتب مثلا: <code>/unfollow خان يونس</code>، أو اختر من /alerts.
unfollow-done = لم تعد تتابع: { $rule }.
unfollow-unknown = لا تتابع: { $rule }.
alerts-title = <b>تنبيهاتك</b>
alerts-none = لا تنبيهات بعد. أرسل مثلا: <code>/follow خان يونس</code>
alerts-muted = (مكتوم)
alerts-digest = (في الموجز)
muted = كل شيء مكتوم حتى { $until }.
mute-off = انتهى الكتم.
mute-usage = اكتب مثلا: <code>/mute 8</code> (ساعات) أو <code>/mute off</code>.

event-usage = اكتب رقم الحدث، مثل <code>/event a1b2c3</code>، أو اضغط زر «القصة كاملة» تحت خبر.
event-unknown = لا حدث بهذا الرقم، أو مضى وقت حفظه.
toll-usage = اكتب مكانا أو حدثا وعدد الأيام، مثل <code>/toll خان يونس 7</code>.
toll-none = { $days ->
    [one] لا أرقام عن { $subject } في آخر يوم.
    [two] لا أرقام عن { $subject } في آخر يومين.
    [few] لا أرقام عن { $subject } في آخر { $days } أيام.
    [many] لا أرقام عن { $subject } في آخر { $days } يوما.
   *[other] لا أرقام عن { $subject } في آخر { $days } يوم.
}
who-usage = اكتب اسما، مثل <code>/who وزير الخارجية</code>.
who-none = لا لقاءات مسجلة لـ{ $person }.
demands-none = لا مطالب مسجلة.
search-usage = اكتب كلمة أو أكثر، مثل <code>/search ممر إنساني</code>.
search-none = لا شيء عن: { $query }
source-gone = لم يعد هذا المنشور محفوظا.

settings-title = <b>الإعدادات</b>
    اللغة: { $language }
    الصياغة: { $wording }
    المنطقة الزمنية: <code>{ $timezone }</code>
    الموجز: { $schedule }
    ساعات الهدوء: { $quiet }
settings-timezone-usage = لتغيير المنطقة الزمنية اكتب مثلا: <code>/settings timezone Asia/Beirut</code>
settings-timezone-bad = لا منطقة زمنية بهذا الاسم: { $timezone }
settings-saved = تم الحفظ.
quiet-none = لا شيء
wording-source = كما في المصدر (شهيد، قتيل)
wording-neutral = محايدة (قتيل)

export-caption = قنواتك وتنبيهاتك وإعداداتك.
privacy = نحفظ عنك: رقم المحادثة، ولغتك، وقنواتك، وتنبيهاتك، ومواعيدك، وسجل ما أرسل إليك مدة { $days } يوما حتى يصحح إن تغير. لا نحفظ رسائلك.
privacy-confirm = أتحذف كل ما نحفظه عنك؟ لا رجعة في هذا.
privacy-deleted = حذف كل ما كان محفوظا عنك. إلى اللقاء.
stopped = أوقفت كل الرسائل. أرسل أي أمر لتعود، مثل /start؛ قنواتك وتنبيهاتك محفوظة.

admins-only = هذا للمشرفين وحدهم.
group-admins-only = في المجموعات يضبطني مشرفوها وحدهم.
unknown-command = لا أعرف هذا الأمر. أرسل /help.
too-fast = { $seconds ->
    [one] على مهلك: حاول بعد ثانية.
    [two] على مهلك: حاول بعد ثانيتين.
    [few] على مهلك: حاول بعد { $seconds } ثوان.
   *[other] على مهلك: حاول بعد { $seconds } ثانية.
}
failed = تعذر هذا الآن، وقد سجل الخطأ. حاول بعد قليل.
store-away = الخدمة مشغولة الآن. حاول بعد قليل.

group-added = شكرا لإضافتي. يستطيع مشرفو المجموعة ضبطي: /schedule للموجز، و/follow للتنبيهات، و/watch للقنوات.
channel-added = أضفتني إلى «{ $title }». متى أنشر فيها الموجز؟
channel-needs-post = أضفتني إلى «{ $title }»، لكن ليس لي أن أنشر فيها. امنحني صلاحية «نشر الرسائل».
channel-ready = تم. { $schedule } ينشر في «{ $title }».
channel-removed = أخرجت من «{ $title }»، فأوقفت موجزها.

announce-usage = اكتب الرسالة بعد الأمر: <code>/announce …</code>
announce-done = { $count ->
    [zero] لا مشتركين.
    [one] أرسلت إلى مشترك واحد.
    [two] أرسلت إلى مشتركين.
    [few] أرسلت إلى { $count } مشتركين.
    [many] أرسلت إلى { $count } مشتركا.
   *[other] أرسلت إلى { $count } مشترك.
}
status-title = <b>حال الخدمة</b>
stats-title = <b>أرقام</b>

command-start = ابدأ من جديد
command-digest = موجز آخر الساعات
command-latest = آخر الأحداث
command-follow = تابع شخصا أو مكانا أو كلمة
command-unfollow = أوقف متابعة
command-alerts = تنبيهاتك
command-toll = حصيلة مكان أو حدث
command-who = بمن التقى شخص
command-demands = ما يطالب به كل طرف
command-search = بحث
command-event = قصة حدث كاملة
command-channels = القنوات وحالها
command-watch = أضف قناة
command-unwatch = أزل قناة
command-schedule = مواعيد الموجز
command-quiet = ساعات الهدوء
command-mute = كتم مؤقت
command-settings = الإعدادات
command-export = صدر إعداداتك
command-privacy = الخصوصية والحذف
command-stop = أوقف الرسائل
command-help = المساعدة
command-status = حال الخدمة
command-stats = أرقام الخدمة
command-addchannel = أضف قناة للجميع
command-removechannel = أزل قناة للجميع
command-announce = رسالة إلى المشتركين

rule-nothing-wanted = لا شيء يتابع فيما كتبت
rule-too-many-terms = الشروط أكثر من 12
rule-too-long = طويل جدا: { $word }
rule-too-short = قصير جدا: { $word }
rule-unknown-label = لا أعرف «{ $word }:»
rule-unknown-type = لا أعرف النوع «{ $word }»
rule-unknown-role = لا أعرف «{ $word }»؛ المعروف: قتلى، جرحى، مفقودين، نازحين، معتقلين
rule-not-a-number = ليس عددا: { $word }
rule-meeting-needs-two = اللقاء بين طرفين: لقاء:"فلان"+"فلان"
rule-step-without-threshold = الخطوة تحتاج حدا، مثل قتلى>=10 خطوة:5
rule-unreadable-link = الرابط غير صالح

status-worker = • العامل { $name }: { $roles }
status-queue = • الطابور { $stream }: ينتظر { $lag }، أقدمها منذ { $age } ث
status-rest = محادثات لها رسائل منتظرة: { $waiting }؛ رسائل ميتة: { $dead }
stats-chats = محادثات: { $chats }؛ تنبيهات: { $rules }
stats-events = أحداث آخر 24 ساعة: { $events }؛ ذاكرة المخزن: { $memory } م.ب
stats-sends = • حال الرسائل { $state }: { $count }
