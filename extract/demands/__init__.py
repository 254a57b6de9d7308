"""Who demands what of whom.

Each cue («طالب», «دعا», «ضرورة», «يجب» …) is tried in turn: its frame finds the demanded thing,
the thing's reach is measured and parted, and the actor is found from the verb's subject or from
whose words it stands in. A cue without a complement, a denied one, or a «يجب» that nobody says
gives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from extract.attribution.speakers import written
from extract.demands.actors import actor_of, goes_on
from extract.demands.addressees import addressee_of
from extract.demands.complements import complement
from extract.demands.content import things
from extract.demands.counts import counts
from extract.demands.cues import Cue, cue_of
from extract.demands.naming import named_alike
from extract.demands.obliged import as_obliged
from extract.demands.occurrence import Occurrence
from extract.demands.starts import Complement, item_start
from extract.document import Document, Sentence
from extract.facts import Demand
from extract.phrases import mention_around
from extract.shapes import shape
from extract.text import fold

_PREPOSITIONS = frozenset({"في", "من", "علي", "الي", "عن", "مع", "ان"})
_LONGEST_HEADLINE = 24  # words
_NEAR = 3  # code points between two sentences with nothing between
_CLITICS = re.compile("^[وف]?(?:[بك]?ال|لل|[بل](?=..))")


def match(document: Document) -> list[Demand]:
    """All demands of the document, repeated ones once, in order."""
    found: list[Demand] = []
    listing: Demand | None = None
    for sentence in document.sentences:
        taken = sentence.first
        item = _item(document, sentence, listing) if listing is not None else ()
        found.extend(item)
        if item or (
            listing is not None and item_start(document, taken, sentence.last) == sentence.last
        ):
            continue  # a line of the list, or only the number of the next
        listing = None
        for index, token in enumerate(document.tokens[taken : sentence.last], taken):
            cue = cue_of(token.word) if token.kind == "word" else None
            if cue is None or index < taken:
                continue
            cue = as_obliged(document, index, cue, sentence) or cue
            inside = mention_around(document, index)
            if inside is not None and inside.last > index + 1:
                continue  # «سامر» in a name is no verb; a last word may be («أبو صالح طالب بـ»)
            demands = list(_demands(document, index, cue, sentence, _near(found, sentence)))
            found.extend(demand for demand, _ in demands)
            taken = max((last for _, last in demands), default=taken)
            if _opens_list(document, index, sentence, cue):
                listing = demands[-1][0] if demands else _template(document, index, cue, sentence)
    return _once(document, named_alike(document, found) if found else [])


def _opens_list(document: Document, index: int, sentence: Sentence, cue: Cue) -> bool:
    """«نطالب بما يلي:» at the end of a line: the lines below are its items."""
    if cue.frame not in ("bi", "to", "on", "plea", "terms"):
        return False
    tokens = document.tokens[index : sentence.last]
    return any(a.text == ":" and b.kind == "break" for a, b in pairwise(tokens))


def _template(document: Document, index: int, cue: Cue, sentence: Sentence) -> Demand:
    """A demand whose contents follow in the next lines."""
    texts = [token.text for token in document.tokens[index : sentence.last]]
    actor = actor_of(document, index, cue, index + texts.index(":"), sentence)
    span = (document.tokens[index].start, document.tokens[index].end)
    rule = f"{cue.form}:{cue.frame}:{document.tokens[index].word.folded}"
    return Demand(actor, "", span, (sentence.start, sentence.end), rule=rule)


def _item(document: Document, sentence: Sentence, listing: Demand) -> tuple[Demand, ...]:
    """The demands of a line in a list: bullet or number, then an action."""
    first = item_start(document, sentence.first, sentence.last)
    numbered = sentence.first > 1 and document.tokens[sentence.first - 2].kind == "number"
    if first >= sentence.last or (first == sentence.first and not numbered):
        return ()
    word = shape(document.tokens[first].word)
    if not word.action or word.conjunction or word.preposition:
        return ()
    place = (sentence.start, sentence.end)
    return tuple(
        replace(
            listing,
            content=written(document, start, end),
            span=(document.tokens[start].start, document.tokens[end - 1].end),
            sentence=place,
        )
        for start, end in things(document, Complement(first, False, ""), sentence)
    )


def _near(found: list[Demand], sentence: Sentence) -> Demand | None:
    """The demand found last, if it stands in this sentence or right before it."""
    last = found[-1] if found else None
    return last if last is not None and sentence.start - last.sentence[1] < _NEAR else None


def _demands(
    document: Document, index: int, cue: Cue, sentence: Sentence, last: Demand | None
) -> Iterator[tuple[Demand, int]]:
    start = complement(document, index, cue, sentence.last)
    if start is None or not counts(Occurrence(document, index, cue, start, sentence)):
        return
    actor = actor_of(document, index, cue, start.first, sentence)
    if last is not None and goes_on(document, index, cue, start.first, sentence, last):
        actor = last.actor
    addressee = addressee_of(document, index, cue, start, actor)
    addressee = None if addressee == actor else addressee
    for first, end in things(document, start, sentence):
        content = written(document, first, end)
        if content:
            span = (document.tokens[index].start, document.tokens[end - 1].end)
            rule = f"{cue.form}:{cue.frame}:{document.tokens[index].word.folded}"
            place = (sentence.start, sentence.end)
            yield Demand(actor, content, span, place, addressee, rule), end


def _once(document: Document, demands: list[Demand]) -> list[Demand]:
    """Each demand once: what a headline says in short is left to the body, else the first stays."""
    kept: list[Demand] = []
    headline = _headline_end(document)
    later = sorted(demands, key=lambda demand: (demand.span[0] < headline, demand.span))
    for demand in later:
        share = 0.5 if demand.span[0] < headline else 0.7
        words = _words(demand.content)
        shared = [len(words & _words(other.content)) for other in kept]
        common = max(shared, default=0)
        enough = max(2.0, share * len(words)) if demand.span[0] < headline else share * len(words)
        alike = common >= 5 and common >= 0.45 * len(words)
        shorter = _part_of(demand, words, kept)
        if shorter is not None:
            kept[shorter] = demand
        elif common < enough and not (alike and _same_actor(demand, kept[shared.index(common)])):
            kept.append(demand)
        elif demand.actor and kept[twin := shared.index(common)].actor is None:
            kept[twin] = replace(kept[twin], actor=demand.actor)  # the headline says who
    return sorted(kept, key=lambda demand: demand.span)


def _part_of(demand: Demand, words: frozenset[str], kept: list[Demand]) -> int | None:
    """Which demand of the same party is told again in more words."""
    for place, other in enumerate(kept):
        if other.actor == demand.actor and _words(other.content) < words:
            return place
    return None


def _same_actor(one: Demand, other: Demand) -> bool:
    return one.actor == other.actor or None in (one.actor, other.actor)


def _headline_end(document: Document) -> int:
    """Where a first line without a full stop ends that others follow; 0 if there is none."""
    if len(document.sentences) < 2:
        return 0
    first = document.sentences[0]
    line = document.words(first)
    words = [token for token in line if token.kind == "word"]
    stopped = any(token.text == "." for token in line[-2:])
    return 0 if stopped or len(words) > _LONGEST_HEADLINE else first.end


def _words(content: str) -> frozenset[str]:
    """The words without article, clitics and prepositions, to compare wordings."""
    words = (_CLITICS.sub("", fold(word.strip('،."«»“”()'))) for word in content.split())
    return frozenset(word for word in words if word not in _PREPOSITIONS)
