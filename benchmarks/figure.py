"""One measured figure, as every benchmark prints it: ``name | figure | target``.

A target is a bound that the figure must keep, and is written with whether it does. Figures without
a target depend on the machine alone.
"""

from __future__ import annotations

SEPARATOR = " | "


def figure(name: str, told: str, target: str = "", met: bool | None = None) -> None:
    """Print one figure. ``met`` tells whether it keeps its ``target``."""
    verdict = "" if met is None else " ✓" if met else " ✗"
    print(SEPARATOR.join((name, told, f"{target}{verdict}")), flush=True)


def ratio(name: str, value: float, at_most: float, unit: str = "×") -> None:
    """Print a figure that must not exceed a bound."""
    figure(name, f"{value:.2f} {unit}", f"at most {at_most:g} {unit}", value <= at_most)
