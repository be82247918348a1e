"""Marking an execution done, and taking the mark back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.access import AccessMixin
from common.keys import keys_of
from common.views import AskView, Crumb, return_address
from monitoring import access
from monitoring.forms import ClaimForm, SubmitForm
from monitoring.models import Execution
from monitoring.services import progress
from monitoring.views.attaching import attach_all, sheet_context
from monitoring.views.verbs import ExecutionMixin, ExecutionVerb, say_done, title_of
from schools.access import Ability, member


class OwedForm(ExecutionMixin, AskView):
    """A form about an execution that is still to be done, for whoever owes it."""

    ability = Ability.SUBMIT_EXECUTIONS

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form; what is marked already is shown on its own page."""
        self.must_be_own()
        if not access.can_submit(member(request), self.execution):
            return HttpResponseRedirect(self.url("execution-detail"))
        return super().get(request, *args, **kwargs)


class SubmitExecution(OwedForm):
    """The sheet «Что приложить»: documents, a note, and the button that marks it done.

    A post without the form's fields is the one tap on a row that asks for no document.
    """

    form_class = SubmitForm
    template_name = "monitoring/execution_form.html"
    partial_name = "monitoring/_execution_sheet.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Attach what was chosen, then mark; whatever will not do is said, the rest is kept."""
        self.must_be_own()
        errors = attach_all(self.execution, request)
        form = self.get_form()
        if not form.is_valid() or errors:
            return self.refuse(form, errors)
        try:
            progress.submit(self.execution, by=member(request).person, **form.cleaned_data)
        except ValidationError as error:
            if "note" not in request.POST:
                for message in error.messages:
                    messages.error(request, message)
                return self.back()
            return self.refuse(form, error.messages)
        said = (
            _("Marked as done.")
            if self.execution.decided_at
            else _("Marked as done. The coordinator sees it.")
        )
        say_done(request, said, self.url("execution-withdraw"))
        return self.back()

    def refuse(self, form: SubmitForm, errors: list[str]) -> HttpResponse:
        """Show the sheet again with everything that was typed."""
        for error in errors:
            form.add_error(None, error)
        response = self.render_to_response(self.get_context_data(form=form), status=422)
        response["HX-Retarget"], response["HX-Reswap"] = "#sheet-body", "innerHTML"
        return response

    def get_crumbs(self) -> list[Crumb]:
        """Give the way to the form."""
        return [*super().get_crumbs(), (_("Mark as done"), "")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the execution and the documents asked for."""
        return super().get_context_data(
            **sheet_context(self.execution, by=member(self.request).person, request=self.request),
            next=self.come_from,
            **kwargs,
        )


class SubmitMany(AccessMixin):
    """«Отметить выбранные»: those that ask for a document, or have changed meanwhile, are left."""

    ability = Ability.SUBMIT_EXECUTIONS
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Mark what is chosen by keys."""
        keys = keys_of(request.POST.getlist("chosen"))
        membership = member(request)
        rows = Execution.objects.owed_by(membership).open().filter(pk__in=keys)
        done = progress.submit_many(
            rows.select_related("municipality", "roadmap", "item"), by=membership.person
        )
        count, left = len(done.executions), len(set(keys)) - len(done.executions)
        if count:
            said = ngettext(
                "%(count)s thing is marked as done.", "%(count)s things are marked as done.", count
            )
            undo = reverse("executions-withdraw", kwargs={"municipality": kwargs["municipality"]})
            marked = urlencode({"chosen": [row.pk for row in done.executions]}, doseq=True)
            say_done(request, said % {"count": count}, f"{undo}?{marked}")
        elif not keys:
            messages.warning(request, _("Choose what is done."))
        if left:
            said = ngettext(
                "%(count)s thing is left: it asks for a document or has changed meanwhile.",
                "%(count)s things are left: they ask for a document or have changed meanwhile.",
                left,
            )
            messages.warning(request, said % {"count": left})
        return HttpResponseRedirect(return_address(request))


class WithdrawMany(AccessMixin):
    """«Отменить» after several marks at once."""

    ability = Ability.SUBMIT_EXECUTIONS
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Take back the marks that the address names; one that was decided meanwhile says so."""
        keys = keys_of(request.GET.getlist("chosen"))
        membership = member(request)
        rows = Execution.objects.owed_by(membership).filter(pk__in=keys)
        for execution in rows.select_related("municipality", "item", "occurrence"):
            try:
                progress.withdraw(execution, by=membership.person)
            except ValidationError as error:
                messages.error(request, f"{title_of(execution)}: {error.messages[0]}")
        return HttpResponseRedirect(return_address(request))


class ClaimExecution(OwedForm):
    """«Не требуется»: with a reason, by which the coordinator decides."""

    form_class = ClaimForm
    template_name = "monitoring/claim_form.html"
    partial_name = "monitoring/_claim.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take the form only from whoever owes it."""
        self.must_be_own()
        return super().post(request, *args, **kwargs)

    def get_crumbs(self) -> list[Crumb]:
        """Give the way to the form."""
        return [*super().get_crumbs(), (_("Not required"), "")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the execution."""
        return super().get_context_data(execution=self.execution, next=self.come_from, **kwargs)

    def form_valid(self, form: ClaimForm) -> HttpResponse:
        """Hand the reason to the coordinator."""
        try:
            progress.claim(self.execution, by=member(self.request).person, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        said = _("The coordinator will decide whether it is required.")
        say_done(self.request, said, self.url("execution-withdraw"))
        return self.back()

    def form_invalid(self, form: ClaimForm) -> HttpResponse:
        """Show the form again with its error and what was typed, in its place."""
        response = self.render_to_response(self.get_context_data(form=form), status=422)
        response["HX-Retarget"], response["HX-Reswap"] = "#sheet-body", "innerHTML"
        return response


class WithdrawExecution(ExecutionVerb):
    """«Отменить» after a mark: for a quarter of an hour, while nobody has decided on it."""

    ability = Ability.SUBMIT_EXECUTIONS
    is_for_owners = True

    def do(self, execution: Execution) -> str:
        """Take the mark back."""
        progress.withdraw(execution, by=member(self.request).person)
        return _("The mark is taken back. The documents have stayed.")
