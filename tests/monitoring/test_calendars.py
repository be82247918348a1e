"""Another calendar reads deadlines again: what is not due yet moves, with its executions."""

import datetime

import pytest
from django.urls import reverse

from monitoring.models import Execution
from monitoring.services import assignment, calendars
from roadmaps.choices import DateSource, RoadmapState
from roadmaps.models import Occurrence, PlanItem
from roadmaps.services.scheduling import read_deadlines, set_dates
from schools.academic_calendar import DEFAULT
from schools.models import Municipality
from tests.cast import NOW, Cast
from tests.conftest import ClientOf, PortalClient
from tests.factories import PlanItemFactory, ResponsibleFactory

TRIMESTERS = {**DEFAULT.to_dict(), "quarters": [["09-01", "11-30"], ["12-01", "02-28"], ["03-01", "05-31"]]}
TODAY = NOW.date()


def rows(item: PlanItem) -> list[Occurrence]:
    return list(item.occurrences.filter(is_cancelled=False))


def dues(item: PlanItem) -> list[str]:
    return [str(row.due) for row in rows(item)]


def change(cast: Cast, **changes: object) -> list[calendars.Effect]:
    municipality = Municipality.objects.get(pk=cast.municipality.pk)
    return calendars.change_calendar(
        municipality, version=municipality.version, changes=changes, by=cast.administrator, today=TODAY
    )


@pytest.fixture
def quarterly(cast: Cast) -> PlanItem:
    """An activity of every school quarter, in force with its executions."""
    item = PlanItemFactory(section=cast.section, deadline_text="1 раз в четверть", number="9")
    ResponsibleFactory(item=item, group=cast.directors)
    read_deadlines([item], cast.roadmap)
    assignment.put_in_force(
        cast.roadmap, order_number="8", order_date=datetime.date(2026, 11, 23), by=cast.specialist
    )
    return item


@pytest.fixture
def client(cast: Cast, client_of: ClientOf) -> PortalClient:
    return client_of(cast.administrator)


def test_trimesters_leave_what_was_due_and_change_what_is_ahead(cast: Cast, quarterly: PlanItem):
    assert dues(quarterly) == ["2026-10-31", "2026-12-31", "2027-03-31", "2027-05-31"]
    change(cast, academic_calendar=TRIMESTERS)
    assert dues(quarterly) == ["2026-10-31", "2027-02-28", "2027-05-31"]


def test_executions_follow_and_marks_stay(cast: Cast, quarterly: PlanItem):
    done = Execution.objects.filter(item=quarterly, due="2026-12-31").first()
    assert done
    Execution.objects.filter(pk=done.pk).update(
        state="accepted", submitted_at=NOW, submitted_on=TODAY, submitted_by=cast.director
    )
    change(cast, academic_calendar={**DEFAULT.to_dict(), "quarters": [
        ["09-01", "10-25"], ["11-05", "12-29"], ["01-12", "03-22"], ["04-01", "05-26"]
    ]})  # fmt: skip
    done.refresh_from_db()
    assert (done.state, str(done.due)) == ("accepted", "2026-12-31")
    open_days = Execution.objects.filter(item=quarterly, school=done.school_id).exclude(pk=done.pk)
    assert sorted(str(row.due) for row in open_days.standing()) == ["2026-10-31", "2027-03-22", "2027-05-26"]


def test_dates_set_by_hand_survive(cast: Cast, quarterly: PlanItem):
    day = datetime.date(2027, 1, 16)  # a Saturday
    set_dates(quarterly, version=quarterly.version, spans=[(day, day)], by=cast.specialist)
    change(cast, academic_calendar=TRIMESTERS, days_off={"rule": "next", "changes": {}})
    assert dues(quarterly) == ["2027-01-16"]


def test_a_draft_is_read_anew_altogether(cast: Cast):
    item = PlanItemFactory(section=cast.draft_section, deadline_text="1 раз в четверть")
    read_deadlines([item], cast.draft)
    change(cast, academic_calendar=TRIMESTERS)
    assert dues(item) == ["2026-11-30", "2027-02-28", "2027-05-31"]


def test_what_waits_for_an_order_is_not_put_in_force_by_the_calendar(cast: Cast, quarterly: PlanItem):
    later = PlanItemFactory(section=cast.section, deadline_text="1 раз в четверть", number="10")
    ResponsibleFactory(item=later, group=cast.directors)
    read_deadlines([later], cast.roadmap)
    change(cast, academic_calendar=TRIMESTERS)
    assert "2027-02-28" in dues(later)
    assert not Execution.objects.filter(item=later).exists()


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("keep", [("2026-12-19", None), ("2027-01-03", None)]),
        ("next", [("2026-12-21", "2026-12-19"), ("2027-01-11", "2027-01-03")]),
        ("previous", [("2026-12-18", "2026-12-19"), ("2026-12-30", "2027-01-03")]),
    ],
)
def test_a_deadline_on_a_day_off_moves_by_the_rule_and_keeps_what_is_written(
    cast: Cast, rule: str, expected: list[tuple[str, str | None]]
):
    item = PlanItemFactory(section=cast.draft_section, deadline_text="до 19.12.2026, до 03.01.2027")
    read_deadlines([item], cast.draft)
    change(cast, days_off={"rule": rule, "changes": {}})
    assert [(str(row.due), row.written_due and str(row.written_due)) for row in rows(item)] == expected
    change(cast, days_off={"rule": "keep", "changes": {}})
    assert [(str(row.due), row.written_due) for row in rows(item)] == [
        ("2026-12-19", None), ("2027-01-03", None)
    ]  # fmt: skip


def test_the_rule_leads_no_deadline_out_of_its_roadmap(cast: Cast):
    item = PlanItemFactory(section=cast.draft_section, deadline_text="до 29.08.2027")  # a Sunday
    read_deadlines([item], cast.draft)
    change(cast, days_off={"rule": "next", "changes": {"2027-08-30": False, "2027-08-31": False}})
    assert dues(item) == ["2027-08-27"]


def test_the_departments_own_transfers_win_over_the_production_calendar(cast: Cast):
    item = PlanItemFactory(section=cast.draft_section, deadline_text="до 19.12.2026")
    read_deadlines([item], cast.draft)
    change(cast, days_off={"rule": "next", "changes": {"2026-12-19": True}})
    assert dues(item) == ["2026-12-19"]
    change(cast, days_off={"rule": "next", "changes": {"2026-12-21": False}})
    assert dues(item) == ["2026-12-22"]


def test_executions_follow_the_rule_for_days_off(cast: Cast, quarterly: PlanItem):
    PlanItem.objects.filter(pk=quarterly.pk).update(dates_from=DateSource.READ)
    change(cast, days_off={"rule": "previous", "changes": {"2027-03-31": False}})
    days = {str(row.due) for row in Execution.objects.filter(item=quarterly)}
    assert sorted(days) == ["2026-10-31", "2026-12-30", "2027-03-30", "2027-05-31"]


USUAL = {  # the school year as a new municipality has it
    "quarters": "01.09 – 31.10\n01.11 – 31.12\n01.01 – 31.03\n01.04 – 31.05",
    "halves": "01.09 – 31.12\n01.01 – 31.05",
}


def form(version: int, **data: object) -> dict[str, object]:
    return {
        "version": version,
        "quarters": "01.09 – 30.11\n01.12 – 28.02\n01.03 – 31.05",
        "halves": "01.09 – 31.12\n01.01 – 31.05",
        "holidays": "26.10 – 03.11",
        "rule": "keep",
        "days_off": "",
        "days_of_work": "",
        **data,
    }


def test_the_page_shows_what_would_change_and_changes_it_only_when_confirmed(
    cast: Cast, client: PortalClient, quarterly: PlanItem
):
    address = reverse("calendar-edit", kwargs={"municipality": cast.municipality.slug})
    answer = client.post(address, form(1))
    shown = answer.content.decode().replace("\xa0", " ")
    assert "31 дек 2026" in shown
    assert "28 фев 2027" in shown
    assert dues(quarterly)[1] == "2026-12-31"
    seal = answer.context["seal"]
    other = form(1, confirmed=seal, quarters="01.09 – 30.11\n01.12 – 27.02\n01.03 – 31.05")
    assert client.post(address, other).status_code == 200  # not what was shown
    assert dues(quarterly)[1] == "2026-12-31"
    answer = client.post(address, form(1, confirmed=seal))
    assert answer.status_code == 302
    assert dues(quarterly)[1] == "2027-02-28"
    cast.municipality.refresh_from_db()
    assert cast.municipality.reminder_rules["holidays"] == [["10-26", "11-03"]]
    assert len(cast.municipality.calendar.quarters) == 3


def test_a_completed_roadmap_stays_as_it_was(cast: Cast, quarterly: PlanItem):
    cast.roadmap.state = RoadmapState.COMPLETED
    cast.roadmap.save()
    change(cast, academic_calendar=TRIMESTERS)
    assert "2026-12-31" in dues(quarterly)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"quarters": "осень"}, "осень"),
        ({"quarters": "01.09 – 31.09"}, "31.09"),
        ({"quarters": "01.09 – 31.10\n15.10 – 31.12\n01.01 – 31.03\n01.04 – 26.05"}, "после"),
        ({"halves": "01.09 – 29.12\n12.01 – 30.06"}, "полугодия"),
        ({"holidays": "осенью"}, "осенью"),
        ({"days_off": "когда-нибудь"}, "день"),
        ({"days_off": "07.12.2026", "days_of_work": "07.12.2026"}, "рабочим"),
    ],
)
def test_what_makes_no_calendar_is_refused_with_a_sentence(
    cast: Cast, client: PortalClient, wrong: dict[str, str], sentence: str
):
    address = reverse("calendar-edit", kwargs={"municipality": cast.municipality.slug})
    answer = client.post(address, form(1, confirmed="1", **wrong))
    assert answer.status_code == 200
    assert sentence in answer.content.decode().replace("\xa0", " "), answer.context["form"].errors


def test_what_a_colleague_has_saved_meanwhile_is_laid_beside(cast: Cast, client: PortalClient):
    address = reverse("calendar-edit", kwargs={"municipality": cast.municipality.slug})
    assert client.post(address, form(1, days_off="07.12.2026", **USUAL)).status_code == 302
    mine = form(1, days_off="11.01.2027", **USUAL)
    answer = client.post(address, mine)
    assert answer.status_code == 409
    found = {each.name: (each.mine, each.theirs) for each in answer.context["differences"]}
    assert found["days_off"] == ("11.01.2027", "07.12.2026")
    cast.municipality.refresh_from_db()
    assert set(cast.municipality.days_off["changes"]) == {"2026-12-07"}
    chosen = {**mine, "version": 2, "days_off": "07.12.2026\n11.01.2027", "take-days_off": "result"}
    assert client.post(address, chosen).status_code == 302
    cast.municipality.refresh_from_db()
    assert set(cast.municipality.days_off["changes"]) == {"2026-12-07", "2027-01-11"}


def test_what_was_chosen_of_two_texts_is_what_is_shown_and_confirmed(
    cast: Cast, client: PortalClient, quarterly: PlanItem
):
    address = reverse("calendar-edit", kwargs={"municipality": cast.municipality.slug})
    client.post(address, form(1, days_off="07.12.2026", **USUAL))
    chosen = form(2, days_off="11.01.2027", **{"take-days_off": "theirs"})
    answer = client.post(address, chosen)
    assert answer.context["form"]["days_off"].value() == "07.12.2026"
    shown = {name: answer.context["form"][name].value() for name in form(2)}
    answer = client.post(address, {**shown, "confirmed": answer.context["seal"]})
    assert answer.status_code == 302
    cast.municipality.refresh_from_db()
    assert set(cast.municipality.days_off["changes"]) == {"2026-12-07"}
    assert len(cast.municipality.calendar.quarters) == 3
