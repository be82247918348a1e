"""«Ознакомление»: people named in the order confirm that they have read it."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.access import AccessMixin
from common.views import Crumb, PageView
from monitoring.services import acknowledgements
from roadmaps.models import Revision, Roadmap
from schools.access import Ability, member


class OfRevision:
    """The order in force of a roadmap that the person sees; a draft has none: 404."""

    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def roadmap(self) -> Roadmap:
        """The roadmap of the address."""
        rows = Roadmap.objects.visible_to(member(self.request)).select_related("municipality")
        found: Roadmap = get_object_or_404(rows, pk=self.kwargs["pk"])
        return found

    @cached_property
    def revision(self) -> Revision:
        """Its latest order."""
        latest = self.roadmap.revisions.defer("snapshot").first()
        if latest is None:
            raise Http404
        latest.roadmap = self.roadmap
        return latest

    def back(self) -> HttpResponse:
        """Go back to the list."""
        place = {"municipality": self.roadmap.municipality.slug, "pk": self.roadmap.pk}
        return HttpResponseRedirect(reverse("acknowledgement-list", kwargs=place))


class AcknowledgementList(OfRevision, PageView):
    """Who has read the order; a school sees its own people."""

    ability = Ability.VIEW_ROADMAPS
    template_name = "monitoring/acknowledgement_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the people, with what they have confirmed."""
        membership = member(self.request)
        named = acknowledgements.lines(self.revision)
        mine = next((line for line in named if line.person.pk == membership.person.pk), None)
        if not membership.is_department:
            named = [mine] if mine else []
        return super().get_context_data(
            roadmap=self.roadmap,
            revision=self.revision,
            lines=named,
            read=sum(line.is_read for line in named),
            mine=mine,
            can_ask=membership.can(Ability.ASK_TO_READ),
            sees_all=membership.is_department,
            **kwargs,
        )

    def get_crumbs(self) -> list[Crumb]:
        """From the roadmap."""
        return [
            (_("Roadmaps"), self.address("roadmap-list")),
            (str(self.roadmap), self.roadmap.get_absolute_url()),
            (_("Acknowledgement"), ""),
        ]


class Confirm(OfRevision, AccessMixin):
    """«Подтвердить ознакомление»."""

    ability = Ability.VIEW_ROADMAPS
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Write it, for whoever is named."""
        person = member(request).person
        if request.POST.get("revision") != str(self.revision.pk):
            messages.warning(
                request, _("A newer order is in force since the page was opened. Read it first.")
            )
        elif acknowledgements.is_named(self.revision, person):
            acknowledgements.confirm(self.revision, by=person)
            messages.success(request, _("It is written that you have read the order."))
        else:
            messages.warning(request, _("The order does not name you: there is nothing to confirm."))
        return self.back()


class Ask(OfRevision, AccessMixin):
    """«Напомнить»: a letter to everybody who has not confirmed, once a day."""

    ability = Ability.ASK_TO_READ
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Write the letters and say how many, and who cannot be written to."""
        asked = acknowledgements.ask(self.revision, by=member(request).person)
        if count := asked.letters:
            said = ngettext("%(count)s letter is on its way.", "%(count)s letters are on their way.", count)
            messages.success(request, said % {"count": count})
        if names := ", ".join(person.short_name for person in asked.unreached):
            said = _("There is no address to write to: %(names)s. Let them sign on paper.")
            messages.warning(request, said % {"names": names})
        if not asked.letters and not asked.unreached:
            messages.warning(request, _("Nobody to write to: all have confirmed or were asked today."))
        return self.back()
