"""After a restore: what went out in letters of which only the journal knows is not told again."""

import datetime
import re

from accounts.models import Message
from monitoring.choices import ReminderState
from monitoring.models import Reminder
from monitoring.services import reminders
from schools.models import Municipality, Person

_DIGEST = re.compile(r"<digest-(\d+)-(\d{8})@")


def adopt(municipality: Municipality, *, today: datetime.date) -> int:
    """Plan anew the days of the letters that the backup did not have, and tie the reminders to them.

    Call inside the scope; returns how many letters found their people.
    """
    letters: dict[tuple[datetime.date, int], Message] = {}
    for trace in Message.objects.filter(municipality="", recipient="", message_id__startswith="<digest-"):
        found = _DIGEST.match(trace.message_id)
        if found:
            day = datetime.datetime.strptime(found[2], "%Y%m%d").date()  # noqa: DTZ007 a day, no moment
            letters[day, int(found[1])] = trace
    here = set(
        Person.objects.filter(pk__in={person for _day, person in letters}).values_list("pk", flat=True)
    )
    for day in sorted({day for day, person in letters if person in here and day <= today}):
        reminders.plan(municipality, today=day)
        for (at, person), trace in letters.items():
            if at == day and person in here:
                told = Reminder.objects.for_letters_of(day).filter(person=person)
                told.filter(state=ReminderState.MISSED).update(message=trace)
                told.filter(state=ReminderState.PLANNED).update(state=ReminderState.GATHERED, message=trace)
                Message.objects.filter(pk=trace.pk).update(municipality=municipality.slug)
    return len(here)
