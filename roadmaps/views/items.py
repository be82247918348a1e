"""Rows of the plan: their cards, the reading of their deadlines, and what their other pages share."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from common.keys import key_of
from common.text import typograph
from common.views import Crumb, PageView, RowView
from roadmaps.catalogue.chronicle import earlier_deadlines
from roadmaps.catalogue.parts import PART_OF_KIND
from roadmaps.catalogue.plan import row_of
from roadmaps.choices import ItemKind
from roadmaps.models import PlanItem
from roadmaps.services.live_reading import live_reading
from roadmaps.views.within import EditsRoadmap, WithinRoadmap
from schools.access import Ability


class OfRoadmap(WithinRoadmap):
    """A view of one row of the roadmap of the address."""

    def get_queryset(self) -> "QuerySet[PlanItem]":
        """The rows of the roadmap."""
        rows: QuerySet[PlanItem] = PlanItem.objects.filter(roadmap=self.roadmap)
        return rows.select_related("section", "cancelled_by")

    def item(self) -> PlanItem:
        """The row of the address."""
        item = get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"])
        item.roadmap = self.roadmap
        return item


class EditsRow(OfRoadmap, EditsRoadmap):
    """A view that changes one row; those that an order has struck out are for reading only."""

    def get_queryset(self) -> "QuerySet[PlanItem]":
        """The rows that stand."""
        return super().get_queryset().filter(cancelled_by__isnull=True)


def name_of(item: PlanItem) -> str:
    """Return what a row is called in a heading: its kind and number, or its title."""
    kind = item.get_kind_display().capitalize()
    return f"{kind} {item.number}" if item.number else str(typograph(item.title))


class ItemDetailView(OfRoadmap, RowView):
    """One row to read: dates, people, how far it has come."""

    ability = Ability.VIEW_ROADMAPS
    template_name = "roadmaps/item_detail.html"
    partial_name = "roadmaps/_item_panel.html"

    def get_object(self, queryset: Any = None) -> PlanItem:
        """The row of the address."""
        return self.item()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the row as the table shows it."""
        part = PART_OF_KIND[ItemKind(self.object.kind)]
        columns, row = row_of(self.object, today=self.membership.today)
        return super().get_context_data(
            row=row,
            columns=columns,
            item=self.object,
            heading=name_of(self.object),
            occurrences=self.object.occurrences.filter(is_cancelled=False),
            earlier=earlier_deadlines(self.object),
            back=self.roadmap_address(part, f"i{self.object.pk}"),
            can_edit=self.membership.can(Ability.EDIT_ROADMAPS) and self.roadmap.is_editable,
            **kwargs,
        )

    def get_crumbs(self) -> list[Crumb]:
        """From the roadmap."""
        return self.crumbs_of((name_of(self.object), ""))


class ItemReadingView(EditsRoadmap, PageView):
    """What the portal reads in a deadline while it is being typed."""

    template_name = "roadmaps/_reading.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the reading of ``deadline_text``; ``item`` is the key of the row being edited."""
        text, key = self.request.GET.get("deadline_text", ""), key_of(self.request.GET.get("item", ""))
        rows = PlanItem.objects.filter(roadmap=self.roadmap)
        item = rows.filter(pk=key).first() if key is not None else None
        return super().get_context_data(
            live=live_reading(text, self.roadmap, self.membership.today),
            item=item,
            occurrences=item.occurrences.filter(is_cancelled=False) if item else (),
            panel="panel" in self.request.GET,
            **kwargs,
        )
