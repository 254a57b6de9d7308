"""Settings: read once, typed, and strict.

Every setting is an environment variable with the prefix ``MUJAZ_``, or the same name in lower case
in ``mujaz.toml`` in the working directory; the environment wins. A name that is not listed here is
an error, so that a typing mistake never silently leaves a default in force.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import parse_qsl, unquote, urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from bot.errors import SettingError

PREFIX = "MUJAZ_"
TOML_FILE = "mujaz.toml"
#: Variables of the test suite, which the service does not read.
TEST_PREFIX = "MUJAZ_TEST_"
STORE_SCHEMES = (
    *("redis", "rediss", "unix"),
    *("redis+sentinel", "rediss+sentinel"),
    *("redis+cluster", "rediss+cluster"),
)
TELEGRAM = "api.telegram.org"
#: Ports that Telegram calls.
WEBHOOK_PORTS = (None, 443, 80, 88, 8443)
WEBHOOK_PATH = re.compile(r"(/[A-Za-z0-9/._~-]*)?")
#: Beside the webhook, for the proxy.
HEALTH_PATH = "/healthz"
BOT_TOKEN = re.compile(r"[0-9]{3,20}:[A-Za-z0-9_-]{20,100}")


def webhook_secret(token: str) -> str:
    """What Telegram has to send with each update: made from the bot's token, which it hides."""
    return hmac.new(token.encode(), b"mujaz webhook", hashlib.sha256).hexdigest()


def default_data_dir() -> Path:
    """``$XDG_DATA_HOME/mujaz``, or ``~/.local/share/mujaz``."""
    root = os.environ.get("XDG_DATA_HOME")
    return (Path(root) if root else Path.home() / ".local" / "share") / "mujaz"


class Settings(BaseSettings):
    """All settings. Secrets are `SecretStr`: their value shows in no ``repr``, log or error."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        toml_file=TOML_FILE,
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
        validate_default=True,
    )

    #: Token of the Telegram bot, as BotFather gives it. Unset: no role that speaks to Telegram.
    bot_token: SecretStr | None = None
    #: Root of the Bot API: Telegram's own, a local Bot API server, or an emulator on loopback.
    api_base: str = f"https://{TELEGRAM}"
    #: Where public channels are previewed; several bases are tried in turn.
    preview_base: Annotated[tuple[str, ...], NoDecode] = ("https://t.me",)
    #: Redis or Valkey server; unset: an embedded Valkey under ``data_dir``. May hold a password.
    redis_url: SecretStr | None = None
    #: Folder of the embedded store, the morphological database and other local state.
    data_dir: Path = Field(default_factory=default_data_dir)
    #: Handles or feed addresses that are watched from the start.
    channels: Annotated[tuple[str, ...], NoDecode] = ()
    #: Telegram user ids with administrator's rights.
    admins: Annotated[tuple[int, ...], NoDecode] = ()
    #: Pause between two readings of one channel, in seconds; unset, it is learnt from each
    #: channel's own rhythm (30 seconds to 15 minutes).
    poll_seconds: float = Field(default=60.0, ge=1, le=86_400)
    #: Messages a second over all chats: Telegram's free limit, or more where paid broadcast is on.
    send_per_second: int = Field(default=30, ge=1, le=1_000)
    #: Zone in which «today» and «Saturday» of a post are resolved, unless its channel has its own.
    timezone: str = "Asia/Jerusalem"
    #: Language of a reader who has not chosen one.
    language: Literal["ar", "en"] = "ar"
    #: Where the readers' page, ``/healthz``, ``/readyz`` and ``/metrics`` answer.
    web_host: str = "127.0.0.1"
    web_port: int = Field(default=8080, ge=0, le=65_535)
    #: Address that Telegram calls with updates, without the token; unset: they are fetched.
    webhook_url: str | None = None
    #: Where such calls are taken, behind a proxy that ends TLS.
    webhook_host: str = "127.0.0.1"
    webhook_port: int = Field(default=8081, ge=0, le=65_535)
    #: ``console`` for people, ``json`` for machines.
    log_format: Literal["console", "json"] = "console"

    @field_validator("preview_base", "channels", "admins", mode="before")
    @classmethod
    def _split_at_commas(cls, value: Any) -> Any:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return (value,) if isinstance(value, int) else value

    @field_validator("bot_token", "redis_url", "webhook_url", mode="before")
    @classmethod
    def _empty_is_unset(cls, value: Any) -> Any:
        return None if isinstance(value, str) and not value.strip() else value

    @field_validator("bot_token")
    @classmethod
    def _like_a_token(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not BOT_TOKEN.fullmatch(value.get_secret_value()):
            raise ValueError("must look like 123456789:AbCd…, as @BotFather gives it")
        return value

    @field_validator("redis_url")
    @classmethod
    def _known_scheme(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and urlsplit(value.get_secret_value()).scheme not in STORE_SCHEMES:
            raise ValueError(f"must begin with one of {', '.join(STORE_SCHEMES)} and ://")
        return value

    @field_validator("api_base", "preview_base")
    @classmethod
    def _web_addresses(cls, value: Any) -> Any:
        bases = (value,) if isinstance(value, str) else value
        for base in bases:
            parts = urlsplit(base)
            if parts.scheme not in ("http", "https") or not parts.hostname:
                raise ValueError("must be a web address that begins with https:// or http://")
        if not bases:
            raise ValueError("must name at least one address")
        stripped = tuple(base.rstrip("/") for base in bases)
        return stripped[0] if isinstance(value, str) else stripped

    @field_validator("webhook_url")
    @classmethod
    def _callable_by_telegram(cls, value: str | None, given: ValidationInfo) -> str | None:
        if value is None:
            return None
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("must be a web address that begins with https://")
        if parts.query or parts.fragment or parts.username or parts.password:
            raise ValueError("must be a host and a path, without a password or anything after ?")
        if not WEBHOOK_PATH.fullmatch(parts.path) or parts.path == HEALTH_PATH:
            raise ValueError("must have a path of Latin letters, digits and /-_.~, not /healthz")
        token = given.data.get("bot_token")
        if token and token.get_secret_value().partition(":")[2] in value:
            raise ValueError("must not hold the token: addresses are logged on their way")
        of_telegram = urlsplit(given.data.get("api_base", "")).hostname == TELEGRAM
        if parts.port not in WEBHOOK_PORTS and of_telegram:
            raise ValueError("must use port 443, 80, 88 or 8443")
        if parts.scheme != "https" and of_telegram:
            raise ValueError("must begin with https://")
        return value

    @field_validator("data_dir")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        return value.expanduser().absolute()

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError("must be a zone of the tz database, such as Asia/Jerusalem")
        return value

    @property
    def secrets(self) -> list[str]:
        """Every secret in force, in each form that it may be written in: to be hidden in logs."""
        found = []
        if self.bot_token:
            token = self.bot_token.get_secret_value()
            found += [token, token.partition(":")[2], webhook_secret(token)]
        if self.redis_url:
            url = self.redis_url.get_secret_value()
            parts = urlsplit(url)
            found += [url, parts.password or "", unquote(parts.password or "")]
            found += [value for name, value in parse_qsl(parts.query) if "password" in name]
        bases = (urlsplit(base).password or "" for base in (self.api_base, *self.preview_base))
        return [*found, *(form for word in bases for form in (word, unquote(word)))]

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def read_settings(**given: Any) -> Settings:
    """The settings in force; ``given`` ones win over the environment and the file.

    Raises `SettingError`, which names the setting and the remedy and never quotes a secret.
    """
    _refuse_unknown(os.environ)
    try:
        return Settings(**given)
    except ValidationError as error:
        raise _explained(error) from None
    except (ValueError, OSError) as error:  # TOML that cannot be read or parsed
        raise SettingError(
            f"{TOML_FILE} cannot be read: {error}", "Mend the file or move it away"
        ) from None


def _refuse_unknown(environ: Mapping[str, str]) -> None:
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    for name in sorted(environ):
        upper = name.upper()
        if upper.startswith(PREFIX) and not upper.startswith(TEST_PREFIX) and upper not in known:
            raise _unknown(name, known)


def _explained(error: ValidationError) -> SettingError:
    first = error.errors(include_url=False, include_input=False)[0]
    name = str(first["loc"][0]) if first["loc"] else ""
    if first["type"] == "extra_forbidden":
        return _unknown(name, set(Settings.model_fields))
    reason = first["msg"].removeprefix("Value error, ")
    variable = PREFIX + name.upper()
    return SettingError(
        f"{variable} cannot be used: {reason}",
        f"Set {variable} in the environment, or {name} in {TOML_FILE}",
    )


def _unknown(name: str, known: set[str]) -> SettingError:
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=1)
    remedy = f"Did you mean {near[0]}?" if near else f"Known are: {', '.join(sorted(known))}"
    return SettingError(f"{name} is not a setting of Mujaz", remedy)
