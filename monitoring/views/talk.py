"""Comments, the person's inbox, and the stream of everything that happened."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from common.access import AccessMixin
from common.views import FilteredRowsView, RowsView, WayMixin
from monitoring.filters.events import EventFilter
from monitoring.models import Event, Execution, Notice
from monitoring.services import comments, notices
from monitoring.views.executions import ExecutionDetail
from schools.access import Ability, member


class AddComment(ExecutionDetail):
    """«Написать»: whoever sees the execution may comment on it."""

    ability = Ability.COMMENT
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Write the comment, and say whom it names in vain; or why not, with the text as it was typed."""
        text = request.POST.get("text", "")
        try:
            comments.comment(self.execution, by=member(request).person, text=text)
        except ValidationError as error:
            return self.refuse(text, error)
        if names := comments.unreached(text, self.execution):
            said = _("No letter went to %(names)s: nobody here has that name and an address.")
            messages.warning(request, said % {"names": ", ".join(names)})
        return HttpResponseRedirect(f"{self.url('execution-detail')}#events")

    def refuse(self, text: str, error: ValidationError) -> HttpResponse:
        """Show the page of the execution again, where the text is mended."""
        self.object = self.execution
        context = self.get_context_data(
            comment=text, comment_errors=error.messages, here=self.url("execution-detail")
        )
        return self.render_to_response(context, status=422)


class Inbox(RowsView):
    """What the person has to be told of, the latest first."""

    ability = Ability.VIEW_EXECUTIONS
    template_name = "monitoring/notice_list.html"
    paginate_by = 30

    def get_queryset(self) -> "QuerySet[Notice]":
        """The person's own."""
        rows: QuerySet[Notice] = Notice.objects.of(member(self.request).person)
        return rows.select_related("event__execution__item", "event__execution__school")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say how many are unread."""
        unread = Notice.objects.of(member(self.request).person).unread().count()
        return super().get_context_data(unread=unread, **kwargs)


class OpenNotice(WayMixin, AccessMixin):
    """A notice is read by opening what it tells of."""

    ability = Ability.VIEW_EXECUTIONS

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Mark it read and go there."""
        membership = member(request)
        rows = Notice.objects.of(membership.person).select_related("event")
        notice = get_object_or_404(rows, pk=kwargs["pk"])
        notices.read(membership.person, [notice.pk])
        if not Execution.objects.visible_to(membership).filter(pk=notice.event.execution_id).exists():
            messages.info(request, _("This concerns you no more: you do not work there now."))
            return HttpResponseRedirect(self.address("inbox"))
        return HttpResponseRedirect(
            f"{self.address('execution-detail', pk=notice.event.execution_id)}#events"
        )


class ReadAll(WayMixin, AccessMixin):
    """«Прочитано всё»."""

    ability = Ability.VIEW_EXECUTIONS
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Mark all read."""
        notices.read(member(request).person)
        messages.success(request, _("Everything is marked as read."))
        return HttpResponseRedirect(self.address("inbox"))


class EventList(FilteredRowsView):
    """Who did what, when and why, over all executions that the person sees."""

    ability = Ability.VIEW_EXECUTIONS
    filterset_class = EventFilter
    template_name = "monitoring/event_list.html"
    partial_name = "monitoring/_event_rows.html"

    def get_rows(self) -> "QuerySet[Event]":
        """Events of the executions that the person sees."""
        membership = member(self.request)
        rows: QuerySet[Event] = Event.objects.all()
        if membership.is_school_only:
            rows = rows.filter(execution__in=Execution.objects.visible_to(membership).values("pk"))
        return rows.select_related("execution__item", "execution__school").order_by("-at", "-pk")
