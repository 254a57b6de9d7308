"""The key schema: every key that Mujaz writes, in one place.

All keys carry the tag ``{mujaz}``, so that a Redis Cluster keeps them on one slot and multi-key
steps stay atomic. Times in sorted sets are Unix seconds; JSON values are UTF-8.

    key                              type     what
    {mujaz}:posts                    stream   posts read: field `post` (bot.post.Post as JSON)
    {mujaz}:changes                  stream   changes: field `change` (bot.events.change.Change)
    {mujaz}:outbox                   stream   messages: `message` (bot.delivery.message.Message)
    {mujaz}:dead                     stream   dead letters (bot.store.dead.DeadLetter)
    {mujaz}:failures:<stream>:<group>  hash   entry id -> why it failed last; gone with its ack
    {mujaz}:post:<channel>/<number>  hash     last version: `post` JSON, `digest`, `deleted` (1),
                                              `facts` JSON; expires after POST_SECONDS unseen
    {mujaz}:versions:<channel>/<number>  list  earlier versions of an edited post, oldest first
    {mujaz}:channel:<channel>:posts  zset     the newest CHANNEL_POSTS ids by time of publication
    {mujaz}:timeline                 zset     post ids of all channels by time of publication, the
                                              newest TIMELINE_POSTS
    {mujaz}:schema                   string   version of this schema (bot.store.schema)
    {mujaz}:workers                  set      names of worker processes
    {mujaz}:worker:<name>            hash     `roles`, `pid`, `since` of a living one; expires
    {mujaz}:lease:<name>             hash     `holder` and `token` of a lease, with expiry
    {mujaz}:lease:<name>:counter     string   last token given for a lease

Channels (`bot.store.channels`):

    {mujaz}:channels                 hash     watched channels: name in lower case -> Watched
    {mujaz}:channels:status          hash     the same name -> how it fares (Status)
    {mujaz}:channels:history         hash     the same name -> what is known of its past
    {mujaz}:watchers                 zset     watching processes by when they were last alive
    {mujaz}:album:<group>            hash     post number -> post of an album still arriving
    {mujaz}:albums                   zset     such albums by when they are complete

Events (their commit is explained in ``events.lua``; of the post hash it sets `facts` and `event`,
``-`` for a post that tells of none):

    {mujaz}:event:<id>               hash     `event` (bot.events.event.Event), `version`; expires
    {mujaz}:events                   zset     ids of events by when they were last told of
    {mujaz}:term:<term>              zset     ids of the events listed under an index term; expires
    {mujaz}:subject:<subject>        zset     ids of the events about a place, person, type; expires

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
    {mujaz}:rules                    hash     rule id -> rule (bot.delivery.rule.Rule as JSON)
    {mujaz}:rules:of:<chat>          zset     a chat's rule ids, in order of making
    {mujaz}:rules:entries            hash     rule id -> the one term it is indexed under
    {mujaz}:rules:order              string   counter behind that order
    {mujaz}:match:<term>             set      ids of the rules indexed under a term
    {mujaz}:level:<event>            hash     `rule id` -> the last figure told for it; expires
    {mujaz}:told:<event>             hash     chat -> how the event was told to it
                                              (bot.store.told.Record as JSON); expires
    {mujaz}:told:<event>:changes     list     the latest changes of an event, oldest first; expires
    {mujaz}:held:<chat>              zset     events held for the next digest, by when; expires
    {mujaz}:schedule:<chat>          hash     schedule id -> schedule (JSON)
    {mujaz}:calls:<user>             string   calls of a person in this minute; expires
    {mujaz}:schedules                zset     `<chat>/<schedule id>` by the time it is due
"""

from __future__ import annotations

TAG = "{mujaz}"

POSTS = f"{TAG}:posts"
CHANGES = f"{TAG}:changes"
OUTBOX = f"{TAG}:outbox"
DEAD = f"{TAG}:dead"
TIMELINE = f"{TAG}:timeline"
SCHEMA = f"{TAG}:schema"
WORKERS = f"{TAG}:workers"

CHANNELS = f"{TAG}:channels"
CHANNEL_STATUS = f"{TAG}:channels:status"
CHANNEL_HISTORY = f"{TAG}:channels:history"
WATCHERS = f"{TAG}:watchers"
ALBUMS = f"{TAG}:albums"

EXTRACT_GROUP = "extract"
NOTIFY_GROUP = "notify"


def post(post_id: str) -> str:
    return f"{TAG}:post:{post_id}"


def album(group: str) -> str:
    return f"{TAG}:album:{group}"


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


EVENTS = f"{TAG}:events"


def event(event_id: str) -> str:
    return f"{TAG}:event:{event_id}"


def term(term: str) -> str:
    return f"{TAG}:term:{term}"


def subject(subject: str) -> str:
    return f"{TAG}:subject:{subject}"


BUSY = f"{TAG}:busy"
OUTBOX_COUNTS = f"{TAG}:outbox:counts"
CHATS = f"{TAG}:chats"
UNREACHABLE = f"{TAG}:chats:unreachable"
SCHEDULES = f"{TAG}:schedules"
RULES = f"{TAG}:rules"
RULE_ENTRIES = f"{TAG}:rules:entries"
RULE_ORDER = f"{TAG}:rules:order"


def message(message_id: str) -> str:
    return f"{TAG}:message:{message_id}"


def due(rank: int) -> str:
    return f"{TAG}:due:{rank}"


def chat(chat_id: int | str) -> str:
    return f"{TAG}:chat:{chat_id}"


def rules_of(chat_id: int | str) -> str:
    return f"{TAG}:rules:of:{chat_id}"


def match(term: str) -> str:
    return f"{TAG}:match:{term}"


def level(event: str) -> str:
    return f"{TAG}:level:{event}"


def told(event: str) -> str:
    return f"{TAG}:told:{event}"


def told_changes(event: str) -> str:
    return f"{TAG}:told:{event}:changes"


def held(chat_id: int | str) -> str:
    return f"{TAG}:held:{chat_id}"


def schedule(chat_id: int | str) -> str:
    return f"{TAG}:schedule:{chat_id}"


def calls(user: int) -> str:
    return f"{TAG}:calls:{user}"
