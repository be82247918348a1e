"""The outgoing mail of a municipality, for its administrator."""

from typing import Any

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp, csp_update
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin

from accounts.access import VIEW_OUTBOX
from accounts.filters import MessageFilter
from accounts.models import Message, MessageQuerySet
from accounts.services import outbox
from common.access import AccessMixin
from common.views import Crumb, FilteredRowsView, RowView


def messages_of(request: HttpRequest) -> MessageQuerySet:
    """The mail that the administrator of the address's municipality may see."""
    municipality = request.membership.municipality  # type: ignore[attr-defined]
    return Message.objects.of_municipality(municipality.slug)


class MessageList(FilteredRowsView):
    """Every mail, newest first, with a filter; and how the outbox is doing."""

    ability = VIEW_OUTBOX
    filterset_class = MessageFilter
    template_name = "accounts/message_list.html"
    partial_name = "accounts/_message_rows.html"

    def get_rows(self) -> MessageQuerySet:
        """Only the municipality's own mail."""
        return messages_of(self.request)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the outbox's health."""
        return super().get_context_data(health=messages_of(self.request).health(), **kwargs)


@method_decorator(csp_update({"frame-src": [SELF]}), name="dispatch")
class MessageDetail(RowView):
    """One mail as its recipient gets it, and what became of it."""

    ability = VIEW_OUTBOX
    template_name = "accounts/message_detail.html"

    def get_queryset(self) -> MessageQuerySet:
        """Only the municipality's own mail."""
        return messages_of(self.request)

    def get_crumbs(self) -> list[Crumb]:
        """The outbox, then the mail."""
        return [(_("Outgoing mail"), self.address("message-list")), (self.object.subject, "")]


# The mail's HTML has its own rules: it may be framed by our page, has its styles inline, and loads nothing.
MAIL_POLICY = {
    "default-src": [NONE],
    "style-src": [UNSAFE_INLINE],
    "img-src": ["data:"],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": [SELF],
    "sandbox": True,
}


@method_decorator([xframe_options_sameorigin, csp(MAIL_POLICY)], name="dispatch")
class MessageHtml(AccessMixin):
    """The mail's HTML alone, for the frame of the page."""

    ability = VIEW_OUTBOX
    http_method_names = ["get"]

    def get(self, request: HttpRequest, pk: int, **_kwargs: object) -> HttpResponse:
        """Show it without what is for the recipient's eyes only."""
        return HttpResponse(get_object_or_404(messages_of(request), pk=pk).shown_html)


class MessageRelease(AccessMixin):
    """A mail taken from a sender that has died with it in hand."""

    ability = VIEW_OUTBOX
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, **_kwargs: object) -> HttpResponse:
        """Let the next sender have it at once."""
        message = get_object_or_404(messages_of(request), pk=pk)
        if outbox.release(message):
            messages.success(request, _("The mail is released: the next sender takes it within a minute."))
        return redirect(message)
