"""The registers of all municipalities, for the installation's administrator."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from common.admin import InstallationAdmin
from schools.models import Group, Municipality, Person, Position, School, SchoolStatus
from schools.services.schools import day_of_return


@admin.register(Municipality)
class MunicipalityAdmin(InstallationAdmin):
    """Municipalities: begun here; the rest of their settings their own administrators keep."""

    list_display = ["name", "slug", "region", "time_zone"]
    search_fields = ["name", "slug", "region"]
    prepopulated_fields = {"slug": ["short_name"]}


@admin.register(School)
class SchoolAdmin(InstallationAdmin):
    """Schools."""

    list_display = ["name", "municipality", "number", "is_closed"]
    list_filter = ["municipality", "is_closed"]
    search_fields = ["name", "full_name"]

    def save_model(self, request: HttpRequest, obj: School, form: Any, change: Any) -> None:
        """A school that opens again owes from that day on."""
        if opened_on := day_of_return(obj, is_closed=obj.is_closed):
            obj.returned_on = opened_on
        super().save_model(request, obj, form, change)


@admin.register(SchoolStatus)
class SchoolStatusAdmin(InstallationAdmin):
    """What schools are by their results."""

    list_display = ["school", "school_year", "result", "zone"]
    list_filter = ["school_year", "result", "zone"]
    raw_id_fields = ["school"]


@admin.register(Person)
class PersonAdmin(InstallationAdmin):
    """People."""

    list_display = ["surname", "first_name", "patronymic", "municipality", "email"]
    list_filter = ["municipality"]
    search_fields = ["surname", "first_name", "email"]
    raw_id_fields = ["user"]


@admin.register(Position)
class PositionAdmin(InstallationAdmin):
    """Positions of people."""

    list_display = ["person", "role", "school", "since", "until"]
    list_filter = ["role", "person__municipality"]
    raw_id_fields = ["person", "school"]
    list_select_related = ["person", "school"]


@admin.register(Group)
class GroupAdmin(InstallationAdmin):
    """Groups."""

    list_display = ["name", "municipality", "rule"]
    list_filter = ["municipality", "rule"]
    raw_id_fields = ["members"]
