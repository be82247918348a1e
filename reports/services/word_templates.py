"""The department's Word template: kept after a check, given up, taken for a document."""

from django.core.files.base import ContentFile
from django.db import transaction

from reports.models import WordTemplate
from roadmaps.writers.word_template import check_template
from schools.access import Membership


def keep(membership: Membership, *, data: bytes, name: str) -> WordTemplate:
    """Take a template in the place of the one before. Raises WordTemplateError: nothing changes then."""
    check_template(data)  # takes its time: nobody else's changes wait for it
    return _put(membership, data=data, name=name)


@transaction.atomic
def _put(membership: Membership, *, data: bytes, name: str) -> WordTemplate:
    drop(membership)
    template = WordTemplate(
        municipality=membership.municipality, name=name[:255], changed_by=membership.person
    )
    template.file.save("template.docx", ContentFile(data), save=False)
    template.save()
    return template


@transaction.atomic
def drop(membership: Membership) -> bool:
    """Go back to the portal's own template; return whether there was another."""
    old = WordTemplate.objects.select_for_update().filter(municipality=membership.municipality).first()
    if old is None:
        return False
    storage, path = old.file.storage, old.file.name or ""
    old.delete()
    transaction.on_commit(lambda: storage.delete(path))
    return True


def template_of(membership: Membership) -> bytes | None:
    """Return the department's template, or None where it has none of its own."""
    own = WordTemplate.objects.filter(municipality=membership.municipality).first()
    if own is None:
        return None
    with own.file.open("rb") as file:
        data: bytes = file.read()
    return data
