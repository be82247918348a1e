"""Rows of the official table: `{% load plan %}`, `{% plan_row row can_edit roadmap_url %}`."""

from functools import lru_cache

from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from roadmaps.catalogue.plan import Row

register = template.Library()


@register.simple_tag
def plan_row(row: Row, can_edit: bool, roadmap_url: str) -> SafeString:
    """The row's cells but for «Исполнение»; the row stays open for it."""
    return _rendered(row, bool(can_edit), roadmap_url, get_language() or "")


@lru_cache(maxsize=5_000)
def _rendered(row: Row, can_edit: bool, roadmap_url: str, language: str) -> SafeString:
    """The same HTML for the same row, whoever asks: a long plan costs its queries, not its template."""
    context = {"row": row, "can_edit": can_edit, "roadmap_url": roadmap_url}
    return mark_safe(get_template("roadmaps/_plan_row.html").render(context).strip())  # noqa: S308 a template's own output
