"""Signing in."""

from django.http import HttpRequest, HttpResponse


def locked_out(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    """Say that too many wrong passwords were tried."""
    return HttpResponse(status=429)
