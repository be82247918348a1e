"""A mail's subject, text and HTML from templates/emails/<name>.txt and .html, in the recipient's language.

The first line of the rendered ``.txt`` is the subject (base.txt has a block for it),
what follows is the text; the HTML gets the subject as ``subject``.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation


@dataclass(frozen=True, slots=True)
class Mail:
    """What a mail says."""

    subject: str
    text: str
    html: str


def absolute_url(path: str) -> str:
    """The whole address of a page of the portal: mail knows no «here»."""
    return f"{settings.SITE_URL.rstrip('/')}{path}"


def render_mail(name: str, context: Mapping[str, Any], language: str = settings.LANGUAGE_CODE) -> Mail:
    """Render the mail ``name`` in ``language``; templates get ``site_url`` besides the context."""
    values = {"site_url": settings.SITE_URL.rstrip("/"), "language": language, **context}
    with translation.override(language):
        first, _, text = render_to_string(f"emails/{name}.txt", values).strip().partition("\n")
        subject = " ".join(first.split())
        html = render_to_string(f"emails/{name}.html", {**values, "subject": subject})
    return Mail(subject=subject, text=_squeezed(text), html=html.strip() + "\n")


def _squeezed(text: str) -> str:
    """The text without the holes that empty blocks leave."""
    return re.sub(r"\n{3,}", "\n\n", text.strip()) + "\n"
