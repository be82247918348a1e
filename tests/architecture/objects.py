"""Objects that the addresses of the access matrix name, made for one person of one cast."""

from collections.abc import Callable

from django.core.files.base import ContentFile

from accounts.models import Message
from accounts.services import invitations
from reports.choices import OrderState
from reports.models import ReportOrder
from schools.models import Person
from tests.cast import Cast
from tests.factories import MessageFactory, ReportOrderFactory


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


def message(cast: Cast, person: Person) -> Message:
    """Give a mail that went out from the municipality."""
    return MessageFactory(municipality=cast.municipality.slug)


def invitation_token(cast: Cast, person: Person) -> str:
    """Give the signed key of an invitation that is still open."""
    user = cast.director.user
    user.set_unusable_password()
    user.save()
    return invitations.token_of(invitations.invite(user, by=None))
