"""Who signs the order, before the Word file is taken."""

from typing import Any

from django.utils.translation import gettext as _

from common.views import Crumb, VersionedEditView
from roadmaps.catalogue.chronicle import last_change
from roadmaps.forms.order import OrderForm
from roadmaps.models import Roadmap
from roadmaps.views.within import EditsRoadmap


class RoadmapOrderView(EditsRoadmap, VersionedEditView):
    """Who issues the order and who signs it; then back to the roadmap, or straight to its Word file."""

    form_class = OrderForm
    template_name = "roadmaps/order_form.html"

    def get_object(self, queryset: Any = None) -> Roadmap:
        """The roadmap of the address."""
        self.kwargs["roadmap"] = self.kwargs["pk"]
        return self.roadmap

    def get_form_kwargs(self) -> dict[str, Any]:
        """Who edits."""
        return {**super().get_form_kwargs(), "by": self.membership.person}

    def get_saved(self, theirs: Any) -> tuple[Any, str] | None:
        """When and by whom the other text was saved."""
        return last_change(theirs)

    def get_success_url(self) -> str:
        """The Word file where it was asked for, else the roadmap."""
        if "download" in self.request.POST:
            return self.address("roadmap-file", pk=self.roadmap.pk, form="word")
        return self.roadmap_address()

    def get_crumbs(self) -> list[Crumb]:
        """From the roadmap."""
        return self.crumbs_of((_("Who signs the order"), ""))
