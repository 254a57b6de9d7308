# What the bot says in the chat. Message names are the same in every language.

start-greeting = Welcome to <b>Mujaz</b>.
    I read Arabic news channels and take the facts out of every post: who met whom and where, casualty figures and who gives them, and what each party demands. You get a short digest, and every line leads to its source.

    Choose your language:
start-channels = Which channels would you like to follow? You can change this at any time.
start-no-channels = No channel has been added yet. Send <code>/watch @name</code> to add a public channel.
start-how-often = When would you like the digest?
start-done = Done. { $schedule }
    Here is your first digest:
start-deep-link-followed = You now follow: { $subject }.
start-deep-link-channel = The channel { $channel } is now one of yours.

button-all-channels = All channels
button-next = Next →
button-back = ← Back
button-done = Done ✓
button-source = Source
button-more = More
button-cancel = Cancel
button-delete-all = Yes, delete everything
button-unfollow = Unfollow
button-mute = Mute
button-story = Full story
button-every-3-hours = Every 3 hours
button-twice-daily = Morning and evening
button-daily = Once a day, 20:00
button-urgent = Urgent news only
button-page-next = Next
button-page-previous = Previous
button-language-ar = العربية
button-language-en = English
button-wording-source = The source's words
button-wording-neutral = Neutral wording

schedule-hours = { $hours ->
    [one] A digest every hour.
   *[other] A digest every { $hours } hours.
}
schedule-times = A digest at { $times }.
schedule-times-days = A digest at { $times } on { $days }.
schedule-none = No digest is scheduled.
schedule-saved = Saved. { $schedule }
schedule-usage = Write for example: <code>/schedule 3</code> for a digest every three hours, <code>/schedule 08:00 20:00</code>, <code>/schedule 20:00 sun thu</code>, or <code>/schedule off</code>.
quiet-saved = Quiet hours from { $start } to { $end }. What comes in between reaches you afterwards.
quiet-off = Quiet hours are off.
quiet-usage = Write for example: <code>/quiet 23:00 07:00</code>, or <code>/quiet off</code>.

help = <b>What I can do</b>

    /digest: the last hours, e.g. <code>/digest 6</code> or <code>/digest @name</code>
    /latest: the latest events
    /event: the whole story of an event, with its sources
    /toll: the toll of a place or event, e.g. <code>/toll غزة 7</code>
    /who: whom a person met, e.g. <code>/who وزير الخارجية</code>
    /demands: what each party demands
    /search: search in what was read

    /follow: follow a person, place, party or word, e.g. <code>/follow خان يونس</code>
    /unfollow, /alerts, /mute: stop following, list or mute your alerts
    /schedule and /quiet: digest times and quiet hours

    /channels: the channels and their state
    /watch and /unwatch: add or remove a channel
    /settings: language, wording, time zone
    /export: your channels and alerts as a file
    /privacy: what is kept about you, and deleting it
    /stop: stop all messages
help-admin = <b>For administrators</b>
    /status and /stats: the state of the service and its figures
    /addchannel and /removechannel: everyone's channels
    /announce: a message to all subscribers

digest-usage = Write for example: <code>/digest</code>, <code>/digest 12</code> (hours) or <code>/digest @name</code>.
nothing-new = Nothing new.

channels-title = <b>Channels</b>
channels-none = You follow no channel yet. Send for example: <code>/watch @name</code>
channel-line = { $mark } { $name }: { $state }
channel-state-reading = reading
channel-state-quiet = quiet since { $since }
channel-state-slow = slow to answer since { $since }
channel-state-no_preview = does not show its posts publicly
channel-state-not_a_channel = is a group or an account, not a channel
channel-state-no_such_name = there is no channel of that name
channel-state-new = not read yet
channel-state-unreadable = cannot be read since { $since }: { $reason }
channel-state-pushed = its posts arrive at once
channel-state-changed_markup = its page cannot be read
channel-state-unknown = its page cannot be read
channel-state-private = private

watch-usage = Write for example: <code>/watch @name</code>, <code>/watch https://t.me/name</code> or the address of an RSS feed.
watch-added = { $channel } was added. Its latest post: { $last }
watch-added-empty = { $channel } was added. It has no post yet.
watch-already = You already follow { $channel }.
watch-refused = I cannot read { $channel } now: { $reason }. Try again in a while.
watch-limit = The limit is { $limit } channels. Remove one with <code>/unwatch @name</code>.
watch-full = This service watches as many channels as it can. Ask its administrator.
addchannel-usage = Write for example: <code>/addchannel @name</code> or the address of an RSS feed.
removechannel-usage = Write for example: <code>/removechannel @name</code>.
channel-added-already = { $channel } is there for everyone already.
channel-removed-unknown = { $channel } is none of everyone’s channels.
channel-removed-done = { $channel } was removed from everyone’s channels.
unwatch-usage = Write for example: <code>/unwatch @name</code>.
unwatch-done = { $channel } was removed from your channels.
unwatch-unknown = You do not follow { $channel }.
unwatch-last = { $channel } is your only channel. Add another first: <code>/watch @name</code>; or stop messages: /mute.

follow-usage = Write whom or what to follow, for example:
    <code>/follow خان يونس</code>
    <code>/follow "وقف إطلاق النار"</code>
    <code>/follow killed&gt;=10 غزة</code>
    <code>/follow هدنة and معبر</code>
follow-added = You now follow: { $rule }. Alerts come as soon as the news is out.
follow-already = You already follow this: { $rule }.
follow-bad = I did not understand: { $reason }
follow-limit = The limit is { $limit } alerts. Stop one in /alerts.
unfollow-usage = Write for example: <code>/unfollow خان يونس</code>, or choose in /alerts.
unfollow-done = You no longer follow: { $rule }.
unfollow-unknown = You do not follow: { $rule }.
alerts-title = <b>Your alerts</b>
alerts-none = No alerts yet. Send for example: <code>/follow خان يونس</code>
alerts-muted = (muted)
alerts-digest = (in the digest)
muted = Everything is muted until { $until }.
mute-off = No longer muted.
mute-usage = Write for example: <code>/mute 8</code> (hours) or <code>/mute off</code>.

event-usage = Write the event's id, e.g. <code>/event a1b2c3</code>, or press “Full story” under a report.
event-unknown = There is no event of that id, or it is no longer kept.
toll-usage = Write a place or an event and the number of days, e.g. <code>/toll خان يونس 7</code>.
toll-none = { $days ->
    [one] No figures about { $subject } in the last day.
   *[other] No figures about { $subject } in the last { $days } days.
}
who-usage = Write a name, e.g. <code>/who وزير الخارجية</code>.
who-none = No meetings of { $person } are on record.
demands-none = No demands are on record.
search-usage = Write one or more words, e.g. <code>/search ممر إنساني</code>.
search-none = Nothing about: { $query }
source-gone = This post is no longer kept.

settings-title = <b>Settings</b>
    Language: { $language }
    Wording: { $wording }
    Time zone: <code>{ $timezone }</code>
    Digest: { $schedule }
    Quiet hours: { $quiet }
settings-timezone-usage = To change the time zone write for example: <code>/settings timezone Asia/Beirut</code>
settings-timezone-bad = There is no time zone of that name: { $timezone }
settings-saved = Saved.
quiet-none = none
wording-source = as in the source (شهيد, قتيل)
wording-neutral = neutral (قتيل)

export-caption = Your channels, alerts and settings.
privacy = What is kept about you: the chat's number, your language, channels, alerts and schedules, and for { $days } days a record of what was sent to you, so that it can be corrected. Your messages are not kept.
privacy-confirm = Delete everything that is kept about you? This cannot be undone.
privacy-deleted = Everything that was kept about you has been deleted. Goodbye.
stopped = All messages are stopped. Send any command to return, such as /start; your channels and alerts are kept.

admins-only = This is for administrators only.
group-admins-only = In groups, only their administrators can set me up.
unknown-command = I do not know this command. Send /help.
too-fast = { $seconds ->
    [one] Slow down: try again in a second.
   *[other] Slow down: try again in { $seconds } seconds.
}
failed = This did not work now, and the error was recorded. Try again in a while.
store-away = The service is busy now. Try again in a while.

group-added = Thank you for adding me. The group's administrators can set me up: /schedule for digests, /follow for alerts, /watch for channels.
channel-added = You added me to the channel { $title }. When should I post the digest there?
channel-needs-post = You added me to the channel { $title }, but I may not post there. Grant me “Post messages”.
channel-ready = Done. { $schedule } It appears in “{ $title }”.
channel-removed = I was removed from { $title }, so its digest has stopped.

announce-usage = Write the message after the command: <code>/announce …</code>
announce-done = { $count ->
    [one] Sent to one subscriber.
   *[other] Sent to { $count } subscribers.
}
status-title = <b>State of the service</b>
stats-title = <b>Figures</b>

command-start = Start again
command-digest = Digest of the last hours
command-latest = Latest events
command-follow = Follow a person, place or word
command-unfollow = Stop following
command-alerts = Your alerts
command-toll = Toll of a place or event
command-who = Whom a person met
command-demands = What each party demands
command-search = Search
command-event = Full story of an event
command-channels = Channels and their state
command-watch = Add a channel
command-unwatch = Remove a channel
command-schedule = Digest times
command-quiet = Quiet hours
command-mute = Mute for a while
command-settings = Settings
command-export = Export your settings
command-privacy = Privacy and deletion
command-stop = Stop messages
command-help = Help
command-status = State of the service
command-stats = Figures of the service
command-addchannel = Add a channel for everyone
command-removechannel = Remove a channel for everyone
command-announce = Message to subscribers

rule-nothing-wanted = there is nothing to follow in it
rule-too-many-terms = more than 12 conditions
rule-too-long = too long: { $word }
rule-too-short = too short: { $word }
rule-unknown-label = unknown label “{ $word }:”
rule-unknown-type = unknown type “{ $word }”
rule-unknown-role = unknown “{ $word }”; known are killed, injured, missing, displaced, detained
rule-not-a-number = not a number: { $word }
rule-meeting-needs-two = a meeting is between two parties: meeting:"one"+"other"
rule-step-without-threshold = a step needs a threshold, e.g. killed>=10 step:5
rule-unreadable-link = the link is not valid

status-worker = • { $name }: { $roles }
status-queue = • { $stream }: { $lag } waiting, the oldest for { $age } s
status-rest = Chats with messages waiting: { $waiting }; dead letters: { $dead }
stats-chats = Chats: { $chats }; alerts: { $rules }
stats-events = Events of the last 24 hours: { $events }; memory of the store: { $memory } MB
stats-sends = • { $state }: { $count }
