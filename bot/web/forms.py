"""A view as what is sent: an HTML page, an Atom feed, or JSON."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from babel.dates import get_timezone_location
from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.digest.page import markup, plain
from bot.locales import LANGUAGES, isolate, localise
from bot.web import atom
from bot.web.asked import Asked
from bot.web.cache import Page
from bot.web.dates import moment, whole_day
from bot.web.view import View

HTML = "text/html; charset=utf-8"
JSON = "application/json; charset=utf-8"
CSS = "text/css; charset=utf-8"
#: Views that the head of every page leads to, with their messages.
NAVIGATION = (
    ("/", "web-nav-today"),
    ("/toll", "web-nav-toll"),
    ("/who", "web-nav-who"),
    ("/demands", "web-nav-demands"),
    ("/channels", "web-nav-channels"),
)


def page_of(view: View, asked: Asked, zone: str) -> Page:
    """The view in the form that was asked for."""
    if asked.form == "atom":
        return Page.of(atom.feed(view, asked), atom.TYPE)
    if asked.form == "json":
        record = {"title": plain(view.title), "language": asked.language, **view.record}
        return Page.of(as_json(record), JSON)
    return Page.of(as_html(view, asked, zone), HTML)


def as_json(record: dict[str, Any]) -> bytes:
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()


def as_html(view: View, asked: Asked, zone: str) -> bytes:
    """The whole page. Everything that is not `Markup` is escaped."""
    language = asked.language
    text = (
        _environment()
        .get_template(view.template)
        .render(
            view.data,
            title=markup(view.title, language),
            plain_title=plain(view.title),
            asked=asked,
            say=localise(language),
            isolated=lambda text: markup(isolate(text, language), language),
            moment=lambda time: moment(time, zone, language),
            whole_day=lambda day: whole_day(day, language),
            city=get_timezone_location(zone, locale=language, return_city=True),
            nav=NAVIGATION,
            languages=LANGUAGES,
            style=f"/style.css?{style().etag[:12]}",
            feeds=view.template != "error.html",
        )
    )
    return text.encode()


@cache
def style() -> Page:
    """The one style sheet."""
    return Page.of(files("bot.web").joinpath("templates", "style.css").read_bytes(), CSS)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("bot.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
