"""«Замещение»: who accepts marks for an absent coordinator."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from common.access import AccessMixin
from common.views import AskView, Crumb, WayMixin
from schools.access import Ability, Membership, member
from schools.forms.delegations import DelegationForm
from schools.models import Delegation
from schools.services import delegations


def written_for(membership: Membership) -> "QuerySet[Delegation]":
    """Delegations that the person may change: the own ones, or all for whoever keeps the register."""
    rows: QuerySet[Delegation] = Delegation.objects.select_related("absent", "delegate")
    return rows if membership.can(Ability.EDIT_PEOPLE) else rows.filter(absent=membership.person)


class DelegationList(AskView):
    """Delegations of today and later, and the form of a new one."""

    ability = Ability.DELEGATE_ACCEPTANCE
    form_class = DelegationForm
    template_name = "schools/delegation_list.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        """The form knows who asks."""
        return {**super().get_form_kwargs(), "membership": member(self.request)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give what holds today or will."""
        membership = member(self.request)
        rows = written_for(membership).filter(until__gte=membership.today)
        return super().get_context_data(object_list=rows, **kwargs)

    def get_crumbs(self) -> list[Crumb]:
        """From the acceptance, or from the register of people."""
        if member(self.request).can(Ability.ACCEPT_EXECUTIONS):
            return [(_("Acceptance"), self.address("acceptance")), (_("Delegation"), "")]
        return [(_("People"), self.address("person-list")), (_("Delegation"), "")]

    def form_valid(self, form: DelegationForm) -> HttpResponse:
        """Write it, or say what is in the way."""
        try:
            made = form.save()
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, _("%(person)s will see «Acceptance».") % {"person": made.delegate})
        return HttpResponseRedirect(self.address("delegation-list"))


class EndDelegation(WayMixin, AccessMixin):
    """«Закончить»: from today on nobody acts."""

    ability = Ability.DELEGATE_ACCEPTANCE
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """End it."""
        membership = member(request)
        found = get_object_or_404(written_for(membership), pk=kwargs["pk"])
        delegations.end(found, today=membership.today)
        messages.success(request, _("The delegation is over."))
        return HttpResponseRedirect(self.address("delegation-list"))
