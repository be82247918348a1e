"""Rows of the plan: their cards and forms, and what a button does to them."""

import json
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.html import format_html
from django.utils.translation import gettext as _

from common.text import typograph
from common.views import AddView, Crumb, PageView, RowView, VersionedEditView
from roadmaps.catalogue.chronicle import earlier_deadlines
from roadmaps.catalogue.parts import PART_OF_KIND
from roadmaps.catalogue.plan import row_of
from roadmaps.choices import ItemKind
from roadmaps.forms.items import ItemForm, kind_title
from roadmaps.models import PlanItem, Section
from roadmaps.services.editing import delete_item, restore_item
from roadmaps.services.ordering import move_item
from roadmaps.services.scheduling import reading_of
from roadmaps.views.within import CHANGED, ActView, EditsRoadmap, PanelForm, WithinRoadmap, is_panel, told
from schools.access import Ability


class OfRoadmap(WithinRoadmap):
    """A view of one row of the roadmap of the address."""

    def get_queryset(self) -> "QuerySet[PlanItem]":
        """The rows of the roadmap."""
        return PlanItem.objects.filter(roadmap=self.roadmap).select_related("section", "cancelled_by")

    def item(self) -> PlanItem:
        """The row of the address."""
        item = get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"])
        item.roadmap = self.roadmap
        return item


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


class ItemForms(PanelForm, OfRoadmap):
    """What the forms of a row share."""

    form_class: Any = ItemForm
    template_name: str | None = "roadmaps/item_form.html"
    partial_name = "roadmaps/_item_form.html"

    @property
    def part(self) -> str:  # type: ignore[override]
        """The tab of the row's kind."""
        return PART_OF_KIND[ItemKind(self.get_kind())]

    def get_kind(self) -> str:
        """The row's kind."""
        raise NotImplementedError

    def get_form_kwargs(self) -> dict[str, Any]:
        """The kind decides on the fields."""
        return {**super().get_form_kwargs(), "kind": self.get_kind()}


class ItemAddView(ItemForms, AddView):
    """A new row, at the end or after another one (``after`` in the address)."""

    def get_kind(self) -> str:
        """The kind of the address."""
        kind = self.request.GET.get("kind", ItemKind.ACTIVITY)
        return kind if kind in ItemKind.values else ItemKind.ACTIVITY

    def get_heading(self) -> str:
        """A new row."""
        return kind_title(self.get_kind())

    def _row(self, name: str, rows: Any) -> Any:
        key = self.request.GET.get(name, "")
        return rows.filter(roadmap=self.roadmap, pk=key).first() if key.isdecimal() else None

    def get_form_kwargs(self) -> dict[str, Any]:
        """Where the new row stands."""
        after = self._row("after", PlanItem.objects.filter(kind=self.get_kind()))
        section = after.section if after else self._row("section", Section.objects)
        kwargs = super().get_form_kwargs()
        return {**kwargs, "after": after, "initial": {**kwargs.get("initial", {}), "section": section}}

    def get_anchor(self) -> str:
        """The new row."""
        return f"i{self.object.pk}" if self.object else ""

    def form_valid(self, form: Any) -> HttpResponse:
        """Add it; the panel goes on with it."""
        self.object = form.save()
        if is_panel(self.request):
            return panel_of(self.request, self.object.pk, self)
        return HttpResponseRedirect(self.get_success_url())


class ItemEditView(ItemForms, VersionedEditView):
    """The form of a row, with the reading of its deadline beside it."""

    object: PlanItem

    def get_object(self, queryset: Any = None) -> PlanItem:
        """The row of the address."""
        return self.item()

    def get_kind(self) -> str:
        """The row's kind."""
        return self.object.kind

    def get_heading(self) -> str:
        """The row's kind and number."""
        return name_of(self.item())

    def get_anchor(self) -> str:
        """The row."""
        return f"i{self.object.pk}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the reading, the chips, and what the deadline was before."""
        stored = self.item()  # the form may have written on its own instance
        return super().get_context_data(
            item=stored,
            row=row_of(stored, today=self.membership.today)[1],
            reading=reading_of(stored.deadline_text, self.roadmap),
            occurrences=stored.occurrences.filter(is_cancelled=False),
            earlier=earlier_deadlines(stored),
            **kwargs,
        )

    def form_valid(self, form: Any) -> HttpResponse:
        """Save; the panel stays open with the row as it is now."""
        response = VersionedEditView.form_valid(self, form)
        if response.status_code == 409:
            return self.conflict(response)
        if is_panel(self.request):
            return panel_of(self.request, self.object.pk, self)
        return response


def panel_of(request: HttpRequest, pk: int, view: ItemForms) -> HttpResponse:
    """Answer with the panel of a row that was just saved."""
    fresh = ItemEditView()
    fresh.setup(request, **{**view.kwargs, "pk": pk})
    fresh.object = fresh.item()
    form = ItemForm(
        instance=fresh.object, roadmap=fresh.roadmap, kind=fresh.object.kind, by=fresh.membership.person
    )
    context = fresh.get_context_data(form=form, is_saved=True)
    return told(render(request, fresh.partial_name, context))


class ItemReadingView(EditsRoadmap, PageView):
    """What the portal reads in a deadline while it is being typed."""

    template_name = "roadmaps/_reading.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the reading of ``deadline_text``."""
        text = self.request.GET.get("deadline_text", "")
        return super().get_context_data(reading=reading_of(text, self.roadmap), text=text, **kwargs)


class ItemMoveView(OfRoadmap, ActView):
    """Move a row one place up or down."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Move it; ``direction`` is up or down."""
        item = self.item()
        move_item(item, is_up=request.POST.get("direction") == "up", by=self.membership.person)
        if is_panel(request):
            response = HttpResponse(status=204)
            place = {"version": item.version, "section": item.section_id}
            response["HX-Trigger"] = json.dumps({CHANGED: True, "item-moved": place})
            return response
        return HttpResponseRedirect(self.roadmap_address(PART_OF_KIND[ItemKind(item.kind)], f"i{item.pk}"))


class ItemDeleteView(OfRoadmap, EditsRoadmap, PageView):
    """Take a row out of the plan, after asking."""

    ability = Ability.EDIT_ROADMAPS
    template_name = "roadmaps/item_delete.html"
    partial_name = "roadmaps/_item_delete.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the row."""
        item = self.item()
        part = PART_OF_KIND[ItemKind(item.kind)]
        return super().get_context_data(
            item=item, heading=name_of(item), back=self.roadmap_address(part, f"i{item.pk}"), **kwargs
        )

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Delete it, or mark it to be struck out by the next order."""
        item = self.item()
        name, pk = name_of(item), item.pk
        part = PART_OF_KIND[ItemKind(item.kind)]
        if not delete_item(item, by=self.membership.person):
            return self.done(self.roadmap_address(part), _("%(row)s is deleted.") % {"row": name})
        words = _("%(row)s will be struck out when the next order is approved.") % {"row": name}
        undo = self.address("item-restore", roadmap=self.roadmap.pk, pk=pk)
        message = format_html(
            '{} <button class="btn btn-g btn-sm" form="undo-form" formaction="{}">{}</button>',
            words,
            undo,
            _("Undo"),
        )
        return self.done(self.roadmap_address(part, f"i{pk}"), message)

    def get_crumbs(self) -> list[Crumb]:
        """From the roadmap."""
        return self.crumbs_of((_("Deletion"), ""))


class ItemRestoreView(OfRoadmap, ActView):
    """Keep a row that waited to be struck out."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Keep it."""
        item = self.item()
        restore_item(item, by=self.membership.person)
        messages.success(request, _("%(row)s stays in the roadmap.") % {"row": name_of(item)})
        part = PART_OF_KIND[ItemKind(item.kind)]
        return self.done(self.roadmap_address(part, f"i{item.pk}"))
