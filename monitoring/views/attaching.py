"""What the checklist of documents shows, and what a request attaches to it."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest

from common.files import ACCEPT
from common.keys import key_of
from monitoring.documents import Asked, read_form
from monitoring.forms import GivenForm
from monitoring.models import Evidence, Execution, IncomingFile
from monitoring.services import incoming_files, progress
from schools.access import member
from schools.models import Person


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the checklist: what is asked for, what is attached, and what was typed and refused."""

    asked: Asked
    documents: list[Evidence]
    key: str
    form: GivenForm


def sheet_context(execution: Execution, *, by: Person, request: HttpRequest | None = None) -> dict[str, Any]:
    """Return what the sheet shows: the documents asked for, each with what is attached, and all others.

    ``request`` is one whose fields were refused and are shown again; ``by`` has files on their way.
    """
    kept = list(execution.evidence.filter(removed_at__isnull=True))
    asked = read_form(execution.item.report_form)
    names = [each.name for each in asked]
    lines = [
        Line(
            each,
            [one for one in kept if one.asked == each.name],
            str(index),
            _left(request, str(index), kept),
        )
        for index, each in enumerate(asked)
    ]
    rest = Line(
        Asked(""), [one for one in kept if one.asked not in names], "any", _left(request, "any", kept)
    )
    return {
        "execution": execution,
        "checklist": lines,
        "rest": rest,
        "given": sum(bool(line.documents) for line in lines),
        "accept": ACCEPT,
        "unfinished": unfinished(execution, by),
        "whole": incoming_files.WHOLE,
        "piece": incoming_files.PIECE,
    }


def unfinished(execution: Execution, person: Person) -> list[IncomingFile]:
    """Return the person's files of which a part has arrived."""
    if not execution.is_open:
        return []
    return list(IncomingFile.objects.filter(execution=execution, owner=person, received__gt=0))


def named(execution: Execution, key: str) -> str:
    """Return the name of the document asked for in the line of the checklist; "" of any other."""
    return _named(read_form(execution.item.report_form), key)


def attach_all(execution: Execution, request: HttpRequest) -> list[str]:
    """Attach the files, links and numbers of the request, each to the document that its field names.

    Fields end in the place of the document asked for (``file_0``, ``link_1``), or in ``any``.
    Return what will not do, in sentences.
    """
    asked = read_form(execution.item.report_form)
    errors: list[str] = []
    for name in request.FILES:
        for upload in request.FILES.getlist(name):
            errors += _attach(execution, request, _named(asked, name.rpartition("_")[2]), files=[upload])
    for key in [*map(str, range(len(asked))), "any"]:
        form = _form(request, key)
        if not form.is_valid():
            errors += [str(error) for each in form.errors.values() for error in each]
        elif any(form.cleaned_data.values()):
            errors += _attach(execution, request, _named(asked, key), **form.cleaned_data)
    return errors


def _form(request: HttpRequest | None, key: str) -> GivenForm:
    return GivenForm(request.POST if request and request.method == "POST" else None, key=key)


def _left(request: HttpRequest | None, key: str, kept: list[Evidence]) -> GivenForm:
    """The form with what was typed and refused; what is attached by now is not asked to be typed again."""
    typed = {request.POST.get(f"{name}_{key}") for name in ("link", "document")} if request else set()
    return _form(None if typed & {each.name for each in kept} else request, key)


def _named(asked: list[Asked], key: str) -> str:
    place = key_of(key)
    return asked[place].name if place is not None and place < len(asked) else ""


def _attach(execution: Execution, request: HttpRequest, asked: str, **given: Any) -> list[str]:
    try:
        progress.add_evidence(execution, by=member(request).person, asked=asked, **given)
    except ValidationError as error:
        return list(error.messages)
    return []
