"""/who and /demands: whom a person met, and what each party demands."""

from __future__ import annotations

from datetime import timedelta
from html import escape

from bot.delivery.letters import narrowed, wording
from bot.digest.answers import demands_answer, who_answer
from bot.digest.render import answer_to_html
from bot.events.queries import encounters, standing_demands
from handlers import arguments
from handlers.call import Answer, Call, Command

MEETINGS_DAYS = 60
DEMANDS_DAYS = 14


async def who(call: Call) -> Answer:
    """The meetings of a person, whichever way the name is spelled."""
    person = arguments.plain(call.arguments)
    if not person:
        return Answer.of(call.say("who-usage"))
    since = call.desk.now() - timedelta(days=MEETINGS_DAYS)
    events = narrowed(await call.desk.events.about("type:meeting", since), call.chat.watched)
    found = encounters(events, person, call.chat.timezone)
    if not found:
        return Answer.of(call.say("who-none", person=escape(person)))
    made = who_answer(found, person, wording(call.chat), call.chat.timezone)
    return Answer(answer_to_html(made))


async def demands(call: Call) -> Answer:
    """What each party demands now, or the one named."""
    party = arguments.plain(call.arguments) or None
    since = call.desk.now() - timedelta(days=DEMANDS_DAYS)
    events = narrowed(await call.desk.events.about("type:demand", since), call.chat.watched)
    found = standing_demands(events, party)
    if not found:
        return Answer.of(call.say("demands-none"))
    return Answer(answer_to_html(demands_answer(found, wording(call.chat), call.chat.timezone)))


COMMANDS = (Command("who", who), Command("demands", demands))
