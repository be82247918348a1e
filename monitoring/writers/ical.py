"""Writes executions as a calendar that telephones and mail programs subscribe to (iCalendar, RFC 5545)."""

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from common.mail import absolute_url
from monitoring.choices import RECEIVED_STATES
from monitoring.models import Execution
from schools.models import Municipality

ALARMS = (7, 1)  # days before


def write(executions: Iterable[Execution], municipality: Municipality) -> bytes:
    """Return a calendar of whole days, each with its link and alarms at the hour of the morning letter."""
    calendar = Calendar()
    calendar.add("prodid", "-//roadmap portal//calendar//RU")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Roadmap: %(place)s") % {"place": municipality.short_name})
    calendar.add("x-wr-timezone", municipality.time_zone)
    calendar.add("refresh-interval", datetime.timedelta(hours=6), parameters={"VALUE": "DURATION"})
    for execution in executions:
        calendar.add_component(_event(execution, municipality))
    return bytes(calendar.to_ical())


def _event(execution: Execution, municipality: Municipality) -> Event:
    event = Event()
    address = absolute_url(execution.get_absolute_url())
    title = str(execution.item)
    event.add("uid", f"execution-{execution.pk}@{settings.MESSAGE_ID_DOMAIN}")
    event.add("dtstamp", execution.submitted_at or _noon(execution.due))
    event.add("dtstart", execution.due)
    event.add("dtend", execution.due + datetime.timedelta(days=1))
    event.add("summary", f"✓ {title}" if execution.state in RECEIVED_STATES else title)
    about = [execution.school.name] if execution.school else []
    if execution.item.report_form:
        about.append(_("Needed: %(documents)s") % {"documents": execution.item.report_form})
    event.add("description", "\n".join([*about, address]))
    event.add("url", address)
    event.add("transp", "TRANSPARENT")
    event.add("sequence", execution.version)
    if execution.is_open:
        for days in ALARMS:
            event.add_component(_alarm(title, days, municipality.digest_hour))
    return event


def _alarm(title: str, days: int, hour: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", datetime.timedelta(hours=hour) - datetime.timedelta(days=days))
    return alarm


def _noon(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(12), datetime.UTC)
