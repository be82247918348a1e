"""The page of one roadmap: the official table, its filters and parts, what each role is offered."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from roadmaps.catalogue.plan import Filter, plan_of
from roadmaps.choices import DateSource, DeadlineKind, ItemKind, ResponsibleKind
from roadmaps.models import Responsible, Roadmap
from tests.cast import PAST, SOON, Cast
from tests.conftest import ClientOf
from tests.factories import (
    IndicatorFactory,
    PassportEntryFactory,
    PlanItemFactory,
    ResponsibleFactory,
    SectionFactory,
    an_item,
)

TODAY = datetime.date(2026, 11, 24)


def page_of(cast: Cast, client_of: ClientOf, role: str, roadmap: Roadmap, **query: str) -> Any:
    keys = {"municipality": cast.municipality.slug, "pk": roadmap.pk}
    return client_of(cast.person(role)).get(reverse("roadmap-detail", kwargs=keys), query)


def rows(roadmap: Roadmap, **only: Any) -> dict[str, Any]:
    plan = plan_of(roadmap, ItemKind.ACTIVITY, today=TODAY, only=Filter(**only))
    return {row.number: row for section in plan.sections for row in section.rows}


def test_the_table_has_the_documents_own_columns_in_their_order(cast: Cast, client_of: ClientOf):
    cast.roadmap.columns = [
        {"field": "number", "heading": "№ п/п"},
        {"field": "audience", "heading": "Адресность"},
        {"field": "title", "heading": "Что сделать"},
        {"field": "Источник", "heading": "Источник"},
        {"field": "deadline", "heading": "Сроки"},
        {"field": "responsible", "heading": "Кто"},
    ]
    cast.roadmap.save()
    item = an_item(cast.section, number="9", title="Обсудить", extra={"Источник": "Бюджет округа"})
    plan = plan_of(cast.roadmap, ItemKind.ACTIVITY, today=TODAY)
    headings = [column.heading for column in plan.columns]
    assert headings == ["№ п/п", "Что сделать", "Адресность", "Источник", "Сроки", "Кто"]
    assert ("Источник", "Бюджет округа") in rows(cast.roadmap)["9"].cells
    page = page_of(cast, client_of, "specialist", cast.roadmap).content.decode()
    assert "Бюджет округа" in page
    assert f'id="i{item.pk}"' in page


def test_sections_within_sections_keep_the_order_of_the_document(cast: Cast):
    second = SectionFactory(roadmap=cast.roadmap, position=5, number="2", title="Вторая")
    SectionFactory(roadmap=cast.roadmap, position=3, number="1.1", parent=cast.section, title="Внутри")
    plan = plan_of(cast.roadmap, ItemKind.ACTIVITY, today=TODAY)
    assert [(section.number, section.depth) for section in plan.sections] == [
        (cast.section.number, 0),
        ("1.1", 1),
        (second.number, 0),
    ]


@pytest.mark.parametrize(
    ("fields", "due", "words", "is_doubt"),
    [
        ({"deadline_text": "до 10 ноября 2026"}, (PAST,), "10 ноя 2026", False),
        ({"deadline_text": "10, 27 ноября"}, (PAST, SOON), "10 ноя, 27 ноя", False),
        ({"deadline_kind": DeadlineKind.BY_SCHEDULE, "deadline_text": "по графику"}, (), "Дат нет", True),
        ({"deadline_kind": DeadlineKind.UNKNOWN, "deadline_text": "когда-нибудь"}, (), "не понят", True),
        ({"deadline_kind": DeadlineKind.EMPTY}, (), "не написан", True),
        ({"dates_from": DateSource.NONE_NEEDED}, (), "дата не нужна", False),
        ({"deadline_text": "3 мая 2019"}, (datetime.date(2019, 5, 3),), "вне периода", True),
    ],
)
def test_beneath_the_deadline_stands_what_the_portal_understood(
    cast: Cast, fields: dict[str, str], due: tuple[datetime.date, ...], words: str, is_doubt: bool
):
    item = an_item(cast.section, number="77", due=due)
    type(item).objects.filter(pk=item.pk).update(**{"dates_from": DateSource.READ, **fields})
    reading = rows(cast.roadmap)["77"].reading
    assert words in reading.words.replace("\xa0", " ")
    assert reading.is_doubt is is_doubt


def test_many_dates_are_counted_and_the_next_one_named(cast: Cast):
    days = tuple(datetime.date(2026, 9, 30) + datetime.timedelta(days=30 * n) for n in range(9))
    an_item(cast.section, number="77", due=days)
    words = rows(cast.roadmap)["77"].reading.words.replace("\xa0", " ")
    assert words.startswith("9 сроков, ближайший 29 ноя 2026")


def test_a_month_and_a_span_are_shown_by_both_ends(cast: Cast):
    item = an_item(cast.section, number="77", due=(datetime.date(2026, 10, 31),))
    item.occurrences.update(start=datetime.date(2026, 9, 1))
    type(item).objects.filter(pk=item.pk).update(dates_from=DateSource.READ)
    assert rows(cast.roadmap)["77"].reading.words.replace("\xa0", " ") == "1 сен – 31 окт 2026"


def test_chips_say_whom_an_entry_means(cast: Cast):
    chips = {chip.text: chip for row in rows(cast.roadmap).values() for chip in row.chips}
    assert (chips["Руководители ОО"].icon, chips["Руководители ОО"].count) == ("people", 2)
    person = next(chip for text, chip in chips.items() if text.startswith("Ручьёва"))
    assert (person.icon, person.meaning) == ("person", cast.specialist.short_name)
    assert chips["Методисты"].is_doubt


def test_the_plan_is_narrowed_to_a_section_a_person_and_what_needs_a_decision(cast: Cast):
    other = SectionFactory(roadmap=cast.roadmap, position=9)
    an_item(other, number="99", due=(SOON,))
    assert set(rows(cast.roadmap, section=other.pk)) == {"99"}
    assert set(rows(cast.roadmap, who=f"p{cast.specialist.pk}")) == {"2"}
    assert set(rows(cast.roadmap, who=f"g{cast.directors.pk}")) == {"1"}
    assert set(rows(cast.roadmap, needs_decision=True)) == {"3"}


def test_a_specialist_edits_and_everybody_else_reads(cast: Cast, client_of: ClientOf):
    page = page_of(cast, client_of, "specialist", cast.roadmap).content.decode()
    assert "Кто это? Выберите" in page
    assert 'data-panel="edit/"' in page
    for role in ("director", "head", "viewer"):
        page = page_of(cast, client_of, role, cast.roadmap).content.decode()
        assert "Провести диагностику" in page
        assert "edit/" not in page
        assert "Кто это?" not in page


def test_parts_stand_under_their_own_tabs(cast: Cast, client_of: ClientOf):
    PassportEntryFactory(roadmap=cast.roadmap, name="Сроки реализации", text="2026/27 учебный год")
    IndicatorFactory(roadmap=cast.roadmap, values={"2026": "95", "2025": "90"})
    PlanItemFactory(
        roadmap=cast.roadmap, section=None, kind=ItemKind.CONTROL_POINT, title="Итоги первого полугодия"
    )
    for part, text in (
        ("passport", "Сроки реализации"),
        ("indicators", "Доля выпускников"),
        ("control-points", "Итоги первого полугодия"),
    ):
        page = page_of(cast, client_of, "director", cast.roadmap, part=part).content.decode()
        assert text in page.replace("\xa0", " ")
        assert "Провести диагностику" not in page


def test_a_row_struck_out_by_an_order_stays_and_says_so(cast: Cast, client_of: ClientOf):
    item = cast.items[0]
    item.cancelled_by = cast.roadmap.revisions.first()
    item.save()
    page = page_of(cast, client_of, "director", cast.roadmap).content.decode()
    assert "исключено приказом № 412" in page.replace("\xa0", " ")
    assert 'class="is-cancelled"' in page


def test_text_of_the_order_is_escaped(cast: Cast, client_of: ClientOf):
    an_item(cast.section, title="<script>alert(1)</script>", result="a & b", number="<b>")
    ResponsibleFactory(item=cast.items[0], text='<img src="x">')
    page = page_of(cast, client_of, "specialist", cast.roadmap).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
    assert '<img src="x">' not in page


@pytest.mark.parametrize("part", ["plan", "control-points"])
def test_the_page_asks_as_often_for_three_hundred_rows_as_for_ten(cast: Cast, client_of: ClientOf, part: str):
    kind = ItemKind.ACTIVITY if part == "plan" else ItemKind.CONTROL_POINT
    client = client_of(cast.specialist)
    address = f"{cast.roadmap.get_absolute_url()}?part={part}"

    def grow(rows: int) -> int:
        for number in range(rows):
            item = PlanItemFactory(
                roadmap=cast.roadmap,
                section=cast.section if part == "plan" else None,
                kind=kind,
                number=str(number),
            )
            person = cast.specialist if number % 2 else None
            ResponsibleFactory(item=item, person=person, group=None if person else cast.working_group)
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    assert grow(10) == grow(290) <= 25


def test_a_settled_entry_is_no_doubt_any_more(cast: Cast, client_of: ClientOf):
    entry = Responsible.objects.get(kind=ResponsibleKind.DOUBT, item__roadmap=cast.roadmap)
    keys = {"municipality": cast.municipality.slug, "roadmap": cast.roadmap.pk, "pk": entry.pk}
    address = reverse("responsible-settle", kwargs=keys)
    client = client_of(cast.specialist)
    refused = client.post(address, {"meaning": "person"})
    assert "Выберите из списка" in refused.content.decode()
    chosen = {"meaning": "group", "group": cast.working_group.pk, "version": entry.version}
    client.post(address, chosen)
    entry.refresh_from_db()
    assert (entry.kind, entry.group) == (ResponsibleKind.GROUP, cast.working_group)
    assert not rows(cast.roadmap)["3"].chips[0].is_doubt
    slower = client.post(address, {**chosen, "meaning": "text"})
    assert slower.status_code == 409
    assert "Рабочая группа" in slower.content.decode().replace("\xa0", " ")
    entry.refresh_from_db()
    assert entry.kind == ResponsibleKind.GROUP
