"""Entries of the cell «Ответственные» given a meaning: a person, a group, schools, or a doubt."""

from collections.abc import Iterable, Sequence

from django.db import transaction

from common.versions import save_version
from roadmaps.choices import ResponsibleKind
from roadmaps.models import PlanItem, Remembered, Responsible
from roadmaps.models.remembered import key_of
from roadmaps.services.directory import Directory, Meaning
from schools.models import Group, Municipality, Person, School


@transaction.atomic
def understand(item: PlanItem, *, entries: Sequence[str], directory: Directory | None = None) -> None:
    """Make the item's responsibles equal to ``entries`` (as written, in order).

    An entry that stays as it was keeps its row and the meaning that a person may have given it.
    """
    directory = directory or Directory(item.roadmap.municipality)
    known = {responsible.text: responsible for responsible in item.responsibles.all()}
    for position, text in enumerate(dict.fromkeys(entries), start=1):
        responsible = known.pop(text, None)
        if responsible is None:
            _add(item, text, position, directory)
        elif responsible.position != position:
            responsible.position = position
            responsible.save(update_fields=["position"])
    Responsible.objects.filter(pk__in=[gone.pk for gone in known.values()]).delete()


def _add(item: PlanItem, text: str, position: int, directory: Directory) -> None:
    meaning = directory.meaning(text)
    if meaning.group:
        directory.keep(meaning.group, text)
    responsible = Responsible.objects.create(
        item=item,
        position=position,
        text=text,
        kind=meaning.kind,
        person=meaning.person,
        group=meaning.group,
    )
    if meaning.schools:
        responsible.schools.set(meaning.schools)


@transaction.atomic
def settle(
    responsible: Responsible,
    *,
    version: int,
    person: Person | None = None,
    group: Group | None = None,
    schools: Iterable[School] = (),
    by: Person | None = None,
) -> None:
    """Give one entry its meaning by hand: a person, or a group, or schools; none of them keeps it as text.

    The answer to a doubt is remembered for later entries of the same words. Raises StaleVersionError when
    somebody else has decided about the entry since ``version``.
    """
    meaning = meaning_of(person=person, group=group, schools=schools)
    was_doubt = responsible.kind == ResponsibleKind.DOUBT
    give(responsible, meaning, version=version)
    if was_doubt:
        remember(responsible.item.roadmap.municipality, responsible.text, meaning, by=by)


def meaning_of(
    *, person: Person | None = None, group: Group | None = None, schools: Iterable[School] = ()
) -> Meaning:
    """Return what a choice means: the first of the three that is given, else the text alone."""
    if person:
        return Meaning(ResponsibleKind.PERSON, person=person)
    if group:
        return Meaning(ResponsibleKind.GROUP, group=group)
    chosen = tuple(schools)
    return Meaning(ResponsibleKind.SCHOOLS if chosen else ResponsibleKind.TEXT, schools=chosen)


def give(responsible: Responsible, meaning: Meaning, *, version: int) -> None:
    """Store the meaning with the entry; StaleVersionError as above."""
    changes = {"kind": meaning.kind, "person": meaning.person, "group": meaning.group}
    save_version(responsible, version=version, changes=changes)
    responsible.schools.set(meaning.schools)


def remember(
    municipality: Municipality, text: str, meaning: Meaning, *, by: Person | None = None
) -> Remembered:
    """Keep the answer to a doubt for the municipality; a newer answer to the same words takes its place."""
    known, _is_new = Remembered.objects.update_or_create(
        municipality=municipality,
        key=key_of(text),
        defaults={
            "text": text,
            "kind": meaning.kind,
            "person": meaning.person,
            "group": meaning.group,
            "decided_by": by,
        },
    )
    known.schools.set(meaning.schools)
    return known
