"""Builds the demo municipality: schools, people, three roadmaps, a template, and what was done so far."""

import datetime
from typing import Any

from django.db import transaction
from django_scopes import scope

from accounts.models import User
from config.demo import claims, history, letters, people, plan, population, talk
from monitoring.services import assignment, summaries
from roadmaps.choices import RoadmapState
from roadmaps.models import Roadmap
from roadmaps.responsibles import split_entries
from roadmaps.services.importing import take_in
from schools.choices import Role
from schools.models import Municipality, Person, School

COLUMNS = [
    {"field": "number", "heading": "№ п/п"},
    {"field": "title", "heading": "Мероприятие"},
    {"field": "deadline", "heading": "Сроки"},
    {"field": "responsible", "heading": "Ответственные"},
    {"field": "result", "heading": "Планируемый результат"},
    {"field": "report_form", "heading": "Формы отчётных документов"},
]


@transaction.atomic
def build(today: datetime.date) -> Municipality:
    """Create the demo municipality as of ``today`` and its neighbour; return the former."""
    first = first_day(today)
    municipality = population.add_municipality(people.SLUG, people.NAME, people.SHORT_NAME)
    viewer = _neighbour(today, first)
    with scope(municipality=municipality):
        staff = population.add_staff(municipality, first, viewer)
        schools = population.add_schools(municipality, today, first)
        population.add_groups(municipality)
        main = _roadmap(
            municipality,
            staff["specialist"],
            title=f"Дорожная карта адресной помощи школам Верхнелучинского муниципального округа "
            f"на {first.year}–{first.year + 1} годы",
            short_title="Адресная помощь школам",
            sections=plan.MAIN,
            period=(first, datetime.date(first.year + 1, 12, 31)),
            order=("318", first + datetime.timedelta(days=13)),
            has_all=True,
        )
        completed = _roadmap(
            municipality,
            staff["specialist"],
            title="Дорожная карта подготовки к итоговой аттестации, "
            f"{first.year - 1}/{first.year % 100} учебный год",
            short_title="Подготовка к аттестации",
            sections=plan.COMPLETED,
            period=(datetime.date(first.year - 1, 9, 1), datetime.date(first.year, 8, 31)),
            order=("774", datetime.date(first.year - 1, 9, 1)),
        )
        _roadmap(
            municipality,
            staff["specialist"],
            title="Дорожная карта развития функциональной грамотности на "
            f"{today.year}/{(today.year + 1) % 100} учебный год",
            short_title="Функциональная грамотность",
            sections=plan.DRAFT,
            period=(datetime.date(today.year, 9, 1), datetime.date(today.year + 1, 8, 31)),
        )
        _roadmap(
            municipality,
            staff["specialist"],
            title="Дорожная карта поддержки СОШ №___",
            short_title="Бланк карты школы",
            sections=plan.FORM,
        )
        for roadmap in (main, completed):
            roadmap.coordinators.set([staff["coordinator"]])
            assignment.put_in_force(
                roadmap,
                order_number=roadmap.order_number,
                order_date=roadmap.order_date or first,
                by=staff["specialist"],
            )
        coordinator = staff["coordinator"]
        claimed = claims.choose(main, today=today, schools=list(schools))
        history.live(main, today=today, coordinator=coordinator, directors=schools, without=claimed)
        claims.make(claimed, today=today, coordinator=coordinator, directors=schools)
        history.live(
            completed, today=today, coordinator=staff["coordinator"], directors=schools, is_complete=True
        )
        Roadmap.objects.filter(pk=completed.pk).update(state=RoadmapState.COMPLETED)
        for roadmap in (main, completed):
            history.remember_days(roadmap, today=today)
            summaries.rebuild(roadmap, today=today)
        talk.delegate(staff, today=today)
        talk.fill_inboxes(main, today=today)
        talk.comment(main, staff, schools, today=today)
        talk.acknowledge(main, today=today)
        letters.remember(municipality, staff["coordinator"], today=today)
    return municipality


def first_day(today: datetime.date) -> datetime.date:
    """The first day of the main roadmap: a first of January at least half a year ago."""
    return datetime.date(today.year if today.month > 6 else today.year - 1, 1, 1)


def _roadmap(
    municipality: Municipality,
    by: Person,
    *,
    title: str,
    short_title: str,
    sections: Any,
    period: tuple[datetime.date, datetime.date] | None = None,
    order: tuple[str, datetime.date] | None = None,
    has_all: bool = False,
) -> Roadmap:
    """Take a plan in as if it had come from a document; one without a period is a template."""
    content = {
        "title": title,
        "is_template": period is None,
        "period": {"start": period[0].isoformat(), "end": period[1].isoformat()} if period else {},
        "order": {
            "number": order[0] if order else "",
            "date": order[1].isoformat() if order else None,
            "issuer": people.DEPARTMENT,
            "signed_by": "П. В. Тихомиров",
            "signer_post": "Начальник управления образования",
        },
        "goal": "Помочь каждой школе выйти из числа школ с низкими результатами и удержать достигнутое",
        "columns": COLUMNS,
        "sections": [
            {"number": str(number), "title": name} for number, (name, _rows) in enumerate(sections, start=1)
        ],
        "activities": [
            _row(f"{section}.{number}", row, section=str(section))
            for section, (_name, rows) in enumerate(sections, start=1)
            for number, row in enumerate(rows, start=1)
        ],
    }
    if has_all and period:
        content |= _appendices(period)
    roadmap = take_in(content, municipality=municipality, by=by)
    roadmap.short_title = short_title
    roadmap.save(update_fields=["short_title"])
    return roadmap


def _row(number: str, row: tuple[str, ...], *, section: str = "") -> dict[str, Any]:
    title, deadline, responsible, *rest = row
    result, report_form = (*rest, "", "")[:2]
    return {
        "number": number,
        "section": section,
        "title": title,
        "deadline": deadline,
        "responsible": split_entries(responsible),
        "result": result,
        "report_form": report_form,
    }


def _appendices(period: tuple[datetime.date, datetime.date]) -> dict[str, Any]:
    years = [str(period[0].year - 1), str(period[0].year), str(period[1].year)]
    return {
        "passport": [{"name": name, "text": text} for name, text in plan.PASSPORT],
        "control_points": [_row(str(n), row) for n, row in enumerate(plan.CONTROL_POINTS, start=1)],
        "mechanisms": [_row(str(n), row) for n, row in enumerate(plan.MECHANISMS, start=1)],
        "indicators": [
            {
                "group": "Целевые показатели",
                "name": name,
                "unit": unit,
                "values": dict(zip(years, values, strict=True)),
            }
            for name, unit, values in plan.INDICATORS
        ],
    }


def _neighbour(today: datetime.date, first: datetime.date) -> User:
    """Create the neighbour municipality and the viewer, who sees both; return the viewer's login."""
    name, short_name, slug = people.NEIGHBOUR
    municipality = population.add_municipality(slug, name, short_name)
    viewer = population.login("viewer")
    with scope(municipality=municipality):
        schools = [
            School.objects.create(municipality=municipality, name=school)
            for school in people.NEIGHBOUR_SCHOOLS
        ]
        since = first - datetime.timedelta(days=300)
        directors = {
            school.pk: population.add_person(
                municipality,
                (surname, "Анна", "Ивановна"),
                user=None,
                phone="",
                role=Role.DIRECTOR,
                school=school,
                since=since,
            )
            for school, surname in zip(schools, ("Аистова", "Снегирёва", "Синицына", "Чайкина"), strict=True)
        }
        names = {role: names for role, *names, _post, _address in people.DEPARTMENT_PEOPLE}[Role.VIEWER]
        population.add_person(
            municipality, (names[0], names[1], names[2]), user=viewer, phone="", role=Role.VIEWER, since=since
        )
        coordinator = population.add_person(
            municipality,
            ("Соколова", "Ирина", "Дмитриевна"),
            user=population.login("neighbour"),
            phone="",
            role=Role.COORDINATOR,
            since=since,
        )
        population.add_groups(municipality)
        roadmap = _roadmap(
            municipality,
            coordinator,
            title=f"Дорожная карта поддержки школ на {first.year} год",
            short_title="Поддержка школ",
            sections=plan.MAIN[3:4],
            period=(first, datetime.date(first.year + 1, 12, 31)),
            order=("56", first + datetime.timedelta(days=20)),
        )
        assignment.put_in_force(
            roadmap, order_number=roadmap.order_number, order_date=roadmap.order_date or first, by=coordinator
        )
        history.live(roadmap, today=today, coordinator=coordinator, directors=directors)
        history.remember_days(roadmap, today=today)
        summaries.rebuild(roadmap, today=today)
    return viewer
