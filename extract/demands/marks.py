"""Punctuation inside a demanded thing: quotations, brackets, hours."""

from __future__ import annotations

from extract.demands.clause import Clause
from extract.shapes import shape
from extract.tables import load_set

_OUTLETS = load_set("speech_outlets")
_COMMAS = frozenset("،,")
_TO_NEXT_QUOTE = 10  # tokens from the end of a quotation to the one that is joined to it


def in_quotes(clause: Clause, first: int) -> bool:
    """Whether a quotation was opened at the thing or up to three words before it."""
    near = max(clause.begin, first - 4)
    if not any(t.text in '"«“' for t in clause.tokens[near:first]):
        return False
    marks = [t.text for t in clause.tokens[clause.begin : first] if t.text in '"«“”»']
    return len(marks) % 2 == 1 and marks[-1] not in "»”"


def next_quote(clause: Clause, first: int) -> int:
    """The action behind «و"» within the next words of the clause; 0 if there is none."""
    for index in range(first, min(first + _TO_NEXT_QUOTE, clause.limit - 2)):
        token = clause.tokens[index]
        if token.kind not in ("word", "number") and token.text not in _COMMAS:
            return 0
        if token.word.folded == "و" and clause.tokens[index + 1].text in '"«“':
            action = shape(clause.tokens[index + 2].word).action
            return index + 2 if action else 0
        if token.kind == "word" and index > first and clause.new_clause(index):
            return 0
    return 0


def is_resumed(clause: Clause, index: int) -> bool:
    """«"الإفراج" عنهم»: behind a quotation, a preposition with its pronoun."""
    readings = clause.tokens[index].word.analyses
    return bool(readings) and readings[0].pos == "prep" and readings[0].enclitic is not None


def bracketed(clause: Clause, index: int) -> int:
    """How many tokens a short remark in brackets takes; 0 for a number or a credit."""
    after = index + 1
    if after >= clause.limit or clause.tokens[after].kind == "number":
        return 0
    if shape(clause.tokens[after].word).base in _OUTLETS:
        return 0  # «… في البلاد (رويترز) …»: the credit of a picture
    for close in range(index, min(index + 4, clause.limit)):
        if clause.tokens[close].text == ")":
            return close - index + 1
    return 0


def is_hour(clause: Clause, index: int) -> bool:
    around = [clause.tokens[i].kind for i in (index - 1, index + 1) if i < clause.limit]
    return around == ["number", "number"]
