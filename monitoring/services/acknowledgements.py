"""«Ознакомлен»: who is named in an order, who has confirmed reading it, who was asked to."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone

from accounts.services import outbox
from common.mail import absolute_url, render_mail
from monitoring.models import Acknowledgement
from monitoring.services.letters import address_of
from roadmaps.models import Responsible, Revision
from schools.choices import Role
from schools.models import Person, Position


@dataclass(frozen=True, slots=True)
class Line:
    """One person named, what the person is today, and whether the order has been read."""

    person: Person
    post: str
    kept: Acknowledgement | None

    @property
    def is_read(self) -> bool:
        """Whether the person has confirmed."""
        return self.kept is not None and self.kept.read_at is not None


def lines(revision: Revision) -> list[Line]:
    """Return everybody whom the roadmap names and who works today, with what they have confirmed.

    Named are people of the column «Ответственные», members of its lists, the directors of the roadmap's
    schools, and the coordinators; and whoever has confirmed already.
    """
    roadmap = revision.roadmap
    today = roadmap.municipality.today()
    named = set(roadmap.coordinators.values_list("pk", flat=True))
    entries = Responsible.objects.filter(item__roadmap=roadmap, item__cancelled_by__isnull=True)
    for pair in entries.values_list("person", "group__members"):
        named.update(key for key in pair if key)
    directors = Position.objects.current(today).filter(role=Role.DIRECTOR, school__in=roadmap.schools.all())
    named.update(directors.values_list("person", flat=True))
    kept = {row.person_id: row for row in Acknowledgement.objects.filter(revision=revision)}
    held = Position.objects.current(today).select_related("school")
    people = Person.objects.filter(pk__in=named | set(kept)).select_related("user")
    found = []
    for person in people.prefetch_related(Prefetch("positions", held, to_attr="held")).order_by(
        "surname", "first_name", "patronymic", "pk"
    ):
        mark = kept.get(person.pk)
        if person.held or (mark and mark.read_at):
            found.append(Line(person, mark.post if mark and mark.read_at else _post(person), mark))
    return found


def is_named(revision: Revision, person: Person) -> bool:
    """Whether the roadmap names the person."""
    return any(line.person.pk == person.pk for line in lines(revision))


@transaction.atomic
def confirm(revision: Revision, *, by: Person) -> Acknowledgement:
    """Write that the person has read the order; the first time counts."""
    mark, _is_new = Acknowledgement.objects.get_or_create(
        revision=revision, person=by, defaults={"municipality_id": by.municipality_id}
    )
    if mark.read_at is None:
        today = by.municipality.today()
        by.held = list(Position.objects.current(today).filter(person=by).select_related("school"))  # type: ignore[attr-defined]
        mark.read_at, mark.name, mark.post = timezone.now(), by.full_name, _post(by)
        mark.save()
    return mark


@dataclass(frozen=True, slots=True)
class Asked:
    """What became of asking: how many letters are new, and who has no address to write to."""

    letters: int
    unreached: list[Person]


def ask(revision: Revision, *, by: Person) -> Asked:
    """Write to everybody who has not confirmed, once a day each."""
    municipality = by.municipality
    today = municipality.today()
    address = reverse(
        "acknowledgement-list", kwargs={"municipality": municipality.slug, "pk": revision.roadmap_id}
    )
    letters, unreached = 0, []
    for line in lines(revision):
        if line.is_read:
            continue
        if not address_of(line.person):
            unreached.append(line.person)
            continue
        context = {"revision": revision, "municipality": municipality, "by": by, "url": absolute_url(address)}
        letters += _write(revision, line.person, context, f"{today:%Y%m%d}")
    return Asked(letters, unreached)


def _write(revision: Revision, person: Person, context: dict[str, object], day: str) -> int:
    user = person.user
    mail = render_mail("acknowledge", context, user.language if user else "ru")
    try:
        with transaction.atomic():
            outbox.queue(
                recipient=address_of(person),
                subject=mail.subject,
                text=mail.text,
                html=mail.html,
                user=user,
                municipality=person.municipality.slug,
                key=f"acknowledge-{revision.pk}-{person.pk}-{day}",
            )
            Acknowledgement.objects.update_or_create(
                revision=revision,
                person=person,
                defaults={"asked_at": timezone.now()},
                create_defaults={"asked_at": timezone.now(), "municipality_id": person.municipality_id},
            )
    except IntegrityError:  # asked today already
        return 0
    return 1


def _post(person: Person) -> str:
    words = [
        ", ".join(
            filter(None, (each.title or each.get_role_display(), each.school.name if each.school else ""))
        )
        for each in person.held  # type: ignore[attr-defined]
    ]
    return "; ".join(dict.fromkeys(words))[:250]
