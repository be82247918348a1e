"""What every template knows of the signed-in person and the municipality."""

from typing import Any

from django.http import HttpRequest


def membership(request: HttpRequest) -> dict[str, Any]:
    """Give ``membership``, ``municipality``, ``person`` and ``today`` (None outside a municipality)."""
    found = getattr(request, "membership", None)
    return {
        "membership": found,
        "municipality": found and found.municipality,
        "person": found and found.person,
        "today": found and found.today,
    }
