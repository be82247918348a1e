"""Positions: given, ended, passed on to a successor; dismissal."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from schools.choices import Role
from schools.models import Position
from schools.services.positions import correct_position, dismiss, end_position, give_position
from tests.cast import Cast
from tests.factories import PersonFactory, PositionFactory, SchoolFactory, a_person

TODAY = datetime.date(2026, 11, 24)
YESTERDAY, TOMORROW = datetime.date(2026, 11, 23), datetime.date(2026, 11, 25)


def roles_of(person, day=TODAY) -> set[str]:
    return set(Position.objects.current(day).filter(person=person).values_list("role", flat=True))


def test_a_dismissal_today_leaves_yesterday_the_last_day(cast: Cast):
    dismiss(cast.specialist, on=TODAY, by=cast.administrator)
    assert Position.objects.get(person=cast.specialist).until == YESTERDAY
    assert not roles_of(cast.specialist)


def test_a_dismissal_ends_every_position_of_the_municipality(cast: Cast):
    PositionFactory(person=cast.specialist, role=Role.HEAD)
    dismiss(cast.specialist, on=TOMORROW, by=cast.administrator)
    assert len(roles_of(cast.specialist)) == 2
    assert not roles_of(cast.specialist, TOMORROW)


def test_ending_one_position_leaves_the_others(cast: Cast):
    other = PositionFactory(person=cast.specialist, role=Role.HEAD)
    end_position(other, on=TODAY, by=cast.administrator)
    assert roles_of(cast.specialist) == {Role.SPECIALIST}


def test_a_position_that_never_lasted_a_day_is_taken_away(cast: Cast):
    person = PersonFactory(municipality=cast.municipality)
    position = give_position(person, role=Role.SPECIALIST, since=TODAY)
    end_position(position, on=TODAY, by=cast.administrator)
    assert not Position.objects.filter(person=person).exists()
    assert Position.history.filter(person_id=person.pk, history_type="-").exists()


@pytest.mark.parametrize("ending", [dismiss, end_position])
def test_nobody_takes_the_own_position_away(cast: Cast, ending):
    subject = cast.administrator if ending is dismiss else cast.administrator.positions.get()
    with pytest.raises(ValidationError):
        ending(subject, on=TODAY, by=cast.administrator)
    assert roles_of(cast.administrator) == {Role.ADMINISTRATOR}


def test_a_position_does_not_end_before_it_began(cast: Cast):
    position = cast.specialist.positions.get()
    with pytest.raises(ValidationError, match=r"01\.09\.2020"):
        end_position(position, on=datetime.date(2020, 8, 31), by=cast.administrator)


def test_a_new_director_follows_the_old_one_without_a_gap(cast: Cast):
    new = PersonFactory(municipality=cast.municipality)
    give_position(new, role=Role.DIRECTOR, school=cast.school, since=TOMORROW, is_successor=True)
    directors = Position.objects.of_directors().filter(school=cast.school)
    for day, expected in ((TODAY, cast.director), (TOMORROW, new)):
        assert [position.person for position in directors.current(day)] == [expected]


def test_the_old_director_keeps_the_marks_and_the_name(cast: Cast):
    cast.execution.submitted_by = cast.director
    cast.execution.save()
    new = PersonFactory(municipality=cast.municipality)
    give_position(new, role=Role.DIRECTOR, school=cast.school, since=TODAY, is_successor=True)
    cast.execution.refresh_from_db()
    assert cast.execution.submitted_by == cast.director


def test_other_schools_and_other_roles_are_left_alone_by_a_successor(cast: Cast):
    new = PersonFactory(municipality=cast.municipality)
    give_position(new, role=Role.DIRECTOR, school=cast.school, since=TODAY, is_successor=True)
    assert roles_of(cast.other_director) == {Role.DIRECTOR}
    assert roles_of(cast.school_coordinator) == {Role.SCHOOL_COORDINATOR}


@pytest.mark.parametrize(
    ("role", "where", "field"),
    [
        (Role.DIRECTOR, None, "school"),
        (Role.SCHOOL_COORDINATOR, None, "school"),
        (Role.SPECIALIST, "school", "school"),
        (Role.DIRECTOR, "closed", "school"),
        (Role.SPECIALIST, None, "role"),  # held already
    ],
)
def test_a_position_that_makes_no_sense_is_refused_with_its_field(cast: Cast, role, where, field):
    schools = {
        None: None,
        "school": cast.school,
        "closed": SchoolFactory(municipality=cast.municipality, is_closed=True),
    }
    with pytest.raises(ValidationError) as error:
        give_position(cast.specialist, role=role, school=schools[where], since=TODAY)
    assert list(error.value.message_dict) == [field]


def test_a_person_may_hold_the_same_role_in_two_schools(cast: Cast):
    give_position(cast.director, role=Role.DIRECTOR, school=cast.other_school, since=TODAY)
    assert Position.objects.current(TODAY).filter(person=cast.director).count() == 2


def test_dismissing_somebody_who_holds_nothing_says_so(cast: Cast):
    person = PersonFactory(municipality=cast.municipality)
    with pytest.raises(ValidationError):
        dismiss(person, on=TODAY, by=cast.administrator)


def test_days_written_wrongly_are_corrected(cast: Cast):
    position = cast.specialist.positions.get()
    days = {"since": datetime.date(2021, 9, 1), "until": YESTERDAY}
    correct_position(position, title="методист", **days, by=cast.administrator)
    assert not roles_of(cast.specialist)
    assert not cast.specialist.user.__class__.objects.get(pk=cast.specialist.user_id).is_active
    correct_position(position, title="методист", **days | {"until": None}, by=cast.administrator)
    assert roles_of(cast.specialist) == {Role.SPECIALIST}
    assert cast.specialist.user.__class__.objects.get(pk=cast.specialist.user_id).is_active


@pytest.mark.parametrize("who", ["specialist", "administrator"])
def test_a_correction_makes_sense_and_does_not_lock_oneself_out(cast: Cast, who: str):
    until = datetime.date(2019, 1, 1) if who == "specialist" else YESTERDAY
    position = cast.person(who).positions.get()
    with pytest.raises(ValidationError):
        correct_position(position, title="", since=position.since, until=until, by=cast.administrator)


def test_a_second_dismissal_does_not_lengthen_the_first(cast: Cast):
    person = a_person(Role.SPECIALIST, municipality=cast.municipality)
    dismiss(person, on=TODAY, by=cast.administrator)
    with pytest.raises(ValidationError):
        dismiss(person, on=TOMORROW, by=cast.administrator)
    assert Position.objects.get(person=person).until == YESTERDAY
