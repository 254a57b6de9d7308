"""The page in a real browser: what Chromium makes of it on a phone and on a desktop.

The page's policy forbids every script, so what the browser shows it shows without.
"""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from tests.bot.web.conftest import POSTS, Site

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--hide-scrollbars", "--force-device-scale-factor=1"),
)
PHONE, DESKTOP = 390, 1200
PAPER_LIGHT, PAPER_DARK = (250, 248, 243), (18, 21, 23)

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: apt-get install chromium"),
    pytest.mark.timeout(120),
]


class Browser:
    """Chromium with a profile of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.complaints = ""

    async def dump(self, address: str, *flags: str) -> LexborHTMLParser:
        """The document as the browser understood it."""
        return LexborHTMLParser((await self._run(*flags, "--dump-dom", address)).decode())

    async def shoot(self, address: str, width: int, *flags: str) -> Image.Image:
        out = self._folder / "shot.png"
        await self._run(*flags, f"--window-size={width},1600", f"--screenshot={out}", address)
        with Image.open(out) as picture:
            return picture.convert("RGB")

    async def _run(self, *arguments: str) -> bytes:
        process = await asyncio.create_subprocess_exec(
            str(CHROMIUM),
            *FLAGS,
            f"--user-data-dir={self._folder / 'profile'}",
            *arguments,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        told, errors = await process.communicate()
        self.complaints = errors.decode(errors="replace")
        assert process.returncode == 0, self.complaints
        return told


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    return Browser(tmp_path)


def columns(picture: Image.Image, ground: tuple[int, int, int]) -> list[int]:
    """The columns of a picture in which anything is drawn."""
    width, height = picture.size
    data = picture.tobytes()
    rows = [data[3 * width * y : 3 * width * (y + 1)] for y in range(height)]
    bare = bytes(ground)
    return [x for x in range(width) if any(row[3 * x : 3 * x + 3] != bare for row in rows)]


async def test_the_browser_reads_the_page_as_it_was_meant(site: Site, browser: Browser) -> None:
    event = await site.event_at("بيروت")
    page = await browser.dump(f"{site.root}/event/{event}?lang=ar")
    assert page.css_first("html").attributes["dir"] == "rtl"
    assert [quote.text() for quote in page.css("blockquote")] == [POSTS[0][1], POSTS[1][1]]
    assert page.css("script") == []


async def test_a_phone_shows_the_page_in_full_width_in_light_and_dark(
    site: Site, browser: Browser
) -> None:
    for scheme, ground in ((1, PAPER_LIGHT), (0, PAPER_DARK)):
        flag = f"--blink-settings=preferredColorScheme={scheme}"
        shot = await browser.shoot(f"{site.root}/?lang=ar", PHONE, flag)
        assert shot.getpixel((2, 1590)) == ground
        drawn = columns(shot, ground)
        # Nothing runs out of the screen: the margins at both sides stay empty.
        assert drawn[0] >= 12
        assert drawn[-1] < PHONE - 12


async def test_the_browser_finds_nothing_that_the_policy_forbids(
    site: Site, browser: Browser
) -> None:
    event = await site.event_at("بيروت")
    for path in (f"/event/{event}", "/toll?place=بيروت", "/channels"):
        await browser.dump(site.root + path, "--enable-logging=stderr")
        assert "Content Security Policy" not in browser.complaints
        assert "CONSOLE" not in browser.complaints


async def test_an_arabic_page_begins_at_the_right_on_a_desktop(
    site: Site, browser: Browser
) -> None:
    shot = await browser.shoot(f"{site.root}/nowhere?lang=ar", DESKTOP)
    text = shot.crop((0, 180, DESKTOP, 230))  # the heading of a short page
    drawn = columns(text, PAPER_LIGHT)
    assert drawn, "the heading stands elsewhere"
    assert drawn[0] > DESKTOP // 2
