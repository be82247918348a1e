"""Pages of taking a document in: upload, preview, confirm or cancel."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View

from common.access import AccessMixin
from common.views import AskView, RowView
from roadmaps.choices import UploadState
from roadmaps.documents import DocumentError
from roadmaps.forms.upload import DetailsForm, UploadForm
from roadmaps.models import Upload
from roadmaps.services import previews, uploads
from schools.access import Ability


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
    form_class = UploadForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the crumbs."""
        return super().get_context_data(crumbs=self.crumbs(), **kwargs)

    def form_valid(self, form: UploadForm) -> HttpResponse:
        """Read the document and show it, or say what is wrong with it."""
        file = form.cleaned_data["file"]
        try:
            upload = uploads.receive(
                self.request.membership,  # type: ignore[attr-defined]
                data=file.read(),
                name=file.name,
            )
        except DocumentError as error:
            sentence = _(error.message) % error.details
            form.add_error("file", _("«%(name)s»: %(sentence)s") % {"name": file.name, "sentence": sentence})
            return self.form_invalid(form)
        return redirect(upload)


class UploadDetail(OwnUploads, RowView):
    """The preview: the document as it would be taken in; its few facts can be mended."""

    ability = Ability.EDIT_ROADMAPS
    template_name = "roadmaps/upload_detail.html"
    context_object_name = "upload"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Read the plan with the period as it stands now."""
        membership = self.request.membership  # type: ignore[attr-defined]
        kwargs.setdefault("form", DetailsForm(upload=self.object))
        preview = previews.preview_of(
            self.object.content,
            municipality=membership.municipality,
            period=uploads.period_of(self.object.content),
            today=membership.today,
        )
        return super().get_context_data(preview=preview, crumbs=self.crumbs(), **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep the corrections; then show the document again, or take it in."""
        self.object = self.get_object()
        if self.object.state == UploadState.CONFIRMED:
            return redirect(self.object.roadmap)
        form = DetailsForm(request.POST, upload=self.object)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        uploads.mend(self.object, details=form.cleaned_data)
        if "confirm" not in request.POST:
            return redirect(self.object)
        return self._confirm(request)

    def _confirm(self, request: HttpRequest) -> HttpResponse:
        try:
            roadmap = uploads.confirm(
                self.object,
                membership=request.membership,  # type: ignore[attr-defined]
            )
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return redirect(self.object)
        messages.success(request, _("Taken in as a draft. Schools get nothing until it is approved."))
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
