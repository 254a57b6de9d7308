# صفحة القراء. ما يقال عن الأحداث نفسها في digest.ftl، وحالات القنوات في chat.ftl.

web-name = موجز
web-about = أخبار القنوات العربية، لكل رقم مصدره
web-skip = إلى المحتوى
web-nav = الأقسام
web-nav-today = اليوم
web-nav-toll = الحصائل
web-nav-who = اللقاءات
web-nav-demands = المطالب
web-nav-channels = القنوات
web-language = اللغة
web-language-ar = العربية
web-language-en = English

web-today = أحداث اليوم، { $day }
web-day = أحداث { $day }
web-day-choose = يوم آخر
web-day-before = اليوم السابق
web-day-after = اليوم التالي
web-show = اعرض
web-nothing = لا شيء هنا.
web-nothing-day = لم تذكر القنوات في هذا اليوم حدثا بعد.
web-pages = الصفحات
web-page-next = المزيد
web-page-before = السابق
web-whole = القصة كاملة
web-post = المنشور

web-timeline = ما قالته المصادر
web-timeline-help = نص الجملة كما نشرت، وقد علمت فيها الكلمات التي تذكر الخبر.
web-withdrawn = حذف المصدر هذا المنشور، فلا يعرض نصه.
web-chart-alt = رسم بياني للأرقام المذكورة تحته: { $title }
web-facts = الخبر

web-search = بحث
web-search-of = بحث: { $query }
web-search-label = ابحث في الأخبار
web-search-help = في أخبار آخر { $days } يوما، والكلمة تجد صيغها الأخرى.
web-toll = الحصائل
web-toll-help = ما أعلن عن مكان، كل حدث وحده. لا نجمع الأرقام: المجموع لم يقله أحد.
web-toll-place = المكان
web-toll-days = عدد الأيام
web-toll-role = من
web-toll-any = الأشد أولا
web-who = اللقاءات
web-who-help = بمن التقى شخص في آخر { $days } يوما.
web-who-person = الاسم
web-demands = المطالب
web-demands-help = ما طالب به كل طرف في آخر { $days } يوما.
web-demands-party = الطرف
web-all = الكل
web-offered = ما ورد في الأخبار
web-channels = القنوات
web-channels-help = ما نقرأه من قنوات عامة، وحال كل منها.
web-newest = آخر منشور { $time }
web-course = كيف تغير العدد
web-when = الوقت
web-figure = العدد ومن ذكره
web-unreadable = لا يمكن قراءتها منذ { $since }

web-words-source = كلمات المصادر («شهيد»)
web-words-neutral = كلمات محايدة («قتيل»)
web-forms = صيغ أخرى
web-form-atom = خلاصة Atom
web-form-json = بيانات JSON
web-zone = الأوقات بتوقيت { $zone }

web-error-400 = لم نفهم الطلب
    .text = في العنوان ما لا يقرأ أو ما هو أطول من المسموح. عد إلى صفحة اليوم أو جرب البحث.
web-error-404 = لا صفحة هنا
    .text = لا شيء تحت هذا العنوان، أو مضى على الحدث أكثر مما نحفظ.
web-error-405 = هذه الصفحة للقراءة فقط
    .text = لا تستقبل هذه الصفحة شيئا.
web-error-500 = حدث خطأ
    .text = تعذر إعداد هذه الصفحة. سجل الخطأ، والصفحات الأخرى تعمل.
web-error-503 = الصفحة غير متاحة الآن
    .text = لا يجيب مخزن الأخبار. جرب بعد قليل.
