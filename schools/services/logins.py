"""Logins of people: given by invitation, closed when nothing is left to sign in for."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from accounts.models import User
from accounts.services import outbox, second_factor
from accounts.services.invitations import Place, invite
from accounts.services.sessions import end_sessions
from common.mail import render_mail
from schools.models import Person, Position


class LoginError(ValidationError):
    """Nothing can be done with the login; the message says what is in the way."""


@transaction.atomic
def invite_person(person: Person, *, by: Person) -> User:
    """Give the person a login by the person's address and send the letter with the link.

    One login serves one human in all municipalities: an address that signs in already is only linked.
    """
    municipality = person.municipality
    if not person.email:
        raise LoginError(_("Write the e-mail address first: the invitation goes there."))
    position = Position.objects.filter(person=person).not_ended(municipality.today()).first()
    if position is None:
        raise LoginError(_("Give the person a position first: without one there is nothing to sign in for."))
    user = _login_for(person)
    _open(user)
    if not user.is_active:
        raise LoginError(_("Those who run the portal have closed this login: ask them."))
    with translation.override(user.language):
        place = Place(slug=municipality.slug, title=municipality.name, role=position.get_role_display())
        invite(user, by=by.user, name=person.address_name, place=place)
    return user


def invite_everybody(people: Iterable[Person], *, by: Person) -> tuple[int, dict[Person, LoginError]]:
    """Invite each of the people who has an address and no login yet.

    Return how many letters go out, and who cannot be invited, with what is in the way.
    """
    invited, refused = 0, {}
    for person in people:
        if person.email and person.user is None:
            try:
                invite_person(person, by=by)
            except LoginError as error:
                refused[person] = error
            else:
                invited += 1
    return invited, refused


@transaction.atomic
def take_off_second_factor(person: Person, *, by: Person) -> None:
    """Take off the second factor of a person who has lost the telephone and the recovery codes.

    All sessions of the login end, and a mail tells the person. Whoever administers the portal is not
    helped here: a department must not open that door.
    """
    user = person.user
    if user is None or second_factor.device_of(user) is None:
        raise LoginError(_("The person signs in without a second factor."))
    if user.is_staff:
        raise LoginError(_("This person administers the portal: ask those who run it."))
    with scopes_disabled():
        is_shared = Person.objects.filter(user=user).exclude(municipality=person.municipality).exists()
    if is_shared:
        raise LoginError(_("This person signs in to another municipality too: ask those who run the portal."))
    second_factor.forget(user)
    context = {"name": person.address_name, "email": user.email, "by": by.short_name}
    mail = render_mail("second_factor_off", context, user.language)
    outbox.queue(
        recipient=user.email,
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
        user=user,
        municipality=person.municipality.slug,
        reply_to=by.email,
    )


def open_again(person: Person) -> None:
    """Open the login that was closed when the person's last position ended."""
    if person.user:
        _open(person.user)


def close_if_idle(person: Person) -> None:
    """Close the login and end its sessions if no position is left to it anywhere, now or later."""
    user = person.user
    if user is None or user.is_superuser:
        return
    with scopes_disabled():
        is_needed = Position.objects.filter(person__user=user).not_ended(person.municipality.today()).exists()
    if not is_needed and user.is_active:
        user.is_active, user.is_idle = False, True
        user.save(update_fields=["is_active", "is_idle"])
        end_sessions(user)


def _open(user: User) -> None:
    """Open a login that ``close_if_idle`` has closed; one closed by those who run the portal stays so."""
    if user.is_idle:
        user.is_active, user.is_idle = True, False
        user.save(update_fields=["is_active", "is_idle"])


def _login_for(person: Person) -> User:
    """The person's own login, else the one of the address (from another municipality), else a new one."""
    user = person.user
    if user is not None and (user.has_usable_password() or user.email == person.email):
        return user
    found = User.objects.filter(email=person.email).first()
    if found is not None:
        _take_over(found, person)
    person.user = found or User.objects.create_user(person.email)
    person.save(update_fields=["user"])
    if user is not None:
        _forget(user)
    return person.user


def _take_over(user: User, person: Person) -> None:
    """Take the login from one who has left, as a school's mailbox goes on to the next; LoginError if at work.

    Nothing of the other's stays in it: neither the password, nor the second factor, nor open sessions.
    """
    today = person.municipality.today()
    with scopes_disabled():
        others = list(Person.objects.filter(user=user).exclude(pk=person.pk))
        if person.municipality_id not in {other.municipality_id for other in others}:
            return
        is_needed = Position.objects.filter(person__user=user).not_ended(today).exists()
        if is_needed or user.is_staff:
            raise LoginError(_("Another person of the municipality signs in by this address."))
        for other in others:
            other.user = None
            other.save(update_fields=["user"])
    user.set_unusable_password()
    user.save(update_fields=["password"])
    second_factor.forget(user)


def _forget(user: User) -> None:
    """Remove a login that nobody has ever used and nobody holds: its address was written wrongly."""
    with scopes_disabled():
        is_held = Person.objects.filter(user=user).exists()
    if not is_held and not user.is_staff:
        user.delete()
