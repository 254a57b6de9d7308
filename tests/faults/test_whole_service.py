"""``mujaz run`` with every role, against the stand-in for Telegram."""

from __future__ import annotations

import asyncio
import json

from redis import Redis

from bot.demo.telegram import Telegram
from bot.store import keys
from tests.faults.conftest import Service, eventually, stop


async def test_all_roles_in_one_process_answer_and_end_in_time_when_told(
    service: Service, service_store: Redis
) -> None:
    async with Telegram() as telegram:
        service.environ.update(
            MUJAZ_BOT_TOKEN=telegram.token,
            MUJAZ_API_BASE=telegram.base,
            MUJAZ_PREVIEW_BASE="http://127.0.0.1:9",
            MUJAZ_WEB_PORT="0",
        )
        reader = telegram.person(7, "سارة")
        telegram.say(7, "/start")
        process = service.start("run")
        await telegram.until(reader.texts, seconds=40)
        telegram.say(7, "/follow نابلس")
        await telegram.until(lambda: len(reader.texts()) > 1, seconds=40)
        telegram.fault(method="sendMessage", code=502, description="Bad Gateway")
        fire = {"id": "akhbar/17", "published": "2026-03-10T10:00:00+00:00"}
        fire["text"] = "مقتل 5 أشخاص في حريق بمدينة نابلس"
        await asyncio.to_thread(service.replay, [fire])
        await telegram.until(lambda: any("5" in text for text in reader.texts()[2:]), seconds=40)
        status = await asyncio.to_thread(stop, process)
    log = service.log.read_text()
    assert status == 0, log
    assert '"event": "stopped"' in log
    assert "Traceback" not in log
    assert telegram.token not in log
    lines = [json.loads(line) for line in log.splitlines()]
    way = [line["role"] for line in lines if line.get("post") == "akhbar/17"]
    assert way == ["extract", "notify", "send"]  # taken in, told, and refused once
    eventually(lambda: service_store.exists(keys.WORKERS) == 0)
