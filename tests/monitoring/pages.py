"""What tests of pages share: addresses, and text as it is read."""

import html
import re

from django.http import HttpResponse
from django.urls import reverse

from tests.cast import Cast

HTMX = {"HTTP_HX_REQUEST": "true"}


def url(cast: Cast, name: str, pk: int | None = None) -> str:
    """The address of a page in the cast's municipality."""
    kwargs = {"municipality": cast.municipality.slug} | ({"pk": pk} if pk else {})
    return reverse(name, kwargs=kwargs)


def read(response: HttpResponse) -> str:
    """The page's text: tags out, spaces single."""
    page = re.sub(
        r"<(script|style|svg|template|select).*?</\1>", " ", response.content.decode(), flags=re.DOTALL
    )
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).replace("\u00a0", " ").split())


def heading(response: HttpResponse) -> str:
    """The page's title."""
    found = re.search(r"<h1[^>]*>(.*?)</h1>", response.content.decode(), re.DOTALL)
    assert found
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", found[1])).replace("\u00a0", " ").split())
