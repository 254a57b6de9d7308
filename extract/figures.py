"""The figures of harm in one sentence: words of harm bound to the people they count.

The sentence is read once from its start. A word of harm takes the group that Arabic puts beside
it: after a verbal noun or verb (``مقتل 3``, ``استشهد طفلان``), before a noun or a verb (``5 شهداء``,
``21 شخصا استشهدوا``), behind a label (``عدد الشهداء … إلى 40``). ``بينهم`` opens parts of the figure
before; a further figure joined by «و» goes on with its role.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from extract.denials import is_denied
from extract.document import Document, Sentence, Word
from extract.facts import Bound, Role, Vague
from extract.harm import Cue, complete, cue_of, is_thing, object_verb, other_of, person_of, verb_of
from extract.gazetteer import names
from extract.numbers import Quantity
from extract.phrases import shape
from extract.places import begins_place
from extract.tables import load_map, load_set
from extract.victims import Group, Reader

_LABELS = load_set("harm_labels")
_SUBSETS = load_set("harm_subsets")
_GIVERS = load_set("harm_givers")
_REACHES = frozenset({"الي", "بلغ", "بلغت", "يبلغ", "تبلغ", "وصل", "وصلت", "عند", "هو", ":", "(", "بلوغ", "تجاوز", "بواقع", "ال"})
_PHRASES = [(key.split(), role) for key, (role,) in load_map("harm_phrases").items()]
_PHRASE_STARTS = frozenset(words[0] for words, _ in _PHRASES)
_BREAKS = frozenset(".؛;|")
_FARTHEST_LABEL = 30  # tokens from «عدد الشهداء» to its figure
_FARTHEST_GROUP = 9  # tokens of time and place between a word of harm and its group
_FARTHEST_DOER = 14


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


def opens_phrase(word: Word) -> bool:
    """Whether the word may open a phrase of harm such as «أودى بحياة»."""
    if word.folded in ("بحياه", "بارواح") or object_verb(word):
        return True
    return not _PHRASE_STARTS.isdisjoint(word.stems)


class Finder:
    """Reads the figures of a document sentence by sentence."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.tokens = document.tokens
        self.reader = Reader.of(document)
        self._between = False  # whether «بين قتيل وجريح» was told

    def sentence(self, sentence: Sentence) -> list[Figure]:
        """The figures of ``sentence`` in order."""
        self._start, self._end = sentence.first, sentence.last
        self._found: list[Figure] = []
        self._asks = self.tokens[sentence.last - 1].text[:1] in "؟?"
        self._free = sentence.first  # tokens before it belong to a figure already
        at = sentence.first
        while at < sentence.last:
            at = max(at + 1, self._step(at))
        return self._found

    def _step(self, at: int) -> int:
        """Reads what begins at token ``at``; returns where reading goes on."""
        token = self.tokens[at]
        if token.kind not in ("word", "number"):
            return at + 1
        subset = self._subset(at)
        if subset:
            return subset
        quantity = self.reader.quantities.get(at)
        if quantity:
            return self._counted(at, quantity)
        cue = cue_of(token.word)
        if cue and cue.kind in ("event", "does") and at in self.reader.names and not cue.prefix:
            cue = None  # a man called so: «جرح», «أسر»
        if cue is None:
            return self._scattered(at) or self._phrase(at) or self._people_first(at) or at + 1
        if cue.is_noun:
            return self._noun(at, cue)
        if cue.kind in ("event", "does"):
            return self._event(at, cue)
        return self._verb(at, cue)

    # -- figures that begin with their number ------------------------------------------------

    def _counted(self, at: int, quantity: Quantity) -> int:
        """«5 شهداء», «21 شخصا استشهدوا», «20 بين قتيل وجريح», and a number that goes on."""
        after = quantity.last
        cue_at = self._noun_of(quantity)
        if cue_at is not None:
            return self._number_and_noun(quantity, cue_at)
        group = self.reader.group(at, self._end)
        if group is None:
            return after
        joint = self._joint(group)
        if joint:
            return joint
        part = self._part_of_them(group)
        if part:
            return part
        forced = self._forced(group)
        if forced:
            return forced
        hurt = self._described_hurt(group)
        if hurt:
            return hurt
        lost = self._lost(group)
        if lost:
            return lost
        behind = self._verb_behind(group)
        if behind is not None:
            verb, cue = behind
            if not is_denied(self.document, verb, self._start, cue):
                self._add(group, cue.role, verb, "number before verb")
            return max(group.last, verb + 1)
        fallen = self._fallen(group)
        if fallen:
            return fallen
        if quantity.joined and self._goes_on(group):
            before = self._found[-1]
            self._add(group, before.role, group.first, "joined number", part=before.part)
            return group.last
        return group.last

    def _fallen(self, group: Group) -> int | None:
        """«سقط 215 عسكريا» where the text has told of such as «بين قتيل وجريح»."""
        before = self.tokens[max(self._start, group.first - 2) : group.first]
        if not self._between or group.noun is None:
            return None
        if not any(stem in ("سقط", "سقوط", "سقطوا") for t in before for stem in t.word.stems):
            return None
        self._add(group, "killed_or_injured", group.first, "fallen", part=True)
        return group.last

    def _described_hurt(self, group: Group) -> int | None:
        """«إجلاء عدد من الجنود المصابين»: the word of harm is the noun's adjective."""
        at = group.last
        cue = cue_of(self.tokens[at].word) if at < self._end else None
        if cue is None or cue.kind != "victim" or cue.role not in ("killed", "injured", "missing"):
            return None
        if group.noun is None or cue.owned or "و" in cue.prefix or (group.vague is None) != (not cue.definite):
            return None
        if is_denied(self.document, group.first, self._start, cue):
            return None
        self._add(group, cue.role, at, "described", last=at + 1)
        return at + 1

    def _lost(self, group: Group) -> int | None:
        """«ما زال 30 شخصا في عداد المفقودين», «275 آخرين مفقودين»."""
        at = group.last
        while at < self._end and (other_of(self.tokens[at].word) or self.tokens[at].word.folded in ("في", "عداد", "ضمن")):
            at += 1
        cue = cue_of(self.tokens[at].word) if at < self._end else None
        if cue is None or cue.kind != "victim" or cue.role != "missing" or "و" in cue.prefix:
            return None
        self._add(group, "missing", at, "counted missing", last=at + 1)
        return at + 1

    def _part_of_them(self, group: Group) -> int | None:
        """«36 فلسطينيا استشهدوا …، 24 منهم في الشمال»."""
        at = group.last
        if at >= self._end or self.tokens[at].word.folded not in ("منهم", "منهن") or not self._found:
            return None
        whole = next((f for f in reversed(self._found) if not f.part), None)
        if whole is None or group.noun or whole.count is None or (group.count or 0) >= whole.count:
            return None
        self._add(group, whole.role, group.first, "part", part=True, last=at + 1)
        return at + 1

    def _forced(self, group: Group) -> int | None:
        """«أُجبر أكثر من 7 ملايين على ترك منازلهم»: displaced by the verb before and noun behind."""
        at = group.last
        if at + 1 >= self._end or self.tokens[at].word.folded not in ("علي", "الي"):
            return None
        if _FLIGHT.isdisjoint(self.tokens[at + 1].word.stems):
            return None
        before = self.tokens[max(self._start, group.first - 4) : group.first]
        if not any(not _FORCING.isdisjoint(t.word.stems) for t in before):
            return None
        self._add(group, "displaced", at + 1, "driven out", last=at + 2)
        return at + 2

    def _noun_of(self, quantity: Quantity) -> int | None:
        """The token of the noun of harm that ``quantity`` counts, if it counts one."""
        if quantity.kind not in ("count",) or (quantity.value is None and quantity.vague is None):
            return None
        at = quantity.last
        for _ in range(2):
            if at < self._end and self.tokens[at].text in (")", '"', "»", "”"):
                at += 1
            if at < self._end and self.tokens[at].word.folded in ("من", "بين") and at == quantity.last:
                at += 1
        if at >= self._end or self.tokens[at].kind != "word":
            return None
        cue = cue_of(self.tokens[at].word)
        if cue and cue.is_noun and "و" not in cue.prefix[:1] and not cue.prefix.startswith(("ب", "ل")):
            return at
        # «14 جثمانا», «حالة وفاة», «8 مدنيين قتلى»
        family = self.tokens[at].word.folded in ("عايله", "اسره")
        if person_of(self.tokens[at].word) and at + 1 < self._end and not family:
            following = cue_of(self.tokens[at + 1].word)
            plain = following and following.is_noun and not following.prefix
            if plain and following and following.kind in ("victim", "case"):
                return at + 1
        return None

    def _number_and_noun(self, quantity: Quantity, at: int) -> int:
        cue = cue_of(self.tokens[at].word)
        assert cue is not None
        first = min(quantity.first, quantity.outer_first)
        last = max(at + 1, quantity.outer_last)
        following = cue_of(self.tokens[last].word) if last < self._end else None
        if following and following.is_noun and following.number == "p" and not following.prefix:
            last += 1  # «5 جثامين شهداء»
        buried = quantity.vague and last < self._end and self.tokens[last].word.folded == "تحت"
        if quantity.value == 0 or buried or is_denied(self.document, first, self._start, cue):
            return last
        if cue.kind == "body" and (not self._bodies_told(first) or any(f.label for f in self._found)):
            return last
        if cue.kind == "victim" and cue.role in ("detained", "displaced") and not self._told_anew(first):
            return last
        figure = Figure(
            cue.role, quantity.value, quantity.bound, first, last, at, quantity.value_max,
            quantity.vague, self._described(at), self._in_brackets(first, cue.role), label=self._labelled(first),
            of_known=cue.definite and quantity.value is not None, rule="number and noun",
        )  # fmt: skip
        return self._paired(figure, last)

    def _in_brackets(self, at: int, role: Role) -> bool:
        """«9 شهداء (7 انتشال، 2 جدد)»: brackets behind a figure hold its parts."""
        if not self._found or self._found[-1].role != role:
            return False
        whole = self._found[-1]
        opened = whole.last < self._end and self.tokens[whole.last].text == "("
        return (opened and at - whole.last < 3) or (whole.part and at - whole.last < 4 and whole.rule != "part")

    def _paired(self, figure: Figure, last: int) -> int:
        """«20 قتيلا وجريحا» is one joint figure; «عشرات القتلى والجرحى» are two."""
        at = last
        if at < self._end and self.tokens[at].word.folded == "و":
            at += 1
        cue = cue_of(self.tokens[at].word) if at < self._end else None
        joined = cue and (cue.prefix.startswith("و") or at > last)
        if cue and joined and cue.is_noun and cue.role == figure.role and not cue.owned and figure.count:
            self._keep(replace(figure, last=at + 1))
            return at + 1
        if cue and joined and cue.is_noun and cue.role != figure.role and not cue.owned:
            same = cue.definite == (cue_of(self.tokens[figure.cue].word) or cue).definite
            counts = self.reader.quantities.get(at + 1)
            if same and not counts and cue.number == "p" and figure.vague:
                self._keep(figure)
                self._keep(replace(figure, role=cue.role, cue=at, last=at + 1))
                return at + 1
            accusative = cue.number == "s" and self._singular(figure.cue)
            class_of = figure.count and figure.count > 2 and self._both_plain(figure.cue, at)
            roles = {figure.role, cue.role} == {"killed", "injured"}
            if same and roles and figure.count and figure.count > 2 and (accusative or class_of):
                self._keep(replace(figure, role="killed_or_injured", last=at + 1))
                return at + 1
        self._keep(figure)
        return last

    def _both_plain(self, one: int, other: int) -> bool:
        """«8 قتلى وجرحى» is joint; «3 شهداء ومصابون» are three, and some more."""
        return self.tokens[one].word.folded == "قتلي" and self.tokens[other].word.folded == "وجرحي"

    def _singular(self, at: int) -> bool:
        cue = cue_of(self.tokens[at].word)
        return cue is not None and cue.number == "s"

    def _joint(self, group: Group) -> int | None:
        """«… بين قتيل وجريح» right behind the group."""
        at = group.last
        limit = min(self._end, at + 8)
        while at < limit and self.tokens[at].word.folded in ("ما", "فيما", "و") or self._place_words(at, limit):
            at += 1
        if at + 2 < self._end and self.tokens[at].word.folded in ("بين", "مابين"):
            one, two = cue_of(self.tokens[at + 1].word), cue_of(self.tokens[at + 2].word)
            if one and two and {one.role, two.role} == {"killed", "injured"}:
                self._between = True
                self._add(group, "killed_or_injured", at, "between", last=at + 3)
                return at + 3
        return None

    def _place_words(self, at: int, limit: int) -> bool:
        if at >= limit or self.tokens[at].kind != "word":
            return self.tokens[at].text in ("،", ",") if at < limit else False
        folded = self.tokens[at].word.folded
        return folded not in ("بين", "مابين") and cue_of(self.tokens[at].word) is None and not shape(
            self.tokens[at].word
        ).only_verb and any(
            self.tokens[i].word.folded in ("بين", "مابين") and i + 1 < self._end and cue_of(self.tokens[i + 1].word)
            for i in range(at + 1, limit)
        )  # fmt: skip

    def _goes_on(self, group: Group) -> bool:
        """Whether a joined number continues the figure before: same clause, and people or nothing."""
        if not self._found:
            return False
        before = self._found[-1]
        if group.first - before.last > 10 or before.loose:
            return False
        between = self.tokens[before.last : group.first]
        if any(t.text[:1] in _BREAKS or shape(t.word).only_verb for t in between):
            return False
        if any(cue_of(t.word) for t in between):
            return False
        if group.noun is None and not group.general:
            return False
        nothing = group.noun is None and group.quantity and group.last == group.quantity.last
        return not nothing or (before.count is not None and self._parallel(group))

    def _parallel(self, group: Group) -> bool:
        """A bare «و4» goes on only where a place or an end follows: «3 في غزة و4 في رفح»."""
        if group.last >= self._end:
            return True
        token = self.tokens[group.last]
        return token.word.folded in ("في", "فى", "منهم", "بينهم") or shape(token.word).preposition == "ب"

    def _verb_behind(self, group: Group) -> tuple[int, Cue] | None:
        """The verb whose subject the group is: «48 فلسطينيا استشهدوا», «3 جنود لقوا حتفهم»."""
        if group.first < self._free:
            return None
        at = group.last
        limit = min(self._end, at + 6)
        while at < limit:
            token = self.tokens[at]
            if token.word.folded in ("قد", "كانوا", "كان", "الذين", "الذي", "التي", "ممن", "اخرون", "اخرين", "علي", "الاقل", "،", "(", ")"):
                at += 1
                continue
            cue = cue_of(token.word) if token.kind == "word" else None
            if cue and cue.kind in ("suffers", "either") and not cue.prefix:
                if not cue.completes:
                    return at, cue
                end = complete(self.tokens, at, self._end, cue)
                return (end, cue) if end else None
            if (cue is None or cue.owned) and at - group.last < 2 and (owned := object_verb(token.word)):
                return at, owned
            if cue and cue.is_verb is False and cue.kind == "event":
                return None
            if at == group.last and token.word.folded in ("في", "من") and not group.general:
                at += 2
                continue
            break
        return self._lost_life(group)

    def _lost_life(self, group: Group) -> tuple[int, Cue] | None:
        """«سائق شاحنة عراقي الجنسية يفقد حياته»: adjectives may stand before these plain verbs."""
        for at in range(group.last, min(self._end, group.last + 6)):
            if self.tokens[at].kind != "word":
                return None
            cue = verb_of(self.tokens[at].word)
            if cue and cue.completes and not cue.prefix:
                end = complete(self.tokens, at, self._end, cue)
                return (end, cue) if end else None
            if cue or not shape(self.tokens[at].word).nominal:
                return None
        return None

    def _people_first(self, at: int) -> int | None:
        """A subject without a number before its verb: «طفلان قتلا», «سائق شاحنة يفقد حياته»."""
        if person_of(self.tokens[at].word) is None and at not in self.reader.names:
            return None
        form = shape(self.tokens[at].word)
        if form.preposition or at < self._free:
            return None
        group = self.reader.group(at, self._end)
        if group is None:
            return None
        joint = self._joint(group) if group.kind == "noun" else None
        if joint:
            return joint
        if group.count is None or group.definite and group.kind == "noun" and group.last == at + 1:
            return None
        behind = self._verb_behind(group)
        if behind is None:
            return None
        verb, cue = behind
        if cue.kind == "either" and self._object_behind(verb):
            return None
        if cue.present and group.general or cue.weak and not self._violent(at):
            return verb + 1
        if not is_denied(self.document, verb, self._start, cue):
            self._add(group, cue.role, verb, "subject before verb")
        return verb + 1

    # -- nouns of harm without a number before them ------------------------------------------

    def _noun(self, at: int, cue: Cue) -> int:
        if cue.kind == "case" and not cue.owned:
            event = self._event(at, replace(cue, kind="event"))
            if event > at + 1:
                return event
        if cue.number == "s" and at and self._found and self._found[-1].role == cue.role and (
            self._found[-1].last == at and cue.prefix == ""
        ):  # «ارتقى فلان شهيدا»
            return at + 1
        if cue.kind == "case" and not cue.owned:
            caught = self._caught(at, cue)
            if caught:
                return caught
        if at > self._start and cue.number == "p" and not cue.definite:
            if not _LABELS.isdisjoint(self.tokens[at - 1].word.stems):
                return self._label(at, cue) or at + 1
        if cue.definite:
            return self._label(at, cue) or self._mourned(at, cue) or self._brought(at, cue) or at + 1
        if is_denied(self.document, at, self._start, cue) or not self._stands_alone(at, cue):
            return at + 1
        if cue.number == "d":
            return self._bare(at, cue, 2, "dual")
        if cue.number == "s":
            return self._bare(at, cue, 1, "singular")
        return self._bare(at, cue, None, "plural")

    def _caught(self, at: int, cue: Cue) -> int | None:
        """«إصابات طفيفة لحقت بـ6 مواطنين»."""
        for index in range(at + 1, min(at + 4, self._end - 1)):
            form = shape(self.tokens[index].word)
            person = person_of(self.tokens[index].word)
            if form.preposition == "ل" and person and index > at + 1:  # «إصابة خطيرة لسيدة»
                groups = self.reader.groups(index, self._end)
                if groups and not groups[0].definite and not is_denied(self.document, at, self._start, cue):
                    self._add(groups[0], cue.role, at, "caught", first=at)
                    return groups[0].last
            if self.tokens[index].word.folded in ("لحقت", "طالت", "تعرض", "اصابت"):
                begin = index + 1
                while begin < self._end - 1 and self.tokens[begin].word.folded in ("ب", "لها", "ـ", "في", "صفوف"):
                    begin += 1
                groups = self.reader.groups(begin, self._end)
                if groups and groups[0].quantity and not is_denied(self.document, at, self._start, cue):
                    self._add(groups[0], cue.role, at, "caught", first=at)
                    return groups[0].last
        return None

    def _bare(self, at: int, cue: Cue, count: int | None, rule: str) -> int:
        noun = self._described(at)
        last = noun[1] if noun else at + 1
        if last < self._end and self.tokens[last].word.folded in ("اثنان", "اثنين"):
            last += 1
        figure = Figure(
            cue.role, count, "exact" if count else "vague", at, last, at,
            vague=None if count else "several", noun=noun, loose=count is None, rule=rule,
        )  # fmt: skip
        if count is None:
            return self._paired(figure, last)
        self._keep(figure)
        return last

    def _stands_alone(self, at: int, cue: Cue) -> bool:
        """Whether a bare noun reports: it opens a report, follows one, or is what a verb gives."""
        if cue.role in ("detained", "displaced"):
            return False
        following = self.tokens[at + 1] if at + 1 < self._end else None
        if self._among(at):
            return False
        if following is not None and following.kind == "word":
            form = shape(following.word)
            if cue.kind in ("victim", "case") and cue.number == "p" and self._genitive(at + 1, form):
                return False
            if following.word.folded in ("مباشره", "دقيقه"):
                return False
            if is_thing(following.word) and not form.preposition and not form.conjunction:
                return False
        if cue.kind == "body":
            return cue.number != "p" and self._bodies_told(at)
        opening = self._opens(at)
        joined = cue.prefix.startswith("و") and bool(self._found) and at - self._found[-1].last <= 12
        given = self._given(at)
        if cue.kind == "case" and cue.number == "s":
            caused = following is not None and following.word.folded in _CAUSED
            grave = following is not None and shape(following.word).adjective
            return joined or (opening and caused) or (given and (grave or self._violent(at)))
        if at > self._start and not _LABELS.isdisjoint(self.tokens[at - 1].word.stems):
            return False
        if cue.number == "s" and not (opening or joined or given):
            return False
        return opening or joined or given or cue.number == "d" or self._caused(at + 1)

    def _among(self, at: int) -> bool:
        """Whether the noun is one of «بين شهيد وجريح ومفقود»."""
        while at > self._start:
            before = self.tokens[at - 1]
            if before.word.folded in ("بين", "مابين"):
                return True
            cue = cue_of(before.word)
            if cue is None or not cue.is_noun or not self.tokens[at].word.folded.startswith("و"):
                return False
            at -= 1
        return False

    def _caused(self, at: int) -> bool:
        """Whether words of cause stand at ``at``, behind a second noun of harm at most."""
        if at < self._end and (cue := cue_of(self.tokens[at].word)) and cue.is_noun:
            at += 1
        if at + 1 >= self._end:
            return False
        one, two = self.tokens[at].word.folded, self.tokens[at + 1].word.folded
        return one in _CAUSERS or f"{one} {two}" in _CAUSERS

    def _genitive(self, at: int, form: object) -> bool:
        """«شهداء الأقصى», «جرحى الحرب»: a construct that names a class, not a report."""
        token = self.tokens[at]
        word = shape(token.word)
        if cue_of(token.word) or begins_place(token.word) or token.word.folded in ("نتيجه", "جراء", "اثر", "بسبب"):
            return False
        if word.name and not word.verb and not word.preposition and not word.conjunction and token.word.folded in names():
            return True
        return word.definite and not word.preposition and not word.conjunction and word.nominal and (
            not word.adjective or token.word.folded.startswith("ال")
        )

    def _opens(self, at: int) -> bool:
        index = at - 1
        while index >= self._start and (
            self.tokens[index].kind in ("symbol", "number", "break")
            or self.tokens[index].word.folded in ("الان", "حتي", "اليوم", "اللحظه")
            or self.tokens[index].text in ("-", "*", "–", "(", "،", ",", "|")
        ):
            index -= 1
        if index < self._start:
            return True
        return self.tokens[index].text[:1] in ":.…|؛!" or self.tokens[index].word.folded in ("عاجل", "تحديث", "محدث")

    def _given(self, at: int) -> bool:
        """Whether a verb or noun of giving stands shortly before: «أسفر عن», «سقوط», «وصول»."""
        accusative = "ً" in self.tokens[at].text
        for index in range(at - 1, max(self._start, at - (14 if accusative else 5)) - 1, -1):
            word = self.tokens[index].word
            if any(stem in _GIVERS for stem in word.stems):
                return True
            if self.tokens[index].text[:1] in ".:؛،":
                return False
        return False

    def _described(self, at: int) -> tuple[int, int] | None:
        """The words that say who a noun's harmed are: «شهيد طفل», «جنديين إسرائيليين»."""
        end = self.reader.noun_end(at, self._end)
        return (at + 1, end) if end > at + 1 else None

    def _scattered(self, at: int) -> int | None:
        """«أوقعوهم بين قتيل وجريح»: several, and no group to count."""
        if at + 2 >= self._end or self.tokens[at].word.folded not in ("بين", "مابين"):
            return None
        one, two = cue_of(self.tokens[at + 1].word), cue_of(self.tokens[at + 2].word)
        if not (one and two and {one.role, two.role} == {"killed", "injured"}):
            return None
        before = self.tokens[max(self._start, at - 9) : at]
        fell = any(stem in _FALLING or stem[:5] in ("اوقعو", "سقوطه", "ايقاع") for t in before for stem in t.word.stems)
        if not fell or is_denied(self.document, at, self._start, one):
            return None
        self._keep(
            Figure("killed_or_injured", None, "vague", at, at + 3, at, vague="several", loose=True, rule="between")
        )
        return at + 3

    def _bodies_told(self, at: int) -> bool:
        """Bodies count as dead where they are found or brought in, not where they are handed over."""
        window = self.tokens[max(self._start, at - 8) : min(self._end, at + 4)]
        return any(
            stem in ("انتشال", "انتشلت", "انتشل", "العثور", "عثر", "عثرت", "وصول", "وصلت", "منتشله", "المنتشله", "استخراج", "انتشلوا", "انتشال", "جرفت", "لفظ", "انتشلنا")
            for t in window
            for stem in t.word.stems
        )

    def _told_anew(self, at: int) -> bool:
        """«بلغ عدد المعتقلين 40», «نزوح»: a total of people held is told as such, not in passing."""
        return self._labelled(at)

    def _labelled(self, at: int) -> bool:
        return any(
            not _LABELS.isdisjoint(t.word.stems)
            for t in self.tokens[max(self._start, at - 14) : at]
        )

    def _label(self, at: int, cue: Cue) -> int | None:
        """«ارتفاع عدد الشهداء … إلى 424»: the first figure that the label reaches."""
        before = self.tokens[max(self._start, at - 3) : at]
        goes_on = bool(self._found) and self._found[-1].label and cue.prefix.startswith("و")
        announced = goes_on or any(not _LABELS.isdisjoint(t.word.stems) for t in before)
        if before and any(stem in ("ارتفاع", "ارتفع") for stem in before[-1].word.stems):
            announced = True  # «ارتفاع الشهداء إلى 9»
        colon = at + 1 < self._end and self.tokens[at + 1].text == ":"
        if not (announced or colon) or cue.number != "p" or cue.owned:
            return None
        if is_denied(self.document, at, self._start, cue):
            return at + 1
        for index in range(at + 1, min(self._end, at + _FARTHEST_LABEL)):
            token = self.tokens[index]
            quantity = self.reader.quantities.get(index)
            if quantity and self._numbers_item(index):
                break
            if quantity and quantity.outer_first == index and quantity.value and (
                quantity.kind == "count" or (quantity.kind == "year" and quantity.value < 1900)
            ):
                if self._noun_of(quantity) is not None:
                    return index
                if self._reached(at, index):
                    last = max(quantity.last, quantity.outer_last)
                    passed = any(stem in _PASSING for t in before for stem in t.word.stems)
                    bound = "more_than" if passed and quantity.bound == "exact" else quantity.bound
                    self._keep(
                        Figure(
                            cue.role, quantity.value, bound, at, last, at,
                            quantity.value_max, quantity.vague, self._described(at), label=True,
                            rule="label and number",
                        )  # fmt: skip
                    )
                    return last
            other = cue_of(token.word) if token.kind == "word" else None
            if other and other.is_noun and other.number != "p" and not other.definite and (
                self.tokens[index - 1].word.folded in _REACHES
            ):
                return index  # «إلى شهيدين و31 جريحا»
            if other and other.is_noun and other.definite and other.role != cue.role:
                break
            if token.text[:1] in ".؛" or token.word.folded == "الضعف":
                break
        return self._relative(at, cue) or self._rising(at, cue)

    def _numbers_item(self, at: int) -> bool:
        """Whether a number opens a line of a list: «1. فلان»."""
        follows = at + 1 < self._end and self.tokens[at + 1].text[:1] in "._-)–"
        return self.tokens[at - 1].kind == "break" and follows and self.tokens[at].kind == "number"

    def _reached(self, label: int, at: int) -> bool:
        before = self.tokens[at - 1]
        if before.kind == "break" and at >= 2:
            before = self.tokens[at - 2]
        folded = before.word.folded
        told = self.tokens[max(self._start, label - 3) : label]
        if any(stem in ("بلغ", "بلغت", "يبلغ", "تبلغ") for t in told for stem in t.word.stems):
            return True
        return at == label + 1 or folded in _REACHES or folded.removeprefix("و") in _REACHES or (
            self.tokens[at].word.folded.startswith("ل")
        )

    def _relative(self, at: int, cue: Cue) -> int | None:
        """«فيما يبلغ عدد الجرحى الضعف»: twice the figure before."""
        following = self.tokens[at + 1 : at + 3]
        if not any(t.word.folded in ("الضعف", "ضعف") for t in following) or not self._found:
            return None
        before = self._found[-1]
        if before.count is None:
            return None
        self._keep(
            Figure(cue.role, before.count * 2, "about", at, at + 2, at, rule="twice the figure before")
        )
        return at + 2

    def _rising(self, at: int, cue: Cue) -> int | None:
        """«ارتفع عدد الشهداء في الهجوم»: several, with no number told."""
        before = self.tokens[max(self._start, at - 4) : at]
        rises = ("ارتفع", "ارتفاع", "ازدياد", "يرتفع")
        if any("اعداد" in t.word.stems for t in before):
            return None
        if cue.role not in ("killed", "injured") or not any(s in rises for t in before for s in t.word.stems):
            return None
        self._keep(
            Figure(cue.role, None, "vague", at, at + 1, at, vague="several", loose=True, rule="rising total")
        )
        return at + 1

    def _brought(self, at: int, cue: Cue) -> int | None:
        """«وصول الإصابات إلى المستشفى جراء قصف», «انتشال الشهداء»: several, just brought in."""
        before = self.tokens[max(self._start, at - 2) : at]
        if cue.number != "p" or cue.owned or cue.role not in ("killed", "injured") or self._found:
            return None
        if cue.kind != "case" or at >= self.document.sentences[0].last:
            return None
        if not any(not _BRINGING.isdisjoint(t.word.stems) for t in before) or not self._violent(at):
            return None
        if is_denied(self.document, at, self._start, cue):
            return None
        return self._bare(at, cue, None, "brought in")

    def _mourned(self, at: int, cue: Cue) -> int | None:
        """«تشييع الشهيد فلان», «انتشال جثمان الشهيدة …»: a title that tells of the death."""
        if cue.kind != "victim" or cue.number == "p" or cue.role != "killed" or cue.owned:
            return None
        begin = at + 1
        if begin < self._end and self.tokens[begin].word.folded in ("هو", "هي", "هما"):
            begin += 1
        before = self.tokens[max(self._start, at - 4) : at]
        told = any(stem in _MOURNING for t in before for stem in t.word.stems)
        if is_denied(self.document, at, self._start, cue):
            return None
        groups = self._named_with_title(at) or self.reader.groups(begin, self._end)
        groups = groups or self.reader.plain_name(begin, self._end)
        if not groups or groups[0].kind not in ("name", "noun") or not groups[0].count:
            return None
        group = groups[0]
        if not (told or begin > at + 1 or self._caused(group.last) or self._names_only(at, group)):
            return None
        if cue.number == "d":
            group = replace(group, count=2)
        self._add(group, "killed", at, "mourned by name", first=at)
        return group.last

    def _names_only(self, at: int, group: Group) -> bool:
        """«الشهيد محمود حسن»: a line that holds nothing but a title and a name."""
        opening = at - self._start <= 2 and not any(t.kind == "word" for t in self.tokens[self._start : at])
        rest = [t for t in self.tokens[group.last : self._end] if t.kind == "word"]
        return opening and group.kind == "name" and len(rest) <= 2 and group.last - at >= 3

    def _named_with_title(self, at: int) -> list[Group]:
        """The person whose mention begins with the title itself."""
        last = next((l for f, l in self.reader.persons if f == at), None)
        return [Group(at, last, 1, noun=(at + 1, last), kind="name")] if last and last > at + 1 else []

    # -- verbal nouns and verbs --------------------------------------------------------------

    def _event(self, at: int, cue: Cue) -> int:
        """«مقتل 3 جنود», «مقتل وإصابة 40», «اعتقال الاحتلال 15 فلسطينيا»."""
        if is_denied(self.document, at, self._start, cue):
            return at + 1
        if cue.owned:
            return self._owned(at, cue)
        counted = self.reader.quantities.get(at + 1)
        if counted and self._noun_of(counted) is not None and not cue.weak:
            return at + 1  # «ارتقاء 7 شهداء»: the figure is read with its own noun
        second = self._second(at + 1, noun=True)
        if second:
            return self._both(at, cue, *second)
        groups = self._groups_after(at + 1, cue)
        if not groups and cue.role == "killed" and not cue.weak:
            groups = self.reader.plain_name(at + 1, self._end) if cue.kind == "event" else []
            groups = groups or self.reader.surname(at + 1, self._end, cue.kind == "does")
        if not groups:
            verb = verb_of(self.tokens[at].word) if self._may_be_verb(at) else None
            return self._verb(at, verb) if verb else at + 1
        if cue.weak and (groups[0].count or 0) < 2 and not groups[0].quantity and not self._violent(at):
            return groups[-1].last
        if self._is_generic(at, cue, groups):
            return groups[-1].last
        joint = self._joint(groups[0]) if groups[0].quantity else None
        if joint:
            return joint
        for group in groups:
            self._add(group, cue.role, at, "verbal noun", first=at if group is groups[0] else None)
        return groups[-1].last

    def _may_be_verb(self, at: int) -> bool:
        """Whether a form that is noun and verb («قتل») stands where a verb stands."""
        if at == self._start:
            return True
        before = self.tokens[at - 1].word.folded.removeprefix("و")
        return before in ("الذي", "التي", "قد", "فقد", "الذين", "اذ", "حيث", "،", ")") or any(
            last == at for _, last in self.reader.persons
        )

    def _owned(self, at: int, cue: Cue) -> int:
        """«واعتقالها شابين»: the pronoun is the doer, the group the object; «فلان … قبل استشهاده»."""
        if cue.role == "killed" and self._named_before(at):
            return at + 1
        if cue.kind != "does":
            return at + 1
        groups = self.reader.groups(at + 1, self._end)
        if not groups or groups[0].definite or groups[0].kind == "name":
            return at + 1
        for group in groups:
            self._add(group, cue.role, at, "verbal noun with its doer", first=at)
        return groups[-1].last

    def _named_before(self, at: int) -> bool:
        """«فلان … قبل استشهاده»: the one person named before in the sentence is dead."""
        before = self.tokens[at - 1].word.folded if at > self._start else ""
        if before not in ("قبل", "بعد", "قبيل", "عقب", "منذ", "لحظه", "اعلان", "اثر") or self._found:
            return False
        if not self.tokens[at].word.folded.endswith(("ه", "ها")):
            return False
        people = [(f, l) for f, l in self.reader.persons if self._start <= f and l <= at]
        if len(people) != 1:
            return False
        first, last = people[0]
        group = Group(first, last, 1, noun=(first, last), kind="name")
        self._add(group, "killed", at, "named before", first=first, last=at + 1)
        return True

    def _second(self, at: int, noun: bool) -> tuple[int, Cue] | None:
        """A second word of harm joined to the first: «استشهد وأصيب», «مقتل وإصابة»."""
        if at < self._end and self.tokens[at].word.folded == "و":
            at += 1
        if at >= self._end:
            return None
        cue = cue_of(self.tokens[at].word)
        if cue is None or not (cue.prefix == "و" or self.tokens[at - 1].word.folded == "و"):
            return None
        fits = cue.kind in ("event", "does", "case") if noun else cue.is_verb
        if fits and cue.completes:  # «أصيب وفقد آخرون»
            lost = "فقد" in self.tokens[at].word.folded
            return (at, replace(cue, role="missing", completes=())) if lost else None
        return (at, cue) if fits and not cue.owned else None

    def _both(self, at: int, cue: Cue, second: int, other: Cue) -> int:
        active = other.kind in ("either", "acts")
        groups = self._object(second, other) if active else self._groups_after(second + 1, other)
        if not groups:
            return second + 1
        group = groups[0]
        if group.vague or cue.role == other.role or {cue.role, other.role} != {"killed", "injured"}:
            self._add(group, cue.role, at, "two words of harm", first=at)
            self._add(group, other.role, second, "two words of harm", first=second)
        else:
            self._add(group, "killed_or_injured", at, "two words of harm", first=at)
        return group.last

    def _groups_after(self, at: int, cue: Cue) -> list[Group]:
        """The groups behind a word of harm, past words of time, place and the doer."""
        groups = self._groups(at)
        if groups:
            return groups
        limit = min(self._end, at + _FARTHEST_GROUP)
        index = at
        while index < limit:
            token = self.tokens[index]
            if token.kind == "word" and shape(token.word).only_verb:
                return []
            if token.text[:1] in _BREAKS or token.text == ":" or token.word.folded in ("ان", "الذي", "التي", "فيما", "بينما"):
                return []
            if index > at:
                if cue_of(token.word):
                    return []
                quantity = self.reader.quantities.get(index)
                if index in self.reader.names and cue.kind in ("suffers", "either") and not groups:
                    named = self.reader.groups(index, self._end)
                    if named and self.tokens[index - 1].word.folded in ("فيه", "فيها", "خلاله", "خلالها", "،"):
                        return named
                people = quantity is not None and quantity.kind == "count" and not quantity.joined
                noun = person_of(token.word)
                plain = noun is not None and not noun.owned and not shape(token.word).definite and not shape(token.word).preposition
                if people or (plain and not shape(token.word).conjunction and self._free_noun(index)):
                    groups = [g for g in self.reader.groups(index, self._end) if not g.definite]
                    if groups and (groups[0].noun or groups[0].general and groups[0].last > index + 1 or self._plain_end(groups[0])):
                        return groups
            index += 1
        return []

    def _plain_end(self, group: Group) -> bool:
        return group.quantity is not None and group.quantity.value is not None

    def _free_noun(self, at: int) -> bool:
        """Whether an indefinite noun after a stretch of time, place or doer is no genitive of it."""
        before = self.tokens[at - 1]
        if before.text in ("،", ","):
            return True
        form = shape(before.word)
        return (form.definite or form.name) and before.kind == "word"

    def _groups(self, at: int) -> list[Group]:
        while at < self._end and self.tokens[at].word.folded in ("كل", "كلا", "كلا من", "حوالي", "جميع") and at + 1 < self._end:
            at += 1
            if self.tokens[at].word.folded == "من":
                at += 1
        if at < self._end and self.tokens[at].text in ("،", ",", ":"):
            at += 1
        return [g for g in self.reader.groups(at, self._end)]

    def _is_generic(self, at: int, cue: Cue, groups: list[Group]) -> bool:
        """«قتل مدنيين» in general, «إصابة هدف»: nobody in particular."""
        group = groups[0]
        if group.kind == "others" and group.count and not self._found:
            return True
        return cue.kind == "does" and cue.definite

    def _phrase(self, at: int) -> int | None:
        """«أودى بحياة 40», «راح ضحيتها 5», «ألقت القبض على 3»."""
        stems = self.tokens[at].word.stems
        if self.tokens[at].word.folded in ("بحياه", "بارواح"):
            return self._took(at)
        if not any(stem in _PHRASE_STARTS for stem in stems):
            return None
        for words, role in _PHRASES:
            if role == "-" or words[0] not in stems or at + len(words) >= self._end:
                continue
            if all(self.tokens[at + i].word.folded == word for i, word in enumerate(words) if i):
                cue = Cue(role, "event")  # type: ignore[arg-type]
                if is_denied(self.document, at, self._start, cue):
                    return at + len(words)
                groups = self._groups_after(at + len(words), cue)
                for group in groups:
                    self._add(group, cue.role, at, "phrase", first=at if group is groups[0] else None)
                return groups[-1].last if groups else at + len(words)
        return None

    def _took(self, at: int) -> int | None:
        """«أودى انهيار أرضي في إقليم كيفو بحياة 32 عاملا»."""
        for index in range(at - 1, max(self._start, at - 16) - 1, -1):
            if any(stem in _TAKING for stem in self.tokens[index].word.stems):
                if is_denied(self.document, index, self._start, Cue("killed", "event")):
                    return None
                groups = self.reader.groups(at + 1, self._end)
                for group in groups:
                    self._add(group, "killed", at, "phrase", first=at if group is groups[0] else None)
                return groups[-1].last if groups else None
        return None

    def _verb(self, at: int, cue: Cue) -> int:
        """«استشهد 3», «أصيب بجروح طفلان», «اعتقلت القوات 15 شابا», «قُتل فلان»."""
        if is_denied(self.document, at, self._start, cue):
            return at + 1
        if cue.completes:
            end = complete(self.tokens, at, self._end, cue)
            if end is None:
                return self._gone(at) or at + 1
            cue = replace(cue, completes=())
            groups = self._groups_after(at + 1, cue) or self.reader.groups(end + 1, self._end)
            return self._told(at, cue, [g for g in groups if g.kind != "name" or g.first < end], end + 1)
        second = self._second(at + 1, noun=False)
        if second:
            return self._both(at, cue, *second)
        if cue.kind == "suffers":
            return self._told(at, cue, self._groups_after(at + 1, cue), at + 1)
        groups = self._object(at, cue)
        return self._told(at, cue, groups, at + 1)

    def _gone(self, at: int) -> int | None:
        """«وفقد 17 آخرون»: missing, where no «حياته» follows."""
        groups = self.reader.groups(at + 1, self._end) if "فقد" in self.tokens[at].word.folded else []
        if not groups or not groups[0].quantity or groups[0].last == groups[0].quantity.last:
            return None
        self._add(groups[0], "missing", at, "verb", first=at)
        return groups[0].last

    def _told(self, at: int, cue: Cue, groups: Iterable[Group], end: int) -> int:
        kept = [g for g in groups if not (g.definite and g.kind == "noun" and g.noun is None)]
        if not kept and not cue.present and cue.kind in ("suffers", "either"):
            return self._relative_subject(at, cue) or self._far_subject(at, cue) or end
        if cue.present and not any(g.quantity for g in kept) and not self._headline(at):
            return end
        if kept and cue.weak and not kept[0].quantity and not self._violent(at):
            return end
        for group in kept:
            self._add(group, cue.role, at, "verb", first=at if group is kept[0] else None)
        return max([end, *(g.last for g in kept)])

    def _relative_subject(self, at: int, cue: Cue) -> int | None:
        """«الضابط … الذي قُتل في كمين»: the one person, named or described, before the relative."""
        before = self.tokens[at - 1].word.folded if at > self._start else ""
        following = self.tokens[at + 1].word.folded if at + 1 < self._end else ""
        if before.removeprefix("و") not in ("الذي", "التي") or self._found or following in ("بها", "به"):
            return None
        people = [(f, l) for f, l in self.reader.persons if at - 20 <= f and self._start <= f and l < at]
        if people:
            first, last = people[-1]
        else:
            nouns = [
                i
                for i in range(max(self._start, at - 12), at - 1)
                if (p := person_of(self.tokens[i].word)) and p.number == "s" and not p.general
            ]
            if len(nouns) != 1:
                return None
            first, last = nouns[0], self.reader.noun_end(nouns[0], at - 1)
        group = Group(first, last, 1, noun=(first, last), kind="name")
        self._add(group, cue.role, at, "relative clause", last=at + 1)
        return at + 1

    def _far_subject(self, at: int, cue: Cue) -> int | None:
        """«فلان (57 عاما) نائب رئيس الحركة، قتل في غارة»: the name that opens the sentence."""
        if self._found or cue.prefix or cue.weak or at - self._start > 30 or at <= self._start + 1:
            return None
        people = [(f, l) for f, l in self.reader.persons if f == self._start]
        if not people or any(shape(t.word).only_verb for t in self.tokens[people[0][1] : at]):
            return None
        first, last = people[0]
        group = Group(first, last, 1, noun=(first, last), kind="name")
        self._add(group, cue.role, at, "subject at the start", last=at + 1)
        return at + 1

    def _violent(self, at: int) -> bool:
        """Whether the sentence tells of violence or accident: else a death may be a natural one."""
        return any(
            not _VIOLENCE.isdisjoint(t.word.stems) for t in self.tokens[self._start : self._end]
        )

    def _headline(self, at: int) -> bool:
        return self.document.sentences[0].last >= at

    def _object(self, at: int, cue: Cue) -> list[Group]:
        """The object of an active verb, or the subject of a passive one, as the letters allow."""
        groups = self.reader.groups(at + 1, self._end)
        if groups and groups[0].kind == "name" and cue.kind == "acts" and (
            groups[0].first not in self.reader.names
        ):
            groups = []
        if groups and groups[0].kind != "noun":
            return groups
        if groups and not groups[0].definite:
            further = self.reader.groups(groups[-1].last, self._end)
            owner = shape(self.tokens[groups[0].first].word)
            agent = further and (further[0].quantity or not further[0].definite) and not owner.conjunction
            return further if agent and further[0].kind in ("figure", "noun") else groups
        limit = min(self._end, at + 1 + _FARTHEST_DOER)
        for index in range(at + 1, limit):
            token = self.tokens[index]
            if token.kind == "punctuation" and token.text not in _ASIDE or cue_of(token.word):
                break
            if token.kind == "word" and token.word.folded in ("ان", "الذي", "التي", "بعد", "خلال", "اثناء", "قبل"):
                break
            quantity = self.reader.quantities.get(index)
            person = person_of(token.word)
            form = shape(token.word)
            if index > at + 1 and form.definite and person and not form.preposition and not form.conjunction:
                named = self.reader.groups(index, self._end)
                if named and named[0].kind == "name":
                    return named
            if index > at + 2 and index in self.reader.names and not form.preposition:
                return self.reader.groups(index, self._end)
            if index > at + 1 and (quantity or (person and not form.definite and not form.preposition and self._free_noun(index))):
                return [g for g in self.reader.groups(index, self._end) if g.noun or g.general]
        return []

    def _object_behind(self, verb: int) -> bool:
        """Whether a group that can be an object follows the verb: then its subject is the doer."""
        groups = self.reader.groups(verb + 1, self._end)
        return bool(groups) and groups[0].kind in ("figure", "noun", "name")

    # -- parts -------------------------------------------------------------------------------

    def _subset(self, at: int) -> int | None:
        """«بينهم 3 أطفال وامرأة»: parts of the last figure."""
        word = self.tokens[at].word
        begin = None
        if word.folded in _SUBSETS or word.folded.removeprefix("و") in _SUBSETS:
            begin = at + 1
        elif at + 1 < self._end:
            pair = f"{word.folded.removeprefix('و')} {self.tokens[at + 1].word.folded}"
            if pair in _SUBSETS:
                begin = at + 2
                if pair == "بما في" :
                    begin = at + 3
        if begin is None or not self._found:
            return None
        whole = next((f for f in reversed(self._found) if not f.part), None)
        if whole is None or begin >= self._end:
            return None
        if at - whole.last > 30:
            return None
        pair = self._found[-2] if len(self._found) > 1 else None
        if whole.vague and pair and pair.vague and pair.role != whole.role and pair.first == whole.first:
            whole = replace(whole, role="killed_or_injured")
        return self._parts(begin, whole)

    def _parts(self, at: int, whole: Figure) -> int:
        """The coordinated parts from ``at`` on; each keeps the role of the whole or has its own."""
        end = at
        while at < self._end:
            quantity = self.reader.quantities.get(at)
            noun = self._noun_of(quantity) if quantity else None
            cue = cue_of(self.tokens[noun].word) if noun is not None else None
            if quantity is None and self.tokens[at].word.folded in ("الي", "في", "من") and end == at:
                skipped = next((i for i in range(at + 1, min(at + 4, self._end)) if i in self.reader.quantities), None)
                if skipped is None:
                    break
                at = end = skipped
                continue
            bodies = None if quantity else self._bodies(at)
            if bodies:
                self._keep(replace(whole, count=2, part=True, first=at, last=bodies, cue=at, noun=(at + 1, bodies), rule="part", bound="exact", vague=None, count_max=None))
                end = bodies
            elif quantity and noun is not None and cue:
                if cue.role != whole.role and whole.role != "killed_or_injured" and end > at - 3 and end != at:
                    return end  # «3 شهداء بينهم طفلان، و5 جرحى»
                role = cue.role if cue.role in ("killed", "injured", "missing") else whole.role
                self._keep(
                    Figure(role, quantity.value, quantity.bound, at, noun + 1, noun, quantity.value_max,
                           quantity.vague, self._described(noun), part=True, rule="part")  # fmt: skip
                )
                end = (self._described(noun) or (0, noun + 1))[1]
            else:
                group = self.reader.group(at, self._end)
                if group is None or (group.kind == "others") or (group.definite and group.kind == "noun"):
                    break
                if group.quantity and group.noun is None and group.last < self._end and not self._part_ends(group.last):
                    break
                self._add(group, whole.role, at, "part", part=True)
                end = group.last
            following = self._next_part(end)
            if following is None:
                break
            at = following
        return max(end, at)

    def _bodies(self, at: int) -> int | None:
        """«بينها جثتا طفلين»: the end of two bodies and whose they are."""
        cue = cue_of(self.tokens[at].word)
        if cue is None or cue.kind != "body" or cue.number != "d" or at + 1 >= self._end:
            return None
        return self.reader.noun_end(at + 1, self._end) if person_of(self.tokens[at + 1].word) else at + 1

    def _part_ends(self, at: int) -> bool:
        token = self.tokens[at]
        return token.kind != "word" or token.word.folded in ("في", "من", "جراء", "اثر", "بحاله", "بجروح", "حالتهم", "وصفت", "حالات", "خطيره", "حرجه", "بعد", "خلال") or shape(token.word).conjunction != "" or shape(token.word).preposition != "" or shape(token.word).adjective

    def _next_part(self, at: int) -> int | None:
        if at >= self._end:
            return None
        if self.tokens[at].text in ("،", ",") and at + 1 < self._end:
            at += 1
        token = self.tokens[at]
        if token.word.folded == "و":
            return at + 1 if at + 1 < self._end and not cue_of(self.tokens[at + 1].word) else None
        if not token.word.folded.startswith("و") or cue_of(token.word):
            return None
        quantity = self.reader.quantities.get(at)
        if quantity and quantity.joined or person_of(token.word):
            return at
        return None

    # -- keeping -----------------------------------------------------------------------------

    def _add(self, group: Group, role: Role, cue: int, rule: str, part: bool = False,
             first: int | None = None, last: int | None = None) -> None:  # fmt: skip
        begin = group.first if first is None else min(first, group.first)
        self._keep(
            Figure(
                role, group.count, group.bound, begin, max(group.last, last or 0, cue + 1 if rule.endswith("verb") else 0),
                cue, group.count_max, group.vague, group.noun, part,
                loose=group.vague == "several", known=group.definite and group.kind != "name", rule=rule,
            )  # fmt: skip
        )

    def _keep(self, figure: Figure) -> None:
        if self._asks and figure.count is None:
            return
        if figure.known and (figure.count is None or figure.count < 2 or figure.count > 20):
            return
        if figure.count is None and figure.vague is None:
            return
        self._found.append(figure)
        self._free = max(self._free, figure.last)


_CAUSERS = load_set("harm_causers")
_FALLING = frozenset({"وقع", "اوقع", "اوقعت", "اوقعوا", "سقوط", "سقط", "سقطوا", "توقع", "يوقع", "ايقاع", "وقوع", "اوقعنا", "ايقاعهم", "سقوطهم", "اوقعوهم", "ايقاعها"})
_CAUSED = frozenset({"جراء", "اثر", "نتيجه", "برصاص", "بالرصاص", "بقصف", "في", "بنيران", "خلال", "خطيره", "حرجه"})
_PASSING = frozenset({"تجاوز", "تجاوزت", "يتجاوز", "تخطي", "فاق"})
_TAKING = frozenset({"اودي", "اودت", "يودي", "تودي", "موديا", "موديه"})
_BRINGING = frozenset({"وصول", "انتشال", "نقل", "اجلاء", "استقبال", "وصلت", "تصل", "نقلت", "تنقل", "انتشلت", "تشييع"})
_FLIGHT = load_set("harm_flight")
_FORCING = frozenset({"اجبر", "اجبرت", "اضطر", "اضطرت", "دفع", "دفعت", "اجبار", "اضطرار", "ارغم", "ارغمت"})
_VIOLENCE = load_set("scope_events") | load_set("harm_violence")
_ASIDE = frozenset('"«»“”\'،,-–')  # marks around a time or title between doer and object
_QUOTES = frozenset('"«»“”\'')
_MOURNING = load_set("harm_mourning")
