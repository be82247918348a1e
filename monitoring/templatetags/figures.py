"""Figures of summaries: each a link to the very rows it counts; the ring, the cells of a heat table."""

from typing import Any
from urllib.parse import urlencode

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from common import text
from monitoring.services.standings import Line
from schools.models import Municipality

register = template.Library()

# The words by which the list of executions knows the figures' rows.
STATES = {"total": "", "awaiting": "submitted"}
RING = 2 * 3.14159265 * 42  # the length of the ring's circle, in units of its drawing


def rows_address(municipality: Municipality, rows: dict[str, Any], figure: str) -> str:
    """Give the address of the list of the executions that a figure counts."""
    state = STATES.get(figure, figure)
    chosen = {**rows, "state": state} if state else rows
    address = reverse("execution-list", kwargs={"municipality": municipality.slug})
    return f"{address}?{urlencode(chosen)}"


def figure_html(municipality: Municipality, line: Line, name: str, css: str = "") -> SafeString:
    """A figure as a link to its rows; nought opens nothing."""
    amount = getattr(line, name)
    shown = text.number(amount, language=get_language() or "ru")
    if not amount:
        return format_html('<span class="nought {}">{}</span>', css, shown)
    address = rows_address(municipality, line.rows, name)
    return format_html('<a class="figure {}" href="{}">{}</a>', css, address, shown)


@register.simple_tag(takes_context=True)
def figure(context: Context, line: Line, name: str, css: str = "") -> SafeString:
    """`{% figure line "overdue" %}`: the number, a link to the executions it counts."""
    return figure_html(context["municipality"], line, name, css)


@register.simple_tag(takes_context=True)
def figure_address(context: Context, line: Line, name: str) -> str:
    """`{% figure_address line "overdue" %}`: the address of the executions that the figure counts."""
    return rows_address(context["municipality"], line.rows, name)


@register.simple_tag
def heat_level(amount: int, most: int) -> int:
    """`{% heat_level 3 most %}`: 0…5, by the number itself while the largest is five or less."""
    if not amount:
        return 0
    return amount if most <= 5 else -(-5 * amount // most)


@register.simple_tag
def ring(line: Line, said: str = "") -> SafeString:
    """`{% ring line said %}`: on time, late and missing as parts of the expected, round a circle."""
    parts = (("c1", line.on_time), ("c2", line.late), ("c3", line.missing))
    return format_html(
        '<svg class="ring" viewBox="0 0 100 100" role="img" aria-label="{}">'
        '<circle class="ring-track" cx="50" cy="50" r="42"></circle>{}</svg>',
        said,
        format_html_join(
            "",
            '<circle class="key-{}" cx="50" cy="50" r="42" stroke-dasharray="{} {}" '
            'stroke-dashoffset="{}"></circle>',
            _arcs([part for part in parts if part[1]], line.expected),
        ),
    )


def _arcs(parts: list[tuple[str, int]], whole: int) -> list[tuple[str, str, str, str]]:
    """Each part's colour, its length, the rest of the circle, and where it begins (backwards)."""
    arcs, before = [], 0.0
    gap = 1.0 if len(parts) > 1 else 0.0
    for colour, amount in parts:
        length = RING * amount / whole
        shown = max(length - gap, 0.8)
        arcs.append((colour, f"{shown:.2f}", f"{RING - shown:.2f}", f"{-before:.2f}"))
        before += length
    return arcs
