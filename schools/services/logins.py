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
    if not user.is_active:
        user.is_active = True
        user.save(update_fields=["is_active"])
    with translation.override(user.language):
        place = Place(slug=municipality.slug, title=municipality.name, role=position.get_role_display())
        invite(user, by=by.user, name=person.address_name, place=place)
    return user


def invite_everybody(people: Iterable[Person], *, by: Person) -> int:
    """Invite each of the people who has an address and no login yet; return how many letters go out."""
    invited = 0
    for person in people:
        if person.email and person.user is None:
            invite_person(person, by=by)
            invited += 1
    return invited


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
    if person.user and not person.user.is_active:
        person.user.is_active = True
        person.user.save(update_fields=["is_active"])


def close_if_idle(person: Person) -> None:
    """Close the login and end its sessions if no position is left to it anywhere, now or later."""
    user = person.user
    if user is None or user.is_superuser:
        return
    with scopes_disabled():
        is_needed = Position.objects.filter(person__user=user).not_ended(person.municipality.today()).exists()
    if not is_needed:
        user.is_active = False
        user.save(update_fields=["is_active"])
        end_sessions(user)


def _login_for(person: Person) -> User:
    """The person's own login, else the one of the address (from another municipality), else a new one."""
    user = person.user
    if user is not None and (user.has_usable_password() or user.email == person.email):
        return user
    found = User.objects.filter(email=person.email).first()
    if found is not None and Person.objects.filter(user=found).exclude(pk=person.pk).exists():
        raise LoginError(_("Another person of the municipality signs in by this address."))
    person.user = found or User.objects.create_user(person.email)
    person.save(update_fields=["user"])
    if user is not None:
        _forget(user)
    return person.user


def _forget(user: User) -> None:
    """Remove a login that nobody has ever used and nobody holds: its address was written wrongly."""
    with scopes_disabled():
        is_held = Person.objects.filter(user=user).exists()
    if not is_held and not user.is_staff:
        user.delete()
