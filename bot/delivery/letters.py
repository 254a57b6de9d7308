"""Messages in the making: events worded for one chat."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from bot.delivery.message import Button, Message, MessageKind
from bot.digest.compose import amendment, card, compose, gist
from bot.digest.composition import Composition, Item
from bot.digest.render import to_telegram_html
from bot.digest.wording import Wording
from bot.events.change import Change
from bot.events.event import Event
from bot.locales import localise
from bot.store.chats import Chat
from bot.store.told import Told

LONGEST_LABEL = 32
MOST_STORIES = 8


def wording(chat: Chat) -> Wording:
    """How the chat wants it told."""
    return Wording(chat.language, neutral=chat.wording == "neutral")


class Letters:
    """Letters about one event as it is now; each wording of it is rendered once, for all chats."""

    def __init__(self, event: Event, now: datetime) -> None:
        self.gist = gist(event)
        self._event = event
        self._now = now
        self._rendered: dict[tuple[object, ...], tuple[str, ...]] = {}

    def alert(self, id: str, chat: Chat, *, silent: bool) -> Message:
        """The event's card."""
        return self._message(id, chat, (), silent)

    def update(self, id: str, chat: Chat, changes: Sequence[Change], *, silent: bool) -> Message:
        """The card with what changed on top, as a message of its own."""
        return self._message(id, chat, changes, silent)

    def correction(self, id: str, chat: Chat, told: Told, changes: Sequence[Change]) -> Message:
        """What a message that told of the event alone says now."""
        made = self._message(id, chat, changes, True)
        return replace(made, kind="amendment", amends=told.message)

    def _message(self, id: str, chat: Chat, changes: Sequence[Change], silent: bool) -> Message:
        event = self._event
        label = localise(chat.language)("button-source")
        only = len(event.statements) == 1
        data = f"source:{event.id}:0" if only else f"story:{event.id}"
        return Message(
            id=id,
            chat=chat.id,
            kind="alert",
            html=self._html(chat, changes),
            created=self._now,
            buttons=((Button(label, data=data),),),
            silent=silent,
            thread=chat.thread,
            event_ids=(event.id,),
        )

    def _html(self, chat: Chat, changes: Sequence[Change]) -> tuple[str, ...]:
        said = wording(chat)
        key = (said, chat.timezone, *(change.to_json() for change in changes))
        if key not in self._rendered:
            if changes:
                made = amendment(self._event, changes, said, chat.timezone)
            else:
                made = card(self._event, said, chat.timezone)
            self._rendered[key] = to_telegram_html(made)
        return self._rendered[key]


def digest(
    id: str,
    chat: Chat,
    events: Iterable[Event],
    now: datetime,
    since: datetime | None,
    gists: Mapping[str, str],
    *,
    silent: bool,
) -> tuple[Message, Composition]:
    """A digest of what is new to the chat, and what it is made of."""
    made = compose(events, wording(chat), chat.timezone, now, since, chat.events, gists)
    return _of_digest(id, chat, made, now, "digest", silent), made


def digest_again(
    id: str,
    chat: Chat,
    told: Told,
    events: Sequence[Event],
    changes: Mapping[str, Sequence[Change]],
    now: datetime,
) -> Message:
    """What a digest that was sent says now. ``events`` are those it told of; ``changes`` by event
    those since then."""
    span = [datetime.fromtimestamp(at, UTC) if at else None for at in (told.since, told.until)]
    made = compose(events, wording(chat), chat.timezone, span[1] or now, span[0], len(events) or 1)
    items = []
    for item in made.items:
        if said := changes.get(item.event.id):
            renewed = amendment(item.event, said, wording(chat), chat.timezone)
            items.append(renewed.items[0])
        else:
            items.append(item)
    made = replace(made, items=tuple(items), left_out=told.left_out)
    message = _of_digest(id, chat, made, now, "amendment", True)
    return replace(message, amends=told.message)


def _of_digest(
    id: str, chat: Chat, made: Composition, now: datetime, kind: MessageKind, silent: bool
) -> Message:
    return Message(
        id=id,
        chat=chat.id,
        kind=kind,
        html=to_telegram_html(made),
        created=now,
        buttons=story_buttons(made),
        silent=silent,
        thread=chat.thread,
        event_ids=tuple(item.event.id for item in made.items),
    )


def story_buttons(made: Composition) -> tuple[tuple[Button, ...], ...]:
    """A button for each event told, two a row: its whole story."""
    stories = [
        Button(_short(_subject(item)), data=f"story:{item.event.id}")
        for item in made.items[:MOST_STORIES]
    ]
    return tuple(tuple(stories[at : at + 2]) for at in range(0, len(stories), 2))


def _subject(item: Item) -> str:
    """What tells an event from the others under a digest: its place, else its first line."""
    place = next(iter(item.heading.verbatim), None)
    return place or next((line.text for line in item.lines), item.heading.text)


def _short(heading: str) -> str:
    if len(heading) <= LONGEST_LABEL:
        return heading
    return heading[: LONGEST_LABEL - 1].rstrip() + "…"


def narrowed(events: Iterable[Event], channels: Iterable[str]) -> list[Event]:
    """The events as ``channels`` alone tell of them (all events, if there are none)."""
    wanted = {channel.lower() for channel in channels}
    if not wanted:
        return list(events)
    kept = []
    for event in events:
        sources = tuple(s for s in event.sources if s.channel.lower() in wanted)
        posts = {source.post for source in sources}
        if any(not source.deleted for source in sources):
            kept.append(
                replace(
                    event,
                    sources=sources,
                    statements=tuple(s for s in event.statements if s.post in posts),
                    first=min(source.published for source in sources),
                    last=max(source.published for source in sources),
                )
            )
    return kept
