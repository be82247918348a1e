"""What a button does to a row of the plan: moves it, takes it out, keeps it."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.html import format_html
from django.utils.translation import gettext as _

from common.views import Crumb, PageView
from roadmaps.catalogue.parts import PART_OF_KIND
from roadmaps.choices import ItemKind
from roadmaps.services.editing import delete_item, restore_item
from roadmaps.services.ordering import move_item
from roadmaps.views.items import EditsRow, name_of
from roadmaps.views.within import CHANGED, ActView, is_panel
from schools.access import Ability


class ItemMoveView(EditsRow, ActView):
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


class ItemDeleteView(EditsRow, PageView):
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


class ItemRestoreView(EditsRow, ActView):
    """Keep a row that waited to be struck out."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Keep it."""
        item = self.item()
        restore_item(item, by=self.membership.person)
        messages.success(request, _("%(row)s stays in the roadmap.") % {"row": name_of(item)})
        part = PART_OF_KIND[ItemKind(item.kind)]
        return self.done(self.roadmap_address(part, f"i{item.pk}"))
