"""What processes hold of memory over a run, and whether it stays flat."""

from __future__ import annotations

import os
import time
from collections import defaultdict
from collections.abc import Mapping
from multiprocessing.process import BaseProcess
from pathlib import Path
from statistics import median

#: Of one process; the lexicon takes 340 MB.
MOST_BYTES = 700_000_000
#: By then a process has loaded what it needs and filled its caches.
WARM_SECONDS = 60.0
#: Younger ones tell nothing of growth.
OLD_SECONDS = 180.0
#: The end of an old process's life to its beginning. Bounded caches still fill a little.
MOST_GROWTH = 1.15


class Memory:
    """Samples of every process, by its name and number."""

    def __init__(self) -> None:
        self._samples: dict[tuple[str, int], list[tuple[float, int]]] = defaultdict(list)

    def look(self, processes: Mapping[str, BaseProcess]) -> None:
        for name, process in processes.items():
            size = resident(process.pid)
            if size and process.pid:
                self._samples[name, process.pid].append((time.monotonic(), size))

    def is_flat(self) -> None:
        """No process holds too much, and none that grew old holds much more than when it was
        warm."""
        peak = {name: max(size for _, size in seen) for (name, _), seen in self._samples.items()}
        assert max(peak.values(), default=0) < MOST_BYTES, peak
        growth = self.growth()
        assert all(grown < MOST_GROWTH for _, grown in growth), growth

    def growth(self) -> list[tuple[str, float]]:
        """For each process that grew old: the median of its last samples to that of its first
        warm ones."""
        found = []
        for (name, _), seen in self._samples.items():
            begin, end = seen[0][0], seen[-1][0]
            warm = [size for at, size in seen if at > begin + WARM_SECONDS]
            if end - begin > OLD_SECONDS and len(warm) >= 10:
                found.append((name, median(warm[-5:]) / median(warm[:5])))
        return found

    def told(self) -> str:
        peaks: dict[str, int] = defaultdict(int)
        for (name, _), seen in self._samples.items():
            role = name.partition("@")[0]
            peaks[role] = max(peaks[role], *(size for _, size in seen))
        held = ", ".join(f"{role} {size // 1_000_000} MB" for role, size in peaks.items())
        grown = self.growth()
        most = max((growth for _, growth in grown), default=1.0)
        return f"at most {held}; {len(grown)} processes grew old, the most by {most - 1:.1%}"


def resident(pid: int | None) -> int:
    """Bytes of memory that a process holds; 0 where the system does not tell."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")
    except OSError:
        return 0
