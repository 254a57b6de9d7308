# What a digest and an alert say. Numbers: $n picks the form, $shown is written (may be 12–15).

figure-killed = { $n ->
    [0] none killed
   *[other] { $shown } killed
}
    .genitive = { $shown } killed
    .several = several killed
    .many = killed
    .name = killed
figure-martyr = { $shown } killed
    .genitive = { $shown } killed
    .several = several killed
    .many = killed
    .name = killed
figure-injured = { $shown } injured
    .genitive = { $shown } injured
    .several = several injured
    .many = injured
    .name = injured
figure-killed_or_injured = { $shown } killed or injured
    .genitive = { $shown } killed or injured
    .several = several killed or injured
    .many = killed or injured
    .name = killed or injured
figure-missing = { $shown } missing
    .genitive = { $shown } missing
    .several = several missing
    .many = missing
    .name = missing
figure-displaced = { $shown } displaced
    .genitive = { $shown } displaced
    .several = several displaced
    .many = displaced
    .name = displaced
figure-detained = { $shown } detained
    .genitive = { $shown } detained
    .several = several detained
    .many = detained
    .name = detained
figure-households = { $n ->
    [one] 1 family
   *[other] { $shown } families
}
    .genitive = { $n ->
    [one] 1 family
   *[other] { $shown } families
}
    .of = { $families } { $role }

bound-at_least = at least { $figure }
bound-more_than = more than { $figure }
bound-about = about { $figure }
bound-at_most = at most { $figure }

vague-tens = dozens { $figure }
vague-hundreds = hundreds { $figure }
vague-thousands = thousands { $figure }
vague-tens_of_thousands = tens of thousands { $figure }
vague-hundreds_of_thousands = hundreds of thousands { $figure }
vague-millions = millions { $figure }

figures-and = { $first }, { $second }
figure-victims = { $figure } ({ $victims })
figure-subset = among them { $figure }
figure-place = { $place }: { $figure }
figure-claimed = { $figure }, says { $claimant }
figure-open = { $figure }: { $claims }
figure-open-claim = { $shown } ({ $claimant })
figure-rising = { $figure } (up from { $before })
figure-falling = { $figure } (corrected from { $before })
figure-scope-period = { $since ->
    [none] { $figure } (over a period)
   *[other] { $figure }, { $since }
}
figure-scope-cumulative = { $since ->
    [none] running total
   *[other] total { $since }
}: { $figure }
list-separator = { ", " }
item-separator = { "; " }

meeting-held-in_person = Meeting
meeting-held-call = Call
meeting-held-unknown = Talks
meeting-planned-in_person = Planned meeting
meeting-planned-call = Planned call
meeting-planned-unknown = Planned talks
meeting-cancelled-in_person = Meeting cancelled or postponed
meeting-cancelled-call = Call cancelled or postponed
meeting-cancelled-unknown = Talks cancelled or postponed
meeting = { $label }: { $who }
meeting-where = { $meeting }, in { $place }
meeting-when = { $meeting }, { $day }
meeting-about = About: { $topics }
names-and = { $first } and { $second }

demands = { $actor } demands: { $contents }
    .of = { $actor } demands of { $addressee }: { $contents }
    .unnamed = Demands: { $contents }

heading = { $day } · { $place }
heading-day = { $day }
sources-independent = { $n ->
    [0] no source
    [one] 1 source
   *[other] { $n } independent sources
}
sources-spread = 1 source, carried by { $channels ->
    [one] 1 channel
   *[other] { $channels } channels
}
sources-independent-spread = { $sources } in { $channels ->
    [one] 1 channel
   *[other] { $channels } channels
}
sources-named = { $sources }: { $names }

digest-title = Digest { $since } – { $until }
digest-title-plain = Digest
digest-nothing = Nothing new
digest-nothing-since = Nothing new since { $since }
digest-more = { $n ->
    [0] no more events
    [one] and 1 more event
   *[other] and { $n } more events
}

update = Update { $time }: { $what }
update-figure = { $name } { $was } → { $now }
update-figure-new = { $now }
update-figure-withdrawn = withdrawn: { $was }
update-claim-withdrawn = a count was withdrawn; what stands: { $now }
update-disputed = figures differ: { $now }
update-sources = { $was } → { $now }
update-edited = the source edited its post
update-deleted = the source deleted its post
update-meeting-held = the meeting took place
update-meeting-planned = the meeting is planned
update-meeting-cancelled = the meeting was cancelled or postponed

toll-title = { $subject }: { $role }
toll-line = { $day }: { $figure }

who-title = Meetings of { $person }
demands-title = Demands
demands-said = { $first ->
    [same] said { $last }
   *[other] said from { $first } to { $last }
}
demands-answered = Answered: { $answers }
story-title = The whole story
story-differences = Differences
story-line = { $time } { $channel }: “{ $quote }”
story-edited = edited { $time }
story-deleted = deleted
story-copy = copy
story-forward = forward
story-citing = citing another
toll-period = Figures announced for periods
toll-separate = As told of each event, day by day
toll-cumulative = Running totals as announced
demand-of = { $content } (of { $addressee })
demand-said = { $demand } ({ $said })
story-mark = { $time } { $channel }: { $mark }
answer-more = { $n ->
    [0] nothing else
    [one] and 1 more line
   *[other] and { $n } more lines
}
answer-nothing = Nothing yet
