"""Confirming documents: added one by one, removed, given out as attachments."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin

from common.access import AccessMixin
from monitoring.models import Evidence, Execution
from monitoring.services import progress
from monitoring.views.attaching import attach_all, sheet_context
from monitoring.views.verbs import ExecutionMixin, say_done
from schools.access import Ability, member


class ChecklistMixin(ExecutionMixin):
    """A change of the documents, after which the checklist is shown again."""

    def show_checklist(self, errors: list[str]) -> HttpResponse:
        """Show the checklist to htmx, with what was refused; else say it and go back."""
        if self.request.htmx:  # type: ignore[attr-defined]
            sheet = sheet_context(
                self.execution, by=member(self.request).person, request=self.request if errors else None
            )
            context, status = {**sheet, "errors": errors}, 422 if errors else 200
            return render(self.request, "monitoring/_checklist.html", context, status=status)
        for error in errors:
            messages.error(self.request, error)
        return self.back()


class AddEvidence(ChecklistMixin):
    """Files go up as soon as they are chosen; a link or a number with the button."""

    ability = Ability.SUBMIT_EXECUTIONS
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Attach, and show the checklist again."""
        self.must_be_own()
        errors = attach_all(self.execution, request)
        return self.show_checklist(errors)


class EvidenceMixin(AccessMixin):
    """One document of an execution that the person sees."""

    def get_evidence(self) -> Evidence:
        """Return the document of the address, or 404."""
        visible = Execution.objects.visible_to(member(self.request))
        rows = Evidence.objects.kept().filter(execution__in=visible.values("pk"))
        found: Evidence = get_object_or_404(
            rows.select_related("execution__item", "execution__occurrence", "execution__municipality"),
            pk=self.kwargs["pk"],
        )
        return found


class RemoveEvidence(EvidenceMixin, ChecklistMixin):
    """Take a document away while the mark is not accepted."""

    ability = Ability.SUBMIT_EXECUTIONS
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Remove it, and show the checklist again."""
        removed = self.get_evidence()
        self.execution = removed.execution
        self.must_be_own()
        errors: list[str] = []
        try:
            progress.remove_evidence(removed, by=member(request).person)
        except ValidationError as error:
            errors = list(error.messages)
        if not errors and not request.htmx:  # type: ignore[attr-defined]
            say_done(request, _("The document is removed."))
        return self.show_checklist(errors)


class EvidenceFile(EvidenceMixin):
    """The file itself, as an attachment, to whoever sees the execution."""

    ability = Ability.VIEW_EXECUTIONS
    is_attachment = True

    def get(self, request: HttpRequest, **kwargs: Any) -> FileResponse:
        """Give the file out under the name that it had."""
        evidence = self.get_evidence()
        if not evidence.file or not self.may_give(evidence):
            raise Http404
        try:
            opened = evidence.file.open("rb")
        except FileNotFoundError as error:
            raise Http404 from error
        response = FileResponse(
            opened,
            as_attachment=self.is_attachment,
            filename=evidence.name,
            content_type=evidence.content_type,
        )
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Security-Policy"] = self.policy_of(evidence)
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        response["Cache-Control"] = "private, no-store"
        return response

    def may_give(self, evidence: Evidence) -> bool:
        """Whether the file is given out at this address."""
        return True

    def policy_of(self, evidence: Evidence) -> str:
        """The policy under which a browser opens the file."""
        return "default-src 'none'; sandbox"


@method_decorator(xframe_options_sameorigin, name="dispatch")
class EvidencePreview(EvidenceFile):
    """A PDF or a picture to be looked at in place; of any other kind there is no such page.

    The kind was told from the file's content when it came, and nothing else may be guessed from it. A picture
    is shut in a sandbox; a browser's own reader of PDF does not open in one, so that a PDF gets a policy that
    lets it load nothing at all.
    """

    is_attachment = False

    def may_give(self, evidence: Evidence) -> bool:
        """Only what a browser shows without running it."""
        return evidence.is_shown

    def policy_of(self, evidence: Evidence) -> str:
        """Nothing is loaded, and only our own pages frame it."""
        frame = "default-src 'none'; frame-ancestors 'self'"
        styles = "; img-src 'self'; style-src 'unsafe-inline'"
        return f"{frame}{styles}; sandbox" if evidence.is_picture else f"{frame}{styles}; object-src 'self'"
