"""Municipalities side by side: the figures of each in which the person may see them."""

from collections.abc import Iterable
from typing import Protocol

from django import template
from django.utils.safestring import SafeString
from django_scopes import scope

from monitoring.choices import SummaryLevel
from monitoring.models import Summary
from monitoring.services.standings import IN_FORCE, Line
from monitoring.templatetags.figures import figure_html
from roadmaps.choices import RoadmapState
from schools.access import Ability, Membership

register = template.Library()


class Listed(Protocol):
    """A row of the list: who the person is in one municipality."""

    @property
    def membership(self) -> Membership:
        """Who the person is there."""


@register.simple_tag
def municipality_lines(listed: Iterable[Listed]) -> dict[int, Line]:
    """`{% municipality_lines lines as figures %}`: a line a municipality, of its roadmaps in force.

    Only municipalities whose monitoring the membership opens; one query, in the scope of these and no other.
    """
    memberships = [each.membership for each in listed]
    allowed = [each.municipality for each in memberships if each.can(Ability.VIEW_MONITORING)]
    lines = {each.pk: Line(title=each.name, rows={"roadmap": IN_FORCE}) for each in allowed}
    with scope(municipality=allowed):
        summaries = Summary.objects.filter(
            municipality__in=allowed, level=SummaryLevel.ROADMAP, roadmap__state=RoadmapState.IN_FORCE
        )
        for summary in summaries:
            lines[summary.municipality_id].add(summary)
    return lines


@register.filter
def of_municipality(lines: dict[int, Line], membership: Membership) -> Line | None:
    """`{{ figures|of_municipality:membership }}`: the line, None where the person may not see it."""
    return lines.get(membership.municipality.pk)


@register.simple_tag
def municipality_figure(membership: Membership, line: Line, name: str) -> SafeString:
    """`{% municipality_figure membership line "overdue" %}`: the number, a link to its rows over there."""
    return figure_html(membership.municipality, line, name)
