"""``mujaz extract``: text in, facts as JSON out."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli import inputs
from bot.cli.progress import counted
from bot.errors import InputError

if TYPE_CHECKING:
    from datetime import datetime

    from extract import Extractor
    from extract.facts import Fact, Report


def command(
    files: Annotated[
        list[str] | None, typer.Argument(help="Text files; - for standard input.")
    ] = None,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help='One {"id","source","published","text"} a line.')
    ] = False,
    published: Annotated[str | None, typer.Option(help="When it was published (ISO 8601).")] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Tell which words and which rule gave each fact.")
    ] = False,
) -> None:
    """Print the facts that texts state: casualties, meetings, demands."""
    time = inputs.moment(published)
    names = files or [inputs.STDIN]
    reader = _Reader()
    if jsonl:
        failed = [reader.lines(name, time) for name in names]
        if any(failed):
            raise typer.Exit(1)
    elif explain:
        for name in names:
            _explain(inputs.text_of(name), reader, time)
    else:
        for name in names:
            report = reader.report(inputs.text_of(name), time)
            inputs.write(inputs.to_line(_answer(name, report), 2 if len(names) == 1 else None))


class _Reader:
    """The extractor with the settings in force; opens the dictionary for the first text."""

    def __init__(self) -> None:
        from bot.settings import read_settings

        self.settings = read_settings()

    @cached_property
    def extractor(self) -> Extractor:
        from bot.lexicon import open_lexicon
        from extract import Extractor

        return Extractor(open_lexicon(self.settings.data_dir))

    def report(self, text: str, published: datetime | None, source: str | None = None) -> Report:
        return self.extractor.extract(text, published, source, self.settings.timezone)

    def lines(self, name: str, published: datetime | None) -> int:
        """Answer each line of a file; how many could not be used."""
        bad = 0
        with inputs.opened(name) as file, _progress() as advance:
            for record in inputs.records(file):
                advance()
                answer = self._line(record, published)
                bad += "error" in answer
                inputs.write(inputs.to_line(answer))
                if name == inputs.STDIN:
                    inputs.flush()  # whoever writes to us may wait for the answer
        return bad

    def _line(self, record: inputs.Record, published: datetime | None) -> dict[str, Any]:
        try:
            text = _text(record)
            source = record.value.get("source")
            time = inputs.moment(record.value.get("published")) or published
            report = self.report(text, time, source if isinstance(source, str) else None)
        except InputError as error:
            return {"id": record.id, "line": record.line, "error": error.message}
        except Exception as error:  # one text must not stop the rest
            reason = f"{type(error).__name__}: {error}"
            return {"id": record.id, "line": record.line, "error": reason}
        return _answer(record.id, report)


def _progress() -> AbstractContextManager[Callable[[], None]]:
    """None where the answers themselves show on the terminal."""
    return nullcontext(lambda: None) if sys.stdout.isatty() else counted("texts")


def _text(record: inputs.Record) -> str:
    text = record.value.get("text")
    if record.error or not isinstance(text, str):
        raise InputError(record.error or "no text")
    return text


def _answer(id_: Any, report: Report) -> dict[str, Any]:
    from extract.facts import to_json

    answer: dict[str, Any] = {"id": id_, "facts": [to_json(fact) for fact in report.facts]}
    if report.failures:
        answer["failures"] = [
            {"component": failure.component, "error": failure.error} for failure in report.failures
        ]
    return answer


def _explain(text: str, reader: _Reader, published: datetime | None) -> None:
    report = reader.report(text, published)
    for fact in report.facts:
        for line in _explanation(text, fact):
            inputs.write(line)
        inputs.write("")
    for failure in report.failures:
        inputs.write(f"{failure.component} failed: {failure.error}")
    if not report.facts:
        inputs.write("no facts")


def _explanation(text: str, fact: Fact) -> list[str]:
    from extract.facts import to_json

    record = to_json(fact)
    hidden = {"type", "span", "sentence"}
    said = {k: v for k, v in record.items() if k not in hidden and v not in (None, [], False)}
    start, end = fact.sentence
    sentence = " ".join(text[start:end].split())
    return [
        f"{fact.type}: {inputs.to_line(said)}",
        f"  words:    {' '.join(text[slice(*fact.span)].split())}  [{fact.span[0]}:{fact.span[1]}]",
        f"  rule:     {fact.rule or 'unnamed'}",
        f"  sentence: {sentence}",
    ]
