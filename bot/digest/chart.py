"""The chart of a toll: one glance, right-to-left where the reader reads so.

Bars are days, their parts separate happenings; where claimants announced running totals, a line
above shows them on their own axis, since nothing of the one adds to the other.
"""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

from babel.dates import format_date
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from bot.digest.figures import place_name
from bot.digest.wording import Wording
from bot.events.queries import Toll

INCHES, DPI = (8.0, 4.5), 150
BAR, EDGE, LINE, GREY = "#a63d40", "#ffffff", "#1f4e79", "#555555"
MOST_LABELS = 8
MOVING = 2  # points that make a line
SAME_SERIES = 2  # a running total does not double from one report to the next


def toll_chart(toll: Toll, subject: str, wording: Wording, zone: str) -> bytes | None:
    """A PNG of the toll; None if there is nothing to draw."""
    totals = _totals(toll, zone)
    if toll.days and len(totals) < MOVING:
        totals = []
    if not toll.days and not totals:
        return None
    figure = Figure(figsize=INCHES, dpi=DPI, layout="constrained")
    FigureCanvasAgg(figure)
    panels = 2 if toll.days and totals else 1
    axes = [figure.add_subplot(panels, 1, number + 1) for number in range(panels)]
    role, shown = wording.say(f"figure-{toll.role}.name"), place_name(subject, wording)
    title = wording.say("toll-title", role=role, subject=shown)
    figure.suptitle(title, fontsize=15, fontweight="bold")
    if totals:
        _draw_totals(axes[0], totals, wording)
    if toll.days:
        _draw_days(axes[-1], toll, wording)
    for axis in axes:
        _dress(axis, wording)
    picture = BytesIO()
    figure.savefig(picture, format="png")
    return picture.getvalue()


def _totals(toll: Toll, zone: str) -> list[tuple[date, int]]:
    """The longest run of one running total, the highest of each day.

    Totals of people as such only, and of one order of size: a total since an agreement is another
    series than one since the beginning of a war.
    """
    runs: list[dict[date, int]] = []
    for event, series in toll.totals:
        count = series.high
        if count is None or series.key.victims is not None:
            continue
        day = event.first.astimezone(ZoneInfo(zone)).date()
        for run in runs:
            last = run[max(run)]
            if last / SAME_SERIES <= count <= last * SAME_SERIES:
                run[day] = max(run.get(day, 0), count)
                break
        else:
            runs.append({day: count})
    longest = max(runs, key=lambda run: (len(run), max(run.values())), default={})
    return sorted(longest.items())


def _draw_totals(axis: Axes, totals: list[tuple[date, int]], wording: Wording) -> None:
    days, counts = zip(*totals, strict=True)
    axis.plot([d.toordinal() for d in days], counts, color=LINE, marker="o", linewidth=2)
    axis.annotate(
        f"{counts[-1]:,}",
        (days[-1].toordinal(), counts[-1]),
        textcoords="offset points",
        xytext=(0, 8),
        ha="center",
        color=LINE,
        fontweight="bold",
    )
    axis.set_title(wording.say("toll-cumulative"), fontsize=10, color=GREY)
    axis.margins(y=0.25)
    _label_days(axis, days[0], days[-1], wording)


def _draw_days(axis: Axes, toll: Toll, wording: Wording) -> None:
    for day in toll.days:
        height = 0
        for _, series in day.counted:
            count = series.high or 0
            axis.bar(
                day.day.toordinal(),
                count,
                bottom=height,
                color=BAR,
                edgecolor=EDGE,
                linewidth=0.4,
                width=0.7,
            )
            height += count
    axis.set_title(wording.say("toll-separate"), fontsize=10, color=GREY)
    _label_days(axis, toll.days[0].day, toll.days[-1].day, wording)


def _label_days(axis: Axes, first: date, last: date, wording: Wording) -> None:
    days = (last - first).days + 1
    step = -(-days // MOST_LABELS)
    shown = [first + timedelta(days=n) for n in range(0, days, step)]
    labels = [format_date(day, "d MMM", locale=wording.language) for day in shown]
    axis.set_xticks([day.toordinal() for day in shown], labels)
    axis.set_xlim(first.toordinal() - 0.7, last.toordinal() + 0.7)


def _dress(axis: Axes, wording: Wording) -> None:
    """Few lines, whole numbers, and time running the way the reader reads."""
    axis.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=5))
    axis.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    axis.set_axisbelow(True)
    axis.grid(axis="y", alpha=0.3)
    for side in ("top", "left", "right"):
        axis.spines[side].set_visible(False)
    axis.tick_params(length=0, labelsize=10)
    if wording.language == "ar":
        axis.invert_xaxis()
        axis.yaxis.tick_right()
