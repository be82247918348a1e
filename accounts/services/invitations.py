"""Inviting people to sign in: a signed link that works once and for some days."""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Invitation, User
from accounts.services import outbox
from common.mail import absolute_url, render_mail

SALT = "accounts.invitation"


class InvitationError(Exception):
    """The link does not let in; ``sentence`` says what happened, ``inviter`` whom to ask («» if unknown)."""

    def __init__(self, sentence: str, *, inviter: str = "") -> None:
        """Keep what to say."""
        super().__init__(sentence)
        self.sentence = sentence
        self.inviter = inviter


@dataclass(frozen=True, slots=True)
class Place:
    """Where the person is invited to, in the words of the mail; ``slug`` is the municipality's address."""

    slug: str = ""
    title: str = ""
    role: str = ""


NOWHERE = Place()


@transaction.atomic
def invite(user: User, *, by: User | None, name: str = "", place: Place = NOWHERE) -> Invitation:
    """Invite the login by mail; older invitations of the login stop working.

    ``name`` is how the mail addresses the person. Who has a password already gets no link to set one: the
    mail says what has been opened and how to sign in, and the invitation counts as taken up.
    """
    now = timezone.now()
    User.objects.select_for_update().get(pk=user.pk)  # two invitations at once: the second voids the first
    Invitation.objects.open(now).filter(user=user).update(voided_at=now)
    is_known = user.has_usable_password()
    invitation = Invitation.objects.create(
        user=user,
        invited_by=by,
        expires_at=now + datetime.timedelta(days=settings.INVITATION_DAYS),
        used_at=now if is_known else None,
    )
    token = "" if is_known else token_of(invitation)
    path = reverse("sign-in") if is_known else reverse("invitation", kwargs={"token": token})
    context = {
        "name": name,
        "place": place,
        "municipality": {"name": place.title} if place.title else None,
        "link": absolute_url(path),
        "email": user.email,
        "expires_at": None if is_known else invitation.expires_at,
        "inviter": by and by.email,
    }
    mail = render_mail("invitation", context, user.language)
    outbox.queue(
        recipient=user.email,
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
        user=user,
        municipality=place.slug,
        reply_to=by.email if by else "",
        secret=token,
    )
    return invitation


def token_of(invitation: Invitation) -> str:
    """The part of the link that names the invitation and cannot be made up."""
    return signing.dumps([invitation.pk, invitation.nonce], salt=SALT)


def read_token(token: str) -> Invitation:
    """Find the invitation that the link names and that is open still.

    Raises InvitationError otherwise: the same for a forged link and for an invitation that is not there.
    """
    try:
        pk, nonce = signing.loads(token, salt=SALT)
    except (signing.BadSignature, TypeError, ValueError):
        raise InvitationError(_("This link does not fit: part of it may have been lost.")) from None
    invitation = Invitation.objects.select_related("user", "invited_by").filter(pk=pk, nonce=nonce).first()
    if invitation is None:
        raise InvitationError(_("This link does not fit: part of it may have been lost."))
    sentence = _why_closed(invitation, timezone.now())
    if sentence:
        raise InvitationError(sentence, inviter=invitation.invited_by.email if invitation.invited_by else "")
    return invitation


@transaction.atomic
def take_up(token: str, *, password: str) -> User:
    """Set the first password by the link, once: of two people at the same link, one gets in.

    Raises InvitationError if the link is not open (any more).
    """
    invitation = read_token(token)
    now = timezone.now()
    if not Invitation.objects.open(now).filter(pk=invitation.pk).update(used_at=now):
        raise InvitationError(_("This link has been used already."))
    user = invitation.user
    user.set_password(password)
    user.save(update_fields=["password"])
    return user


def _why_closed(invitation: Invitation, now: datetime.datetime) -> str:
    """Say why the link does not work, or nothing."""
    if not invitation.user.is_active:
        return _("This sign-in has been closed.")
    if invitation.used_at:
        return _("This link has been used already: the password is set.")
    if invitation.voided_at:
        return _("A newer invitation has been sent to you. Open the link in the latest mail.")
    if invitation.expires_at <= now:
        return _("The time of this invitation is over.")
    return ""
