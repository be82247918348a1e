"""What pages of one roadmap share: the roadmap of the address, the way to it, answers to the side panel."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from common.access import AccessMixin
from common.text import typograph
from common.views import Crumb, WayMixin
from roadmaps.catalogue.chronicle import last_change
from roadmaps.models import Roadmap
from schools.access import Ability, Membership, member

CONFLICT = 409
CHANGED = "roadmap-changed"  # the event after which the page's table asks for itself again


def crumb_of(roadmap: Roadmap) -> str:
    """Return the roadmap's name as it stands in the way to a page: short, or its first words."""
    return Truncator(typograph(str(roadmap))).chars(70)


def is_panel(request: HttpRequest) -> bool:
    """Whether the answer goes into the side panel of the roadmap's page."""
    return bool(request.htmx) and not request.htmx.boosted  # type: ignore[attr-defined]


class WithinRoadmap(WayMixin):
    """A view below ``roadmaps/<roadmap>/``; a roadmap that the person may not see is not there."""

    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def membership(self) -> Membership:
        """Who the person is here."""
        return member(self.request)

    @cached_property
    def roadmap(self) -> Roadmap:
        """The roadmap of the address."""
        return get_object_or_404(self.roadmaps(), pk=self.kwargs["roadmap"])

    def roadmaps(self) -> "QuerySet[Roadmap]":
        """The roadmaps whose pages may be opened."""
        rows: QuerySet[Roadmap] = Roadmap.objects.visible_to(self.membership)
        return rows.select_related("municipality")

    def roadmap_address(self, part: str = "", anchor: str = "") -> str:
        """The address of the roadmap's page, of one of its parts and rows."""
        query = f"?part={part}" if part and part != "plan" else ""
        return f"{self.roadmap.get_absolute_url()}{query}{anchor and '#' + anchor}"

    def crumbs_of(self, *further: Crumb) -> list[Crumb]:
        """The way through the list and the roadmap."""
        return [
            (_("Roadmaps"), self.address("roadmap-list")),
            (crumb_of(self.roadmap), self.roadmap_address()),
            *further,
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add ``roadmap``; the words of the address are no part of the context."""
        own = {name: value for name, value in kwargs.items() if name not in self.kwargs}
        return super().get_context_data(roadmap=self.roadmap, **own)


class EditsRoadmap(WithinRoadmap):
    """A view that changes something in a roadmap whose text may still change."""

    ability: str = Ability.EDIT_ROADMAPS

    def roadmaps(self) -> "QuerySet[Roadmap]":
        """Drafts, templates, and roadmaps in force."""
        return super().roadmaps().editable()  # type: ignore[attr-defined, no-any-return]

    def done(self, address: str, message: str = "") -> HttpResponse:
        """Say what was done: to the panel by closing it, else by going to ``address``."""
        if message:
            messages.success(self.request, message)
        if is_panel(self.request):
            return told(render(self.request, "roadmaps/_closed_panel.html"))
        return HttpResponseRedirect(address)

    def refused(self, address: str, error: ValidationError) -> HttpResponse:
        """Say why nothing was done."""
        messages.error(self.request, " ".join(error.messages))
        if is_panel(self.request):
            response = render(self.request, "roadmaps/_closed_panel.html")
            response["HX-Reswap"] = "none"
            return response
        return HttpResponseRedirect(address)


class PanelForm(EditsRoadmap):
    """A form that opens in the side panel of the roadmap's page, or as a page of its own."""

    template_name: str | None = "roadmaps/panel_form.html"
    partial_name = "roadmaps/_panel_form.html"
    part = "plan"

    def get_heading(self) -> str:
        """What is edited."""
        raise NotImplementedError

    def get_anchor(self) -> str:
        """The row of the table to come back to."""
        return ""

    def get_form_kwargs(self) -> dict[str, Any]:
        """The roadmap, and who edits."""
        return {
            **super().get_form_kwargs(),  # type: ignore[misc]
            "roadmap": self.roadmap,
            "by": self.membership.person,
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the heading and the way back."""
        back = self.roadmap_address(self.part, self.get_anchor())
        return super().get_context_data(heading=self.get_heading(), back=back, **kwargs)

    def get_crumbs(self) -> list[Crumb]:
        """From the roadmap."""
        return self.crumbs_of((self.get_heading(), ""))

    def get_success_url(self) -> str:
        """Back to the row."""
        return self.roadmap_address(self.part, self.get_anchor())

    def form_valid(self, form: Any) -> HttpResponse:
        """Save; the panel learns of it by an event, the page goes back to the table."""
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        if response.status_code == CONFLICT:
            return self.conflict(response)
        return self.done(self.get_success_url())

    def get_saved(self, theirs: Any) -> tuple[Any, str] | None:
        """When and by whom the other text was saved."""
        return last_change(theirs)

    def conflict(self, response: HttpResponse) -> HttpResponse:
        """Show both texts over the whole page, whichever way the form was sent."""
        if is_panel(self.request):
            response["HX-Retarget"] = response["HX-Reselect"] = "#main"
            response["HX-Reswap"] = "outerHTML show:window:top"
        return response


class ActView(EditsRoadmap, AccessMixin):
    """A change that needs no form: a button's POST."""

    http_method_names = ("post",)


def told(response: HttpResponse) -> HttpResponse:
    """Let the page's table know that the roadmap has changed."""
    response["HX-Trigger"] = CHANGED
    return response
