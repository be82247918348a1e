"""The calendar: a page drawn by the server, a poster for the wall, and a feed for telephones."""

import datetime
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_scopes import scope, scopes_disabled

from common.access import PUBLIC, AccessMixin
from common.mail import absolute_url
from common.views import PageView, WayMixin
from monitoring.choices import RECEIVED_STATES
from monitoring.models import CalendarFeed
from monitoring.services import due_calendar
from monitoring.writers import ical
from roadmaps.choices import RoadmapState
from schools.access import Ability, member, membership_of

DAYS_BACK = 60  # how long a deadline that passed stays in the feed


def asked_day(request: HttpRequest, today: datetime.date) -> datetime.date:
    """The day that the address names, else today."""
    try:
        day = datetime.date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return today
    return day if 2000 <= day.year <= 2100 else today


class CalendarPage(PageView):
    """Deadlines by days: of a month, a quarter, a school year."""

    ability = Ability.VIEW_EXECUTIONS
    template_name = "monitoring/calendar.html"
    partial_name = "monitoring/_calendar.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the months, the way to the neighbours, and the address of the person's feed."""
        membership = member(self.request)
        asked = self.request.GET.get("view", "month")
        view = asked if asked in due_calendar.VIEWS else "month"
        day = asked_day(self.request, membership.today)
        shown = due_calendar.period(membership, view, day)
        feed = CalendarFeed.objects.filter(person=membership.person).first()
        return super().get_context_data(
            view=view,
            day=day,
            period=shown,
            school_year=membership.municipality.calendar.school_year_of(shown.months[0].first),
            is_own=membership.is_school_only,
            can_subscribe=membership.can(Ability.VIEW_OWN_DUTIES),
            feed_url=feed and absolute_url(reverse("calendar-feed", kwargs={"token": feed.token})),
            **kwargs,
        )


class Poster(PageView):
    """The month's deadlines on one sheet, for the wall of the staff room."""

    ability = Ability.VIEW_EXECUTIONS
    template_name = "monitoring/poster.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the month."""
        membership = member(self.request)
        day = asked_day(self.request, membership.today)
        (month,) = due_calendar.period(membership, "month", day).months
        return super().get_context_data(month=month, schools=_places(membership), **kwargs)


def _places(membership: Any) -> str:
    names = [position.school.name for position in membership.positions if position.school]
    return ", ".join(dict.fromkeys(names)) or membership.municipality.name


class FeedAddress(WayMixin, AccessMixin):
    """The person's own address of the feed: made, made anew, taken away."""

    ability = Ability.VIEW_OWN_DUTIES
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Make it anew, or take it away."""
        person = member(request).person
        if request.POST.get("do") == "close":
            due_calendar.close_feed(person)
            messages.success(request, _("The address of the calendar no longer works."))
        else:
            due_calendar.open_feed(person)
            messages.success(
                request, _("The address of the calendar is ready. An earlier one no longer works.")
            )
        return HttpResponseRedirect(self.address("calendar"))


class Feed(AccessMixin):
    """The feed itself: whoever knows the address may read it, while its owner works here and may sign in."""

    ability = PUBLIC

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """Give the owner's duties; of roadmaps that are over, only what was received: nothing rings."""
        with scopes_disabled():
            feed = (
                CalendarFeed.objects.select_related("person__user", "municipality")
                .filter(token=token)
                .first()
            )
        user = feed.person.user if feed else None
        if feed is None or user is None or not user.is_active:
            raise Http404
        place = feed.municipality
        with scope(municipality=place), timezone.override(place.zone), translation.override(user.language):
            membership = membership_of(user, place)
            if membership is None:
                raise Http404
            since = membership.today - datetime.timedelta(days=DAYS_BACK)
            counts = Q(roadmap__state=RoadmapState.IN_FORCE) | Q(state__in=RECEIVED_STATES)
            rows = due_calendar.own(membership).filter(counts, due__gte=since)
            body = ical.write(
                rows.select_related("item", "school", "municipality").order_by("due", "pk"), place
            )
        response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
        response["Content-Disposition"] = 'inline; filename="roadmap.ics"'
        response["Cache-Control"] = "private, max-age=900"
        response["X-Robots-Tag"] = "noindex"
        return response
