"""«Отправить ещё раз»: another try for a mail, to where its person reads mail now."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from accounts.views.outbox import messages_of
from common.access import AccessMixin
from monitoring.services import resending
from schools.access import Ability


class MessageRetry(AccessMixin):
    """Another try for a mail that was not delivered."""

    ability = Ability.VIEW_OUTBOX
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, **_kwargs: object) -> HttpResponse:
        """Put the mail back into the queue."""
        message = get_object_or_404(messages_of(request), pk=pk)
        try:
            recipient = resending.send_again(message)
        except resending.NoAddressError as error:
            messages.error(request, str(error))
            return redirect(message)
        if recipient:
            said = _("The mail is in the queue again and goes to %(address)s within a minute.")
            messages.success(request, said % {"address": recipient})
        return redirect(message)
