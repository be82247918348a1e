"""Target indicators as a table: a column for every period that one of them names."""

from dataclasses import dataclass

from roadmaps.models import Indicator, Roadmap


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One indicator, with a value for each period (empty where it has none)."""

    line: Indicator
    values: list[str]


@dataclass(frozen=True, slots=True)
class Indicators:
    """All indicators of a roadmap."""

    periods: list[str]
    rows: list[IndicatorRow]


def indicators_of(roadmap: Roadmap) -> Indicators:
    """Return the roadmap's indicators, periods in order."""
    lines = list(Indicator.objects.filter(roadmap=roadmap))
    periods = sorted({period for line in lines for period in line.values})
    rows = [IndicatorRow(line, [str(line.values.get(period, "")) for period in periods]) for line in lines]
    return Indicators(periods, rows)
