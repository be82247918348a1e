"""Executions, what became of them, and the mail of all: to be read by the installation's administrator."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from accounts.choices import MessageState
from accounts.models import Message
from common.admin import InstallationAdmin
from monitoring.models import Event, Evidence, Execution, Morning, Reminder
from monitoring.services import resending


class ReadOnlyAdmin(InstallationAdmin):
    """Rows that services alone write: the admin shows them."""

    def has_add_permission(self, request: HttpRequest, *args: Any) -> bool:
        """Nobody."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody."""
        return False

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponseBase:
        """What happened is in the events; there is no history of edits."""
        raise Http404


@admin.register(Execution)
class ExecutionAdmin(ReadOnlyAdmin):
    """What schools and people owe."""

    list_display = ["item", "school", "due", "state", "submitted_by_name", "submitted_at"]
    list_filter = ["state", "municipality", "due"]
    list_select_related = ["item", "school"]
    search_fields = ["item__title", "school__name"]


@admin.register(Evidence)
class EvidenceAdmin(ReadOnlyAdmin):
    """Confirming documents: names and sizes; the files themselves only by the portal's own pages."""

    list_display = ["name", "kind", "size", "added_by", "added_at", "removed_at"]
    list_filter = ["kind"]
    list_select_related = ["added_by"]
    exclude = ["file"]


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    """Who did what, when and why."""

    list_display = ["at", "kind", "execution", "actor_name", "note"]
    list_filter = ["kind"]
    list_select_related = ["execution__item"]


@admin.register(Reminder)
class ReminderAdmin(ReadOnlyAdmin):
    """Who is told of what."""

    list_display = ["planned_for", "person", "kind", "step", "state", "execution"]
    list_filter = ["kind", "state", "municipality"]
    list_select_related = ["person", "execution__item"]


@admin.register(Morning)
class MorningAdmin(ReadOnlyAdmin):
    """Days on which reminders were planned."""

    list_display = ["day", "municipality", "planned", "letters", "gathered_at"]
    list_filter = ["municipality"]
    list_select_related = ["municipality"]


@admin.register(Message)
class MessageAdmin(ReadOnlyAdmin):
    """The outbox of the whole installation."""

    list_display = ["recipient", "subject", "municipality", "state", "attempts", "created_at", "sent_at"]
    list_filter = ["state", "municipality"]
    search_fields = ["recipient", "subject"]
    date_hierarchy = "created_at"
    fields = [
        *["recipient", "subject", "municipality", "state", "attempts", "error"],
        *["created_at", "next_attempt_at", "sent_at", "message_id", "shown_text"],
    ]
    actions = ["retry"]

    @admin.action(description=_("Send once more"), permissions=["view"])
    def retry(self, request: HttpRequest, chosen: QuerySet[Message]) -> None:
        """Put the failed ones among the chosen back into the queue, each to its person's address of today."""
        for message in chosen.filter(state=MessageState.FAILED).select_related("user"):
            try:
                address = resending.send_again(message)
            except resending.NoAddressError as error:
                self.message_user(request, str(error), messages.ERROR)
                continue
            if address:
                said = _("«%(subject)s» is in the queue again and goes to %(address)s.")
                self.message_user(request, said % {"subject": message.subject, "address": address})
