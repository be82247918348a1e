"""Pages on which a human decides what the portal could not read: dates of a row, meaning of an entry."""

from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from common.versions import StaleVersionError
from common.views import AskView, Crumb
from roadmaps.catalogue.chips import meaning_words
from roadmaps.catalogue.chronicle import last_change
from roadmaps.catalogue.parts import PART_OF_KIND
from roadmaps.catalogue.plan import row_of
from roadmaps.choices import ItemKind
from roadmaps.forms.dates import DatesForm
from roadmaps.forms.responsibles import MeaningForm
from roadmaps.models import PlanItem, Responsible
from roadmaps.services.traces import touch
from roadmaps.views.items import EditsRow, name_of
from roadmaps.views.within import CONFLICT, is_panel
from schools.access import Ability


class Decision(EditsRow, AskView):
    """A form by which a human decides something about a row."""

    ability = Ability.SETTLE_DOUBTS

    @cached_property
    def row(self) -> PlanItem:
        """The row that the decision is about."""
        return self.item()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the row and the way back."""
        kwargs.setdefault("next", self.come_from)
        return super().get_context_data(item=self.row, back=self.get_success_url(), **kwargs)

    @property
    def come_from(self) -> str:
        """The list that led here, if one did."""
        asked = self.request.POST.get("next") or self.request.GET.get("next", "")
        return asked if asked.startswith(self.address("roadmap-list")) else ""

    def get_success_url(self) -> str:
        """Back to the list that led here, or to the row."""
        return self.come_from or self.roadmap_address(
            PART_OF_KIND[ItemKind(self.row.kind)], f"i{self.row.pk}"
        )

    def form_valid(self, form: Any) -> HttpResponse:
        """Save, or say what is in the way."""
        try:
            form.save()
        except StaleVersionError:
            return self.stale(form)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        touch(self.roadmap.pk, by=self.membership.person)
        return self.done(self.get_success_url())

    def stale(self, form: Any) -> HttpResponse:
        """Show what the other person decided above what was typed; sending it once more takes this one."""
        self.row.refresh_from_db()
        context = self.get_context_data(form=form, theirs=self.theirs(), saved=last_change(self.stored()))
        return self.render_to_response(context, status=422 if is_panel(self.request) else CONFLICT)

    def theirs(self) -> str:
        """The other person's decision in words."""
        raise NotImplementedError

    def stored(self) -> Any:
        """The row of the database that the decision is kept in."""
        return self.row


class ItemDatesView(Decision):
    """Dates of a row by hand."""

    form_class = DatesForm
    template_name = "roadmaps/item_dates.html"
    partial_name = "roadmaps/_item_dates.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        """The row, and who sets its dates."""
        return {"data": self.request.POST or None, "item": self.row, "by": self.membership.person}

    def theirs(self) -> str:
        """The dates that the row has now."""
        return row_of(self.row, today=self.membership.today)[1].reading.words

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
        by = self.membership.person
        return {"data": self.request.POST or None, "responsible": self.responsible, "by": by}

    def theirs(self) -> str:
        """Whom the entry means now."""
        self.responsible.refresh_from_db()
        return meaning_words(self.responsible)

    def stored(self) -> Responsible:
        """The entry."""
        return self.responsible

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the entry."""
        return super().get_context_data(responsible=self.responsible, **kwargs)

    def get_crumbs(self) -> list[Crumb]:
        """From the row."""
        return self.crumbs_of((name_of(self.row), self.row.get_absolute_url()), (_("Who is it?"), ""))
