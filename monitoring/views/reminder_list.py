"""The ledger of reminders, for the administrator: planned, sent, failed, in doubt, missed."""

from typing import Any

from common.views import FilteredRowsView
from monitoring.filters.reminders import ReminderFilter
from monitoring.models import Morning, Reminder
from monitoring.models.reminder import ReminderQuerySet
from schools.access import Ability


class ReminderList(FilteredRowsView):
    """Every reminder, the latest first, with its letter and what can be done about it."""

    ability = Ability.VIEW_OUTBOX
    filterset_class = ReminderFilter
    template_name = "monitoring/reminder_list.html"
    partial_name = "monitoring/_reminder_rows.html"

    def get_rows(self) -> ReminderQuerySet:
        """All of the municipality's."""
        rows: ReminderQuerySet = Reminder.objects.select_related(
            "person", "asked_by", "message", "execution__item", "execution__school"
        ).order_by("-planned_for", "-pk")
        return rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add how many stand where, and the last mornings."""
        return super().get_context_data(
            counts=Reminder.objects.all().shown_counts(), mornings=Morning.objects.all()[:5], **kwargs
        )
