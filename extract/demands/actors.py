"""Who demands: the subject of the cue, or the one whose words it stands in."""

from __future__ import annotations

from bisect import bisect_left

from extract.agreement import feminine_verb, may_be_subject
from extract.attribution import claims_of, source_of, speaker_at
from extract.attribution.speakers import is_speaker
from extract.clauses import (
    Phrase,
    described,
    is_plural,
    main_subject,
    subject_after,
    subject_before,
)
from extract.demands.authors import author, is_lone_paper, speaking
from extract.demands.callers import caller, described_by
from extract.demands.cues import Cue
from extract.demands.objects import is_addressee, is_only_object, may_be_object, without_object
from extract.demands.papers import is_paper, of_paper, paper_in
from extract.demands.subjects import (
    behind_header,
    last_speaker,
    name_of,
    of_clause,
    sender,
)
from extract.document import Document, Sentence
from extract.facts import Demand
from extract.phrases import clitics_at, mention_kind, phrase_end
from extract.shapes import shape

_ASKED = frozenset({"منه", "منها", "منهم"})
_IT_IS_HE = frozenset(
    {"انه", "انها", "انهم", "بانه", "بانها", "بانهم", "وانه", "وانها", "فانه", "فانها", "فانهم"}
)
_NOBODY_ASKED = frozenset({"hold", "want", "stress"})
_MEETINGS = frozenset({"اللقاء", "الاجتماع", "المباحثات"})  # «أكد اللقاء أهمية»: nobody named


def actor_of(
    document: Document, cue: int, found: Cue, thing: int, sentence: Sentence
) -> str | None:
    """The shortest identification of who demands; None if the text does not say."""
    if found.form == "verb":
        return _of_verb(document, cue, found, thing, sentence)
    if found.form == "participle":
        described = described_by(document, cue, sentence)
        who = name_of(document, described) if described else of_clause(document, cue, sentence)
        return who or author(document, cue, sentence)
    if found.form == "obliged":
        return author(document, cue, sentence)
    if found.frame == "leave" and found.form == "noun":
        return of_clause(document, cue, sentence)
    if found.form == "noun":
        return caller(document, cue, thing, sentence)
    if found.frame == "terms" and shape(document.tokens[cue].word).owned:
        return of_clause(document, cue, sentence)
    if found.frame == "terms" and cue + 1 < thing and not shape(document.tokens[cue].word).definite:
        last = phrase_end(document, cue + 1, thing)
        owner = shape(document.tokens[cue + 1].word)
        people = owner.stem.endswith(("ين", "ون"))
        group = owner.definite and (people or not owner.adjective) and not owner.action
        if last > cue + 1 and (group or is_speaker(document, cue + 1, last)):
            return name_of(document, Phrase(cue + 1, last))
    if found.form == "necessity" and shape(document.tokens[cue - 1].word).base in _MEETINGS:
        return None
    who = speaking(document, cue)
    if who is None and found.frame in ("terms", "bound", "proviso"):
        beside = source_of(document, cue)
        return beside.name if beside is not None else sender(document, cue, sentence)
    if who is not None or found.form == "order":
        return who
    return of_clause(document, cue, sentence) or author(document, cue, sentence)


def goes_on(
    document: Document, cue: int, found: Cue, thing: int, sentence: Sentence, last: Demand
) -> bool:
    """Whether a joined verb without a subject («ودعا إلى», «كما دعاها إلى») goes on with the
    actor of the demand ``last`` before it: nobody else has spoken since."""
    first = document.tokens[cue]
    joined = _is_joined(document, cue, sentence.first)
    if last.actor is None:
        return False
    if found.form == "noun" and shape(first.word).owned and cue > sentence.first:
        verb = document.tokens[cue - 1].word  # «كما جددت مطالبتها بـ»
        again = verb.analyses and verb.analyses[0].lemma in ("جدد", "كرر")
        return bool(again) and _gender_of(document, last) in (None, feminine_verb(verb))
    if found.form != "verb" or found.person != "3" or not joined:
        return False
    after = subject_after(document, cue, thing)
    paper = after is not None and is_lone_paper(document, after)
    object_only = after is not None and _urges(document, cue, after, found, thing)
    if after is not None and not (
        paper or object_only or is_addressee(document, after, found, cue, thing)
    ):
        return False
    since = bisect_left(document.tokens, last.span[1], key=lambda token: token.start)
    if claims_of(document).told(since, cue):
        return False
    return paper or _gender_of(document, last) in (None, found.feminine)


def _urges(document: Document, verb: int, phrase: Phrase, found: Cue, thing: int) -> bool:
    """«وحث الحلف على …»: whom one urges must be named, so the only phrase is the object."""
    urging = document.tokens[verb].word.analyses[0].lemma in ("حث", "ناشد")
    return urging and may_be_object(document, phrase, found, thing)


def _gender_of(document: Document, last: Demand) -> bool | None:
    """Whether the verb of the demand is feminine; None where it tells no gender."""
    at = bisect_left(document.tokens, last.span[0], key=lambda token: token.start)
    return feminine_verb(document.tokens[at].word) if at < len(document.tokens) else None


def requester(document: Document, cue: int, thing: int) -> Phrase | None:
    """Whose request it is: «طلب السلطة الحصول على …», with the noun or the verb."""
    head = document.tokens[thing].word
    if not shape(head).action or thing <= cue + 1:
        return None
    if any(clitics_at(document, cue + 1)) or phrase_end(document, cue + 1, thing) != thing:
        return None
    return Phrase(cue + 1, thing) if is_speaker(document, cue + 1, thing) else None


def _of_verb(
    document: Document, verb: int, found: Cue, thing: int, sentence: Sentence
) -> str | None:
    if found.person == "1" or found.frame == "need":
        return author(document, verb, sentence)
    start = behind_header(document, verb, sentence)
    mine = _of_first_person(document, verb, found)
    if mine is not None:
        return mine
    asking = requester(document, verb, thing) if found.frame == "ask" else None
    if asking is not None:
        return name_of(document, asking)
    previous = document.tokens[verb - 1].word.folded if verb > start else ""
    asked = document.tokens[verb + 1].word.folded in _ASKED
    if asked and previous in ("الذي", "التي"):
        return None  # «النيابة التي سيطلبون منها تقديم …»
    before = subject_before(document, verb, start)
    if before is not None:
        return name_of(document, before)
    if previous in _IT_IS_HE:
        return of_clause(document, verb, sentence)  # «قالت الجمعية إنها دعت المحكمة إلى»
    therein = document.tokens[verb + 1].word.folded in ("فيه", "فيها")
    if therein and (found.plural or is_paper(document, verb - 1)):
        sent = sender(document, verb, sentence)
        if sent:
            return sent  # «مذكرة لرئيس مجلس النواب يطالبون فيها»
    joined = _is_joined(document, verb, start)
    relative = None if joined or therein else _described_by_verb(document, verb, found, start)
    paper = paper_in(document, relative) if relative is not None else None
    if relative is not None and paper is not None:
        return of_paper(document, paper, relative, sentence)
    if relative is not None and not found.past:
        return name_of(document, relative)
    return _behind_verb(document, verb, found, thing, start, sentence, relative)


def _behind_verb(
    document: Document,
    verb: int,
    found: Cue,
    thing: int,
    start: int,
    sentence: Sentence,
    relative: Phrase | None,
) -> str | None:
    """The subject behind the verb («طالبت النقابة بـ») unless it is the one asked; else
    ``relative``, whom the verb describes, or who acted before."""
    many = found.plural or is_plural(document, verb)
    after = None if many else without_object(document, subject_after(document, verb, thing))
    if relative is not None and (after is None or is_only_object(document, after, thing)):
        return name_of(document, relative)
    joined = _is_joined(document, verb, start)
    if after is not None:
        shared = _shared(document, verb, found, thing, start, sentence, after) if joined else None
        if shared is not None:
            return shared
        if is_lone_paper(document, after):
            return last_speaker(document, verb, sentence) or name_of(document, after)
        alone = found.frame in _NOBODY_ASKED  # nobody is asked: the phrase is the subject
        if alone or not is_addressee(document, after, found, verb, thing):
            return name_of(document, after)
    if relative is not None:
        return name_of(document, relative)
    twin = _twin(document, verb, found, start) if joined else None
    if twin:
        return name_of(document, twin)
    gender = None if found.plural else found.feminine
    residents = after is not None and found.frame in ("bi", "plea") and not found.plural
    who = of_clause(document, verb, sentence, gender)
    return name_of(document, after) if who is None and after is not None and residents else who


def _is_also(document: Document, verb: int, start: int) -> bool:
    """«كما دعا»: the verb goes on from the one before."""
    return verb > start and document.tokens[verb - 1].word.folded in ("كما", "وكما")


def _is_joined(document: Document, verb: int, start: int) -> bool:
    """«ودعا», «كما دعا»."""
    return _is_also(document, verb, start) or bool(shape(document.tokens[verb].word).conjunction)


def _described_by_verb(document: Document, verb: int, found: Cue, start: int) -> Phrase | None:
    """Whom the verb describes and may have for its subject: «المنظمة التي تطالب بـ»."""
    relative = described(document, verb, start)
    if relative is None or found.plural:
        return relative
    if document.tokens[verb].word.analyses[0].enclitic is not None:
        return None  # «رسالة إلى النواب حثتهم فيها»
    agrees = may_be_subject(document, relative.first, found.feminine)
    return relative if agrees else None  # «بيانا دعت فيه»


def _shared(
    document: Document,
    verb: int,
    found: Cue,
    thing: int,
    start: int,
    sentence: Sentence,
    after: Phrase,
) -> str | None:
    """The subject of the verb before, of a joined verb too: «أدان … وطالب فلانا بـ»."""
    inside = verb > start and not _is_also(document, verb, start)
    inside = inside and document.tokens[verb - 1].text not in ("،", ",", ".")
    if inside and (outer := of_clause(document, verb, sentence)):
        return outer
    if may_be_object(document, after, found, thing):
        return _carried_on(document, verb, found, start, sentence)
    return None


def _of_first_person(document: Document, verb: int, found: Cue) -> str | None:
    """«الوزير: طالبت الحكومة بـ…»: behind a man's colon the feminine form is the first person."""
    if not (found.past and found.feminine):
        return None
    claim = speaker_at(document, verb)
    if claim is None or claim.kind != "header" or claim.first != verb:
        return None
    person = mention_kind(document, claim.subject[0]) == "person"
    return None if not person and may_be_subject(document, claim.subject[0], True) else claim.name


def _opening(document: Document, verb: int, found: Cue, start: int) -> tuple[int, Phrase] | None:
    """The first phrase of a headline and the verb right behind it («مدن العالم تهتف وتطالب»)."""
    for index in range(start + 1, min(verb, start + 8)):
        if feminine_verb(document.tokens[index].word) is None:
            continue
        phrase = subject_before(document, index, start)
        if phrase is not None and phrase.last == index:
            agrees = may_be_subject(document, phrase.first, found.feminine)
            return (index, phrase) if agrees else None
    return None


def _carried_on(
    document: Document, verb: int, found: Cue, start: int, sentence: Sentence
) -> str | None:
    """Who spoke or acted last before a joined verb, if that party agrees with the verb."""
    told = claims_of(document).told(sentence.first, verb)
    spoken = [c for c in told if c.kind == "verb" and sentence.first <= c.subject[0] < verb]
    if spoken:
        last = spoken[-1]
        return last.name if may_be_subject(document, last.subject[0], found.feminine) else None
    main = main_subject(document, verb, start)
    if main is None or not may_be_subject(document, main[1].first, found.feminine):
        return None
    return name_of(document, main[1])


def _twin(document: Document, verb: int, found: Cue, start: int) -> Phrase | None:
    """The subject of a verb of the same tense and gender before it («حماس تطالب … وتريد …»)."""
    main = main_subject(document, verb, start)
    if main is None and not found.past:
        main = _opening(document, verb, found, start)
    if main is None or found.past:
        return None
    for analysis in document.tokens[main[0]].word.analyses:
        present = analysis.pos == "verb" and analysis.person == "3" and analysis.aspect == "i"
        if present and (analysis.gender == "f") == found.feminine:
            return main[1]
    return None
