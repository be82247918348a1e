"""Answers to the doubts of a newer text, offered for the rows that stand already."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from roadmaps.choices import DateSource, ResponsibleKind
from roadmaps.models import PlanItem, Responsible, Roadmap
from roadmaps.models.remembered import key_of
from roadmaps.services.answers import PARTS, Answers, entries_settled, spans_of
from roadmaps.services.directory import Directory, Meaning
from roadmaps.services.people import give
from roadmaps.services.scheduling import need_no_date, set_dates
from schools.models import Person


def offer_answers(
    before: Mapping[str, Any], after: Mapping[str, Any], roadmap: Roadmap, answers: Answers
) -> None:
    """Write into the rows of ``after`` the dates and the meanings that the answers give."""
    directory = Directory(roadmap.municipality) if any(key.startswith("people:") for key in answers) else None
    doubts: dict[int, list[str]] = {}
    if directory:
        entries_settled(answers, directory)
        rows = Responsible.objects.filter(item__roadmap=roadmap, kind=ResponsibleKind.DOUBT)
        for item, text in rows.order_by("position").values_list("item", "text"):
            doubts.setdefault(item, []).append(text)
    for part in PARTS:
        standing = {row["pk"] for row in before[part]}
        for row in after[part]:
            if row["pk"] not in standing:
                continue
            if row.get("needs_no_date"):
                row["dates"] = no_date()
            elif row.get("set_dates"):
                row["dates"] = [{"start": start, "due": due} for start, due in row["set_dates"]]
            if directory and row["pk"] in doubts:
                row["meanings"] = [
                    f"{text} — {_words(meaning)}"
                    for text in doubts[row["pk"]]
                    if (meaning := directory.settled.get(key_of(text)))
                ]


def no_date() -> str:
    """What stands for the dates of a row that needs none."""
    return str(DateSource.NONE_NEEDED.label)


def date(item: PlanItem, row: Mapping[str, Any], *, by: Person) -> None:
    """Give the row the dates that were answered. Raises ValidationError where they are out of the period."""
    item.refresh_from_db()
    if row.get("needs_no_date"):
        need_no_date(item, version=item.version, by=by)
    else:
        set_dates(item, version=item.version, spans=spans_of(row["set_dates"], None), by=by)


def settle(item: PlanItem, directory: Directory) -> None:
    """Give the entries of the row that mean nobody yet what was answered of them."""
    for entry in Responsible.objects.filter(item=item, kind=ResponsibleKind.DOUBT):
        if meaning := directory.settled.get(key_of(entry.text)):
            if meaning.group:
                directory.keep(meaning.group, entry.text)
            give(entry, meaning, version=entry.version)


def _words(meaning: Meaning) -> str:
    if meaning.person:
        return str(meaning.person.full_name)
    return str(meaning.group or _("kept as text"))
