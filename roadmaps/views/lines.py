"""Forms of the lists of a roadmap: passport, indicators, specialists; one view of each for all three."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from common.views import AddView, VersionedEditView
from roadmaps.forms.lines import IndicatorForm, LineForm, PassportEntryForm, SpecialistForm
from roadmaps.models import Indicator, PassportEntry, Specialist
from roadmaps.services.lines import Line, delete_line, move_line
from roadmaps.views.within import ActView, PanelForm, WithinRoadmap, is_panel, told

FORMS: dict[str, type[LineForm]] = {
    "passport": PassportEntryForm,
    "indicators": IndicatorForm,
    "specialists": SpecialistForm,
}
MODELS: dict[str, type[Line]] = {
    "passport": PassportEntry,
    "indicators": Indicator,
    "specialists": Specialist,
}


def headings(part: str) -> tuple[str, str]:
    """Return what a new line of the list and one that stands are called."""
    return {
        "passport": (_("New line of the passport"), _("Line of the passport")),
        "indicators": (_("New indicator"), _("Indicator")),
        "specialists": (_("New specialist"), _("Specialist")),
    }[part]


class OfList(WithinRoadmap):
    """A view of one line of the list named ``part``."""

    part = "passport"

    def get_queryset(self) -> "QuerySet[Any]":
        """The lines of the roadmap."""
        rows: QuerySet[Any] = MODELS[self.part].objects.filter(roadmap=self.roadmap)
        return rows

    def line(self) -> Line:
        """The line of the address."""
        line: Line = get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"])
        line.roadmap = self.roadmap
        return line


class LineAddView(OfList, PanelForm, AddView):
    """A new line."""

    def get_form_class(self) -> type[LineForm]:
        """The form of the list."""
        return FORMS[self.part]

    def get_heading(self) -> str:
        """A new line of the list."""
        return headings(self.part)[0]


class LineEditView(OfList, PanelForm, VersionedEditView):
    """A line that stands."""

    template_name = "roadmaps/line_form.html"
    partial_name = "roadmaps/_line_form.html"

    def get_form_class(self) -> type[LineForm]:
        """The form of the list."""
        return FORMS[self.part]

    def get_object(self, queryset: Any = None) -> Line:
        """The line of the address."""
        return self.line()

    def get_heading(self) -> str:
        """A line of the list."""
        return headings(self.part)[1]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the addresses of the buttons."""
        keys = {"roadmap": self.roadmap.pk, "pk": self.kwargs["pk"]}
        singular = self.part.rstrip("s") if self.part != "passport" else self.part
        return super().get_context_data(
            move_url=self.address(f"{singular}-move", **keys),
            delete_url=self.address(f"{singular}-delete", **keys),
            **kwargs,
        )


class LineMoveView(OfList, ActView):
    """Move a line one place up or down."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Move it; ``direction`` is up or down."""
        move_line(self.line(), is_up=request.POST.get("direction") == "up", by=self.membership.person)
        if is_panel(request):
            return told(HttpResponse(status=204))
        return HttpResponseRedirect(self.roadmap_address(self.part))


class LineDeleteView(OfList, ActView):
    """Delete a line; the history keeps it."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Delete it."""
        delete_line(self.line(), by=self.membership.person)
        return self.done(self.roadmap_address(self.part), _("The line is deleted."))
