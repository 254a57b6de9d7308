"""The key schema: every key that Mujaz writes, in one place.

All keys carry the tag ``{mujaz}``, so that a Redis Cluster keeps them on one slot and multi-key
steps stay atomic. Times in sorted sets are Unix seconds; JSON values are UTF-8.

    key                              type     what
    {mujaz}:posts                    stream   posts read: field `post` (bot.post.Post as JSON)
    {mujaz}:changes                  stream   changes: field `change` (bot.events.change.Change)
    {mujaz}:outbox                   stream   messages: field `message` (bot.delivery.message.Message)
    {mujaz}:post:<channel>/<number>  hash     last version: `post` JSON, `digest`, `facts` JSON
    {mujaz}:lease:<name>             string   holder of a lease, with expiry
"""

from __future__ import annotations

TAG = "{mujaz}"

POSTS = f"{TAG}:posts"
CHANGES = f"{TAG}:changes"
OUTBOX = f"{TAG}:outbox"

EXTRACT_GROUP = "extract"
NOTIFY_GROUP = "notify"
SEND_GROUP = "send"


def post(post_id: str) -> str:
    return f"{TAG}:post:{post_id}"


def lease(name: str) -> str:
    return f"{TAG}:lease:{name}"
