"""The parser of the preview, on small pages in the real markup, and on the saved real pages."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.channels.preview import Page, parse_page
from bot.post import Link, Post

TME = Path(__file__).parents[2] / "shared" / "tme"
if not TME.exists():
    TME = Path(__file__).parents[3] / "shared" / "tme"
saved = pytest.mark.skipif(not TME.exists(), reason="the saved pages are not here")

FOOTER = (
    '<div class="tgme_widget_message_footer compact js-message_footer">'
    '<div class="tgme_widget_message_info short js-message_info">'
    '<span class="tgme_widget_message_views">12.5K</span><span class="copyonly"> views</span>'
    '<span class="tgme_widget_message_meta">{mark}<a class="tgme_widget_message_date"'
    ' href="https://t.me/Sahl_Press/{number}"><time datetime="2026-03-01T08:00:00+00:00"'
    ' class="time">08:00</time></a></span></div></div>'
)
NOTICE = (
    '<div class="media_not_supported_cont"><div class="message_media_not_supported_wrap">'
    '<div class="message_media_not_supported"><div class="message_media_not_supported_label">'
    "Please open Telegram to view this post</div>"
    '<a href="https://t.me/Sahl_Press/7" class="message_media_view_in_telegram">VIEW IN TELEGRAM'
    "</a></div></div></div>"
)


def text(words: str) -> str:
    return f'<div class="tgme_widget_message_text js-message_text" dir="auto">{words}</div>'


def block(inner: str, number: int = 7, mark: str = "", footer: str = FOOTER) -> str:
    return (
        '<div class="tgme_widget_message_wrap js-widget_message_wrap">'
        f'<div class="tgme_widget_message text_not_supported_wrap js-widget_message"'
        f' data-post="Sahl_Press/{number}"><div class="tgme_widget_message_bubble">'
        '<div class="tgme_widget_message_author accent_color">'
        '<a class="tgme_widget_message_owner_name" href="https://t.me/Sahl_Press">'
        '<span dir="auto">صحافة السهل <i class="emoji"><b>👍</b></i></span></a></div>'
        f"{inner}{footer.format(mark=mark, number=number)}</div></div></div>"
    )


def document(*blocks: str, more: str = "") -> bytes:
    return (
        "<!DOCTYPE html><html><head><title>صحافة السهل – Telegram</title>"
        '<link rel="canonical" href="/s/sahl_press?before=30"></head><body>'
        '<main class="tgme_main" data-url="/sahl_press"><div class="tgme_channel_info">'
        '<div class="tgme_channel_info_header_title"><span dir="auto">صحافة السهل</span></div>'
        '<div class="tgme_channel_info_counter"><span class="counter_value">15.4K</span> '
        '<span class="counter_type">subscribers</span></div></div>'
        f'<section class="tgme_channel_history js-message_history">{more}{"".join(blocks)}'
        "</section></main></body></html>"
    ).encode()


def only(inner: str, **more: str) -> Post:
    page = parse_page(document(block(inner, **more)), seen=datetime(2026, 3, 2, tzinfo=UTC))
    assert page.broken == 0
    (post,) = page.posts
    return post


EMOJI = '<i class="emoji" style="background-image:url(x)"><b>🔴</b></i>'


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("أعلنت البلدية فتح الطريق", "أعلنت البلدية فتح الطريق"),
        ("سطر أول<br>سطر ثان<br/><br/>فقرة", "سطر أول\nسطر ثان\n\nفقرة"),
        (f"{EMOJI} عاجل", "🔴 عاجل"),
        (f'<tg-emoji emoji-id="5">{EMOJI}</tg-emoji>عاجل', "🔴عاجل"),
        ('<tg-emoji emoji-id="5"></tg-emoji>عاجل', "عاجل"),
        ("<b>عاجل<i> | </i></b>قتيلان", "عاجل | قتيلان"),
        ("قال:<blockquote>لن نتراجع</blockquote>وأضاف", "قال:\nلن نتراجع\nوأضاف"),
        ("قال:<br/><blockquote>لن نتراجع</blockquote><br/>وأضاف", "قال:\nلن نتراجع\nوأضاف"),
        ("<blockquote expandable>أ<br/>ب</blockquote><br/><br/>ج", "أ\nب\n\nج"),
        ("<blockquote>أ</blockquote><blockquote>ب</blockquote>", "أ\nب"),
        ("شاهد <tg-spoiler>النتيجة</tg-spoiler> هنا", "شاهد النتيجة هنا"),
        ('شاهد <span class="tg-spoiler">النتيجة</span>', "شاهد النتيجة"),
        ("رقم <code>a  b</code>", "رقم a  b"),
        ("<pre>سطر\n  سطر</pre>بعده", "سطر\n  سطر\nبعده"),
        ("3 قتلى &amp; 5 جرحى &lt;حصيلة&gt;", "3 قتلى & 5 جرحى <حصيلة>"),
        ("كلمة  وكلمة", "كلمة  وكلمة"),
        ("\n   أول السطر<br/>\n   ثانيه\n   وبقيته\n  ", "أول السطر\nثانيه وبقيته"),
        ('نص<span style="display:inline-block;visibility:hidden"></span>', "نص"),
        ("نص<script>alert(1)</script><style>b{}</style>", "نص"),
        ('<img class="emoji" alt="🟢"> نص', "🟢 نص"),
        ('<div class="tgme_widget_message_text js-message_text">نص داخلي</div>', "نص داخلي"),
        ("<b>" * 400 + "عميق" + "</b>" * 400, "عميق"),
    ],
)
def test_text_is_exact(markup: str, expected: str) -> None:
    assert only(text(markup)).text == expected


def test_a_quoted_reply_is_not_the_text() -> None:
    reply = (
        '<a class="tgme_widget_message_reply user-color-1" href="https://t.me/Sahl_Press/3" ">'
        '<div class="tgme_widget_message_author"><span>صحافة</span></div>'
        '<div class="tgme_widget_message_text js-message_reply_text">مقتل 9 أشخاص</div></a>'
    )
    post = only(reply + text("لا إصابات"))
    assert (post.text, post.reply_to) == ("لا إصابات", "3")
    assert only(reply).text == ""


def test_the_notice_to_open_the_application_is_no_text() -> None:
    post = only(f'<div class="media_supported_cont">{text("خبر")}</div>{NOTICE}')
    assert (post.text, post.media) == ("خبر", ())
    post = only(NOTICE)
    assert (post.text, post.media) == ("", ("unsupported",))


def test_links_keep_their_anchors_and_lose_the_second_escape() -> None:
    post = only(
        text(
            'اقرأ <a href="https://sahl.example/a?x=1&amp;amp;y=2" onclick="return confirm(1)">'
            '<b>التفاصيل</b> هنا</a> <a href="https://t.me/other">@other</a>'
            '<a href="?q=%23السهل">#السهل</a><a href="javascript:alert(1)">ممنوع</a>'
        )
    )
    assert post.links == (
        Link("https://sahl.example/a?x=1&y=2", "التفاصيل هنا"),
        Link("https://t.me/other", "@other"),
    )
    assert post.hashtags == ("#السهل",)


def test_a_link_preview_counts_only_where_the_text_has_no_link() -> None:
    preview = (
        '<a class="tgme_widget_message_link_preview" href="https://sahl.example/1">'
        '<div class="link_preview_title">عنوان</div></a>'
    )
    assert only(text("خبر") + preview).links == (Link("https://sahl.example/1", "عنوان"),)
    linked = text('خبر <a href="https://sahl.example/2">هنا</a>')
    assert only(linked + preview).links == (Link("https://sahl.example/2", "هنا"),)


@pytest.mark.parametrize(
    ("name", "origin", "shown"),
    [
        ('<a class="tgme_widget_message_forwarded_from_name" href="https://t.me/manara_now/55">'
         "<span>المنارة</span></a>", "manara_now", "المنارة"),
        ('<span class="tgme_widget_message_forwarded_from_name">أبو فلان</span>',
         "أبو فلان", "أبو فلان"),
        ('<a class="tgme_widget_message_forwarded_from_name" href="https://t.me/c/12/3">قناة</a>',
         "قناة", "قناة"),
    ],
)  # fmt: skip
def test_a_forward_names_its_origin(name: str, origin: str, shown: str) -> None:
    head = f'<div class="tgme_widget_message_forwarded_from">Forwarded from&nbsp;{name}</div>'
    post = only(head + text("خبر"))
    assert (post.forwarded_from, post.forwarded_name, post.text) == (origin, shown, "خبر")


def test_an_album_is_one_post_with_every_caption() -> None:
    items = "".join(
        f'<a class="tgme_widget_message_{kind} grouped_media_wrap"'
        f' href="https://t.me/Sahl_Press/{number}?single"></a>'
        for kind, number in (("photo_wrap", 7), ("video_player", 8), ("photo_wrap", 9))
    )
    grouped = f'<div class="tgme_widget_message_grouped_wrap">{items}</div>'
    page = parse_page(document(block(grouped + text("الأولى") + text("الثانية"))))
    (post,) = page.posts
    assert post.album == ("7", "8", "9")
    assert post.media == ("photo", "video", "photo")
    assert post.text == "الأولى\nالثانية"
    assert page.present == {7, 8, 9}


def test_a_poll_is_its_question_and_answers() -> None:
    poll = (
        '<div class="tgme_widget_message_poll js-poll">'
        '<div class="tgme_widget_message_poll_question">هل تؤيد؟</div>'
        '<div class="tgme_widget_message_poll_type">Anonymous Poll</div>'
        '<a class="tgme_widget_message_poll_options" href="https://t.me/Sahl_Press/7">'
        '<div class="tgme_widget_message_poll_option_percent">70%</div>'
        '<div class="tgme_widget_message_poll_option_text">نعم</div>'
        '<div class="tgme_widget_message_poll_option_text">لا</div></a></div>'
    )
    post = only(poll)
    assert (post.text, post.media) == ("هل تؤيد؟\nنعم\nلا", ("poll",))


@pytest.mark.parametrize(
    ("inner", "kinds"),
    [
        ('<a class="tgme_widget_message_photo_wrap" href="x"></a>', ("photo",)),
        ('<a class="tgme_widget_message_video_player not_supported" href="x">'
         '<time class="message_video_duration">0:27</time></a>', ("video",)),
        ('<div class="tgme_widget_message_roundvideo_player"></div>', ("round_video",)),
        ('<a class="tgme_widget_message_voice_player" href="x">'
         '<time class="tgme_widget_message_voice_duration">0:01</time></a>', ("voice",)),
        ('<a class="tgme_widget_message_document_wrap" href="x"><div class='
         '"tgme_widget_message_document_icon audio"></div></a>', ("audio",)),
        ('<a class="tgme_widget_message_document_wrap" href="x"></a>', ("document",)),
        ('<div class="tgme_widget_message_sticker_wrap media_supported_cont"></div>'
         + NOTICE, ("sticker",)),
        ('<a class="tgme_widget_message_location_wrap" href="x"></a>', ("location",)),
    ],
)  # fmt: skip
def test_media_are_told_by_kind_and_durations_are_no_dates(inner: str, kinds: tuple[str]) -> None:
    post = only(inner)
    assert post.media == kinds
    assert post.published == datetime(2026, 3, 1, 8, tzinfo=UTC)


def test_an_edited_post_says_when_it_was_seen_so() -> None:
    assert only(text("خبر"), mark="edited &nbsp;").edited == datetime(2026, 3, 2, tzinfo=UTC)
    assert only(text("خبر")).edited is None


def test_one_broken_block_loses_one_post_and_is_counted() -> None:
    broken = block(text("بلا تاريخ"), number=8, footer="")
    page = parse_page(document(block(text("أ"), number=7), broken, block(text("ج"), number=9)))
    assert [post.number for post in page.posts] == ["7", "9"]
    assert (page.broken, page.present, page.state) == (1, {7, 8, 9}, "posts")


def test_a_page_whose_blocks_cannot_be_read_is_no_quiet_channel() -> None:
    renamed = document(block(text("أ"))).replace(b"data-post", b"data-id")
    page = parse_page(renamed)
    assert (page.state, page.broken) == ("changed_markup", 1)


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "svg", "a href=x", "i class='emoji'"])
def test_a_page_nested_to_exhaust_the_parser_is_not_parsed(tag: str) -> None:
    page = parse_page(document(block(text(f"<{tag}>" * 200_000))))
    assert (page.state, page.posts) == ("unknown", ())


def test_a_block_without_its_number_says_that_any_post_may_be_it() -> None:
    lost = block(text("ب"), number=8).replace('data-post="Sahl_Press/8"', "")
    page = parse_page(document(block(text("أ"), number=7), lost))
    assert (page.broken, page.nameless, page.present) == (1, 1, {7})


def test_a_channel_without_username_in_its_posts_takes_the_one_asked_for() -> None:
    page = parse_page(document(block(text("أ"))).replace(b"Sahl_Press/7", b"/7"), "sahl_press")
    assert page.posts[0].id == "sahl_press/7"


def test_the_page_tells_its_channel_and_neighbours() -> None:
    more = '<a class="tme_messages_more js-messages_more" data-before="7"></a>'
    page = parse_page(document(block(text("أ")), more=more))
    assert (page.channel, page.title, page.subscribers) == ("Sahl_Press", "صحافة السهل", 15_400)
    assert (page.older, page.newer) == (7, None)
    assert parse_page(document(block(text("أ")))).older is None


def test_a_page_cut_off_on_its_way_says_so() -> None:
    whole = document(block(text("أ"), number=7), block(text("ب"), number=8))
    assert not parse_page(whole).cut
    for length in range(400, len(whole) - 60, 50):
        page = parse_page(whole[:length])
        assert page.cut
        assert {post.text for post in page.posts} <= {"أ", "ب"}


def landing(title: str, inside: str) -> bytes:
    return (
        f"<!DOCTYPE html><html><head><title>Telegram: {title}</title></head><body>"
        f'<div class="tgme_page">{inside}</div></body></html>'
    ).encode()


NAME = '<div class="tgme_page_title">السهل</div>'


@pytest.mark.parametrize(
    ("html", "state"),
    [
        (document(), "empty"),
        (document('<div class="tgme_widget_message_wrap js-widget_message_wrap">'
                  '<div class="tme_no_messages_found">No posts found</div></div>'), "empty"),
        (landing("View @x", NAME + '<div class="tgme_page_extra">11 286 subscribers</div>'),
         "no_preview"),
        (landing("View @x", NAME + '<div class="tgme_page_extra">97 members, 4 online</div>'),
         "not_a_channel"),
        (landing("Contact @x", '<div class="tgme_page_icon"></div>'), "no_such_name"),
        (landing("Contact @x", NAME + '<div class="tgme_page_extra">@x</div>'), "not_a_channel"),
        (landing("Join Channel", NAME + '<div class="tgme_page_action">'
                 '<a href="tg://join?invite=abc">Join</a></div>'), "private"),
        (b"<html><body>Sign in to the network</body></html>", "unknown"),
        (b"", "unknown"),
        (b"\xff\xfe\x00binary", "unknown"),
    ],
)  # fmt: skip
def test_what_a_page_shows_is_told_apart(html: bytes, state: str) -> None:
    assert parse_page(html).state == state


def read(name: str) -> Page:
    return parse_page((TME / name).read_bytes())


@saved
@pytest.mark.parametrize(
    ("name", "number", "length", "start"),
    [
        ("posts/emoji_message.html", "7", 1, "👍"),
        ("posts/text_message_multiline.html", "62", 29, "Bigger\ntext\nmessage\nnumber\n34"),
        ("posts/multimedia_message.html", "84", 28, "Multiple videos"),
        ("posts/text_reply_to_video.html", "20", 43, "Reply to a video"),
        ("posts/sticker_message.html", "9", 0, ""),
        ("posts/audio_message.html", "13", 0, ""),
    ],
)
def test_saved_posts(name: str, number: str, length: int, start: str) -> None:
    (post,) = read(name).posts
    assert (post.number, len(post.text)) == (number, length)
    assert post.text.startswith(start)


@saved
def test_saved_channels() -> None:
    ducks = read("DUCKS_POKER.html")
    assert (len(ducks.posts), len(ducks.present), ducks.broken) == (14, 20, 0)
    assert ducks.older == 284
    edited = parse_page((TME / "DUCKS_POKER.html").read_bytes(), seen=datetime.now(UTC))
    assert [post.number for post in edited.posts if post.edited] == [
        "285", "292", "293", "300", "301", "302",
    ]  # fmt: skip
    assert not any("open Telegram" in post.text for post in ducks.posts)
    assert [post.number for post in ducks.posts if not post.text] == ["295", "296", "300"]
    bloomberg = read("walterbloomberg.html")
    assert (len(bloomberg.posts), bloomberg.channel, bloomberg.older) == (
        20, "WalterBloomberg", 22878,
    )  # fmt: skip
    assert all(post.text and post.views for post in bloomberg.posts)


@saved
@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("landing/channel.html", "no_preview"),
        ("landing/group.html", "not_a_channel"),
        ("landing/free_name.html", "no_such_name"),
        ("posts/no_posts_found.html", "empty"),
        ("posts/embed_post_not_found_2026.html", "empty"),
    ],
)
def test_saved_landing_pages(name: str, state: str) -> None:
    assert read(name).state == state
