"""«Приёмка»: the coordinator accepts marks or returns them with a reason."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Min, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.access import AccessMixin
from common.keys import key_of, pairs_of
from common.views import AskView, Crumb, RowsView, return_address
from monitoring.forms import ReturnForm
from monitoring.models import Execution
from monitoring.services import acting, desk, progress
from monitoring.views.verbs import ExecutionMixin, ExecutionVerb, say_done, title_of
from schools.access import Ability, member


class Acceptance(RowsView):
    """The coordinator's first page."""

    ability = Ability.ACCEPT_EXECUTIONS
    template_name = "monitoring/acceptance_list.html"
    partial_name = "monitoring/_acceptance.html"
    paginate_by = 20

    def get_queryset(self) -> "QuerySet[Execution]":
        """What waits, in the order chosen."""
        return desk.queue(member(self.request), self.request.GET.get("order", "age"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the queue, those who have not reported, and the next deadlines."""
        membership = member(self.request)
        silent, overdue = desk.silent(membership, membership.today)
        return super().get_context_data(
            order=self.request.GET.get("order", "age"),
            oldest=self.get_queryset().aggregate(day=Min("submitted_on"))["day"],
            silent=silent,
            overdue=overdue,
            coming=desk.coming(membership, membership.today),
            can_delegate=membership.can(Ability.DELEGATE_ACCEPTANCE),
            acting_for=acting.absent_names(membership.person, membership.today)
            if membership.is_acting
            else [],
            **kwargs,
        )


class AcceptExecution(ExecutionVerb):
    """«Принять»."""

    ability = Ability.ACCEPT_EXECUTIONS
    undo = "execution-reopen"

    def do(self, execution: Execution) -> str:
        """Accept the mark that the page showed."""
        progress.accept(self.read(execution), by=member(self.request).person)
        return _("Accepted: %(whose)s.") % {"whose": whose(execution)}


class ReopenExecution(ExecutionVerb):
    """«Отменить» after an acceptance."""

    ability = Ability.ACCEPT_EXECUTIONS

    def do(self, execution: Execution) -> str:
        """Take the acceptance back."""
        progress.reopen(execution, by=member(self.request).person)
        return _("The acceptance is taken back, the mark waits for a decision.")


class AcceptMany(AccessMixin):
    """«Принять выбранные»: those that have changed meanwhile are left."""

    ability = Ability.ACCEPT_EXECUTIONS
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Accept what is chosen as «key:version»."""
        pairs = pairs_of(request.POST.getlist("chosen"))
        done = progress.accept_many(pairs, by=member(request).person)
        count = len(done.executions)
        if count:
            said = ngettext("%(count)s mark accepted.", "%(count)s marks accepted.", count)
            say_done(request, said % {"count": count})
        elif not pairs:
            messages.warning(request, _("Choose the marks to be accepted."))
        if done.left:
            said = ngettext(
                "%(count)s mark has changed since the page was opened: look at it once more.",
                "%(count)s marks have changed since the page was opened: look at them once more.",
                done.left,
            )
            messages.warning(request, said % {"count": done.left})
        return HttpResponseRedirect(return_address(request))


class ReturnExecution(ExecutionMixin, AskView):
    """«Вернуть»: with a reason, in the row itself."""

    ability = Ability.ACCEPT_EXECUTIONS
    form_class = ReturnForm
    template_name = "monitoring/return_form.html"
    partial_name = "monitoring/_return.html"

    def get_crumbs(self) -> list[Crumb]:
        """Give the way to the form."""
        return [*super().get_crumbs(), (_("Return to be mended"), "")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the execution."""
        return super().get_context_data(execution=self.execution, next=self.come_from, **kwargs)

    def form_valid(self, form: ReturnForm) -> HttpResponse:
        """Return the mark that the page showed."""
        version = key_of(self.request.POST.get("version", ""))
        if version is not None:
            self.execution.version = version
        try:
            progress.send_back(
                self.execution,
                by=member(self.request).person,
                reason=form.cleaned_data["reason"],
            )
        except ValidationError as error:
            self.execution.refresh_from_db()  # who sends it once more has been told that it changed
            form.add_error(None, error)
            return self.form_invalid(form)
        say_done(self.request, _("Returned: %(whose)s.") % {"whose": whose(self.execution)})
        return self.back()

    def form_invalid(self, form: ReturnForm) -> HttpResponse:
        """Show the form again with its error and what was typed, in its place."""
        response = self.render_to_response(self.get_context_data(form=form), status=422)
        response["HX-Retarget"], response["HX-Reswap"] = f"#return-{self.execution.pk}", "innerHTML"
        return response


def whose(execution: Execution) -> str:
    """Name an execution in a message: «№ 2.1, СОШ № 3»."""
    return ", ".join(part for part in (title_of(execution), str(execution.school or "")) if part)
