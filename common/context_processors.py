"""What every template knows of how the person wants pages to look."""

from typing import Any

from django.http import HttpRequest


def display(request: HttpRequest) -> dict[str, Any]:
    """Give the choices kept in the cookie of the panel «Для слабовидящих» and the theme."""
    return {"theme": request.COOKIES.get("theme", "")}
