"""What all readings of figures share: the sentence, its groups, the figures found so far."""

from __future__ import annotations

from dataclasses import dataclass

from extract.casualties.harm import cue_of
from extract.casualties.people import person_of
from extract.casualties.victims import Group, Reader
from extract.document import Document, Word
from extract.facts import Bound, Role, Vague
from extract.numbers import Quantity
from extract.phrases import shape
from extract.places.gazetteer import names
from extract.tables import load_set

_EVENTS = load_set("scope_events")
_LONE = load_set("victim_lone")
_DISEASES = load_set("harm_diseases")
_RELEASES = load_set("harm_releases")
_CHANGES = load_set("harm_changes")
_FARTHEST_CHANGE = 20  # tokens from «انخفض» to «بـ94»
_HARMED = ("killed", "injured", "missing")
_REACHED = frozenset({"تجاوز", "تجاوزت", "فاق", "تخطي", "ناهز"})  # «قد تجاوز» is a fact
_FREEING = frozenset({"تحرير", "استعاده", "فك", "انقاذ"})
_LONGEST_LIST, _LONGEST_HEADER = 200, 14  # tokens
_SPORTING = 3  # words of sport from which on a text tells of it
_SPORTS = load_set("harm_sports")
_ELEMENTS = load_set("harm_elements")
_VIOLENCE = _EVENTS | load_set("harm_violence")


@dataclass(frozen=True, slots=True)
class Figure:
    """People harmed, as counted in tokens ``first`` to before ``last`` of one sentence.

    ``part`` tells that it is part of another figure; ``loose`` that the text names the harmed
    without saying how many (``شهداء``), so that any number told elsewhere is better; ``label`` that
    it is the total behind a label such as ``حصيلة``; ``known`` that a definite noun points back;
    ``of_known`` that it counts some of a definite class (``3700 من المصابين``).
    """

    role: Role
    count: int | None
    bound: Bound
    first: int
    last: int
    cue: int
    count_max: int | None = None
    vague: Vague | None = None
    noun: tuple[int, int] | None = None
    part: bool = False
    loose: bool = False
    label: bool = False
    known: bool = False
    of_known: bool = False
    rule: str = ""


def _is_disease(word: Word) -> bool:
    """Whether the word names a disease, with «ب» where the dictionary does not know it too."""
    bare = word.folded.removeprefix("ب")
    return not _DISEASES.isdisjoint(word.stems) or (bare != word.folded and bare in _DISEASES)


class Base:
    """State and small readings that the layers above build on.

    A `Finder` is built in layers, each in a file of its own: what a later one needs stands in an
    earlier one. ``_free`` is the first token that no figure has taken.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.tokens = document.tokens
        self.reader = Reader.of(document)
        self._start = self._end = self._free = 0
        words = {stem for token in document.tokens for stem in token.word.stems}
        self._sport = len(words & _SPORTS) > _SPORTING  # one injured is a player
        self._asks = False  # whether the sentence is a question
        self._found: list[Figure] = []
        self._any = False  # whether any figure was found in the document so far
        self._labelled_before = -1  # the noun of a label whose number stood before it
        self._between = False  # whether «بين قتيل وجريح» was told

    def _add(
        self,
        group: Group,
        role: Role,
        cue: int,
        rule: str,
        part: bool = False,
        first: int | None = None,
        last: int | None = None,
    ) -> None:
        begin = group.first if first is None else min(first, group.first)
        counted = self._noun_of(group.quantity) if group.quantity else None
        noun = cue_of(self.tokens[counted].word) if counted is not None else None
        told = noun is not None and noun.role in ("killed", "injured") and role in _HARMED
        if noun is not None and told and not rule.endswith("verb"):
            role = noun.role  # «راح ضحيتها 21 شهيدا و64 جريحا»
        self._keep(
            Figure(
                role,
                group.count,
                group.bound,
                begin,
                max(group.last, last or 0, cue + 1 if rule.endswith("verb") else 0),
                cue,
                group.count_max,
                group.vague,
                group.noun,
                part,
                loose=group.vague == "several",
                known=group.definite and group.kind != "name",
                rule=rule,
            )
        )

    def _keep(self, figure: Figure) -> None:
        if self._asks and figure.count is None:
            return
        if figure.known and not self._knows(figure):
            return
        if figure.count is None and figure.vague is None:
            return
        if self._guessed(figure) or (figure.role == "injured" and self._sick()):
            return
        if figure.role == "injured" and figure.count == 1 and self._sport:
            return
        if figure.role == "detained" and (self._released(figure) or self._cut_off(figure)):
            return
        self._found.append(figure)
        self._any = True
        self._free = max(self._free, figure.last)

    def _guessed(self, figure: Figure) -> bool:
        """«قد يتجاوز 70»: a number that is only possible."""
        quantities = (self.reader.quantities.get(i) for i in range(figure.first, figure.last))
        begins = [q.outer_first for q in quantities if q is not None and q.outer_first]
        if any(
            self.tokens[at - 1].word.folded in ("قد", "وقد")
            and self.tokens[at].word.folded not in _REACHED
            for at in begins
        ):
            return True
        return any(self._difference(at) for at in begins)

    def _difference(self, at: int) -> bool:
        """«انخفض عدد القتلى بـ94 قتيلا»: by how many it changed, not how many there were."""
        before = self.tokens[at - 1].word.folded
        if before.startswith(("بزياد", "بانخفاض", "بتراجع", "بفارق", "بمعدل", "بمتوسط")):
            return True
        by = before in ("ب", "بـ", "بمقدار", "بواقع", "قدرها", "قدره")
        if not by and not self.tokens[at].text.startswith("ب"):
            return False
        told = self.tokens[max(self._start, at - _FARTHEST_CHANGE) : at - 1]
        return any(not _CHANGES.isdisjoint(t.word.stems) for t in told)

    def _released(self, figure: Figure) -> bool:
        """«أفرج عن 30 جنديا أسرتهم …»: those set free or exchanged are no casualties."""
        freed = self.tokens[max(self._start, figure.first - 3) : figure.first]
        if any(not _FREEING.isdisjoint(t.word.stems) for t in freed):
            return True
        first = self._list_header(figure.first) if self._item else self._start
        before = self.tokens[first : figure.first]
        return any(not _RELEASES.isdisjoint(t.word.stems) for t in before)

    def _list_header(self, at: int) -> int:
        """The token at which the line that ends in a colon before a list begins."""
        for index in range(at, max(1, at - _LONGEST_LIST), -1):
            if self.tokens[index].kind == "break" and self.tokens[index - 1].text == ":":
                return max(0, index - _LONGEST_HEADER)
        return self._start

    @property
    def _item(self) -> bool:
        """Whether the sentence stands on a line of its own: it may be an item of a list."""
        return self._start > 0 and "break" in (
            self.tokens[self._start].kind,
            self.tokens[self._start - 1].kind,
        )

    def _cut_off(self, figure: Figure) -> bool:
        """«احتجاز 40 شخصا في منازلهم بسبب السيول»: held by water or fire, by nobody."""
        held = any(stem in ("احتجاز", "احتجز", "احتجزت") for stem in self._stems(figure.cue))
        around = self.tokens[self._start : self._end]
        return held and any(not _ELEMENTS.isdisjoint(t.word.stems) for t in around)

    def _stems(self, at: int) -> tuple[str, ...]:
        return self.tokens[at].word.stems

    def _knows(self, figure: Figure) -> bool:
        """Whether a definite noun may tell of harm not told before: a few, or the one attacker."""
        if figure.count == 1:
            words = self.tokens[figure.first : figure.last]
            return any(not _LONE.isdisjoint(t.word.stems) for t in words)
        return figure.count is not None and 2 <= figure.count <= 20

    def _sick(self) -> bool:
        """Whether the sentence tells of a disease and of nothing else that hurts: infections are
        no injuries."""
        words = [t.word for t in self.tokens[self._start : self._end] if t.kind == "word"]
        hurts = any(
            not _is_disease(w) and not _VIOLENCE.isdisjoint(w.stems) for w in words
        )
        return not hurts and any(_is_disease(t.word) for t in self.tokens)

    def _violent(self, at: int) -> bool:
        """Whether the sentence tells of violence or accident: else a death may be a natural one."""
        return any(
            not _VIOLENCE.isdisjoint(t.word.stems) for t in self.tokens[self._start : self._end]
        )

    def _noun_of(self, quantity: Quantity) -> int | None:
        """The token of the noun of harm that ``quantity`` counts, if it counts one."""
        if quantity.kind not in ("count",) or (quantity.value is None and quantity.vague is None):
            return None
        at = quantity.last
        for _ in range(2):
            if at < self._end and self.tokens[at].text in (")", '"', "»", "”"):
                at += 1
            if (
                at < self._end
                and self.tokens[at].word.folded in ("من", "بين")
                and at == quantity.last
            ):
                at += 1
        if at >= self._end or self.tokens[at].kind != "word":
            return None
        cue = cue_of(self.tokens[at].word)
        if (
            cue
            and cue.is_noun
            and "و" not in cue.prefix[:1]
            and not cue.prefix.startswith(("ب", "ل"))
            and not (cue.definite and cue.number == "s")  # «23 الشهيدة فلانة»: an item of a list
        ):
            return at
        # «14 جثمانا», «حالة وفاة», «8 مدنيين قتلى»
        family = self.tokens[at].word.folded in ("عايله", "اسره")
        if person_of(self.tokens[at].word) and at + 1 < self._end and not family:
            following = cue_of(self.tokens[at + 1].word)
            case = self.tokens[at].word.folded in ("حاله", "حالات")
            if case and following and following.kind in ("event", "does") and not following.prefix:
                return at + 1  # «700 حالة اعتقال»
            plain = following and following.is_noun and not following.prefix
            if plain and following and following.kind in ("victim", "case"):
                return at + 1
        return None

    def _described(self, at: int) -> tuple[int, int] | None:
        """The words that say who a noun's harmed are: «شهيد طفل», «جنديين إسرائيليين»."""
        end = self.reader.noun_end(at, self._end)
        if end == at + 1:
            return None
        first = self.tokens[at + 1].word
        cue = cue_of(self.tokens[at].word)
        if cue is not None and cue.kind not in ("victim", "body") and person_of(first) is None:
            return None  # «61 إصابة طفيفة»
        if first.folded in names() or not _EVENTS.isdisjoint(first.stems):
            return None  # «قتلى الغارة», «شهيد نابلس»
        return at + 1, end

    def _joint(self, group: Group) -> int | None:
        """«… بين قتيل وجريح» right behind the group."""
        at = group.last
        limit = min(self._end, at + 8)
        while (
            at < limit and self.tokens[at].word.folded in ("ما", "فيما", "و")
        ) or self._place_words(at, limit):
            at += 1
        if not self._dead_or_hurt(at):
            return None
        self._between = True
        self._add(group, "killed_or_injured", at, "between", last=at + 3)
        return at + 3

    def _dead_or_hurt(self, at: int) -> bool:
        """Whether «بين قتيل وجريح» stands at ``at``."""
        if at + 2 >= self._end or self.tokens[at].word.folded not in ("بين", "مابين"):
            return False
        one, two = cue_of(self.tokens[at + 1].word), cue_of(self.tokens[at + 2].word)
        return one is not None and two is not None and {one.role, two.role} == {"killed", "injured"}

    def _place_words(self, at: int, limit: int) -> bool:
        if at >= limit or self.tokens[at].kind != "word":
            return self.tokens[at].text in ("،", ",") if at < limit else False
        folded = self.tokens[at].word.folded
        return (
            folded not in ("بين", "مابين")
            and cue_of(self.tokens[at].word) is None
            and not shape(self.tokens[at].word).only_verb
            and any(
                self.tokens[i].word.folded in ("بين", "مابين")
                and i + 1 < self._end
                and cue_of(self.tokens[i + 1].word)
                for i in range(at + 1, limit)
            )
        )
