"""Rows of a preview put right by hand, left out and taken back; the reading of a deadline as it is typed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django_htmx.http import retarget

from roadmaps.choices import UploadState
from roadmaps.services import answers, uploads
from roadmaps.services.doubts import Doubt
from roadmaps.services.preview_pages import Sheet
from roadmaps.views.upload_preview import UploadDetail
from schools.access import member

LEFT_OUT = "is_left_out"


class OfUnread(UploadDetail):
    """A view of a document that waits for its confirmation."""

    def get_object(self, queryset: Any = None) -> Any:
        """The document; one that was taken in is not to be changed any more."""
        return get_object_or_404(self.get_queryset().filter(state=UploadState.READ), pk=self.kwargs["pk"])


class UploadRow(OfUnread):
    """One row: its form, and what is done with it."""

    partial_name = "roadmaps/_upload_row_form.html"

    @property
    def reference(self) -> str:
        """What names the row in the document."""
        return str(self.kwargs["row"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form in the row's place, the row itself where the form is closed."""
        self.object = self.get_object()
        table, line = self.row_of(self.reference)
        if not request.htmx:  # type: ignore[attr-defined]
            return redirect(f"{self.object.get_absolute_url()}?row={self.reference}#row-{self.reference}")
        if "close" in request.GET:
            self.partial_name = "roadmaps/_upload_row.html"
            return self.render_to_response(self.get_context_data(table=table, line=line))
        return self.render_to_response(self.get_context_data(**self.of_row(self.row_form(self.reference))))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep the row as typed, leave it out, take it in after all, or give it back its own text."""
        self.object = self.get_object()
        form = self.row_form(self.reference, request.POST)
        if "do" in request.POST:
            self._decide(request.POST["do"])
        elif form.is_valid():
            answers.keep_row(self.object, reference=self.reference, answer=form.answer(self.object.answers))
        else:
            refused = self.render_to_response(self.get_context_data(**self.of_row(form)), status=422)
            return retarget(refused, "closest tr")
        if not request.htmx:  # type: ignore[attr-defined]
            page = self.preview.sheet_with(self.reference).number
            return redirect(f"{self.object.get_absolute_url()}?page={page}#row-{self.reference}")
        del self.preview
        self.object.refresh_from_db()
        self.partial_name = "roadmaps/_upload_row_saved.html"
        return self.render_to_response(self.get_context_data())

    def _decide(self, what: str) -> None:
        key = answers.row_key(self.reference)
        known = {name: given for name, given in self.object.answers.get(key, {}).items() if name != LEFT_OUT}
        if what == "leave-out":
            known[LEFT_OUT] = True
        uploads.answer(self.object, key=key, given=None if what == "as-read" else known or None)

    def in_hand(self) -> tuple[Sheet, Doubt | None]:
        """The page of the row, and the first open doubt on it."""
        return self.opened(self.preview.sheet_with(self.reference))


class UploadReading(OfUnread):
    """What the portal reads in a deadline while it is being typed."""

    http_method_names = ("get",)
    template_name = "roadmaps/_reading.html"
    partial_name = "roadmaps/_reading.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the reading of ``deadline``, or of ``text``; the document itself is not read anew."""
        self.object = self.get_object()
        live = self.live(request.GET.get("deadline") or request.GET.get("text", ""))
        context = {"live": live, "upload": self.object, "today": member(request).today}
        return self.render_to_response(context)
