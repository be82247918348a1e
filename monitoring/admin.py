"""Executions and what became of them, to be read by the installation's administrator, never changed."""

from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from common.admin import InstallationAdmin
from monitoring.models import Event, Evidence, Execution, Morning, Reminder


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
