"""Answers to taps on buttons and to inline queries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.demo.telegram.checks import buttons_of, text_of
from bot.demo.telegram.markup import units
from bot.demo.telegram.parameters import Parameters, bad
from bot.demo.telegram.registry import method

if TYPE_CHECKING:
    from bot.demo.telegram.server import Telegram

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


@method("answerCallbackQuery")
def answer_callback_query(telegram: Telegram, given: Parameters) -> bool:
    query = given.text("callback_query_id")
    if telegram.answers.get(query, "") is not None:
        raise bad(TOO_OLD)
    if units(given.text("text")) > 200:
        raise bad("MESSAGE_TOO_LONG")
    telegram.answers[query] = given.text("text")
    return True


@method("answerInlineQuery")
def answer_inline_query(telegram: Telegram, given: Parameters) -> bool:
    query = given.text("inline_query_id")
    if telegram.inline_answers.get(query, []) is not None:
        raise bad(TOO_OLD)
    results = given.json("results", [])
    identifiers = [str(result.get("id", "")) for result in results]
    if len(results) > 50:
        raise bad("RESULTS_TOO_MUCH")
    if len(set(identifiers)) < len(identifiers):
        raise bad("RESULT_ID_DUPLICATE")
    if not all(1 <= len(identifier.encode()) <= 64 for identifier in identifiers):
        raise bad("RESULT_ID_INVALID")
    for result in results:
        content = result.get("input_message_content", {})
        if "message_text" in content:
            text_of(Parameters({**content, "text": content["message_text"]}))
        buttons_of(Parameters({"reply_markup": result.get("reply_markup")}))
    telegram.inline_answers[query] = results
    return True
