"""From a post to a reading: what extraction and joining need, made before any store is asked."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

import structlog

from bot.events import assign
from bot.events.assign import Reading
from bot.events.where import locator
from bot.measures import EXTRACTION, FACTS, FAILURES
from bot.post import Post
from extract import Extractor, Lexicon

log = structlog.get_logger()


class Reader:
    """Reads posts by means of one lexicon; may be shared, and used from any thread."""

    def __init__(self, lexicon: Lexicon, timezone: str) -> None:
        self.extractor = Extractor(lexicon)
        self.locate = locator(lexicon)
        self.timezone = timezone
        self.zone = ZoneInfo(timezone)

    def read(self, post: Post) -> Reading:
        """The facts and the telling of a post; of a deleted one no facts are read again.

        Bulletins, meetings and follow-ups go by the days of the readers, not of Greenwich: the
        reading's times are in their zone.
        """
        post = replace(post, published=post.published.astimezone(self.zone))
        if post.kind == "delete":
            return assign.read(post, (), self.locate)
        with EXTRACTION.time():
            report = self.extractor.extract(post.text, post.published, post.channel, self.timezone)
        for fact in report.facts:
            FACTS.labels(fact.type).inc()
        for failure in report.failures:
            FAILURES.labels(failure.component).inc()
            log.warning("a component failed", post=post.id, **{failure.component: failure.error})
        return assign.read(post, report.facts, self.locate)
