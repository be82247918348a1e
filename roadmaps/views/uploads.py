"""Pages of taking a document in: upload, preview, confirm or cancel."""

from collections import Counter
from functools import cached_property
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import View
from django_htmx.http import HttpResponseClientRedirect

from common.access import AccessMixin
from common.versions import StaleVersionError
from common.views import AskView, RowView
from roadmaps.choices import UploadState
from roadmaps.documents import DocumentError
from roadmaps.forms.answers import FORMS, AnswerForm, form_of
from roadmaps.forms.upload import DetailsForm, PasteForm, UploadForm
from roadmaps.models import Roadmap, Upload
from roadmaps.services import previews, uploads
from roadmaps.services.doubts import Doubt
from roadmaps.services.preview_parts import Preview
from roadmaps.services.renewing import proposals, renew
from roadmaps.tasks import read_upload
from roadmaps.views.within import EditsRoadmap
from schools.access import Ability, member

NOT_READ = (UploadState.WAITING, UploadState.READING, UploadState.FAILED)


def next_page(upload: Upload) -> str:
    """The page that shows a document once it is read: its preview, or what it changes."""
    if upload.target_id is None:
        return upload.get_absolute_url()
    return reverse("upload-compare", kwargs={"municipality": upload.municipality.slug, "pk": upload.pk})


class OwnUploads:
    """An upload is seen by the person who made it."""

    request: HttpRequest

    def get_queryset(self) -> Any:
        """The person's uploads that are not given up."""
        own = Upload.objects.filter(owner=self.request.membership.person)  # type: ignore[attr-defined]
        return own.exclude(state=UploadState.CANCELLED)

    def crumbs(self) -> list[tuple[str, str]]:
        """The way back to the roadmaps."""
        slug = self.request.membership.municipality.slug  # type: ignore[attr-defined]
        return [(_("My roadmaps"), reverse("roadmap-list", kwargs={"municipality": slug})), (_("Upload"), "")]


class UploadAdd(OwnUploads, AskView):
    """The form that takes the file."""

    ability = Ability.EDIT_ROADMAPS
    template_name = "roadmaps/upload_form.html"
    form_class: type[forms.Form] = UploadForm
    field = "file"
    target: Roadmap | None = None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the crumbs, and the roadmap of which this is a newer text."""
        return super().get_context_data(crumbs=self.crumbs(), target=self.target, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        """Read the document and show it, or say what is wrong with it."""
        try:
            upload = self.receive(form)
        except DocumentError as error:
            sentence = _(error.message) % error.details
            form.add_error(self.field, self.refusal(form, sentence))
            return self.form_invalid(form)
        if upload.state == UploadState.WAITING:
            read_upload.delay_on_commit(upload.pk)
            return redirect(upload)
        return redirect(next_page(upload))

    def receive(self, form: Any) -> Upload:
        """Read the file."""
        file = form.cleaned_data["file"]
        return uploads.receive(member(self.request), data=file.read(), name=file.name, target=self.target)

    def refusal(self, form: Any, sentence: str) -> str:
        """Why the file is refused, by its name."""
        name = form.cleaned_data["file"].name
        return _("«%(name)s»: %(sentence)s") % {"name": name, "sentence": sentence}


class UploadPaste(UploadAdd):
    """The page on which a table is pasted from Word, Excel or a web page."""

    template_name = "roadmaps/upload_paste.html"
    form_class = PasteForm
    field = "text"

    def receive(self, form: Any) -> Upload:
        """Read what was pasted, with its table if the clipboard had one."""
        return uploads.receive_pasted(member(self.request), text=form.pasted(), target=self.target)

    def refusal(self, form: Any, sentence: str) -> str:
        """Why it is refused."""
        return sentence


class RoadmapUpload(EditsRoadmap, UploadAdd):
    """The form that takes a newer text of a roadmap."""

    ability = Ability.EDIT_ROADMAPS

    @property
    def target(self) -> Roadmap:  # type: ignore[override]
        """The roadmap of the address."""
        return self.roadmap

    def crumbs(self) -> list[tuple[str, str]]:
        """From the roadmap."""
        return self.crumbs_of((_("Newer text"), ""))


class UploadDetail(OwnUploads, RowView):
    """The preview: the document as it would be taken in; its few facts can be mended, its doubts settled."""

    ability = Ability.EDIT_ROADMAPS
    template_name = "roadmaps/upload_detail.html"
    partial_name = "roadmaps/_upload_notes.html"
    context_object_name = "upload"
    note = 0  # the doubt after which the next one is shown

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show how far the reading is; the preview once it is done."""
        self.object = self.get_object()
        is_asked_by_progress = request.headers.get("HX-Target") == "upload-state"
        if self.object.state in NOT_READ:
            page = "_upload_state.html" if is_asked_by_progress else "upload_reading.html"
            context = {"upload": self.object, "crumbs": self.crumbs()}
            return render(request, f"roadmaps/{page}", context)
        if is_asked_by_progress:
            return HttpResponseClientRedirect(next_page(self.object))
        return super().get(request, *args, **kwargs)

    @cached_property
    def preview(self) -> Preview:
        """The document with the answers as they stand now."""
        membership = member(self.request)
        return previews.preview_of(
            self.object.content,
            answers=self.object.answers,
            municipality=membership.municipality,
            period=uploads.period_of(self.object.content),
            today=membership.today,
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form of the document's facts, and that of the doubt in hand."""
        kwargs.setdefault("form", DetailsForm(upload=self.object))
        note = self.request.GET.get("note", "")
        current = self.preview.current(int(note)) if note.isdecimal() else self.preview.following(self.note)
        if "answer_form" in kwargs:
            current = kwargs["answer_form"].doubt
        elif current and current.form in FORMS:
            kwargs["answer_form"] = self.answer_form(current)
        return super().get_context_data(preview=self.preview, current=current, crumbs=self.crumbs(), **kwargs)

    def answer_form(self, doubt: Doubt, data: Any = None) -> AnswerForm:
        """The form that answers a doubt."""
        period = uploads.period_of(self.object.content)
        return form_of(doubt, data, period=period, today=member(self.request).today)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep the corrections; then show the document again, or take it in."""
        self.object = self.get_object()
        if self.object.state == UploadState.CONFIRMED:
            return redirect(self.object.roadmap)
        if self.object.state in NOT_READ:
            return redirect(self.object)
        form = DetailsForm(request.POST, upload=self.object)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        uploads.mend(self.object, details=form.cleaned_data)
        if "confirm" not in request.POST:
            return redirect(self.object)
        return self._confirm(request)

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

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep it and go on to the next doubt; what is wrong with it is said beside it."""
        self.object = get_object_or_404(self.get_queryset().filter(state=UploadState.READ), pk=kwargs["pk"])
        doubt = next((one for one in self.preview.doubts if one.key == request.POST.get("doubt")), None)
        if doubt is None:
            return redirect(self.object)
        is_undone = "undo" in request.POST
        form = None if is_undone else self.answer_form(doubt, request.POST)
        try:
            if form is None:
                uploads.answer(self.object, key=doubt.key, given=None)
            elif form.is_valid():
                uploads.answer(self.object, key=doubt.key, given=form.answer())
        except DocumentError:
            self.object.refresh_from_db()
            form = form or self.answer_form(doubt)
            form.add_error(None, _("With this answer the document has no table of a plan any more."))
        if form and form.errors:
            return self.render_to_response(self.get_context_data(answer_form=form), status=422)
        if not request.htmx:  # type: ignore[attr-defined]
            return redirect(f"{self.object.get_absolute_url()}?note={doubt.number}")
        del self.preview
        self.note = doubt.number - is_undone
        return self.render_to_response(self.get_context_data())


class UploadCompare(OwnUploads, RowView):
    """What a newer text would change in its roadmap; what is chosen is taken in."""

    ability = Ability.EDIT_ROADMAPS
    template_name = "roadmaps/upload_compare.html"
    context_object_name = "upload"

    def get_queryset(self) -> Any:
        """Newer texts that wait for a decision, of roadmaps that may still change."""
        roadmaps = Roadmap.objects.visible_to(member(self.request)).editable()
        waiting = super().get_queryset().filter(state=UploadState.READ, target__in=roadmaps)
        return waiting.select_related("target__municipality")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the differences, all of them chosen at first."""
        found = proposals(self.object)
        signs = Counter(proposal.amendment.sign for proposal in found)
        return super().get_context_data(
            proposals=found, signs=signs, roadmap=self.object.target, crumbs=self.crumbs(), **kwargs
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take in what is chosen, or say what is in the way."""
        self.object = self.get_object()
        roadmap = self.object.target
        try:
            count = renew(self.object, chosen=request.POST.getlist("take"), membership=member(request))
        except (ValidationError, StaleVersionError) as error:
            said = getattr(error, "messages", None) or [
                _("The roadmap has been changed meanwhile. Look at the differences once more.")
            ]
            messages.error(request, said[0])
            return redirect(next_page(self.object))
        words = ngettext("%(count)s change taken in.", "%(count)s changes taken in.", count)
        waits = " " + _("They wait for the next order.") if roadmap.is_in_force and count else ""
        messages.success(request, words % {"count": count} + waits)
        return redirect(roadmap)


class UploadCancel(OwnUploads, AccessMixin, View):
    """The button that gives the document up."""

    ability = Ability.EDIT_ROADMAPS

    def post(self, request: HttpRequest, municipality: str, pk: int) -> HttpResponse:
        """Forget the document and go back to the roadmaps."""
        upload = get_object_or_404(self.get_queryset(), pk=pk)
        uploads.cancel(upload)
        messages.info(request, _("The upload is cancelled, nothing was kept."))
        return redirect("roadmap-list", municipality=municipality)
