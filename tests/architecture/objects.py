"""Objects that the addresses of the access matrix name, made for one person of one cast."""

from collections.abc import Callable

from django.core.files.base import ContentFile

from accounts.models import Message
from accounts.services import invitations
from monitoring.choices import EventKind, EvidenceKind
from monitoring.models import Event, Evidence, Execution, Notice
from monitoring.services import due_calendar, incoming_files
from reports.choices import OrderState
from reports.models import ReportOrder
from roadmaps.choices import RoadmapKind
from roadmaps.models import Indicator, PassportEntry, PlanItem, Responsible, Roadmap, Specialist, Upload
from schools.models import Delegation, Person, Position
from schools.services import delegations
from tests.cast import SOON, Cast
from tests.factories import (
    ExecutionFactory,
    IndicatorFactory,
    MessageFactory,
    PassportEntryFactory,
    ReportOrderFactory,
    ResponsibleFactory,
    RoadmapFactory,
    SpecialistFactory,
    UploadFactory,
    an_item,
)


def of(path: str) -> Callable[[Cast, Person], object]:
    """Give what the cast has by this path of attributes («roadmap», «section.roadmap»)."""

    def found(cast: Cast, person: Person) -> object:
        value: object = cast
        for name in path.split("."):
            value = getattr(value, name)
        return value

    return found


def report(cast: Cast, person: Person) -> ReportOrder:
    """Give a ready report of the person's own."""
    order = ReportOrderFactory(owner=person)
    order.file.save("отчёт.xlsx", ContentFile(b"PK"))
    order.state = OrderState.READY
    order.save()
    return order


def report_of_another(cast: Cast, person: Person) -> ReportOrder:
    """Give a report of somebody else in the municipality."""
    return report(cast, cast.head if person != cast.head else cast.coordinator)


def position(cast: Cast, person: Person) -> Position:
    """Give the position of the other school's director."""
    found: Position = cast.other_director.positions.get()
    return found


def message(cast: Cast, person: Person) -> Message:
    """Give a mail that went out from the municipality."""
    return MessageFactory(municipality=cast.municipality.slug)


def invitation_token(cast: Cast, person: Person) -> str:
    """Give the signed key of an invitation that is still open."""
    user = cast.director.user
    user.set_unusable_password()
    user.save()
    return invitations.token_of(invitations.invite(user, by=None))


def roadmap_of_another_school(cast: Cast, person: Person) -> Roadmap:
    """Give the own roadmap of the school at which nobody of the cast but its director works."""
    roadmap: Roadmap = RoadmapFactory(
        municipality=cast.municipality, kind=RoadmapKind.SCHOOL, school=cast.other_school, in_force=True
    )
    return roadmap


def item(cast: Cast, person: Person) -> PlanItem:
    """Give a row of the roadmap in force."""
    return cast.items[0]


def responsible(cast: Cast, person: Person) -> Responsible:
    """Give an entry that waits for somebody to say whom it means."""
    entry: Responsible = cast.items[2].responsibles.get()
    return entry


def passport_entry(cast: Cast, person: Person) -> PassportEntry:
    """Give a line of the roadmap's passport."""
    line: PassportEntry = PassportEntryFactory(roadmap=cast.roadmap)
    return line


def indicator(cast: Cast, person: Person) -> Indicator:
    """Give an indicator of the roadmap."""
    line: Indicator = IndicatorFactory(roadmap=cast.roadmap)
    return line


def specialist(cast: Cast, person: Person) -> Specialist:
    """Give a specialist whom the order of the roadmap names."""
    line: Specialist = SpecialistFactory(roadmap=cast.roadmap)
    return line


def duty(cast: Cast, person: Person) -> Execution:
    """Give what the person owes: the own school's execution, or one of an activity that names the person."""
    if person in (cast.director, cast.school_coordinator):
        assert cast.execution
        return cast.execution
    named = an_item(cast.section, due=(SOON,))
    ResponsibleFactory(item=named, person=person)
    owed: Execution = ExecutionFactory(occurrence=named.occurrences.get())
    return owed


def _file_of(execution: Execution, person: Person) -> Evidence:
    evidence = Evidence(
        execution=execution, kind=EvidenceKind.FILE, name="справка.pdf", size=8, added_by=person
    )
    evidence.content_type = "application/pdf"
    evidence.file.save("справка.pdf", ContentFile(b"%PDF-1.7"), save=False)
    evidence.save()
    return evidence


def delegation(cast: Cast, person: Person) -> Delegation:
    """Give a delegation of the coordinator's own."""
    return delegations.delegate(
        cast.coordinator, to=cast.specialist, since=SOON, until=SOON, by=cast.coordinator
    )


def notice(cast: Cast, person: Person) -> Notice:
    """Give a notice of the person's own."""
    assert cast.execution
    event = Event.objects.create(execution=cast.execution, kind=EventKind.COMMENTED, note="Когда?")
    return Notice.objects.create(municipality=cast.municipality, person=person, event=event)


def notice_of_another(cast: Cast, person: Person) -> Notice:
    """Give a notice of somebody else."""
    return notice(cast, cast.head if person != cast.head else cast.coordinator)


def calendar_token(cast: Cast, person: Person) -> str:
    """Give the secret of the director's calendar."""
    return due_calendar.open_feed(cast.director).token


def evidence(cast: Cast, person: Person) -> Evidence:
    """Give a file attached to the school's execution."""
    assert cast.execution
    return _file_of(cast.execution, cast.director)


def evidence_of_another_school(cast: Cast, person: Person) -> Evidence:
    """Give a file attached to the other school's execution."""
    assert cast.other_school_execution
    return _file_of(cast.other_school_execution, cast.other_director)


def incoming_file(cast: Cast, person: Person) -> str:
    """Give the secret of a file of which the person has sent a part, for what the person owes."""
    owed = duty(cast, person)
    return incoming_files.start(owed, by=person, name="видео.pdf", size=2_000_000, modified=1).token


def incoming_file_of_another(cast: Cast, person: Person) -> str:
    """Give the secret of a file that somebody else sends for what the person owes."""
    owed = duty(cast, person)
    other = cast.school_coordinator if person == cast.director else cast.director
    return incoming_files.start(owed, by=other, name="видео.pdf", size=2_000_000, modified=1).token


def evidence_of_a_duty(cast: Cast, person: Person) -> Evidence:
    """Give a file attached to what the person owes."""
    return _file_of(duty(cast, person), person)


def upload(cast: Cast, person: Person) -> Upload:
    """Give a document that the person has uploaded and not confirmed."""
    content = {"activities": [{"number": "1", "title": "Провести опрос", "responsible": []}]}
    waiting: Upload = UploadFactory(owner=person, content=content)
    return waiting


def upload_of_another(cast: Cast, person: Person) -> Upload:
    """Give a document that somebody else has uploaded."""
    return upload(cast, cast.head if person == cast.specialist else cast.specialist)


def newer_text(cast: Cast, person: Person) -> Upload:
    """Give a newer text of the roadmap that the person has uploaded."""
    waiting: Upload = UploadFactory(owner=person, target=cast.roadmap)
    return waiting


def newer_text_of_another(cast: Cast, person: Person) -> Upload:
    """Give a newer text of the roadmap that somebody else has uploaded."""
    return newer_text(cast, cast.head)
