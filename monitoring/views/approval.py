"""A roadmap put in force, amended, or completed: what will happen is shown before."""

from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from common.views import AskView, Crumb
from monitoring.forms import ApproveForm
from monitoring.models import Execution
from monitoring.services import assignment, duties
from monitoring.services.tallies import tally_roadmaps
from monitoring.views.verbs import say_done
from roadmaps.choices import ResponsibleKind, RoadmapState
from roadmaps.models import PlanItem, Responsible, Roadmap
from schools.access import Ability, member


class RoadmapMixin(AskView):
    """One roadmap out of those that the person may read, in one of the states that the view is for."""

    states: tuple[str, ...] = ()
    ability = Ability.EDIT_ROADMAPS

    @cached_property
    def roadmap(self) -> Roadmap:
        """The roadmap of the address."""
        visible = Roadmap.objects.visible_to(member(self.request))
        found: Roadmap = get_object_or_404(visible.select_related("municipality"), pk=self.kwargs["pk"])
        if found.is_template or found.state not in self.states:
            raise Http404
        return found

    def get_crumbs(self) -> list[Crumb]:
        """Give the way by the roadmap."""
        return [
            (_("Roadmaps"), self.address("roadmap-list")),
            (str(self.roadmap), self.roadmap.get_absolute_url()),
        ]

    @property
    def kept(self) -> Any:
        """Rows of the plan that the next order holds."""
        return PlanItem.objects.kept().filter(roadmap=self.roadmap)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the roadmap."""
        return super().get_context_data(roadmap=self.roadmap, **kwargs)


class ApproveRoadmap(RoadmapMixin):
    """«Утвердить приказом»: the order's number and date, and what it will bring about."""

    states = (RoadmapState.DRAFT, RoadmapState.IN_FORCE)
    form_class = ApproveForm
    template_name = "monitoring/roadmap_approve.html"

    def get_initial(self) -> dict[str, Any]:
        """Offer the order that the document itself names; an amendment needs an order of its own."""
        if self.roadmap.is_draft:
            return {"order_number": self.roadmap.order_number, "order_date": self.roadmap.order_date}
        return {"order_date": member(self.request).today}

    def get_form(self, form_class: Any = None) -> forms.Form:
        """Ask for a reason only where something in force is changed."""
        form: forms.Form = super().get_form(form_class)
        if self.roadmap.is_draft:
            del form.fields["reason"]
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give what the order will change, and what it will leave open."""
        rows = Responsible.objects.filter(item__in=self.kept, kind=ResponsibleKind.DOUBT)
        return super().get_context_data(
            difference=duties.difference(self.roadmap),
            counts={"all": self.kept.count()},
            undated=self.kept.needing_dates(),
            doubts=rows.select_related("item").order_by("item__kind", "item__position", "position"),
            unowned=duties.unowned_items(self.roadmap),
            revision=self.roadmap.revisions.first(),
            **kwargs,
        )

    def get_crumbs(self) -> list[Crumb]:
        """Give the way to the form."""
        return [*super().get_crumbs(), (_("Put in force by an order"), "")]

    def form_valid(self, form: ApproveForm) -> HttpResponse:
        """Put it in force, or say what is missing."""
        try:
            assignment.put_in_force(
                self.roadmap,
                by=member(self.request).person,
                **form.cleaned_data,
            )
        except ValidationError as error:
            self.roadmap.refresh_from_db()
            form.add_error(None, error)
            return self.form_invalid(form)
        say_done(self.request, _("The order is in force: everybody sees what is due."))
        return HttpResponseRedirect(self.roadmap.get_absolute_url())


class CompleteRoadmap(RoadmapMixin):
    """«Завершить»: the roadmap stays to be read, nobody is reminded of it any more."""

    states = (RoadmapState.IN_FORCE,)
    form_class = forms.Form
    template_name = "monitoring/roadmap_complete.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give how far it has come."""
        today = member(self.request).today
        return super().get_context_data(
            tally=tally_roadmaps([self.roadmap], today)[self.roadmap.pk],
            open=Execution.objects.filter(roadmap=self.roadmap).open().count(),
            **kwargs,
        )

    def get_crumbs(self) -> list[Crumb]:
        """Give the way to the form."""
        return [*super().get_crumbs(), (_("Complete the roadmap"), "")]

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Complete it."""
        assignment.complete(self.roadmap, by=member(self.request).person)
        say_done(self.request, _("The roadmap is completed. It stays to be read."))
        return HttpResponseRedirect(self.roadmap.get_absolute_url())
