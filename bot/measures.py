"""What one process counts of its own work, for Prometheus (`/metrics` of the role `web`).

A step calls these where the thing happens; in a process without the role `web` they cost next to
nothing. Labels are from small closed sets: never a channel, chat or post.
"""

from __future__ import annotations

from prometheus_client import Counter, Histogram

POSTS = Counter("mujaz_posts", "Posts recorded, by what happened to them", ("kind",))
FACTS = Counter("mujaz_facts", "Facts extracted", ("type",))
FAILURES = Counter("mujaz_extraction_failures", "Components that failed on a text", ("component",))
EXTRACTION = Histogram(
    "mujaz_extraction_seconds",
    "Time to read one text",
    buckets=(0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 2.0),
)
POLLS = Counter("mujaz_polls", "Readings of a channel, by how they ended", ("outcome",))
CRASHES = Counter("mujaz_role_crashes", "Times a role crashed and was started again", ("role",))
UPDATES = Counter("mujaz_updates", "Updates from Telegram, by what became of them", ("outcome",))
