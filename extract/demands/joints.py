"""What «و» joins to a demanded thing: more of it, another demand, or another clause."""

from __future__ import annotations

from typing import Literal

from extract.clauses import is_marker
from extract.demands.clause import Clause, is_present
from extract.document import Word
from extract.phrases import mention_kind, phrase_end
from extract.shapes import shape

Joint = Literal["ends", "goes on", "another", "another behind"]

_COMMAS = frozenset("،,")
_PRONOUNS = frozenset(
    {"هو", "هي", "هم", "ذلك", "هذا", "هذه", "تلك", "قد", "كان", "كانت", "التي", "الذي"}
)
_PREPOSITIONS = frozenset({"غير", "من", "في", "عن", "مع", "ضد", "بين"})
_BEFORE_OBJECT = frozenset({"و", "في", "او", "كل", "هذه"})
_NOT = frozenset({"عدم", "تجنب"})
_WITHOUT = frozenset({"بدون", "دون", "بلا"})
_STOPPING = frozenset(
    {"وقف", "ايقاف", "انهاء", "منع", "رفض", "ادانه", "عدم", "تجنب", "حظر", "كف", "رفع", "فك", "كسر"}
    | {"تجريم", "مكافحه", "محاربه", "مواجهه", "ردع", "صد", "الغاء", "تفادي", "انتهاء", "توقف"}
)
_LEADING = frozenset({"من", "علي", "الي", "عن", "مع", "دون", "بدون"})


def joint(clause: Clause, index: int) -> Joint:
    """What the «و» or «ف» of the word at ``index`` does; another demand begins with that word, or
    right behind it («وإلى …», «وأن …»)."""
    token = clause.tokens[index]
    detached = token.word.folded == "و" and index + 1 < clause.limit
    if detached and clause.tokens[index + 1].kind == "word":
        return _behind_detached(clause, index)
    word = shape(token.word)
    if clause.is_needed(index):
        return "ends"  # «أهمية … وضرورة …»
    rest = token.word.folded[1:]
    following = index + 1
    if rest in ("الي", "علي") and rest == clause.start.joint and following < clause.limit:
        return "another behind"
    if is_marker(clause.document, index):
        wish = following < clause.limit and is_present(clause.tokens[following].word)
        goes_on = rest == "ان" and (clause.start.clause or wish)
        return "another behind" if goes_on else "ends"
    if rest in ("الا", "بالا") and clause.start.clause:
        return "another"
    counted = _is_number(clause, following) and not _is_number(clause, index - 1)
    if word.conjunction == "ف" or (rest == "" and counted):
        return "ends"
    party = not word.action or mention_kind(clause.document, index) in ("organisation", "role")
    if not clause.start.clause and party and _is_subject(clause, index):
        return "ends"
    if rest == "لا":
        noun = following < clause.limit and shape(clause.tokens[following].word).nominal
        return "goes on" if noun else "ends"
    if rest in _WITHOUT:
        return "goes on"
    if word.preposition:
        if word.action and word.preposition == clause.start.joint:
            return "another"
        return "goes on" if word.nominal and not word.only_verb else "ends"
    if any(a.pos == "prep" and a.enclitic for a in token.word.analyses):
        return "ends"
    if _is_item(clause, index) or _is_action(clause, index):
        return "another"
    past = word.verb and not word.action and token.word.analyses[0].aspect == "p"
    subject = shape(clause.tokens[following].word) if following < clause.limit else word
    if past and subject.definite and not subject.preposition:
        return "ends"  # «وحضر اللقاء …»
    if word.only_verb and clause.told_of_before(index):
        return "goes on"
    if word.only_verb or not word.nominal:
        return "goes on" if rest in _PREPOSITIONS else "ends"
    return "ends" if rest in _PRONOUNS else "goes on"


def _behind_detached(clause: Clause, index: int) -> Joint:
    """«و تسهيل …»: the «و» stands by itself."""
    behind = clause.tokens[index + 1].word
    resumed = any(a.pos == "prep" and a.enclitic for a in behind.analyses)
    if resumed or clause.is_needed(index + 1) or clause.ends_at(index + 1):
        return "ends"
    if _is_action(clause, index + 1):
        return "another behind"
    word = shape(behind)
    return "goes on" if word.nominal and not word.only_verb else "ends"


def _is_number(clause: Clause, index: int) -> bool:
    return index < len(clause.tokens) and clause.tokens[index].kind == "number"


def _is_subject(clause: Clause, index: int) -> bool:
    """«… وحماس تقول»: the joined noun has a verb of its own behind it."""
    before, joined = clause.tokens[index - 1].word, clause.tokens[index].word
    if all(any(a.pos == "adj" for a in word.analyses) for word in (before, joined)):
        return False  # «حل عادل ومنصف يلبي …»
    after = phrase_end(clause.document, index, min(clause.limit, index + 4))
    if after >= clause.limit or clause.tokens[after].kind != "word":
        return False
    word = shape(clause.tokens[after].word)
    return word.only_verb and not word.conjunction


def _is_item(clause: Clause, index: int) -> bool:
    """«وقفا …، وانسحابا …»: the items of a list in the accusative."""
    accusative = all(clause.tokens[i].word.folded.endswith("ا") for i in (clause.first, index))
    word = shape(clause.tokens[index].word)
    apart = clause.tokens[index - 1].text in _COMMAS
    return accusative and apart and word.nominal and not word.only_verb


def _is_action(clause: Clause, index: int) -> bool:
    """Whether a coordinated verbal noun is an action of its own: it has a complement, and the
    thing so far is an action too."""
    if not shape(clause.tokens[index].word).action or index + 1 >= clause.limit:
        return False
    after = clause.tokens[index + 1]
    first = shape(clause.tokens[clause.first].word)
    verb = any(a.pos == "verb" and a.aspect == "i" for a in clause.tokens[index].word.analyses)
    if verb and after.kind == "word" and shape(after.word).owned:
        return False  # «وتجدد رفضها»: rather the verb
    before = shape(clause.tokens[index - 1].word)
    if before.action and not before.definite and after.kind == "word" and index > clause.first + 1:
        return False  # «بشأن ملء وتشغيل السد»
    if index == clause.first + 1 and after.kind == "word" and not first.owned:
        return False  # «وقف ورفع …» share their object
    if after.kind == "word" and shape(after.word).conjunction:
        return False  # «من قتل وتهجير ودمار»
    apart = clause.tokens[index - 1].text in _COMMAS
    if apart and after.text in _COMMAS and shape(clause.tokens[index].word).owned:
        return first.action  # «تسريع الإجراءات، وتبسيطها، و…»
    negative = shape(clause.tokens[index].word).stem in _NOT
    if first.stem == "عدم" and not apart and not negative:
        return False  # «عدم الانخراط في … وفرض …»: neither
    if clause.start.clause and not clause.found and not first.action:
        return False
    if _has_article(clause.tokens[index].word):
        if apart and (clause.quoted or (first.action and not shape(after.word).adjective)):
            return True
        if after.kind != "word" or clause.ends_at(index + 1):
            return False
        own = _has_article(clause.tokens[clause.first].word) and after.word.folded in _BEFORE_OBJECT
        return own or _leads_on(after.word) or (first.action and not _is_harm(clause, index))
    if after.text in '"«“':
        return index + 2 < clause.limit and clause.tokens[index + 2].kind == "word"
    return after.kind in ("word", "number")


def _leads_on(after: Word) -> bool:
    """«والالتزام بـ», «والإبلاغ عنها», «والتوجه جنوبا»: a complement of its own."""
    led = bool(shape(after).preposition) or after.folded in _LEADING
    resumed = any(a.pos == "prep" and a.enclitic for a in after.analyses[:1])
    return led or resumed or (after.folded.endswith("ا") and not shape(after).definite)


def _is_harm(clause: Clause, index: int) -> bool:
    """«وقف القصف والتهجير في الضفة»: one more of what shall stop."""
    stopped = shape(clause.tokens[clause.first].word).stem in _STOPPING
    after = clause.tokens[index + 1].word.folded
    return stopped or after not in _BEFORE_OBJECT


def _has_article(word: Word) -> bool:
    """«والتزام» has one, «والغاء» (of «إلغاء») has none."""
    form = shape(word)
    return form.definite and not form.owned
