"""Forms of rows of the plan, in the side panel or as pages."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from common.keys import key_of
from common.views import AddView, VersionedEditView
from roadmaps.catalogue.chronicle import earlier_deadlines, last_change
from roadmaps.catalogue.parts import PART_OF_KIND
from roadmaps.catalogue.plan import row_of
from roadmaps.choices import ItemKind
from roadmaps.forms.items import ItemForm, kind_title
from roadmaps.models import PlanItem, Section
from roadmaps.services.live_reading import live_reading
from roadmaps.views.items import EditsRow, name_of
from roadmaps.views.within import CONFLICT, PanelForm, is_panel, told


class ItemForms(EditsRow, PanelForm):
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
        key = key_of(self.request.GET.get(name, ""))
        return rows.filter(roadmap=self.roadmap, pk=key).first() if key is not None else None

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

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save; a row that somebody has deleted meanwhile gives back what was typed."""
        gone = None if self.get_queryset().filter(pk=self.kwargs["pk"]).exists() else self.deleted()
        if gone is None:
            return super().post(request, *args, **kwargs)
        typed = ItemForm(request.POST, instance=gone, roadmap=self.roadmap, kind=gone.kind)
        context = {
            "roadmap": self.roadmap,
            "form": typed,
            "kind": gone.kind,
            "saved": last_change(gone),
            "back": self.roadmap_address(PART_OF_KIND[ItemKind(gone.kind)]),
            "crumbs": self.crumbs_of((name_of(gone), "")),
        }
        response = render(request, "roadmaps/item_gone.html", context, status=CONFLICT)
        return self.conflict(response)

    def deleted(self) -> PlanItem | None:
        """The row of the address as its history kept it, if it was deleted from this roadmap."""
        records = PlanItem.history.filter(id=self.kwargs["pk"], roadmap_id=self.roadmap.pk, history_type="-")
        record = records.first()
        return record.instance if record else None

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
            live=live_reading(stored.deadline_text, self.roadmap, self.membership.today),
            occurrences=stored.occurrences.filter(is_cancelled=False),
            earlier=earlier_deadlines(stored),
            **kwargs,
        )

    def form_valid(self, form: Any) -> HttpResponse:
        """Save; the panel stays open with the row as it is now."""
        response = VersionedEditView.form_valid(self, form)
        if response.status_code == CONFLICT:
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
