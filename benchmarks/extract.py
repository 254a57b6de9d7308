"""How fast extraction is, as ratios within one run: ``python -m benchmarks.extract [POSTS.jsonl]``.

Measured over the first posts of the file (default: the shared corpus, else the bundled demo):
full extraction against CAMeL's word tokenizer alone on the same text, the first thousand posts
against the last, memory, the time from start to the first fact, and what each component costs.
With torch and transformers installed, also against a BERT-base token classifier (random weights).
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from pathlib import Path

from camel_tools.tokenizers.word import simple_word_tokenize

import extract
from benchmarks.figure import figure, ratio
from bot.lexicon import open_lexicon

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus" / "muthanapress84.jsonl"
#: Posts of the file that are read.
MOST_POSTS = 4_000
MAX_RATIO, MAX_MEGABYTES, MAX_START = 12.0, 600, 3.0
FIRST_FACT = """
from bot.lexicon import open_lexicon
from extract import Extractor
assert Extractor(open_lexicon()).extract("وزارة الصحة: مقتل ثلاثة عمال في انفجار بالميناء").facts
"""


def posts(path: Path) -> list[tuple[str, datetime | None]]:
    with path.open(encoding="utf-8") as lines:
        records = map(json.loads, islice(lines, MOST_POSTS))
        return [(record["text"], _moment(record)) for record in records]


def _moment(record: dict[str, str]) -> datetime | None:
    try:
        return datetime.fromisoformat(record["published"])
    except (KeyError, TypeError, ValueError):
        return None


def seconds(work: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """Of the processor, so that a busy machine spoils no ratio, or of another clock."""
    start = clock()
    work()
    return clock() - start


def start_to_first_fact() -> float:
    """A new process, the database cached on disk."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", FIRST_FACT]
    subprocess.run(command, check=True, env=environment)
    return seconds(
        lambda: subprocess.run(command, check=True, env=environment), time.perf_counter
    )


@contextmanager
def timed_components(spent: dict[str, float]) -> Iterator[None]:
    """Adds up the time in each component while extraction runs."""
    plain = extract._run

    def timed(name: str, *arguments: object) -> object:
        start = time.process_time()
        try:
            return plain(name, *arguments)  # type: ignore[arg-type]
        finally:
            spent[name] = spent.get(name, 0.0) + time.process_time() - start

    extract._run = timed  # type: ignore[assignment]
    try:
        yield
    finally:
        extract._run = plain


def bert_words_per_second(texts: list[str]) -> float | None:
    try:
        import torch
        from transformers import BertConfig, BertForTokenClassification
    except ImportError:
        return None
    model = BertForTokenClassification(BertConfig(vocab_size=30_000)).eval()
    words = [len(text.split()) for text in texts]
    with torch.inference_mode():
        spent = seconds(
            lambda: [
                model(torch.randint(0, 30_000, (1, min(512, max(1, int(n * 1.5)))))) for n in words
            ]
        )
    return sum(words) / spent


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS
    if not path.exists():
        path = ROOT / "bot" / "demo" / "posts.jsonl"
    texts = posts(path)
    words = sum(len(text.split()) for text, _ in texts)
    extractor = extract.Extractor(open_lexicon())

    def run(part: list[tuple[str, datetime | None]]) -> None:
        for text, published in part:
            extractor.extract(text, published)

    cold = seconds(lambda: run(texts))
    warm = min(seconds(lambda: run(texts)) for _ in range(2))
    tokenizer = min(
        seconds(lambda: [simple_word_tokenize(text) for text, _ in texts]) for _ in range(2)
    )
    part = min(1000, len(texts) // 2)
    first, last = texts[:part], texts[-part:]
    cost = {
        name: seconds(lambda rows=rows: run(rows)) / sum(len(text.split()) for text, _ in rows)
        for name, rows in (("first", first), ("last", last))
    }
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    spent: dict[str, float] = {}
    with timed_components(spent):
        whole = seconds(lambda: run(texts))

    figure("posts", f"{len(texts):,}, {words:,} words")
    each = 1e3 * warm / len(texts)
    figure("extraction, warm", f"{words / warm:,.0f} words/s, {each:.2f} ms a post")
    figure("extraction, cold", f"{words / cold:,.0f} words/s")
    figure("CAMeL's tokenizer alone", f"{words / tokenizer:,.0f} words/s")
    ratio("time, extraction to tokenizer alone", warm / tokenizer, MAX_RATIO)
    ratio("time of a word, last thousand posts to first", cost["last"] / cost["first"], 1.5)
    ratio("memory", memory, MAX_MEGABYTES, "MB")
    ratio("start to first fact", start_to_first_fact(), MAX_START, "s")
    shares = [f"reading {1 - sum(spent.values()) / whole:.0%}"]
    shares += [f"{name} {spent[name] / whole:.0%}" for name in sorted(spent, key=spent.__getitem__)]
    figure("share of the time", ", ".join(shares))
    bert = bert_words_per_second([text for text, _ in texts[:100]])
    if bert:
        faster = words / warm / bert
        told, enough = f"{faster:,.0f} ×", faster >= 300
        figure("speed, to a BERT-base classifier", told, "at least 300 ×", enough)


if __name__ == "__main__":
    main()
