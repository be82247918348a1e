"""The register of schools: what each is, with this school year's results and zone."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from import_export.fields import Field

from schools.access import Membership
from schools.choices import SchoolResult, Zone
from schools.models import School
from schools.resources.register import RegisterResource
from schools.resources.widgets import ChoiceWidget, CountWidget, TextWidget, YesNoWidget
from schools.services.schools import day_of_return, number_in, set_status


class SchoolResource(RegisterResource):
    """Schools; a row is found by the short name."""

    headings = {
        "name": _("Short name"),
        "full_name": _("Full name"),
        "number": _("Number"),
        "address": _("Address"),
        "pupils": _("Pupils"),
        "teachers": _("Teachers"),
        "result": _("Results"),
        "zone": _("Zone"),
        "is_closed": _("Closed"),
    }
    needed = "name"

    name = Field("name", "name", TextWidget())
    full_name = Field("full_name", "full_name", TextWidget())
    number = Field("number", "number", TextWidget())
    address = Field("address", "address", TextWidget())
    pupils = Field("pupils", "pupils", CountWidget())
    teachers = Field("teachers", "teachers", CountWidget())
    result = Field("result", "result", ChoiceWidget(SchoolResult.choices))
    zone = Field("zone", "zone", ChoiceWidget(Zone.choices))
    is_closed = Field("is_closed", "is_closed", YesNoWidget())

    class Meta:
        model = School
        fields = [
            "name",
            "full_name",
            "number",
            "address",
            "pupils",
            "teachers",
            "result",
            "zone",
            "is_closed",
        ]
        import_id_fields = ["name"]
        clean_model_instances = True
        skip_unchanged = True
        report_skipped = True
        store_instance = True
        skip_html_diff = True

    def __init__(self, membership: Membership) -> None:
        """Load the schools once."""
        super().__init__(membership)
        self.school_year = self.municipality.school_year()
        self.schools = {school.name.lower(): school for school in self.get_queryset()}

    def get_queryset(self) -> QuerySet[School]:
        """All schools, with this year's status."""
        rows: QuerySet[School] = School.objects.with_status(self.school_year)
        return rows

    def key(self, row: dict[str, str]) -> str:
        """One row a school."""
        return row["name"].lower()

    def find(self, row: dict[str, str]) -> School | None:
        """The school of the name."""
        return self.schools.get(row["name"].lower())

    def after_init_instance(self, instance: School, new: bool, row: Any, **kwargs: Any) -> None:
        """A school without a status compares as one with an empty one; a new one has its name's number."""
        if new:
            instance.number = number_in(row["name"])
        instance.result = getattr(instance, "result", None) or ""  # type: ignore[attr-defined]
        instance.zone = getattr(instance, "zone", None) or ""  # type: ignore[attr-defined]

    def before_save_instance(self, instance: School, row: dict[str, str], **kwargs: Any) -> None:
        """A school that opens again owes from that day on."""
        super().before_save_instance(instance, row, **kwargs)
        if opened_on := day_of_return(instance, is_closed=instance.is_closed):
            instance.returned_on = opened_on

    def after_save_instance(self, instance: School, row: dict[str, str], **kwargs: Any) -> None:
        """Set this year's status, if the file speaks of it."""
        if "result" in row or "zone" in row:
            set_status(
                instance,
                school_year=self.school_year,
                result=instance.result,  # type: ignore[attr-defined]
                zone=instance.zone,  # type: ignore[attr-defined]
            )
