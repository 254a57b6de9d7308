"""The dashboard and the alerts ask for measures that exist."""

from __future__ import annotations

import json
import re
from pathlib import Path

from prometheus_client import REGISTRY, generate_latest
from redis.asyncio import Redis

import bot.measures  # noqa: F401 - registers what a process counts
from bot.web.metrics import exposition

ROOT = Path(__file__).parents[3]
NAME = re.compile(r"\bmujaz_[a-z_]+")


async def known(store: Redis) -> set[str]:
    told = (generate_latest(REGISTRY) + await exposition(store)).decode()
    return set(re.findall(r"^# TYPE (\S+)", told, re.MULTILINE))


async def test_the_dashboard_and_the_alerts_ask_for_measures_that_exist(store: Redis) -> None:
    dashboard = json.loads((ROOT / "deploy" / "grafana.json").read_text())
    asked = [target["expr"] for panel in dashboard["panels"] for target in panel["targets"]]
    asked.append((ROOT / "deploy" / "alerts.yaml").read_text())
    names = {name for text in asked for name in NAME.findall(text)}
    there = await known(store)
    assert {name.removesuffix("_bucket") for name in names} <= there
