"""Roadmaps of all municipalities, for the installation's administrator to look at, with their history.

They are read here, not changed: a change in a roadmap is the department's, made on the roadmap's own page
by the services that keep dates, people and duties in step.
"""

from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from common.admin import InstallationAdmin
from roadmaps.models import (
    Indicator,
    Occurrence,
    PassportEntry,
    PlanItem,
    Responsible,
    Revision,
    Roadmap,
    Section,
    Specialist,
    Upload,
)


class ReadingAdmin(InstallationAdmin):
    """Rows to look at, for superusers."""

    list_filter: Any = ["roadmap__municipality"]
    list_select_related: Any = ["roadmap"]

    def has_add_permission(self, request: HttpRequest) -> bool:
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
        """Who changed the row, if its history is kept at all."""
        if not hasattr(self.model, "history"):
            raise Http404
        return super().history_view(request, object_id, extra_context)


@admin.register(Roadmap)
class RoadmapAdmin(ReadingAdmin):
    """Roadmaps."""

    list_display = ["__str__", "municipality", "kind", "state", "start", "end", "order_number", "changed_at"]
    list_filter = ["municipality", "kind", "state"]
    list_select_related = ["municipality"]
    search_fields = ["title", "short_title", "order_number"]


@admin.register(Section)
class SectionAdmin(ReadingAdmin):
    """Sections."""

    list_display = ["__str__", "roadmap"]
    search_fields = ["title"]


@admin.register(PlanItem)
class PlanItemAdmin(ReadingAdmin):
    """Rows of plans."""

    list_display = ["number", "title", "kind", "roadmap", "deadline_text", "deadline_kind", "dates_from"]
    list_filter = ["roadmap__municipality", "kind", "deadline_kind", "dates_from"]
    search_fields = ["title", "deadline_text"]


@admin.register(Occurrence)
class OccurrenceAdmin(ReadingAdmin):
    """Dates of deadlines."""

    list_display = ["item", "start", "due", "original_due", "is_by_hand", "is_cancelled"]
    list_filter = ["item__roadmap__municipality", "is_by_hand", "is_cancelled"]
    list_select_related = ["item"]
    date_hierarchy = "due"


@admin.register(Responsible)
class ResponsibleAdmin(ReadingAdmin):
    """Who answers for rows."""

    list_display = ["text", "kind", "person", "group", "item"]
    list_filter = ["item__roadmap__municipality", "kind"]
    list_select_related = ["item", "person", "group"]
    search_fields = ["text"]


@admin.register(PassportEntry)
class PassportEntryAdmin(ReadingAdmin):
    """Lines of passports."""

    list_display = ["name", "roadmap"]


@admin.register(Indicator)
class IndicatorAdmin(ReadingAdmin):
    """Target indicators."""

    list_display = ["name", "group", "unit", "roadmap"]


@admin.register(Specialist)
class SpecialistAdmin(ReadingAdmin):
    """Specialists whom orders name."""

    list_display = ["name", "post", "person", "roadmap"]
    list_select_related = ["roadmap", "person"]


@admin.register(Revision)
class RevisionAdmin(ReadingAdmin):
    """Revisions; they are their own history."""

    list_display = ["roadmap", "number", "order_number", "order_date", "made_by", "made_at"]
    list_select_related = ["roadmap", "made_by"]


@admin.register(Upload)
class UploadAdmin(ReadingAdmin):
    """Uploaded documents."""

    list_display = ["name", "municipality", "owner", "state", "size", "created_at"]
    list_filter = ["municipality", "state"]
    list_select_related = ["municipality", "owner"]
