"""How fast extraction is, as ratios within one run: `python benchmarks/extract.py [POSTS.jsonl]`.

Measured over the posts of the file (default: the shared corpus, else the bundled demo):
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
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from camel_tools.tokenizers.word import simple_word_tokenize  # noqa: E402

import extract  # noqa: E402
from bot.lexicon import open_lexicon  # noqa: E402

CORPUS = ROOT.parent / "shared" / "corpus" / "muthanapress84.jsonl"
MAX_RATIO, MAX_MEGABYTES, MAX_START = 12.0, 600, 3.0
FIRST_FACT = """
from bot.lexicon import open_lexicon
from extract import Extractor
assert Extractor(open_lexicon()).extract("وزارة الصحة: مقتل ثلاثة عمال في انفجار بالميناء").facts
"""


def posts(path: Path) -> list[tuple[str, datetime | None]]:
    with path.open(encoding="utf-8") as lines:
        return [(record["text"], _moment(record)) for record in map(json.loads, lines)]


def _moment(record: dict[str, str]) -> datetime | None:
    try:
        return datetime.fromisoformat(record["published"])
    except (KeyError, TypeError, ValueError):
        return None


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def start_to_first_fact() -> float:
    """A new process, the database cached on disk."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", FIRST_FACT]
    subprocess.run(command, check=True, env=environment)
    return seconds(lambda: subprocess.run(command, check=True, env=environment))


@contextmanager
def timed_components(spent: dict[str, float]) -> Iterator[None]:
    """Adds up the time in each component while extraction runs."""
    plain = extract._run

    def timed(name: str, *arguments: object) -> object:
        start = time.perf_counter()
        try:
            return plain(name, *arguments)  # type: ignore[arg-type]
        finally:
            spent[name] = spent.get(name, 0.0) + time.perf_counter() - start

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

    print(f"{path.name}: {len(texts)} posts, {words} words")
    print(f"extraction         {words / warm:10,.0f} words/s warm, {words / cold:,.0f} cold")
    print(f"                   {1e3 * warm / len(texts):10.2f} ms a post warm")
    print(f"CAMeL's tokenizer  {words / tokenizer:10,.0f} words/s")
    verdict("times slower than the tokenizer, warm", warm / tokenizer, MAX_RATIO)
    verdict("cost of a word, last thousand posts to first", cost["last"] / cost["first"], 1.5)
    verdict("MB resident at most", memory, MAX_MEGABYTES)
    verdict("s from start to first fact", start_to_first_fact(), MAX_START)
    print("share of the time: reading", end=" ")
    print(f"{1 - sum(spent.values()) / whole:.0%}", end="")
    for name, time_spent in sorted(spent.items(), key=lambda item: -item[1]):
        print(f", {name} {time_spent / whole:.0%}", end="")
    print()
    bert = bert_words_per_second([text for text, _ in texts[:100]])
    if bert:
        print(f"times faster than a BERT-base classifier: {words / warm / bert:,.0f} (goal 300)")


def verdict(what: str, value: float, limit: float) -> None:
    print(f"{value:8.2f} {what} (limit {limit:g}): {'ok' if value <= limit else 'TOO MUCH'}")


if __name__ == "__main__":
    main()
