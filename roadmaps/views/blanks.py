"""The page on which the blanks of a template are filled in a new roadmap."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from common.versions import StaleVersionError
from common.views import AskView, Crumb
from roadmaps.forms.blanks import BlanksForm
from roadmaps.views.within import EditsRoadmap
from schools.access import Ability


class RoadmapBlanksView(EditsRoadmap, AskView):
    """A short form: what is to be filled in, and where it stands."""

    ability = Ability.EDIT_ROADMAPS
    form_class = BlanksForm
    template_name = "roadmaps/roadmap_blanks.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        """The roadmap, and who fills it in."""
        return {**super().get_form_kwargs(), "roadmap": self.roadmap, "by": self.membership.person}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the roadmap."""
        return super().get_context_data(roadmap=self.roadmap, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        """Fill in and open the roadmap; what somebody else has changed meanwhile is looked at anew."""
        try:
            form.save()
        except (StaleVersionError, ValidationError):
            form.add_error(None, _("The roadmap has been changed meanwhile. Open this page anew."))
            return self.form_invalid(form)
        messages.success(self.request, _("Filled in. What was left empty stays a blank."))
        if form.more_rows:
            return HttpResponseRedirect(self.request.path)
        return HttpResponseRedirect(self.roadmap.get_absolute_url())

    def get_crumbs(self) -> list[Crumb]:
        """From the roadmap."""
        return self.crumbs_of((_("Blanks"), ""))
