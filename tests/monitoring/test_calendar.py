"""The calendar: a page, a poster, and a feed that only its address opens."""

import datetime
import html
import re

import pytest
from django.urls import reverse
from icalendar import Calendar

from monitoring.models import CalendarFeed
from monitoring.services import assignment, desk, due_calendar, progress
from roadmaps.services.scheduling import set_dates
from schools.access import membership_of
from schools.services.positions import dismiss
from tests.cast import LATER, NOW, PAST, SOON, Cast
from tests.monitoring.pages import read, url

TODAY = NOW.date()


def feed_of(cast: Cast) -> str:
    return reverse("calendar-feed", kwargs={"token": due_calendar.open_feed(cast.director).token})


@pytest.mark.parametrize(
    ("view", "day", "first", "last"),
    [
        ("month", "2026-11-24", "2026-11-01", "2026-11-30"),
        ("quarter", "2026-09-10", "2026-09-01", "2026-10-31"),
        ("year", "2026-11-24", "2026-09-01", "2027-08-31"),
        ("year", "2027-08-31", "2026-09-01", "2027-08-31"),
    ],
)
def test_whole_months_are_shown(cast: Cast, view: str, day: str, first: str, last: str):
    membership = membership_of(cast.director.user, cast.municipality)
    found = due_calendar.bounds(membership, view, datetime.date.fromisoformat(day))
    assert [each.isoformat() for each in found] == [first, last]


def test_a_director_sees_the_own_days_and_the_department_all(cast: Cast, client_of):
    own = client_of(cast.director).get(url(cast, "calendar"), {"day": "2026-11-10"})
    assert "1. Провести диагностику" in read(own)
    assert "Издать приказ" not in read(own)
    everything = read(client_of(cast.coordinator).get(url(cast, "calendar"), {"day": "2026-11-10"}))
    assert "0 из 2" in everything
    assert "Издать приказ о мониторинге" in everything


@pytest.mark.parametrize("view", ["month", "quarter", "year", "nonsense"])
def test_every_view_opens_on_any_day(cast: Cast, client_of, view: str):
    for day in ("2026-11-24", "2027-07-15", "nonsense", "9999-12-31"):
        answer = client_of(cast.head).get(url(cast, "calendar"), {"view": view, "day": day})
        assert answer.status_code == 200


def test_the_poster_lists_the_month(cast: Cast, client_of):
    text = read(client_of(cast.director).get(url(cast, "calendar-poster")))
    assert "Сроки: ноябрь 2026" in text
    assert "10 вт 1. Провести диагностику" in text


def test_a_moved_deadline_stands_on_its_new_day_though_some_have_reported(cast: Cast, client_of):
    progress.submit(cast.execution, by=cast.director)
    moved_to = datetime.date(2026, 11, 30)
    set_dates(cast.items[0], version=1, spans=[(moved_to, moved_to), (LATER, LATER)], by=cast.specialist)
    assignment.put_in_force(cast.roadmap, order_number="500", order_date=TODAY, by=cast.specialist)
    membership = membership_of(cast.coordinator.user, cast.municipality)
    found = due_calendar.entries(membership, datetime.date(2026, 11, 1), moved_to)
    assert [(entry.due, entry.done, len(entry.executions)) for entry in found] == [
        (PAST, 1, 1),
        (SOON, 0, 1),
        (moved_to, 0, 1),
    ]
    assert "30 пн 1. Провести диагностику" in read(
        client_of(cast.other_director).get(url(cast, "calendar-poster"))
    )
    coming = desk.coming(membership, TODAY)
    assert [(row.due, row.received, row.total) for row in coming] == [
        (SOON, 0, 1),
        (moved_to, 1, 2),
        (LATER, 0, 2),
    ]


def test_an_entry_of_the_calendar_opens_the_rows_that_it_counts(cast: Cast, client_of):
    client = client_of(cast.coordinator)
    page = client.get(url(cast, "calendar"), {"day": "2026-11-10"}).content.decode()
    (address,) = re.findall(r'href="([^"]*\?occurrence=[^"]*)"', page)[:1]
    assert client.get(html.unescape(address)).context["paginator"].count == 2


def test_the_feed_has_the_own_duties_with_links_and_alarms(cast: Cast, client):
    answer = client.get(feed_of(cast))
    assert answer["Content-Type"].startswith("text/calendar")
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert [(event.decoded("dtstart").isoformat(), str(event["summary"])) for event in events] == [
        ("2026-11-10", "1. Провести диагностику"),
        ("2027-03-01", "1. Провести диагностику"),
    ]
    assert str(events[0]["url"]).endswith(cast.execution.get_absolute_url())
    assert len(events[0].walk("VALARM")) == 2


def test_what_is_done_rings_no_more(cast: Cast, client):
    progress.submit(cast.execution, by=cast.director)
    first = Calendar.from_ical(client.get(feed_of(cast)).content).walk("VEVENT")[0]
    assert str(first["summary"]).startswith("✓")
    assert not first.walk("VALARM")


def test_what_is_said_not_to_be_required_is_not_called_done(cast: Cast, client):
    progress.claim(cast.execution, by=cast.director, reason="Нет таких классов")
    first = Calendar.from_ical(client.get(feed_of(cast)).content).walk("VEVENT")[0]
    assert str(first["summary"]) == "1. Провести диагностику"
    assert not first.walk("VALARM")


def test_a_roadmap_that_is_over_keeps_what_was_done_and_rings_no_more(cast: Cast, client):
    progress.submit(cast.execution, by=cast.director)
    assignment.complete(cast.roadmap, by=cast.coordinator)
    events = Calendar.from_ical(client.get(feed_of(cast)).content).walk("VEVENT")
    assert [event.decoded("dtstart").isoformat() for event in events] == ["2026-11-10"]


def test_a_new_address_ends_the_old_one_and_a_dismissed_person_has_none(cast: Cast, client, client_of):
    old = feed_of(cast)
    client_of(cast.director).post(url(cast, "calendar-address"))
    assert client.get(old).status_code == 404
    fresh = reverse("calendar-feed", kwargs={"token": CalendarFeed.objects.get().token})
    assert client.get(fresh).status_code == 200
    dismiss(cast.director, on=TODAY, by=cast.administrator)
    assert client.get(fresh).status_code == 404


def test_the_address_is_taken_away(cast: Cast, client, client_of):
    address = feed_of(cast)
    client_of(cast.director).post(url(cast, "calendar-address"), {"do": "close"})
    assert client.get(address).status_code == 404
    assert client.get("/calendar/anything.ics").status_code == 404
