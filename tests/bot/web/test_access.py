"""The page for who reads it with ears, keys or little light."""

from __future__ import annotations

import itertools
import re
from importlib.resources import files

import pytest

from tests.bot.web.conftest import Answer, Site

PATHS = ("/", "/toll?place=بيروت", "/who", "/demands", "/search?q=غارة", "/channels", "/nowhere")
#: WCAG 2.2 AA: body text 4.5, what is not text 3.
TEXT_CONTRAST = 4.5


async def pages(site: Site) -> list[Answer]:
    event = await site.event_at("بيروت")
    paths = (*PATHS, f"/event/{event}")
    return [await site.get(f"{path}{'&' if '?' in path else '?'}lang=ar") for path in paths]


async def test_every_page_has_landmarks_one_heading_and_a_way_past_them(site: Site) -> None:
    for answer in await pages(site):
        page = answer.page
        for landmark in ("header", "nav", "main#content", "footer", "form[role=search]", "title"):
            assert page.css(landmark), landmark
        assert len(page.css("h1")) == 1
        assert page.css_first("body a").attributes["href"] == "#content"
        levels = [int(h.tag[1]) for h in page.css("h1, h2, h3")]
        assert all(b - a <= 1 for a, b in itertools.pairwise(levels))


async def test_every_field_has_a_label_every_picture_a_text_every_id_one_place(
    site: Site,
) -> None:
    for answer in await pages(site):
        page = answer.page
        labels = {label.attributes["for"] for label in page.css("label")}
        fields = page.css("input:not([type=hidden]), select")
        assert {field.attributes["id"] for field in fields} <= labels
        assert all(image.attributes["alt"] for image in page.css("img"))
        ids = [node.attributes["id"] for node in page.css("[id]")]
        assert len(ids) == len(set(ids))
        named = {n.attributes["aria-labelledby"] for n in page.css("[aria-labelledby]")}
        assert named <= set(ids)


async def test_every_link_says_where_it_leads(site: Site) -> None:
    for answer in await pages(site):
        for link in answer.page.css("a"):
            assert link.text().strip(), link.html
            address = str(link.attributes["href"])
            if address.startswith("https://"):
                assert "noreferrer" in str(link.attributes["rel"])


async def test_no_page_carries_a_script_or_a_style_of_its_own(site: Site) -> None:
    for answer in await pages(site):
        assert answer.page.css("script, style, [style], [onclick], [onload], iframe") == []


def colours(scheme: str) -> dict[str, str]:
    css = files("bot.web").joinpath("templates", "style.css").read_text(encoding="utf-8")
    light, dark = re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6})", light if scheme == "light" else dark))


def luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "paper"),
    [
        *[(ink, paper) for ink in ("ink", "soft", "link") for paper in ("ground", "paper")],
        *[("mark-ink", "mark"), ("bad", "paper"), ("good", "paper"), ("ground", "link")],
    ],
)
def test_text_stands_out_from_its_ground(scheme: str, ink: str, paper: str) -> None:
    found = colours(scheme)
    light, dark = sorted((luminance(found[ink]), luminance(found[paper])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= TEXT_CONTRAST
