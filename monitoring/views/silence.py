"""«Кто не отчитался»: schools and people by what is overdue, and one click that reminds them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from common.access import AccessMixin
from common.dates import long_date
from common.keys import keys_of
from common.views import Crumb, PageView, return_address
from monitoring.models import Execution
from monitoring.services import nudges, silence
from monitoring.services.nudges import Nudged
from schools.access import Ability, member


class SilentPage(PageView):
    """Everybody who owes something overdue or due within a week."""

    ability = Ability.VIEW_MONITORING
    template_name = "monitoring/silent_list.html"
    partial_name = "monitoring/_silent_rows.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the debtors, and whether the person may remind them."""
        membership = member(self.request)
        kind = self.request.GET.get("kind", "")
        everybody = silence.debtors(membership)
        shown = [
            each
            for each in everybody
            if not kind
            or (kind == "overdue" and each.overdue)
            or (kind == "coming" and each.coming and not each.overdue)
        ]
        return super().get_context_data(
            debtors=shown,
            kind=kind,
            overdue=sum(bool(each.overdue) for each in everybody),
            coming=sum(bool(each.coming) and not each.overdue for each in everybody),
            can_nudge=membership.can(Ability.ACCEPT_EXECUTIONS),
            **kwargs,
        )

    def get_crumbs(self) -> list[Crumb]:
        """From the acceptance or the summary."""
        if member(self.request).can(Ability.ACCEPT_EXECUTIONS):
            return [(_("Acceptance"), self.address("acceptance")), (_("Have not reported"), "")]
        return [(_("Monitoring"), self.address("monitoring")), (_("Have not reported"), "")]


class Nudge(AccessMixin):
    """«Напомнить»: those who are chosen, or who owe the executions that are named."""

    ability = Ability.ACCEPT_EXECUTIONS
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Write the reminders and say whom they reach and when."""
        membership = member(request)
        chosen = silence.chosen(membership, request.POST.getlist("chosen"))
        rows = list(chosen)
        keys = keys_of(request.POST.getlist("execution"))
        if keys:
            rows += list(Execution.objects.visible_to(membership).open().filter(pk__in=keys))
        if rows:
            done = nudges.nudge(rows, by=membership.person, only=chosen)
            (messages.success if done.now or done.later else messages.warning)(request, _said(done))
        else:
            messages.warning(request, _("Choose whom to remind."))
        return HttpResponseRedirect(return_address(request))


def _said(done: Nudged) -> str:
    """Say whom a nudge reaches: «4 человека получат письмо сегодня, 1 – следующим письмом, 27 ноября.»"""
    parts = []
    if done.now:
        said = ngettext("%(count)s person gets it today", "%(count)s people get it today", done.now)
        parts.append(said % {"count": done.now})
    if done.later:
        said = ngettext(
            "%(count)s person with the next letter, on %(day)s",
            "%(count)s people with the next letter, on %(day)s",
            done.later,
        )
        day = long_date(done.next_on, language=get_language() or "ru")
        parts.append(said % {"count": done.later, "day": day})
    if done.already:
        said = ngettext(
            "%(count)s person was reminded today", "%(count)s people were reminded today", done.already
        )
        parts.append(said % {"count": done.already})
    if not parts:
        return _("There is nobody to write to: nobody at work has an address.")
    return _("The reminder is written: %(whom)s.") % {"whom": ", ".join(parts)}
