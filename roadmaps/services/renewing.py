"""A newer text of a roadmap compared with it, and what was chosen of the differences taken in.

Marks and dates set by hand stay: rows keep their keys, dates set by hand are no part of a text.
In a roadmap in force the changes wait for the next order, as any other edit does.
"""

import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from common.differences import Piece
from roadmaps.catalogue.amendments import CHANGED, Amended, Amendment, compare
from roadmaps.choices import DateSource, UploadState
from roadmaps.models import Upload
from roadmaps.services.answers import PARTS, learn
from roadmaps.services.newer_text import both_contents, target_of
from roadmaps.services.pairing import standing_content
from roadmaps.services.renewal import Renewal
from schools.access import Membership

Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be taken in or left: a field of a row, or a whole row; ``key`` names it."""

    key: str
    field: Amended | None = None
    is_ticked: bool = True


@dataclass(frozen=True, slots=True)
class Proposal:
    """A row that differs, with its choices; ``absent``: the section that the newer text has not at all."""

    amendment: Amendment
    choices: list[Choice]
    absent: str = ""


def proposals(upload: Upload, *, chosen: Collection[str] | None = None) -> list[Proposal]:
    """What differs from the roadmap, row by row; keys hold a print of what stands, so none outlives it.

    ``chosen``: the keys that somebody has ticked already.
    """
    found = _proposals(*both_contents(upload))
    if chosen is None:
        return found
    return [
        replace(each, choices=[replace(choice, is_ticked=choice.key in chosen) for choice in each.choices])
        for each in found
    ]


def _proposals(before: Content, after: Content) -> list[Proposal]:
    """Everything that differs; what a newer text of some sections leaves out of the others stands last."""
    found = []
    absent = _absent(before, after)
    by_hand = {
        f"{part}:{row['pk']}"
        for part in PARTS
        for row in before[part]
        if row["dates_from"] == DateSource.BY_HAND
    }
    for amendment in compare(before, after):
        if amendment.sign == CHANGED:
            choices = [
                Choice(
                    f"{amendment.key}:{field.name}:{_print(field.before)}",
                    field,
                    is_ticked=field.name != "dates" or amendment.key not in by_hand,
                )
                for field in amendment.fields
            ]
        else:
            key = f"{amendment.key}:{amendment.sign}:{_print([Piece(amendment.title, False)])}"
            choices = [Choice(key, is_ticked=amendment.key not in absent)]
        found.append(Proposal(amendment, choices, absent.get(amendment.key, "")))
    order = list(dict.fromkeys(["", *absent.values()]))
    return sorted(found, key=lambda each: order.index(each.absent))


def _absent(before: Content, after: Content) -> dict[str, str]:
    """Sections that the newer text has not at all, and their rows, by the keys of their amendments."""
    sections: Mapping[int, str] = after["absent"]
    rows = [row for row in before["activities"] if row["stands_in"] in sections]
    return {
        **{f"sections:{key}": title for key, title in sections.items()},
        **{f"activities:{row['pk']}": sections[row["stands_in"]] for row in rows},
    }


def renew(upload: Upload, *, chosen: Collection[str], membership: Membership) -> int:
    """Take the chosen differences in, all of them or none; return how many there were.

    Raises ValidationError where the upload was decided already, or something cannot be done.
    The texts are compared before anything is locked.
    """
    before, after = both_contents(upload)
    known = {choice.key for proposal in _proposals(before, after) for choice in proposal.choices}
    with transaction.atomic():
        locked = _locked(upload)
        is_as_compared = (locked.content, locked.answers) == (upload.content, upload.answers)
        if set(chosen) - known or not is_as_compared or standing_content(target_of(locked)) != before:
            raise ValidationError(
                _("The roadmap has been changed meanwhile. Look at the differences once more.")
            )
        learn(membership.municipality, locked.answers)
        Renewal(locked, (before, after), set(chosen), membership.person).run()
        locked.state, locked.roadmap = UploadState.CONFIRMED, locked.target
        locked.save(update_fields=["state", "roadmap"])
    return len(set(chosen))


def _locked(upload: Upload) -> Upload:
    locked = Upload.objects.select_for_update().filter(pk=upload.pk, state=UploadState.READ).first()
    if locked is None:
        raise ValidationError(_("This upload was cancelled. Upload the file again."))
    return locked


def _print(pieces: Any) -> str:
    return format(zlib.crc32("".join(piece.text for piece in pieces).encode()), "x")
