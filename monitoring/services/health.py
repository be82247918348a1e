"""How the portal does, in figures without secrets: for a page that a watchman asks, and for a command."""

import datetime
from dataclasses import asdict, dataclass

from django.utils import timezone
from django_scopes import scope

from accounts.models import Message, OutboxHealth
from accounts.services.journal import Journal
from monitoring.models import Morning
from monitoring.services import digests
from schools.models import Municipality

LONGEST_WAIT = datetime.timedelta(minutes=30)  # a mail left alone longer means that nobody sends


@dataclass(frozen=True, slots=True)
class Health:
    """Mails by state, the age of the oldest unsent one in seconds, municipalities whose letters are late."""

    is_well: bool
    unsent: int
    oldest_unsent_seconds: int
    failed: int
    in_doubt: int
    is_journal_missing: bool
    late_mornings: int

    def as_dict(self) -> dict[str, object]:
        """The figures by name."""
        return asdict(self)


def check(now: datetime.datetime | None = None) -> Health:
    """Look at the outbox, its journal and the mornings of all municipalities."""
    now = now or timezone.now()
    outbox = Message.objects.health()
    age = max(now - outbox.oldest, datetime.timedelta()) if outbox.oldest else datetime.timedelta()
    journal = Journal.find()
    is_journal_missing = not (journal.is_there and journal.is_writable)
    late = sum(_is_late(one, now) for one in Municipality.objects.all())
    return Health(
        is_well=not _is_stuck(outbox, now) and not is_journal_missing and not late,
        unsent=outbox.waiting,
        oldest_unsent_seconds=int(age.total_seconds()),
        failed=outbox.failed,
        in_doubt=outbox.in_doubt,
        is_journal_missing=is_journal_missing,
        late_mornings=late,
    )


def _is_stuck(outbox: OutboxHealth, now: datetime.datetime) -> bool:
    """Whether mails are left alone, or tried in vain while no other gets out either.

    One address whose server says «later» for an hour is no reason to call anybody at night.
    """
    earliest = now - LONGEST_WAIT
    is_left_alone = outbox.due is not None and outbox.due < earliest
    is_in_vain = outbox.last_sent is None or outbox.last_sent < earliest
    return is_left_alone or (outbox.oldest is not None and outbox.oldest < earliest and is_in_vain)


def _is_late(municipality: Municipality, now: datetime.datetime) -> bool:
    """Whether the morning began half an hour ago and the letters are not written."""
    local = now.astimezone(municipality.zone)
    if not digests.is_morning(municipality, local) or not digests.is_morning(
        municipality, local - LONGEST_WAIT
    ):
        return False
    with scope(municipality=municipality):
        return not Morning.objects.filter(day=local.date(), gathered_at__isnull=False).exists()
