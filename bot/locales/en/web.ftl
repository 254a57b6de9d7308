# The readers' page. What is said of events stands in digest.ftl, states of channels in chat.ftl.

web-name = Mujaz
web-about = News of Arabic channels, every figure with its source
web-skip = Skip to content
web-nav = Sections
web-nav-today = Today
web-nav-toll = Tolls
web-nav-who = Meetings
web-nav-demands = Demands
web-nav-channels = Channels
web-language = Language
web-language-ar = العربية
web-language-en = English

web-today = Today, { $day }
web-day = { $day }
web-day-choose = Another day
web-day-before = The day before
web-day-after = The day after
web-show = Show
web-nothing = Nothing here.
web-nothing-day = The channels have told of no event on this day yet.
web-pages = Pages
web-page-next = More
web-page-before = Back
web-whole = The whole story
web-post = Post

web-timeline = What the sources said
web-timeline-help = Each sentence as it was published; the words that state a fact are marked.
web-withdrawn = The source deleted this post; its text is not shown.
web-chart-alt = Chart of the figures listed below it: { $title }
web-facts = The news

web-search = Search
web-search-of = Search: { $query }
web-search-label = Search the news
web-search-help = In the news of the last { $days } days, in Arabic; a word finds its other forms.
web-toll = Tolls
web-toll-help = What was announced for a place, each event by itself. Figures are not added up: nobody said the sum.
web-toll-place = Place (in Arabic)
web-toll-days = Days
web-toll-role = Who
web-toll-any = The gravest first
web-who = Meetings
web-who-help = Whom a person met in the last { $days } days.
web-who-person = Name (in Arabic)
web-demands = Demands
web-demands-help = What each party demanded in the last { $days } days.
web-demands-party = Party (in Arabic)
web-all = All
web-offered = Named in the news
web-channels = Channels
web-channels-help = The public channels that are read, and how each fares.
web-newest = newest post { $time }
web-course = How the figure moved
web-when = Time
web-figure = Figure, and who told it
web-unreadable = cannot be read since { $since }

web-words-source = The sources’ own words (“martyr”)
web-words-neutral = Neutral words (“killed”)
web-forms = Other forms
web-form-atom = Atom feed
web-form-json = JSON data
web-zone = Times are those of { $zone }

web-error-400 = The question was not understood
    .text = Something in the address cannot be read, or is longer than allowed. Go back to today’s page, or search.
web-error-404 = No page here
    .text = There is nothing at this address, or the event is older than what is kept.
web-error-405 = This page is for reading only
    .text = It takes nothing in.
web-error-500 = Something went wrong
    .text = This page could not be made. The error was recorded; other pages work.
web-error-503 = The page is not available now
    .text = The store of the news does not answer. Try again in a moment.
