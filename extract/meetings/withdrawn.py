"""Meetings that are told and denied in the same breath: «…، وهو ما نفاه», «نفى حدوث هذا اللقاء»."""

from __future__ import annotations

from functools import lru_cache

from extract.document import Document, Word
from extract.meetings.cues import cue
from extract.meetings.events import Event
from extract.meetings.status import governor_kind

_REACH = 2  # sentences from a meeting to its denial
_NEAR = 6  # tokens from «نفى» to the noun of the meeting
_DENYING = frozenset({"نفي", "انكر", "كذب"})
_IT = frozenset({"لكنه", "لكنها", "انه", "انها", "ولكنها", "ولكنه"})
_DONE = frozenset({"تم", "جري", "تقرر"})
_WHICH = frozenset({"ما", "الامر", "الذي", "وهو", "هو"})
# What is denied of a meeting: that it took place at all.
_TAKING_PLACE = frozenset({"حدوث", "حصول", "وقوع", "عقد", "انعقاد", "اجراء", "اي", "وجود"})


def standing(events: list[Event], document: Document) -> list[Event]:
    """The events that no later words of the text deny; those called off later are so marked."""
    if not events:
        return events
    _call_off(events, document)
    denials = [at for at, token in enumerate(document.tokens) if _denies(token.word)]
    return [event for event in events if not any(_denied(event, at, document) for at in denials)]


@lru_cache(maxsize=1 << 12)
def _denies(word: Word) -> bool:
    return any(a.pos == "verb" and a.lemma in _DENYING for a in word.analyses[:3])


def _call_off(events: list[Event], document: Document) -> None:
    """«… لكن اللقاء أرجئ», «… إلا أنه تم تأجيل الاجتماع»: what was to come is called off."""
    for event in events:
        if event.status != "planned":
            continue
        last = document.sentences[min(event.sentence.index + 1, len(document.sentences) - 1)].last
        for at in range(event.last, last):
            kind, tense = governor_kind(document.tokens[at].word)
            if kind != "cancelled":
                continue
            done = tense == "past" or document.tokens[at - 1].word.folded in _DONE
            near = document.tokens[max(event.last, at - 2) : at + 3]
            nouns = [c for t in near if t.kind == "word" and (c := cue(t.word)) is not None]
            it = at < event.sentence.last and document.tokens[at - 1].word.folded in _IT
            named = any(c.part == "noun" and c.definite and c.number == "s" for c in nouns)
            if done and (named or it):
                event.status = "cancelled"
                break


def _denied(event: Event, at: int, document: Document) -> bool:
    """Whether the denial at a token is of this event."""
    if at < event.last:
        return False
    tokens, sentence = document.tokens, event.sentence
    if at < sentence.last:
        return tokens[at - 1].word.folded in _WHICH  # «وهو ما نفاه», «الأمر الذي نفاه»
    later = document.sentences[sentence.index + 1 : sentence.index + 1 + _REACH]
    if not any(s.first <= at < s.last for s in later):
        return False
    near = tokens[at + 1 : at + 1 + _NEAR]
    place = next((n for n, t in enumerate(near) if t.word.folded in _TAKING_PLACE), None)
    if place is None:
        return False
    nouns = [cue(t.word) for t in near[place + 1 :] if t.kind == "word"]
    return any(c is not None and c.part == "noun" for c in nouns)
