"""Confirming documents: added one by one, removed, given out as attachments."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from common.access import AccessMixin
from monitoring.forms import SubmitForm
from monitoring.models import Evidence, Execution
from monitoring.services import progress
from monitoring.views.marks import attach_files, sheet_context
from monitoring.views.verbs import ExecutionMixin, say_done
from schools.access import Ability, member


class AddEvidence(ExecutionMixin):
    """Files go up as soon as they are chosen; a link or a number with the button."""

    ability = Ability.SUBMIT_EXECUTIONS
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Attach, and show the checklist again."""
        self.must_be_own()
        errors = attach_files(self.execution, request)
        if not request.FILES:
            errors += self.attach_the_rest()
        if request.htmx:  # type: ignore[attr-defined]
            context = {**sheet_context(self.execution), "errors": errors}
            return render(request, "monitoring/_checklist.html", context, status=422 if errors else 200)
        for error in errors:
            messages.error(request, error)
        return self.back()

    def attach_the_rest(self) -> list[str]:
        """Attach a link or a document's number; return what will not do."""
        form = SubmitForm(self.request.POST)
        if not form.is_valid():
            return [str(error) for errors in form.errors.values() for error in errors]
        given = {name: form.cleaned_data[name] for name in ("link", "document", "document_date")}
        try:
            progress.add_evidence(self.execution, by=member(self.request).person, **given)
        except ValidationError as error:
            return list(error.messages)
        return []


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


class RemoveEvidence(EvidenceMixin, ExecutionMixin):
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
        if request.htmx:  # type: ignore[attr-defined]
            context = {**sheet_context(self.execution), "errors": errors}
            return render(request, "monitoring/_checklist.html", context, status=422 if errors else 200)
        for message in errors:
            messages.error(request, message)
        if not errors:
            say_done(request, _("The document is removed."))
        return self.back()


class EvidenceFile(EvidenceMixin):
    """The file itself, as an attachment, to whoever sees the execution."""

    ability = Ability.VIEW_EXECUTIONS

    def get(self, request: HttpRequest, **kwargs: Any) -> FileResponse:
        """Give the file out under the name that it had."""
        evidence = self.get_evidence()
        if not evidence.file:
            raise Http404
        try:
            opened = evidence.file.open("rb")
        except FileNotFoundError as error:
            raise Http404 from error
        response = FileResponse(
            opened, as_attachment=True, filename=evidence.name, content_type=evidence.content_type
        )
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        response["Cache-Control"] = "private, no-store"
        return response
