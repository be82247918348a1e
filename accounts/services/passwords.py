"""Mail that lets a person set the password anew."""

import datetime

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from accounts.models import Message, User
from accounts.services import outbox
from common.mail import Mail, absolute_url, render_mail

MAILS_AN_HOUR = 5


@transaction.atomic
def send_reset(email: str) -> None:
    """Queue the mail with the link, if the address is a login's; the caller learns nothing either way.

    Who has never set a password is told to open the invitation. The mail is composed for an unknown
    address too, so that the time of the answer tells nothing.
    """
    user = User.objects.filter(email=email.strip().lower(), is_active=True).first() or User(email=email)
    mail, token = _compose(user)
    hour_ago = timezone.now() - datetime.timedelta(hours=1)
    recent = Message.objects.filter(recipient=user.email, municipality="", created_at__gt=hour_ago)
    if recent.count() < MAILS_AN_HOUR and user.pk:
        outbox.queue(
            recipient=user.email,
            subject=mail.subject,
            text=mail.text,
            html=mail.html,
            user=user,
            secret=token,
        )


def _compose(user: User) -> tuple[Mail, str]:
    token = link = ""
    if user.has_usable_password():
        token = default_token_generator.make_token(user)
        uid = urlsafe_base64_encode(force_bytes(user.pk))
        link = absolute_url(reverse("password-reset-confirm", kwargs={"uidb64": uid, "token": token}))
    hours = settings.PASSWORD_RESET_TIMEOUT // 3600
    context = {"link": link, "email": user.email, "hours": hours}
    return render_mail("password_reset", context, user.language), token
