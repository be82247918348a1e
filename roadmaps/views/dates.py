"""Pages on which a human decides what the portal could not read: dates of a row, meaning of an entry."""

from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from common.views import AskView, Crumb
from roadmaps.catalogue.parts import PART_OF_KIND
from roadmaps.choices import ItemKind
from roadmaps.forms.dates import DatesForm
from roadmaps.forms.responsibles import MeaningForm
from roadmaps.models import PlanItem, Responsible
from roadmaps.services.traces import touch
from roadmaps.views.items import EditsRow, name_of
from schools.access import Ability


class Decision(EditsRow, AskView):
    """A form by which a human decides something about a row."""

    ability = Ability.EDIT_ROADMAPS

    @cached_property
    def row(self) -> PlanItem:
        """The row that the decision is about."""
        return self.item()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the row and the way back."""
        return super().get_context_data(item=self.row, back=self.get_success_url(), **kwargs)

    def get_success_url(self) -> str:
        """Back to the row."""
        return self.roadmap_address(PART_OF_KIND[ItemKind(self.row.kind)], f"i{self.row.pk}")

    def form_valid(self, form: Any) -> HttpResponse:
        """Save, or say what is in the way."""
        try:
            form.save()
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        touch(self.roadmap.pk, by=self.membership.person)
        return self.done(self.get_success_url())


class ItemDatesView(Decision):
    """Dates of a row by hand."""

    form_class = DatesForm
    template_name = "roadmaps/item_dates.html"
    partial_name = "roadmaps/_item_dates.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        """The row, and who sets its dates."""
        return {"data": self.request.POST or None, "item": self.row, "by": self.membership.person}

    def get_crumbs(self) -> list[Crumb]:
        """From the row."""
        return self.crumbs_of((name_of(self.row), self.row.get_absolute_url()), (_("Dates"), ""))


class ResponsibleSettleView(Decision):
    """Say whom an entry of the responsibles means."""

    form_class = MeaningForm
    template_name = "roadmaps/responsible_settle.html"
    partial_name = "roadmaps/_responsible_settle.html"

    @cached_property
    def responsible(self) -> Responsible:
        """The entry of the address."""
        rows: QuerySet[Responsible] = Responsible.objects.filter(item__roadmap=self.roadmap)
        entry = get_object_or_404(rows.select_related("item"), pk=self.kwargs["pk"])
        entry.item.roadmap = self.roadmap
        return entry

    @cached_property
    def row(self) -> PlanItem:
        """The row in which the entry stands."""
        return self.responsible.item

    def get_form_kwargs(self) -> dict[str, Any]:
        """The entry."""
        return {"data": self.request.POST or None, "responsible": self.responsible}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the entry."""
        return super().get_context_data(responsible=self.responsible, **kwargs)

    def get_crumbs(self) -> list[Crumb]:
        """From the row."""
        return self.crumbs_of((name_of(self.row), self.row.get_absolute_url()), (_("Who is it?"), ""))
