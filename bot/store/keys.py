"""The key schema: every key that Mujaz writes, in one place.

All keys carry the tag ``{mujaz}``, so that a Redis Cluster keeps them on one slot and multi-key
steps stay atomic. Times in sorted sets are Unix seconds; JSON values are UTF-8.

    key                              type     what
    {mujaz}:posts                    stream   posts read: field `post` (bot.post.Post as JSON)
    {mujaz}:changes                  stream   changes: field `change` (bot.events.change.Change)
    {mujaz}:outbox                   stream   messages: field `message` (bot.delivery.message.Message)
    {mujaz}:dead                     stream   dead letters (bot.store.dead.DeadLetter)
    {mujaz}:failures:<stream>:<group>  hash   entry id -> why it failed last; gone with its ack
    {mujaz}:post:<channel>/<number>  hash     last version: `post` JSON, `digest`, `deleted` (1),
                                              `facts` JSON; expires after POST_SECONDS unseen
    {mujaz}:versions:<channel>/<number>  list  earlier versions of an edited post, oldest first
    {mujaz}:channel:<channel>:posts  zset     post ids by time of publication, the newest CHANNEL_POSTS
    {mujaz}:timeline                 zset     post ids of all channels by time of publication, the
                                              newest TIMELINE_POSTS
    {mujaz}:workers                  set      names of worker processes
    {mujaz}:worker:<name>            hash     `roles`, `pid`, `since` of a living one; expires
    {mujaz}:lease:<name>             hash     `holder` and `token` of a lease, with expiry
    {mujaz}:lease:<name>:counter     string   last token given for a lease

Delivery (those of the outbox are explained in ``outbox.lua``):

    {mujaz}:message:<id>             hash     a message, its state, and what stands in the chat
    {mujaz}:lane:<chat>              zset     messages waiting for one chat
    {mujaz}:due:<rank>               zset     chats by the time their first message may leave
    {mujaz}:busy, {mujaz}:flight     hash, zset   messages in flight, by chat and by time
    {mujaz}:pace:<chat|all>          zset     sends of the last minute; expires
    {mujaz}:pause                    string   nothing is sent before; expires
    {mujaz}:outbox:order, :counts    string, hash   order of lanes; messages ended, by state
    {mujaz}:chat:<id>                hash     `chat` (bot.store.chats.Chat as JSON)
    {mujaz}:chats                    set      ids of all chats known
    {mujaz}:chats:unreachable        zset     chats that refuse messages, by since when
    {mujaz}:rules:<chat>             hash     rule id -> rule (JSON)
    {mujaz}:rule:<id>                hash     `chat`, `rule`, `entry` (the term it is indexed under)
    {mujaz}:match:<term>             set      ids of the rules indexed under a term
    {mujaz}:weight:<term>            string   how many rules ask for a term
    {mujaz}:level:<event>            hash     rule id -> the last figure told to its reader; expires
    {mujaz}:told:<event>             hash     chat -> the message that told of the event; expires
    {mujaz}:held:<chat>              list     changes held for the next digest or for quiet hours' end
    {mujaz}:schedule:<chat>          hash     schedule id -> schedule (JSON)
    {mujaz}:schedules                zset     `<chat>/<schedule id>` by the time it is due
"""

from __future__ import annotations

TAG = "{mujaz}"

POSTS = f"{TAG}:posts"
CHANGES = f"{TAG}:changes"
OUTBOX = f"{TAG}:outbox"
DEAD = f"{TAG}:dead"
TIMELINE = f"{TAG}:timeline"
WORKERS = f"{TAG}:workers"

EXTRACT_GROUP = "extract"
NOTIFY_GROUP = "notify"
SEND_GROUP = "send"


def post(post_id: str) -> str:
    return f"{TAG}:post:{post_id}"


def versions(post_id: str) -> str:
    return f"{TAG}:versions:{post_id}"


def channel_posts(channel: str) -> str:
    return f"{TAG}:channel:{channel}:posts"


def failures(stream: str, group: str) -> str:
    return f"{TAG}:failures:{stream.removeprefix(TAG + ':')}:{group}"


def worker(name: str) -> str:
    return f"{TAG}:worker:{name}"


def lease(name: str) -> str:
    return f"{TAG}:lease:{name}"


def lease_counter(name: str) -> str:
    return f"{TAG}:lease:{name}:counter"


OUTBOX_COUNTS = f"{TAG}:outbox:counts"
CHATS = f"{TAG}:chats"
UNREACHABLE = f"{TAG}:chats:unreachable"
SCHEDULES = f"{TAG}:schedules"


def message(message_id: str) -> str:
    return f"{TAG}:message:{message_id}"


def due(rank: int) -> str:
    return f"{TAG}:due:{rank}"


def chat(chat_id: int | str) -> str:
    return f"{TAG}:chat:{chat_id}"


def schedule(chat_id: int | str) -> str:
    return f"{TAG}:schedule:{chat_id}"
