"""``mujaz group``: which reports tell of the same event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Annotated

import typer

from bot.cli import inputs


def command(
    file: Annotated[str, typer.Argument(help="Reports in order of time; - for stdin.")] = "-",
) -> None:
    """Print one {"id","event","copy_of"} for each {"id","source","published","text"} line."""
    from bot.cli.logs import start_logging_by
    from bot.events.group import group
    from bot.events.where import locator
    from bot.lexicon import open_lexicon
    from bot.settings import read_settings
    from extract import Extractor
    from extract.facts import Fact

    settings = read_settings()
    start_logging_by(settings, quiet=True)
    lexicon = open_lexicon(settings.data_dir)
    extractor = Extractor(lexicon)

    def facts(text: str, published: datetime, source: str) -> Iterable[Fact]:
        return extractor.extract(text, published, source, settings.timezone).facts

    failed = False
    with inputs.opened(file) as lines:
        reports = _text(inputs.lines(lines))
        for answer in group(reports, facts, locator(lexicon), settings.timezone):
            failed |= "error" in answer
            inputs.write(inputs.to_line(answer))
    if failed:
        raise typer.Exit(1)


def _text(lines: Iterable[bytes | None]) -> Iterator[str]:
    for line in lines:
        yield "too long" if line is None else line.decode("utf-8-sig", errors="replace")
