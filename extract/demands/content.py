"""How far the demanded thing reaches, and into how many demands it falls.

The thing goes on to the end of its clause. Coordinated actions are demands of their own («وقف
الحرب» / «إدخال المساعدات»), coordinated objects of one action stay together.
"""

from __future__ import annotations

from extract.clauses import is_marker
from extract.demands.clause import RELATIVES, Clause, is_present
from extract.demands.cues import NO_CUE, cue_of
from extract.demands.edges import trimmed
from extract.demands.joints import joint
from extract.demands.marks import bracketed, in_quotes, is_hour, is_resumed, next_quote
from extract.demands.starts import Complement
from extract.document import Document, Sentence
from extract.phrases import mention_around, mention_at
from extract.shapes import shape
from extract.tables import load_set

_TIMES = load_set("phrase_times")
_ASIDES = frozenset({"وذلك", "بما", "قبل", "بعد", "خلال", "منذ"})
_FULL_STOPS = frozenset(".!؟?؛;:…|•") | {"..", "..."}
_DASHES = frozenset("-–—")
_COMMAS = frozenset("،,")
_OPENING, _CLOSING = frozenset("«“"), frozenset("»”")
_LONGEST = 30  # words of one demand, by the annotation guide
_SHORT_QUOTE = 3  # words
_LONGEST_ASIDE = 18
_GOES_ON = frozenset(
    {
        "بحق",
        "ضد",
        "بدلا",
        "خاصه",
        "خصوصا",
        "بمن",
        "من خلال",
        "من طراز",
        "من نوع",
        "من جانب",
        "من قبل",
        "بعدم",
    }
)
_ADDING = frozenset(
    {"فضلا عن", "الي جانب", "بالاضافه الي", "اضافه الي", "علاوه علي", "وعلي راسها", "علي راسها"}
    | {"وفي مقدمتها", "في مقدمتها", "ومن بينها", "من بينها"}
)
_ADDING_ALONE = frozenset(
    {"بجانب", "ثم", "وكذا", "كذلك", "وكذلك", "منها", "ومنها", "بينها"}
    | {"ابرزها", "وابرزها", "اهمها", "واهمها", "اولها"}
)
_EVEN = frozenset({"وان", "ان", "لو", "ولو", "اذا"})  # behind «حتى»

Span = tuple[int, int]


def things(document: Document, start: Complement, sentence: Sentence) -> list[Span]:
    """The token spans of the demands that begin with the complement ``start``, in order."""
    return _Reach(document, start, sentence).spans()


class _Reach(Clause):
    def __init__(self, document: Document, start: Complement, sentence: Sentence) -> None:
        super().__init__(document, start, sentence)
        self.quoted = in_quotes(self, start.first)
        self.inner = 0  # open quotation marks inside the thing
        self.words = 0

    def spans(self) -> list[Span]:
        index = self.first
        while index < self.limit:
            step = self._step(index)
            if step == 0:
                break
            index += step
        self._close(index)
        return self.found

    def _step(self, index: int) -> int:
        """How many tokens belong to the thing from here; 0 at its end."""
        token = self.tokens[index]
        if token.text == ":" and is_hour(self, index):
            return 1
        if token.text == ":" and self._list_begins(index):
            self.first, self.words = index + 1, 0
            return 1
        if token.kind in ("break", "symbol") or token.text in _FULL_STOPS:
            return 0
        if token.kind == "punctuation":
            return self._mark(index)
        self.words += 1
        if self.words > _LONGEST:
            return 0
        if index == self.first:
            return 1
        if self._subjunctive(index):
            return self._split(index, index)
        if self._hashtags(index):
            return 0
        if token.word.folded == "قبل" and self.tokens[index - 1].word.folded == "من":
            return 1  # «من قبل المحقق»
        if self.tokens[index - 1].word.folded == "حتي" and token.word.folded in _EVEN:
            return 1
        after_what = self.tokens[index - 1].word.folded in ("ما", "فيما")  # «ما بعد الحرب»
        if after_what and token.word.folded in ("بعد", "قبل"):
            return 1
        told = is_marker(self.document, index - 1)  # «القول إنه إذا …»
        if (
            not told
            and self._ends(index, "any")
            and not (index == self.first + 1 and self._is_aim(index))
        ):
            return self._aside(index) if self.quoted or token.word.folded in _ASIDES else 0
        if self.new_clause(index):
            return 0
        if self.describes_name(index):
            return self._aside(index)
        more = index + self._adds(index)
        if more > index and self._is_one_more(more):
            return self._split(index, more)
        if token.word.folded.startswith("وا") and is_marker(self.document, index):
            return self._joined(index)
        if token.kind == "word" and (shape(token.word).conjunction or token.word.folded == "و"):
            return self._joined(index)
        return 1

    def _is_aim(self, index: int) -> bool:
        """«الضغط من أجل …» is no demand without its aim."""
        after = self.tokens[index + 1].word.folded if index + 1 < self.limit else ""
        return self.tokens[index].word.folded == "من" and after == "اجل"

    def _subjunctive(self, index: int) -> bool:
        """«أن يخرجوا ويتحدثوا»: a second verb under the same «أن»."""
        if not self.start.clause or not shape(self.tokens[index].word).conjunction:
            return False
        analyses = self.tokens[index].word.analyses
        if (cue_of(self.tokens[index].word) or NO_CUE).form == "necessity":
            return False  # «أن تتوقف، ويجب …»
        return analyses[0].pos == "verb" and analyses[0].aspect == "i"

    def _mark(self, index: int) -> int:
        mark = self.tokens[index].text
        if mark in _COMMAS:
            return self._comma(index)
        closes = mark in _CLOSING or (mark == '"' and (self.inner or self.quoted))
        if closes and self.inner:
            self.inner -= 1
            return 1
        if closes:
            return self._after_quote(index) if self.quoted else 0
        if mark == '"' or mark in _OPENING:
            self.inner += 1
            return 1
        if mark == "(":
            return bracketed(self, index)
        if mark in _DASHES:
            glued = self.tokens[index - 1].end == self.tokens[index].start
            after = index + 1
            return int(glued and after < self.limit and self.tokens[after].kind == "word")
        return 1 if mark in "/%'" else 0

    def _after_quote(self, index: int) -> int:
        """A quotation that was opened at the thing's start: over, unless the clause runs on or
        another is joined («"وقف …" في البلاد، و"حماية …"»)."""
        self.quoted = False
        after = index + 1
        another = next_quote(self, after)
        if another:
            self._close(index)
            self.first, self.words, self.quoted = another, 1, True
            return another - index
        short = self.words <= _SHORT_QUOTE and self.first + 2 * _SHORT_QUOTE > index
        if after < self.limit and (is_resumed(self, after) or (short and self._leads_on(after))):
            return 1  # «"الإفراج الفوري" عنهم», «عن المحتجزين»
        if after < self.limit and self.tokens[after].text in _COMMAS:
            after += 1
        if after >= self.limit or not shape(self.tokens[after].word).conjunction:
            return 0
        return 1

    def _leads_on(self, index: int) -> bool:
        return self.tokens[index].word.folded in ("عن", "من", "علي", "الي", "بين", "ضد")

    def _comma(self, index: int) -> int:
        after = index + 1
        if after >= self.limit or self.tokens[after].kind != "word":
            quoted = after < self.limit and self.tokens[after].text in '"«“'
            return 1 if quoted and self.start.clause else 0
        word = shape(self.tokens[after].word)
        inside = mention_around(self.document, index)
        if inside is not None:
            return min(inside.last, self.limit) - index
        if self._ends_apposition(index):
            return 1
        mention = mention_at(self.document, after)
        if mention is not None and mention.kind == "person" and not word.conjunction:
            apposed = mention.last < self.limit and self.tokens[mention.last].text in _COMMAS
            return mention.last - index + 1 if apposed else 0
        more = after + self._adds(after)
        if more > after and self._is_one_more(more):
            return self._split(index, more)
        ends = self._ends(after, "any") or self._ends(after, "comma")
        if word.conjunction and not ends and not self.new_clause(after):
            self.words += 1
            joined = self._joined(after)
            return 1 + joined if joined else 0
        if ends or self.tokens[after].word.folded in _TIMES:
            return self._aside(after)
        folded = self.tokens[after].word.folded
        two = f"{folded} {self.tokens[after + 1].word.folded}" if after + 1 < self.limit else ""
        if folded == "لا":  # «، لا السياسي», not «، لا ندخر جهدا»
            behind = self.tokens[after + 1].word if after + 1 < self.limit else None
            noun = behind is not None and shape(behind).nominal and not shape(behind).verb
            return 1 if noun and self.tokens[after + 1].word.folded != "سيما" else 0
        return 1 if folded in _GOES_ON or two in _GOES_ON else 0

    def _adds(self, index: int) -> int:
        """How many words lead in one more: «ثم», «فضلا عن», «وعلى رأسها»; 0 if none does."""
        two = " ".join(t.word.folded for t in self.tokens[index : index + 2])
        return 2 if two in _ADDING else int(self.tokens[index].word.folded in _ADDING_ALONE)

    def _is_one_more(self, index: int) -> bool:
        if index >= self.limit:
            return False
        then = shape(self.tokens[index].word)
        return then.action and not then.owned and not self.new_clause(index)

    def _ends_apposition(self, comma: int) -> bool:
        """The second comma of «الرئيس، فلان، …»."""
        inside = mention_around(self.document, comma - 1)
        if inside is None or inside.last != comma or inside.kind != "person":
            return False
        return any(t.text in _COMMAS for t in self.tokens[inside.first : inside.last])

    def _aside(self, after: int) -> int:
        """«، بما يضمن …، وإدخال …», «غزة التي …، وإدخال …»: left out, the next action counts."""
        end = after - 1 if self.tokens[after - 1].text in _COMMAS else after
        time = self.tokens[after].word.folded in _TIMES
        told = self.tokens[after].word.folded in _ASIDES | RELATIVES
        told = told or self.quoted or time
        for index in range(after + 1, min(after + _LONGEST_ASIDE, self.limit - 1)):
            if self.tokens[index].text in '."»”':
                return 0
            if self.tokens[index].text in _COMMAS:
                word = shape(self.tokens[index + 1].word)
                action = word.action and not is_present(self.tokens[index + 1].word)
                again = word.preposition != "" and word.preposition == self.start.joint
                if word.conjunction and action and (told or again):
                    self._close(end)
                    self.first = index + 1
                    self.words = 1
                    return index + 2 - end
                return 0
        return 0

    def _list_begins(self, index: int) -> bool:
        """«أن يحقق أي اتفاق: وقفا …», «إلى ثلاثة أمور: وقف …»: the items are demanded."""
        if index - self.first > 7 or index + 1 >= self.limit:
            return False
        word = shape(self.tokens[index + 1].word)
        if not self.start.clause:
            return word.action and not shape(self.tokens[self.first].word).action
        return word.action or (word.nominal and self.tokens[index + 1].word.folded.endswith("ا"))

    def _joined(self, index: int) -> int:
        """As `_step`, for a word behind «و»."""
        match joint(self, index):
            case "ends":
                return 0
            case "goes on":
                return 1
            case "another":
                return self._split(index, index)
            case "another behind":
                return self._split(index, index + 1)

    def _split(self, end: int, first: int) -> int:
        self._close(end)
        self.first = first
        self.words = 1
        return first - end + 1

    def _close(self, end: int) -> None:
        """Keep the thing up to ``end`` without what dangles at its end."""
        end = trimmed(self.tokens, self.first, self._before_header(end))
        if end > self.first:
            self.found.append((self.first, end))
