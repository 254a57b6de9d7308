"""Where posts come from. A post's way here, file by file:

    names      what a person writes for a channel, as one name
    web        bounded requests;  addresses  which addresses may be reached at all
    client     the preview's pages: bases in turn, the host's patience, refusals told apart
    preview    a page's bytes as posts;  block  one message of it;  markup  its text
    reader     how far back one reading looks;  history  what it tells that was not known
    channel    one watched channel at work;  states  how it fares;  cadence  its rhythm
    shares     which of several watching processes reads which channels
    watch      the role: every channel in its turn
    feeds, articles, botapi    the other sources;  reading  one look, for a person who waits
"""
