"""A file that comes in pieces: begun, asked after, gone on with, cancelled."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.request import UnreadablePostError
from django.urls import reverse

from common.keys import key_of
from monitoring.forms import IncomingForm
from monitoring.models import Evidence, Execution, IncomingFile
from monitoring.services import incoming_files
from monitoring.services.incoming_files import PIECE, OffsetError
from monitoring.views.attaching import named
from monitoring.views.evidence import ChecklistMixin
from schools.access import Ability, member

OFFSET_DIGITS = 10


class StartIncoming(ChecklistMixin):
    """A large file is announced; the answer says where its pieces go and how many bytes are there."""

    ability = Ability.SUBMIT_EXECUTIONS
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Begin, or find what was begun; a file that would be refused whole is refused now."""
        self.must_be_own()
        form = IncomingForm(request.POST)
        if not form.is_valid():
            return self.show_checklist([str(error) for each in form.errors.values() for error in each])
        given = form.cleaned_data
        asked = named(self.execution, given.pop("line"))
        try:
            incoming = incoming_files.start(self.execution, by=member(request).person, asked=asked, **given)
        except ValidationError as error:
            return self.show_checklist(error.messages)
        here = {"municipality": self.kwargs["municipality"], "token": incoming.token}
        return JsonResponse(
            {"address": reverse("incoming-file", kwargs=here), "received": incoming_files.held(incoming)}
        )


class IncomingMixin(ChecklistMixin):
    """The file that the address names, of the person's own and for what the person owes; else 404."""

    ability = Ability.SUBMIT_EXECUTIONS

    def find(self) -> IncomingFile | None:
        """Return the file, or None where it is attached already and only the answer was lost."""
        person, token = member(self.request).person, self.kwargs["token"]
        owed = Execution.objects.owed_by(member(self.request)).values("pk")
        way = "execution__municipality", "execution__roadmap", "execution__item__section"
        incoming: IncomingFile | None = (
            IncomingFile.objects.filter(owner=person, execution__in=owed, token=token)
            .select_related(*way)
            .first()
        )
        attached = Evidence.objects.kept().filter(added_by=person, execution__in=owed, sent_as=token)
        found = incoming or attached.select_related(*way).first()
        if found is None:
            raise Http404
        self.execution = found.execution
        return incoming


class TakePiece(IncomingMixin):
    """How far the file is, and its next piece: the body of the request, from the byte ``offset`` on."""

    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Say how many bytes are there; of an attached file all of them."""
        incoming = self.find()
        answer = JsonResponse({"received": incoming_files.held(incoming) if incoming else None})
        answer["Cache-Control"] = "no-store"
        return answer

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Keep the piece; with the last one the file is attached, and the checklist is shown."""
        incoming, piece = self.find(), self.read_piece()
        offset = request.GET.get("offset", "")
        if piece is None or not offset.isdecimal() or len(offset) > OFFSET_DIGITS:
            return HttpResponse(status=400)
        try:
            taken = incoming and incoming_files.take(
                incoming, offset=int(offset), piece=piece, by=member(request).person
            )
        except OffsetError as error:
            return JsonResponse({"received": error.received}, status=409)
        except IncomingFile.DoesNotExist:  # finished or cancelled by another request of the person's
            self.find()
            taken = None
        except ValidationError as error:
            return self.show_checklist(error.messages)
        return JsonResponse({"received": taken.received}) if taken else self.show_checklist([])

    def read_piece(self) -> bytes | None:
        """Return the body; None where it is larger than a piece, or was cut off on its way."""
        length = key_of(self.request.META.get("CONTENT_LENGTH") or "0")
        if length is None or length > PIECE:
            return None
        try:
            piece = self.request.body
        except UnreadablePostError:
            return None
        return piece if len(piece) == length else None


class CancelIncoming(IncomingMixin):
    """«Отменить загрузку»: what has arrived is deleted at once."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Delete it, and show the checklist."""
        if incoming := self.find():
            incoming_files.cancel(incoming)
        return self.show_checklist([])
