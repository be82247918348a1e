"""Registers to Excel and from it: a file to download; a file to choose, a preview, a confirmation."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from common.views import AskView, Crumb, RowsView
from schools.access import Ability, member
from schools.forms.registers import ConfirmForm, RegisterForm
from schools.resources import PersonResource, RegisterResource, SchoolResource
from schools.views.people import PersonListView
from schools.views.schools import SchoolListView
from schools.writers.register import write_register

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ExportMixin(RowsView):
    """The list as it is filtered, every page of it, as a file."""

    resource_class: type[RegisterResource]
    title: Any

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Give the file."""
        seen = member(request)
        resource = self.resource_class(seen)
        dataset = resource.export(self.get_queryset())
        headings = [str(resource.headings[name]) for name in dataset.headers]
        title = str(self.title)
        name = f"{title} {seen.municipality.short_name} {seen.today:%d.%m.%Y}.xlsx"
        header = content_disposition_header(as_attachment=True, filename=name)
        content = write_register(title, headings, dataset)
        return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": header or ""})


class SchoolExportView(ExportMixin, SchoolListView):
    """Schools to Excel."""

    resource_class = SchoolResource
    title = _lazy("Schools")


class PersonExportView(ExportMixin, PersonListView):
    """People to Excel."""

    resource_class = PersonResource
    title = _lazy("People")


class ImportView(AskView):
    """A register from Excel: the first POST shows what would happen, the second (with ``seen``) does it."""

    resource_class: type[RegisterResource]
    template_name = "schools/register_import.html"
    title: Any
    list_name: str

    def get_form(self, form_class: Any = None) -> Any:
        """The file's form, or the confirmation of what was shown."""
        if "seen" in self.request.POST:
            return self._confirm_form(self.request.POST)
        resource = self.resource_class
        return RegisterForm(
            self.request.POST or None,
            self.request.FILES or None,
            headings=resource.known_headings(),
            needed=resource.needed,
            needed_heading=str(resource.headings[resource.needed]),
        )

    def form_valid(self, form: Any) -> HttpResponse:
        """Show what the rows would do, or do it."""
        resource = self.resource_class(member(self.request))
        is_confirmed = isinstance(form, ConfirmForm)
        if is_confirmed:
            sheet = form.cleaned_data["seen"]
            outcome = resource.take_in(sheet)
        else:
            sheet = form.sheet
            outcome = resource.try_in(sheet)
        if is_confirmed and not outcome.problems:
            done = len(outcome.lines) - outcome.counts["same"]
            messages.success(
                self.request,
                ngettext("%(count)s row taken in.", "%(count)s rows taken in.", done) % {"count": done},
            )
            return HttpResponseRedirect(self.address(self.list_name))
        seen = self._confirm_form().sign(sheet)
        context = self.get_context_data(form=form, outcome=outcome, counts=outcome.counts, seen=seen)
        return self.render_to_response(context, status=422 if outcome.problems else 200)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the page names: the register, its columns, the way back."""
        return super().get_context_data(
            title=self.title,
            columns=list(self.resource_class.headings.values()),
            list_url=self.address(self.list_name),
            **kwargs,
        )

    def get_crumbs(self) -> list[Crumb]:
        """From the register."""
        return [(str(self.title), self.address(self.list_name)), (_("From Excel"), "")]

    def _confirm_form(self, data: Any = None) -> ConfirmForm:
        municipality = member(self.request).municipality
        return ConfirmForm(data, municipality=municipality, register=self.list_name)


class SchoolImportView(ImportView):
    """Schools from Excel."""

    ability = Ability.EDIT_SCHOOLS
    resource_class = SchoolResource
    title = _lazy("Schools")
    list_name = "school-list"


class PersonImportView(ImportView):
    """People from Excel."""

    ability = Ability.EDIT_PEOPLE
    resource_class = PersonResource
    title = _lazy("People")
    list_name = "person-list"
