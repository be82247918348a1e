"""Marking an execution done, and taking the mark back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from common.files import ACCEPT
from common.views import AskView, Crumb
from monitoring import access
from monitoring.forms import SubmitForm
from monitoring.models import Execution
from monitoring.services import evidence, progress
from monitoring.views.verbs import ExecutionMixin, ExecutionVerb, say_done
from schools.access import Ability, member


class SubmitExecution(ExecutionMixin, AskView):
    """The sheet «Что приложить»: documents, a note, and the button that marks it done.

    A post without the form's fields is the one tap on a row that asks for no document.
    """

    ability = Ability.SUBMIT_EXECUTIONS
    form_class = SubmitForm
    template_name = "monitoring/execution_form.html"
    partial_name = "monitoring/_execution_sheet.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the sheet; what is marked already is shown on its own page."""
        self.must_be_own()
        if not access.can_submit(member(request), self.execution):
            return HttpResponseRedirect(self.url("execution-detail"))
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Attach what was chosen, then mark; whatever will not do is said, the rest is kept."""
        self.must_be_own()
        errors = attach_files(self.execution, request)
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
        return super().get_context_data(**sheet_context(self.execution), next=self.come_from, **kwargs)


class WithdrawExecution(ExecutionVerb):
    """«Отменить» after a mark, while nobody has accepted it."""

    ability = Ability.SUBMIT_EXECUTIONS
    is_for_owners = True

    def do(self, execution: Execution) -> str:
        """Take the mark back."""
        progress.withdraw(execution, by=member(self.request).person)
        return _("The mark is taken back. The documents have stayed.")


def sheet_context(execution: Execution) -> dict[str, Any]:
    """Return what the sheet shows: the documents asked for, each with what is attached, and all others."""
    kept = list(execution.evidence.filter(removed_at__isnull=True))
    asked = evidence.documents_asked(execution.item.report_form)
    return {
        "execution": execution,
        "checklist": [(name, [each for each in kept if each.asked == name]) for name in asked],
        "others": [each for each in kept if each.asked not in asked],
        "accept": ACCEPT,
    }


def attach_files(execution: Execution, request: HttpRequest) -> list[str]:
    """Attach the files of the request, each to the document that its field names; return what will not do.

    Fields are called ``file_0``, ``photo_0``, … by the documents asked for; ``file`` is any other.
    """
    asked = evidence.documents_asked(execution.item.report_form)
    errors: list[str] = []
    for name in request.FILES:
        index = name.rpartition("_")[2]
        document = asked[int(index)] if index.isdecimal() and int(index) < len(asked) else ""
        for upload in request.FILES.getlist(name):
            try:
                progress.add_evidence(
                    execution,
                    by=member(request).person,
                    files=[upload],
                    asked=document,
                )
            except ValidationError as error:
                errors.extend(error.messages)
    return errors
