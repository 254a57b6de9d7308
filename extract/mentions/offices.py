"""One man's several offices, before his name and after it.

«رئيس الوزراء ووزير الدفاع فلان» may be two men or one: one where the offices often go together or
tell of the same body, never where they belong to different countries.
"""

from __future__ import annotations

from abc import ABC, abstractmethod

from extract.mentions.complements import Title
from extract.mentions.titles import Titles
from extract.wordclass import Form

# Heads after which a second title with «و» is one more office of the same man.
_SHARED = frozenset(
    {"زعيم", "نايب", "نايبه", "عضو", "قيادي", "مستشار", "مبعوث", "ولي", "امين", "مساعد", "وكيل"}
    | {"ممثل", "ممثله", "قياديه", "عضوه", "مستشاره", "مبعوثه", "امينه", "مساعده", "وكيله"}
)
# Officials whose «السفير», «السيناتور» before the name is a courtesy.
_DEPUTIES = _SHARED | {"مدير", "مديره", "متحدث", "ناطق", "مندوب", "رييس", "مبعوث"}
# What a diplomat is besides («سفير … ومندوب … لدى الجامعة العربية»).
_MISSIONS = frozenset(
    {"سفير", "سفيره", "ممثل", "ممثله", "مندوب", "مندوبه", "قنصل", "منسق", "منسقه"}
)
_HEADS = frozenset({"رييس", "رييسه", "عضو", "نايب", "نايبه"})
_CHAIRS = frozenset({"رييس", "رييسه"})
_PRINCES = frozenset({"شيخ", "امير", "اميره", "سلطان", "ملك", "ملكه"})
_COURTESIES = frozenset({"سفير", "سفيره", "وزير", "نايب", "مستشار"})
_PRONOUNS = ("هما", "هم", "ها", "نا", "ه")
_FORMER = frozenset({"سابق", "اسبق", "سابقه"})
# «النائب الثاني لرئيس …», «القائد الأعلى للقوات المسلحة»: offices with an article.
_ARTICLED = frozenset({"نايب", "قايد", "مشرف", "امين"})


def is_prince(word: Form) -> bool:
    """«الأمير», «الملك»: offices that stand before a name like ranks."""
    return word.title == "role" and word.article and word.stem in _PRINCES


class Offices(Titles, ABC):
    """Tells whether a further title belongs to the same man."""

    @abstractmethod
    def _opens_name(self, at: int, limit: int) -> bool:
        """Whether a name, or titles that lead to one, begin at ``at``."""

    def _same_man(self, titles: list[Title], at: int, word: Form, limit: int) -> bool:
        """Whether a further title belongs to the man whose titles were read."""
        if word.number != "s":
            return False
        first = titles[-1]
        nested = self.title(at, limit)
        if nested.country and first.country and nested.country != first.country:
            return False
        offices = self._is_premier(first) and word.stem in ("وزير", "وزيره")
        if not word.conjunction:
            if word.article:
                deputy = _office(first.head) in _DEPUTIES | {word.stem}
                leads = deputy and self._opens_name(at + 1, limit)
                return is_prince(word) or leads or self._is_articled(at)
            kept = offices or first.head.stem in _SHARED or self._same_body(first, nested)
            return not word.enclitic and (kept or self.mark(at - 1, "،,"))
        last = self.forms[first.last - 1]
        if first.head.stem in ("وزير", "وزيره") and last is not None and last.base == "الدوله":
            return True  # «وزير الدولة ومحافظ مسقط»
        own = any(f is not None and f.enclitic for f in self.forms[at : nested.last])
        if own or first.head.stem in _SHARED or self._is_former(first):
            return True
        missions = {first.head.stem, word.stem} <= _MISSIONS | {"رييس"}
        return offices or (missions and first.head.stem in _MISSIONS)

    def _same_office(self, titles: list[Title], at: int, limit: int) -> bool:
        """«فخامة رئيس الدولة، رئيس الاتحاد الإفريقي السيد فلان»: behind a comma, a head's or
        member's further office, which a name must follow."""
        word = self.forms[at]
        if word is None or word.title != "role" or word.number != "s" or word.definite:
            return False
        if word.conjunction or word.preposition or not self._same_man(titles, at, word, limit):
            return False
        minister = word.stem in ("وزير", "وزيره") and titles[-1].head.stem == word.stem
        end = self.title(at, limit).last
        comma = end + 1 if self.mark(end, "،,") else end
        return (word.stem in _HEADS or minister) and self._opens_name(comma, limit)

    def _is_courtesy(self, title: Title, at: int, limit: int) -> bool:
        """«نائب رئيس الحزب، السفير فلان»: an official's rank behind a comma, and his name."""
        word = self.forms[at]
        if word is None or word.conjunction or word.preposition or not word.article:
            return False
        deputy = title.head.stem in _DEPUTIES and word.stem in _COURTESIES
        return deputy and self.name(at + 1, limit, after_title=True) > at + 1

    def _more_offices(self, at: int, limit: int, comma: bool) -> int:
        """The end of further offices after a name («نائب رئيس الدولة رئيس الوزراء حاكم دبي»).

        ``comma``: a mark sets the offices off from the name, so that «و» joins one more of his.
        """
        while at < limit:
            word = self.forms[at]
            if word is None or word.title != "role" or word.number != "s" or word.enclitic:
                break
            if word.preposition or (word.article and not self._is_articled(at)):
                break
            if word.conjunction and not (comma or self._joins_office(at)):
                break
            end = self.title(at, limit).last
            if end == at + 1 or self._name_follows(end, limit):
                break
            if word.conjunction and self.mark(end, "،,") and self._name_follows(end + 1, limit):
                break
            at = end
        return at

    def _joins_office(self, at: int) -> bool:
        """«… نائب رئيس مجلس الوزراء ووزير الدولة», «رئيس مجلس الوزراء ووزير الداخلية», «رئيس الحزب
        ورئيس الكتلة»."""
        near = [form for form in self.forms[max(0, at - 5) : at] if form is not None]
        word = self.forms[at]
        if word is None:
            return False
        premier = any(form.base in ("الوزراء", "الحكومه") for form in near)
        minister = word.stem in ("وزير", "وزيره", "قايم")
        if word.stem in _CHAIRS and any(f.title == "role" and f.stem == word.stem for f in near):
            return True
        return any(form.stem in ("نايب", "ولي") for form in near) or (
            minister and (premier or word.stem == "قايم")
        )

    def _is_premier(self, title: Title) -> bool:
        """«رئيس الوزراء», who is often a minister too."""
        near = self.forms[title.first : title.last]
        return title.head.stem in ("رييس", "رييسه") and any(
            f is not None and f.base in ("الوزراء", "وزراء", "الحكومه") for f in near
        )

    def _is_former(self, title: Title) -> bool:
        last = self.forms[title.last - 1]
        return last is not None and last.stem in _FORMER

    def _is_articled(self, at: int) -> bool:
        """«النائب الأول», «القائد العام»: an adjective after the head, and no name."""
        word = self.forms[at]
        after = self.forms[at + 1] if at + 1 < len(self.forms) else None
        if word is None or after is None:
            return False
        honorary = word.stem == "رييس" and after.base in ("الفخري", "التنفيذي")
        return honorary or (
            word.stem in _ARTICLED and after.article and after.adjective and not after.person
        )

    def _same_body(self, first: Title, second: Title) -> bool:
        """«أمير المنطقة رئيس مجلس المنطقة»: the offices tell of one body."""
        theirs = {f.stem for f in self.forms[first.first + 1 : first.last] if f is not None}
        return any(
            f is not None and f.article and f.nominal and not f.nisba and f.stem in theirs
            for f in self.forms[second.first + 1 : second.last]
        )


def _office(head: Form) -> str:
    """The stem of an office without its pronoun («مندوبها»)."""
    if head.enclitic is None:
        return head.stem
    return next((head.stem.removesuffix(p) for p in _PRONOUNS if head.stem.endswith(p)), head.stem)
