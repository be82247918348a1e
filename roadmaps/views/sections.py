"""Forms of sections, and what a button does to them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from common.keys import key_of
from common.views import AddView, Crumb, PageView, VersionedEditView
from roadmaps.forms.sections import SectionForm
from roadmaps.models import PlanItem, Section
from roadmaps.services.ordering import move_section
from roadmaps.services.sections import delete_section, with_sections_inside
from roadmaps.views.within import ActView, EditsRoadmap, PanelForm, WithinRoadmap, is_panel, told
from schools.access import Ability


class OfRoadmap(WithinRoadmap):
    """A view of one section of the roadmap of the address."""

    def get_queryset(self) -> "QuerySet[Section]":
        """The sections of the roadmap."""
        return Section.objects.filter(roadmap=self.roadmap)

    def section(self) -> Section:
        """The section of the address."""
        section = get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"])
        section.roadmap = self.roadmap
        return section


class SectionAddView(PanelForm, AddView):
    """A new section."""

    form_class = SectionForm

    def get_heading(self) -> str:
        """A new section."""
        return _("New section")

    def get_initial(self) -> dict[str, Any]:
        """The section in which it stands, from the address."""
        key = key_of(self.request.GET.get("within", ""))
        return {} if key is None else {"parent": key}

    def get_anchor(self) -> str:
        """The new section."""
        return f"s{self.object.pk}" if self.object else ""


class SectionEditView(OfRoadmap, PanelForm, VersionedEditView):
    """A section's number and title."""

    form_class = SectionForm
    template_name = "roadmaps/section_form.html"
    partial_name = "roadmaps/_section_form.html"

    def get_object(self, queryset: Any = None) -> Section:
        """The section of the address."""
        return self.section()

    def get_heading(self) -> str:
        """The section's number."""
        return _("Section %(number)s") % {"number": self.section().number}

    def get_anchor(self) -> str:
        """The section."""
        return f"s{self.kwargs['pk']}"


class SectionMoveView(OfRoadmap, ActView):
    """Move a section, with all in it, one place up or down."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Move it; ``direction`` is up or down."""
        section = self.section()
        move_section(section, is_up=request.POST.get("direction") == "up", by=self.membership.person)
        if is_panel(request):
            return told(HttpResponse(status=204))
        return HttpResponseRedirect(self.roadmap_address(anchor=f"s{section.pk}"))


class SectionDeleteView(OfRoadmap, EditsRoadmap, PageView):
    """Delete a section with all in it, after asking."""

    ability = Ability.EDIT_ROADMAPS
    template_name = "roadmaps/section_delete.html"
    partial_name = "roadmaps/_section_delete.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add how much would go."""
        section = self.section()
        inside = with_sections_inside(section)
        return super().get_context_data(
            section=section,
            sections_inside=len(inside) - 1,
            items_inside=PlanItem.objects.filter(section__in=inside).count(),
            back=self.roadmap_address(anchor=f"s{section.pk}"),
            **kwargs,
        )

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Delete it, or say what is in the way."""
        section = self.section()
        try:
            delete_section(section, by=self.membership.person)
        except ValidationError as error:
            return self.refused(self.roadmap_address(anchor=f"s{section.pk}"), error)
        return self.done(self.roadmap_address(), _("The section is deleted."))

    def get_crumbs(self) -> list[Crumb]:
        """From the roadmap."""
        return self.crumbs_of((_("Deletion"), ""))
