"""How many schools each municipality has, by results and by zone."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django_scopes import scope

from schools.choices import SchoolResult, Zone
from schools.models.municipality import Municipality
from schools.models.school import School, SchoolStatus


@dataclass(frozen=True)
class SchoolCounts:
    """How many working schools a municipality has, and how many of each result and zone this school year."""

    schools: int = 0
    low_results: int = 0
    at_risk: int = 0
    green: int = 0
    yellow: int = 0
    red: int = 0

    @property
    def has_zones(self) -> bool:
        """Whether a zone is set for any school."""
        return bool(self.green or self.yellow or self.red)


def school_counts(years: Mapping[Municipality, str]) -> dict[int, SchoolCounts]:
    """Count the schools of each municipality in its school year; keys are the municipalities' own.

    Opens the scope of these municipalities, and of no other: the caller says which may be seen.
    """
    with scope(municipality=list(years)):
        totals = Counter(School.objects.working().values_list("municipality", flat=True))
        rows = list(
            SchoolStatus.objects.filter(
                school__is_closed=False, school_year__in=set(years.values())
            ).values_list("school__municipality", "school_year", "result", "zone")
        )
    counts = {}
    for municipality, year in years.items():
        own = [row[2:] for row in rows if row[:2] == (municipality.pk, year)]
        words = Counter(word for row in own for word in row)
        counts[municipality.pk] = SchoolCounts(
            schools=totals[municipality.pk],
            low_results=words[SchoolResult.LOW_RESULTS],
            at_risk=words[SchoolResult.AT_RISK],
            green=words[Zone.GREEN],
            yellow=words[Zone.YELLOW],
            red=words[Zone.RED],
        )
    return counts
