"""Which reports tell of the same event: the code of `mujaz group`, over lines of JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.errors import InputError
from bot.events.assign import Outcome, read
from bot.events.book import EventBook
from bot.events.where import Locate
from bot.post import Post
from extract.facts import Fact

Extract = Callable[[str, datetime, str], Iterable[Fact]]


def group(
    lines: Iterable[str], extract: Extract, locate: Locate, zone: str
) -> Iterator[dict[str, Any]]:
    """One ``{"id", "event", "copy_of"}`` for each ``{"id", "source", "published", "text"}`` line.

    Lines stand in order of ``published``; a time without zone is in ``zone``. ``extract`` gives the
    facts of a text, its time and source. ``event`` is null for a post that tells nothing;
    ``copy_of`` is the id of the post that a copy repeats. A bad line gives ``{"id", "error"}`` and
    the rest goes on. Memory stays constant over an endless stream.
    """
    book = EventBook(forget=True)
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            identity, post = _post(line, number, zone)
        except InputError as error:
            yield {"id": _identity(line, number), "error": error.message}
            continue
        facts = extract(post.text, post.published, post.channel)
        outcome = book.take(read(post, facts, locate))
        yield {
            "id": identity,
            "event": outcome.event.id if outcome.event else None,
            "copy_of": _copied(outcome),
        }


def _post(line: str, number: int, zone: str) -> tuple[Any, Post]:
    try:
        record = json.loads(line)
        published = datetime.fromisoformat(str(record["published"]))
        source, text = str(record.get("source") or ""), "".join(record["text"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            f"line {number} is no report: {error}",
            'each line is {"id", "source", "published", "text"}',
        ) from error
    if published.tzinfo is None:
        published = published.replace(tzinfo=ZoneInfo(zone))
    # Days are told apart in one zone, whatever zones the outlets write in.
    published = published.astimezone(ZoneInfo(zone))
    identity = record.get("id")
    # As JSON, so that an id comes out of `copy_of` as it went in, number or text.
    return identity, Post(source, json.dumps(identity, ensure_ascii=False), published, text)


def _copied(outcome: Outcome) -> Any:
    """The id of the report that a copy repeats."""
    if outcome.event is None or outcome.verdict is None or outcome.verdict.of is None:
        return None
    source = outcome.event.source(outcome.verdict.of)
    return json.loads(source.post[len(source.channel) + 1 :]) if source else None


def _identity(line: str, number: int) -> Any:
    try:
        return json.loads(line).get("id", number)
    except (ValueError, AttributeError):
        return number
