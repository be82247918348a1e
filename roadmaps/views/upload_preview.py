"""The preview of a document: its pages, its facts, the answers to its doubts, the confirmation."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_htmx.http import HttpResponseClientRedirect

from common.keys import key_of
from common.views import RowView
from roadmaps.choices import UploadState
from roadmaps.documents import DocumentError, progress
from roadmaps.forms.answers import FORMS, AnswerForm, form_of
from roadmaps.forms.preview_row import PreviewRowForm
from roadmaps.forms.upload import DetailsForm
from roadmaps.models import Upload
from roadmaps.services import previews, uploads
from roadmaps.services.answers import COLUMN
from roadmaps.services.doubts import Doubt
from roadmaps.services.live_reading import LiveReading, reading_in
from roadmaps.services.preview_pages import Preview, Sheet
from roadmaps.services.preview_parts import Line, Table
from roadmaps.views.uploads import OwnUploads, next_page
from schools.access import Ability, member

NOT_READ = (UploadState.WAITING, UploadState.READING, UploadState.FAILED)
WAITS = gettext_lazy("The file is here and waits for its turn")
STAGES = {
    progress.CONVERTING: gettext_lazy("The old format is turned into a new one"),
    progress.OPENING: gettext_lazy("The file is opened and checked"),
    progress.ROWS: gettext_lazy("The rows of the tables are read"),
    progress.RECOGNISING: gettext_lazy("Sections, deadlines and people are recognised"),
    progress.KEEPING: gettext_lazy("What was read is stored"),
}


class UploadDetail(OwnUploads, RowView):
    """The preview: the document as it would be taken in; its few facts can be mended, its doubts settled."""

    ability = Ability.EDIT_ROADMAPS
    template_name = "roadmaps/upload_detail.html"
    partial_name = "roadmaps/_upload_notes.html"
    context_object_name = "upload"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show how far the reading is; the preview once it is done."""
        self.object = self.get_object()
        is_asked_by_progress = request.headers.get("HX-Target") == "upload-state"
        if self.object.state in NOT_READ:
            page = "_upload_state.html" if is_asked_by_progress else "upload_reading.html"
            context = {
                "upload": self.object,
                "stage": STAGES.get(self.object.stage, WAITS),
                "crumbs": self.crumbs(),
            }
            return render(request, f"roadmaps/{page}", context)
        if is_asked_by_progress:
            return HttpResponseClientRedirect(next_page(self.object))
        return super().get(request, *args, **kwargs)

    def get_template_names(self) -> list[str]:
        """A note of another page comes with its page."""
        names = super().get_template_names()
        is_long = names == ["roadmaps/_upload_notes.html"] and len(self.preview.sheets) > 1
        return ["roadmaps/_upload_answered.html"] if is_long else names

    @cached_property
    def preview(self) -> Preview:
        """The document with the answers as they stand now."""
        membership = member(self.request)
        return previews.preview_of(
            self.object.content,
            answers=self.object.answers,
            municipality=membership.municipality,
            period=self.period,
            today=membership.today,
        )

    @property
    def period(self) -> Any:
        """The days in which deadlines of the document are read, if they are known."""
        return uploads.period_of(self.object.content)

    def in_hand(self) -> tuple[Sheet, Doubt | None]:
        """The page to show and the doubt in hand: as the address says, else from the beginning."""
        asked = self.request.GET
        page, note = key_of(asked.get("page", "")), key_of(asked.get("note", ""))
        if "column" in asked and (question := self.preview.question(f"{COLUMN}{asked['column']}")):
            return self.preview.sheet(page or 1), question
        if page is not None:
            return self.opened(self.preview.sheet(page))
        if note is not None:
            doubt = self.preview.current(note)
            return self.preview.sheet_of(doubt), doubt
        if asked.get("row"):
            return self.opened(self.preview.sheet_with(asked["row"]))
        return self.opened(self.preview.sheets[0])

    def opened(self, sheet: Sheet) -> tuple[Sheet, Doubt | None]:
        """A page with the first open doubt on it."""
        return sheet, next((doubt for doubt in sheet.doubts if not doubt.is_settled), None)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form of the document's facts, and that of the doubt in hand."""
        kwargs.setdefault("form", DetailsForm(upload=self.object))
        if "answer_form" in kwargs:
            current = kwargs["answer_form"].doubt
            sheet = self.preview.sheet_of(current)
        else:
            sheet, current = self.in_hand()
            if current and current.form in FORMS:
                kwargs["answer_form"] = self.answer_form(current)
        if (row := self.request.GET.get("row")) and self.preview.find(row):
            kwargs |= self.of_row(self.row_form(row))
        return super().get_context_data(
            preview=self.preview,
            sheet=sheet,
            notes=self.preview.notes(sheet, current),
            page_obj=self.preview.numbered(sheet),
            current=current,
            crumbs=self.crumbs(),
            **kwargs,
        )

    def row_of(self, reference: str) -> tuple[Table, Line]:
        """A row of the document with its table; 404 where there is none."""
        found = self.preview.find(reference)
        if found is None:
            raise Http404(_("There is no such row."))
        return found

    def row_form(self, reference: str, data: Any = None) -> PreviewRowForm:
        """The form of a row."""
        table, line = self.row_of(reference)
        sections = self.preview.sections if table.part == "activities" else ()
        return PreviewRowForm(data, line=line, columns=table.columns, sections=sections, period=self.period)

    def of_row(self, form: PreviewRowForm) -> dict[str, Any]:
        """What the page needs to show a row's form."""
        table, line = self.row_of(form.line.reference)
        return {"row_form": form, "table": table, "line": line, "live": self.live(form.deadline_now)}

    def live(self, text: str) -> LiveReading | None:
        """How a deadline's text is read."""
        membership = member(self.request)
        return reading_in(self.period, text, municipality=membership.municipality, today=membership.today)

    def answer_form(self, doubt: Doubt, data: Any = None) -> AnswerForm:
        """The form that answers a doubt."""
        return form_of(doubt, data, period=self.period, today=member(self.request).today)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep the corrections; then show the document again, or take it in."""
        self.object = self.get_object()
        if self.object.state == UploadState.CONFIRMED:
            return self._taken_in()
        if self.object.state in NOT_READ:
            return redirect(self.object)
        form = DetailsForm(request.POST, upload=self.object)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        try:
            uploads.mend(self.object, details=form.cleaned_data)
        except Upload.DoesNotExist:  # taken in, or given up, in another window
            return redirect(self.object)
        if "confirm" not in request.POST:
            return redirect(self.object)
        return self._confirm(request)

    def _taken_in(self) -> HttpResponse:
        if self.object.roadmap is not None:
            return redirect(self.object.roadmap)
        messages.error(
            self.request,
            _("The roadmap that was taken in from this document was deleted. Upload the file again."),
        )
        return redirect("roadmap-list", municipality=self.object.municipality.slug)

    def _confirm(self, request: HttpRequest) -> HttpResponse:
        if self.object.target_id:
            return redirect(next_page(self.object))
        try:
            roadmap = uploads.confirm(
                self.object,
                membership=request.membership,  # type: ignore[attr-defined]
                is_template=request.POST["confirm"] == "template",
            )
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return redirect(self.object)
        if roadmap.is_template:
            messages.success(request, _("Taken in as a template. Start roadmaps from it."))
        else:
            messages.success(request, _("Taken in as a draft. Schools get nothing until it is approved."))
        return redirect(roadmap)


class UploadAnswer(UploadDetail):
    """The answer to one doubt, kept with the upload, or taken back."""

    partial_name = "roadmaps/_upload_answered.html"
    http_method_names = ("post",)
    note = 0  # the doubt after which the next one is shown

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep it and go on to the next doubt; what is wrong with it is said beside it."""
        self.object = get_object_or_404(self.get_queryset().filter(state=UploadState.READ), pk=kwargs["pk"])
        doubt = self.preview.question(request.POST.get("doubt", ""))
        if doubt is None:
            return redirect(self.object)
        is_undone = "undo" in request.POST
        form = None if is_undone else self.answer_form(doubt, request.POST)
        try:
            if form is None:
                uploads.answer(self.object, key=doubt.key, given=None)
            elif form.is_valid() and form.says_something_new:
                uploads.answer(self.object, key=doubt.key, given=form.answer())
        except Upload.DoesNotExist:
            messages.error(request, _("The document was taken in meanwhile: this answer is not in it."))
            return redirect(self.object)
        except DocumentError:
            self.object.refresh_from_db()
            form = form or self.answer_form(doubt)
            form.add_error(None, _("With this answer the document has no table of a plan any more."))
        if form and form.errors:
            return self.render_to_response(self.get_context_data(answer_form=form), status=422)
        number = doubt.number if doubt.is_counted else doubt.below
        if not request.htmx:  # type: ignore[attr-defined]
            return redirect(f"{self.object.get_absolute_url()}?note={number}")
        del self.preview
        self.note = number - is_undone
        return self.render_to_response(self.get_context_data())

    def in_hand(self) -> tuple[Sheet, Doubt | None]:
        """The next open doubt with its page; the page of the answered one where none is left."""
        doubt = self.preview.following(self.note)
        answered = next((one for one in self.preview.doubts if one.number == self.note), None)
        return self.preview.sheet_of(doubt or answered), doubt
