"""Newer texts of a roadmap without files: a draft of one content, an upload of the other, what is taken."""

from roadmaps.models import PlanItem, Upload
from roadmaps.services.importing import take_in
from roadmaps.services.renewing import proposals, renew
from schools.access import membership_of

TITLE = "Дорожная карта поддержки школ"
PERIOD = {"start": "2026-09-01", "end": "2027-08-31"}


def row(number, title, section="", *, table=0, **fields):
    return {"number": number, "title": title, "section": section, "table": table, **fields}


def section(number, title, table=0):
    return {"number": number, "title": title, "table": table}


def text(**parts):
    return {"title": TITLE, "period": PERIOD, **parts}


def draft(cast, **parts):
    return take_in(text(**parts), municipality=cast.municipality, by=cast.specialist)


def newer(cast, roadmap, *, answers=None, **parts):
    return Upload.objects.create(
        municipality=cast.municipality,
        owner=cast.specialist,
        name="приказ.docx",
        size=1,
        content=text(**parts),
        answers=answers or {},
        target=roadmap,
    )


def told(upload):
    """Sign, title and fields of everything that is proposed."""
    return [
        (
            each.amendment.sign,
            each.amendment.title,
            [choice.field.name for choice in each.choices if choice.field],
        )
        for each in proposals(upload)
    ]


def take(cast, upload, *, but=lambda choice, amendment: False):
    """Take in everything that is proposed, but some."""
    keys = [
        choice.key for each in proposals(upload) for choice in each.choices if not but(choice, each.amendment)
    ]
    return renew(upload, chosen=keys, membership=membership_of(cast.specialist.user, cast.municipality))


def plan(roadmap):
    """Section, table, number and title of every row that is kept."""
    rows = PlanItem.objects.filter(roadmap=roadmap).kept().select_related("section")
    return [(str(each.section or ""), each.table, str(each)) for each in rows]
