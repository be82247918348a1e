"""Pages of taking a document in: upload, compare with its roadmap, cancel."""

from collections import Counter
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import View

from common.access import AccessMixin
from common.versions import StaleVersionError
from common.views import AskView, RowView
from roadmaps.choices import UploadState
from roadmaps.documents import DocumentError
from roadmaps.forms.upload import PasteForm, UploadForm
from roadmaps.models import Roadmap, Upload
from roadmaps.services import uploads
from roadmaps.services.renewing import proposals, renew
from roadmaps.services.traces import EditingError
from roadmaps.tasks import read_upload
from roadmaps.views.within import EditsRoadmap
from schools.access import Ability, member


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

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add how much may be pasted at once."""
        return super().get_context_data(limit_mb=settings.UPLOAD_LIMIT_MB, **kwargs)

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
        """Add the differences, with what was ticked of them."""
        found = proposals(self.object, chosen=kwargs.pop("chosen", None))
        signs = Counter(proposal.amendment.sign for proposal in found)
        return super().get_context_data(
            proposals=found, signs=signs, roadmap=self.object.target, crumbs=self.crumbs(), **kwargs
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take in what is chosen, or say what is in the way."""
        self.object = self.get_object()
        roadmap, chosen = self.object.target, request.POST.getlist("take")
        try:
            count = renew(self.object, chosen=chosen, membership=member(request))
        except EditingError as error:
            messages.error(request, error.messages[0])
            return self.render_to_response(self.get_context_data(chosen=chosen), status=422)
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
