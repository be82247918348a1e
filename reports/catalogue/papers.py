"""The forms in which a roadmap itself goes out: Word and Excel."""

from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy


@dataclass(frozen=True)
class Paper:
    """One form: how it is called, and how its file's name ends."""

    identifier: str
    title: Any
    suffix: str


PAPERS: Final = {
    paper.identifier: paper
    for paper in (
        Paper("word", gettext_lazy("Roadmap in Word"), ".docx"),
        Paper("excel", gettext_lazy("Roadmap in Excel"), ".xlsx"),
    )
}
