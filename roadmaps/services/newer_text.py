"""A newer text of a roadmap beside what the roadmap says now."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from roadmaps.models import Roadmap, Upload
from roadmaps.services.answers import PARTS
from roadmaps.services.corrections import corrected
from roadmaps.services.decided import offer_answers
from roadmaps.services.pairing import exam_rows, headings_of, paired, standing_content
from roadmaps.services.unsaid import absent_sections, keep_unsaid

LISTS = ("passport", "indicators", "specialists")
ORDER = ("number", "date", "issuer", "signed_by", "signer_post")


def both_contents(upload: Upload) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the roadmap says, and what it would say: rows that are the same have the same key."""
    roadmap = target_of(upload)
    before = standing_content(roadmap)
    after = paired(before, corrected(upload.content, upload.answers, with_left_out=True))
    for part in PARTS:  # a row left out of the newer text says nothing of the row that stands
        standing = {row["pk"]: row for row in before[part]}
        left_out = (row for row in after[part] if row.get("is_left_out") and row["pk"] not in standing)
        gone = {row["pk"] for row in left_out}
        after[part] = [
            standing[row["pk"]] if row.get("is_left_out") else row
            for row in after[part]
            if row["pk"] not in gone
        ]
    for name in ("title", "goal", "coordinators", "columns"):  # a table alone says nothing of these
        after[name] = after.get(name) or before.get(name)
    if not all((after.get("period") or {}).values()):
        after["period"] = before["period"]
    order = after.get("order") or {}
    for name in ORDER:  # a roadmap in force gets its next order when that is approved
        said = order.get(name) if roadmap.is_draft else None
        after[f"order_{name}"] = said or before[f"order_{name}"]
    after["headings"] = headings_of(after)
    after["exam_rows"] = exam_rows(after.get("exam_results", ())) or before["exam_rows"]
    for part in (*LISTS, "texts"):
        after[part] = after[part] or before[part]
    after["absent"] = absent_sections(before, after, dict(roadmap.sections.values_list("pk", "parent")))
    keep_unsaid(before, after)
    offer_answers(before, after, roadmap, upload.answers)
    return before, after


def target_of(upload: Upload) -> Roadmap:
    """The roadmap of which the upload is a newer text."""
    if upload.target is None:
        raise ValidationError(_("This upload was cancelled. Upload the file again."))
    return upload.target
