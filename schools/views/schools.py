"""Pages of schools: the register, a card, and the forms."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from common.forms import VersionedForm
from common.views import AddView, Crumb, FilteredRowsView, RowView, VersionedEditView
from schools.access import Ability, member
from schools.filters import SchoolFilter
from schools.forms.schools import SchoolAddForm, SchoolForm, StatusForm
from schools.models import Position, School
from schools.models.person import staff


class SchoolListView(FilteredRowsView):
    """The register of schools, with what each is by its results this school year."""

    ability = Ability.VIEW_SCHOOLS
    filterset_class = SchoolFilter
    template_name = "schools/school_list.html"
    partial_name = "schools/_school_rows.html"

    def get_rows(self) -> QuerySet[School]:
        """The schools that the person may see."""
        seen = member(self.request)
        schools = School.objects.visible_to(seen).with_status(seen.municipality.school_year())
        rows: QuerySet[School] = schools.by_number().prefetch_related(staff(seen.today))
        return rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add ``school_year`` and ``may_edit``."""
        seen = member(self.request)
        return super().get_context_data(
            school_year=seen.municipality.school_year(), may_edit=seen.can(Ability.EDIT_SCHOOLS), **kwargs
        )


class SchoolDetailView(RowView):
    """A school's card: people now and before, what it is by its results year by year."""

    ability = Ability.VIEW_SCHOOLS
    template_name = "schools/school_detail.html"
    context_object_name = "school"

    def get_queryset(self) -> QuerySet[School]:
        """The schools that the person may see."""
        rows: QuerySet[School] = School.objects.visible_to(member(self.request))
        return rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the positions and the statuses."""
        seen = member(self.request)
        positions = Position.objects.filter(school=self.object).select_related("person__user")
        statuses = list(self.object.statuses.all())
        return super().get_context_data(
            current_positions=positions.current(seen.today).order_by("role", "since"),
            coming_positions=positions.filter(since__gt=seen.today).order_by("since"),
            past_positions=positions.ended(seen.today).order_by("-until"),
            statuses=statuses,
            status=next((s for s in statuses if s.school_year == seen.municipality.school_year()), None),
            school_year=seen.municipality.school_year(),
            may_edit=seen.can(Ability.EDIT_SCHOOLS),
            may_see_contacts=seen.can(Ability.VIEW_PEOPLE) or seen.is_school_only,
            may_open_people=seen.can(Ability.VIEW_PEOPLE),
            may_edit_people=seen.can(Ability.EDIT_PEOPLE),
            **kwargs,
        )

    def get_crumbs(self) -> list[Crumb]:
        """From the register; to a person of one school the card is a first page."""
        seen = member(self.request)
        if seen.is_school_only and len(seen.school_ids) == 1:
            return []
        return [(_("Schools"), self.address("school-list")), (self.object.name, "")]


class SchoolAddView(AddView):
    """A new school."""

    ability = Ability.EDIT_SCHOOLS
    form_class = SchoolAddForm
    template_name = "schools/school_form.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        """The school will be the municipality's."""
        return {**super().get_form_kwargs(), "municipality": member(self.request).municipality}

    def form_valid(self, form: Any) -> HttpResponse:
        """Add it, or say what is in the way."""
        try:
            school = form.save()
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, _("«%(school)s» is added.") % {"school": school})
        return HttpResponseRedirect(school.get_absolute_url())

    def get_crumbs(self) -> list[Crumb]:
        """From the register."""
        return [(_("Schools"), self.address("school-list")), (_("New school"), "")]


class SchoolEditView(VersionedEditView):
    """What the register says of a school."""

    ability = Ability.EDIT_SCHOOLS
    form_class: type[VersionedForm] = SchoolForm
    template_name = "schools/school_form.html"

    def get_queryset(self) -> QuerySet[School]:
        """The schools that the person may see."""
        rows: QuerySet[School] = School.objects.visible_to(member(self.request))
        return rows

    def get_crumbs(self) -> list[Crumb]:
        """From the school's card."""
        school = School.objects.get(pk=self.object.pk)
        return [
            (_("Schools"), self.address("school-list")),
            (school.name, school.get_absolute_url()),
            (_("Editing"), ""),
        ]


class SchoolStatusView(SchoolEditView):
    """What the school is by its results, year by year."""

    form_class = StatusForm
    template_name = "schools/school_status.html"

    def get_crumbs(self) -> list[Crumb]:
        """From the school's card."""
        return [*super().get_crumbs()[:-1], (_("Status by year"), "")]
