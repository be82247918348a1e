"""Municipalities side by side, and the settings of one."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.utils.translation import gettext as _

from accounts.models import User
from common.access import SIGNED_IN
from common.views import PageView, VersionedEditView
from schools.access import Ability, Membership, member, memberships_of
from schools.choices import Role
from schools.forms.municipality import MunicipalityForm
from schools.models import Municipality
from schools.models.school_counts import SchoolCounts, school_counts
from schools.views.home import first_page


@dataclass(frozen=True)
class Line:
    """One municipality of the list."""

    membership: Membership
    url: str
    counts: SchoolCounts


class MunicipalityListView(PageView):
    """The municipalities in which the person has a role: for a viewer, and for whoever has several."""

    ability = SIGNED_IN
    template_name = "schools/municipality_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add ``lines``, one a municipality; somebody without any has no such page."""
        assert isinstance(self.request.user, User)  # noqa: S101 signed in
        memberships = memberships_of(self.request.user)
        if not memberships:
            raise Http404
        counts = school_counts({each.municipality: each.municipality.school_year() for each in memberships})
        lines = [Line(each, first_page(each), counts[each.municipality.pk]) for each in memberships]
        return super().get_context_data(
            lines=lines, is_viewer=all(each.roles == {Role.VIEWER} for each in memberships), **kwargs
        )


class MunicipalityEditView(VersionedEditView):
    """Settings of the municipality."""

    ability = Ability.EDIT_MUNICIPALITY
    form_class = MunicipalityForm
    template_name = "schools/municipality_form.html"

    def get_object(self, queryset: Any = None) -> Municipality:
        """The municipality of the address, read anew: the frame keeps showing what is saved."""
        return Municipality.objects.get(pk=member(self.request).municipality.pk)

    def get_success_url(self) -> str:
        """Stay here."""
        messages.success(self.request, _("The settings are saved."))
        return self.address("municipality-edit")
