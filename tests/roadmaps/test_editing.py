"""A specialist edits a plan: rows and sections are added, changed, moved, struck out and numbered anew."""

import datetime
from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from roadmaps.choices import DateSource, DeadlineKind, ItemKind, ResponsibleKind
from roadmaps.models import PassportEntry, PlanItem, Roadmap, Section
from roadmaps.services import approving, editing, lines, ordering, sections
from roadmaps.services.traces import EditingError
from tests.cast import LATER, SOON, Cast
from tests.conftest import ClientOf
from tests.factories import PassportEntryFactory, PlanItemFactory, SectionFactory, an_item


def address(cast: Cast, name: str, roadmap: Roadmap, **keys: Any) -> str:
    return reverse(name, kwargs={"municipality": cast.municipality.slug, "roadmap": roadmap.pk, **keys})


def post(cast: Cast, client_of: ClientOf, where: str, **data: Any) -> HttpResponse:
    return client_of(cast.specialist).post(where, data)


def numbers(roadmap: Roadmap, kind: str = ItemKind.ACTIVITY) -> list[str]:
    return [item.number for item in ordering.items_in_order(roadmap, kind)]


@pytest.fixture
def plan(cast: Cast) -> list[PlanItem]:
    """A draft of two sections with two rows each: 1.1, 1.2, 2.1, 2.2."""
    PlanItem.objects.filter(roadmap=cast.draft).delete()
    second = SectionFactory(roadmap=cast.draft, position=2, number="2")
    return [
        PlanItemFactory(section=section, number=f"{section.number}.{n}", position=10 * section.position + n)
        for section in (cast.draft_section, second)
        for n in (1, 2)
    ]


def test_a_new_row_stands_where_it_was_asked_for_with_dates_and_people_read(
    cast: Cast, client_of: ClientOf, plan: list[PlanItem]
):
    where = f"{address(cast, 'item-add', cast.draft)}?kind=activity&after={plan[0].pk}"
    answer = post(
        cast,
        client_of,
        where,
        section=cast.draft_section.pk,
        number="1.1а",
        title="Провести диагностику",
        deadline_text="до 20 декабря 2026 г.",
        responsibles="Руководители ОО\nРучьёва Н. А.\n\nКто-то неизвестный",
    )
    item = PlanItem.objects.get(number="1.1а")
    assert answer["Location"].endswith(f"#i{item.pk}")
    assert numbers(cast.draft) == ["1.1", "1.1а", "1.2", "2.1", "2.2"]
    assert [row.due for row in item.occurrences.all()] == [datetime.date(2026, 12, 20)]
    assert [row.kind for row in item.responsibles.all()] == [
        ResponsibleKind.GROUP,
        ResponsibleKind.PERSON,
        ResponsibleKind.DOUBT,
    ]
    cast.draft.refresh_from_db()
    assert cast.draft.changed_by == cast.specialist


def test_a_changed_deadline_is_read_at_once_but_dates_by_hand_stay(cast: Cast, plan: list[PlanItem]):
    item = plan[0]
    editing.change_item(item, version=1, values={"deadline_text": "ноябрь 2026"}, by=cast.specialist)
    assert [row.due for row in item.occurrences.all()] == [datetime.date(2026, 11, 30)]
    by_hand = an_item(cast.draft_section, due=(SOON,))
    editing.change_item(by_hand, version=1, values={"deadline_text": "май 2027"}, by=cast.specialist)
    assert [row.due for row in by_hand.occurrences.all()] == [SOON]


def test_entries_that_stay_keep_what_a_person_said_they_mean(
    cast: Cast, client_of: ClientOf, plan: list[PlanItem]
):
    item = plan[0]
    editing.change_item(item, version=1, values={}, entries=["Методисты"], by=cast.specialist)
    entry = item.responsibles.get()
    entry.kind, entry.person = ResponsibleKind.PERSON, cast.coordinator
    entry.save()
    where = address(cast, "item-edit", cast.draft, pk=item.pk)
    data = {"version": 2, "title": item.title, "section": item.section_id, "number": "1.1"}
    post(cast, client_of, where, **data, responsibles="Методисты\nРуководители ОО")
    assert [row.person for row in item.responsibles.all()] == [cast.coordinator, None]


def test_a_row_without_a_title_is_sent_back_with_what_was_typed(
    cast: Cast, client_of: ClientOf, plan: list[PlanItem]
):
    where = address(cast, "item-edit", cast.draft, pk=plan[0].pk)
    answer = post(cast, client_of, where, version=1, title="", result="Справка готова")
    assert "Справка готова" in answer.content.decode()
    plan[0].refresh_from_db()
    assert plan[0].result == ""


def test_columns_of_the_document_are_edited_too(cast: Cast, client_of: ClientOf, plan: list[PlanItem]):
    cast.draft.columns = [{"field": "title", "heading": "Что"}, {"field": "Источник", "heading": "Источник"}]
    cast.draft.save()
    where = address(cast, "item-edit", cast.draft, pk=plan[0].pk)
    form = client_of(cast.specialist).get(where).context["form"]
    name = next(name for name, field in form.fields.items() if field.label == "Источник")
    post(cast, client_of, where, version=1, title="Т", section=plan[0].section_id, **{name: "Бюджет"})
    plan[0].refresh_from_db()
    assert plan[0].extra == {"Источник": "Бюджет"}


@pytest.mark.parametrize(
    ("moved", "is_up", "order"),
    [
        (1, True, ["1.2", "1.1", "2.1", "2.2"]),
        (0, False, ["1.2", "1.1", "2.1", "2.2"]),
        (0, True, ["1.1", "1.2", "2.1", "2.2"]),
        (3, False, ["1.1", "1.2", "2.1", "2.2"]),
    ],
)
def test_rows_move_by_one_place(cast: Cast, plan: list[PlanItem], moved: int, is_up: bool, order: list[str]):
    ordering.move_item(plan[moved], is_up=is_up, by=cast.specialist)
    assert numbers(cast.draft) == order


def test_a_row_at_the_edge_of_a_section_moves_into_the_next(cast: Cast, plan: list[PlanItem]):
    last, first = plan[1], plan[2]
    ordering.move_item(last, is_up=False, by=cast.specialist)
    last.refresh_from_db()
    assert (last.section_id, numbers(cast.draft)) == (first.section_id, ["1.1", "1.2", "2.1", "2.2"])
    ordering.move_item(first, is_up=True, by=cast.specialist)
    assert numbers(cast.draft) == ["1.1", "2.1", "1.2", "2.2"]


def test_a_section_moves_with_all_that_is_in_it(cast: Cast, client_of: ClientOf, plan: list[PlanItem]):
    inner = SectionFactory(roadmap=cast.draft, parent=cast.draft_section, position=1, number="1.1")
    where = address(cast, "section-move", cast.draft, pk=cast.draft_section.pk)
    post(cast, client_of, where, direction="down")
    assert [row.number for row in ordering.sections_in_order(cast.draft)] == ["2", "1", "1.1"]
    assert numbers(cast.draft) == ["2.1", "2.2", "1.1", "1.2"]
    assert Section.objects.get(pk=inner.pk).parent_id == cast.draft_section.pk


def test_numbers_change_only_when_asked(cast: Cast, client_of: ClientOf, plan: list[PlanItem]):
    ordering.move_item(plan[1], is_up=False, by=cast.specialist)
    ordering.move_item(plan[1], is_up=False, by=cast.specialist)
    assert numbers(cast.draft) == ["1.1", "2.1", "1.2", "2.2"]
    post(cast, client_of, address(cast, "roadmap-renumber", cast.draft))
    assert numbers(cast.draft) == ["1.1", "2.1", "2.2", "2.3"]


def test_a_row_of_a_draft_is_deleted_after_asking(cast: Cast, client_of: ClientOf, plan: list[PlanItem]):
    where = address(cast, "item-delete", cast.draft, pk=plan[0].pk)
    asked = client_of(cast.specialist).get(where)
    assert "Удалить строку" in asked.content.decode()
    assert PlanItem.objects.filter(pk=plan[0].pk).exists()
    post(cast, client_of, where)
    assert not PlanItem.objects.filter(pk=plan[0].pk).exists()
    assert PlanItem.history.filter(id=plan[0].pk, history_type="-").exists()


def test_a_row_in_force_waits_for_an_order_to_be_struck_out(cast: Cast, client_of: ClientOf):
    item = cast.items[0]
    post(cast, client_of, address(cast, "item-delete", cast.roadmap, pk=item.pk))
    item.refresh_from_db()
    assert (item.is_struck, item.cancelled_by) == (True, None)
    post(cast, client_of, address(cast, "item-restore", cast.roadmap, pk=item.pk))
    item.refresh_from_db()
    assert not item.is_struck
    editing.delete_item(item, by=cast.specialist)
    revision = approving.approve(
        cast.roadmap, order_number="537", order_date=SOON, reason="", by=cast.specialist
    )
    item.refresh_from_db()
    assert (item.is_struck, item.cancelled_by) == (False, revision)
    assert item.pk not in [row["pk"] for row in revision.snapshot["activities"]]


def test_a_row_that_no_order_has_seen_is_simply_deleted(cast: Cast, today: datetime.date):
    cast.roadmap.revisions.update(made_at=timezone.now() - datetime.timedelta(hours=1))
    item = editing.add_item(cast.roadmap, kind=ItemKind.MECHANISM, values={"title": "Совет"}, by=None)
    assert not editing.delete_item(item, by=cast.specialist)
    assert not PlanItem.objects.filter(title="Совет").exists()


def test_a_section_in_force_is_deleted_only_when_empty(cast: Cast, client_of: ClientOf):
    with pytest.raises(EditingError, match="только пустой раздел"):
        sections.delete_section(cast.section, by=cast.specialist)
    where = address(cast, "section-delete", cast.roadmap, pk=cast.section.pk)
    answer = client_of(cast.specialist).post(where, follow=True)
    assert "только пустой раздел" in answer.content.decode().replace("\xa0", " ")
    assert Section.objects.filter(pk=cast.section.pk).exists()
    empty = sections.add_section(cast.roadmap, values={"title": "Пустой"}, by=cast.specialist)
    sections.delete_section(empty, by=cast.specialist)
    assert not Section.objects.filter(title="Пустой").exists()


def test_a_completed_roadmap_is_closed_to_editing(cast: Cast, client_of: ClientOf):
    Roadmap.objects.filter(pk=cast.roadmap.pk).update(state="completed")
    where = address(cast, "item-edit", cast.roadmap, pk=cast.items[0].pk)
    assert client_of(cast.specialist).get(where).status_code == 404


def test_another_period_reads_the_deadlines_anew(cast: Cast, client_of: ClientOf):
    item = an_item(cast.draft_section)
    values = {"deadline_text": "сентябрь"}
    editing.change_item(item, version=1, values=values, by=cast.specialist)
    assert item.deadline_kind == DeadlineKind.ONCE
    where = reverse("roadmap-edit", kwargs={"municipality": cast.municipality.slug, "pk": cast.draft.pk})
    form = {"version": 1, "title": cast.draft.title, "start": "2027-01-01", "end": "2028-12-31"}
    post(cast, client_of, where, **form, schools=[cast.school.pk])
    assert [row.due.year for row in item.occurrences.all()] == [2027, 2028]
    assert list(cast.draft.schools.all()) == [cast.school]
    turned = post(cast, client_of, where, **{**form, "version": 2, "end": "2026-12-31"})
    assert "раньше первого" in turned.content.decode()


def test_lines_of_the_lists_are_added_changed_moved_and_deleted(cast: Cast, client_of: ClientOf):
    first = PassportEntryFactory(roadmap=cast.draft, position=1, name="Цель")
    post(cast, client_of, address(cast, "passport-add", cast.draft), name="Сроки", text="2026/27")
    second = PassportEntry.objects.get(name="Сроки")
    lines.move_line(second, is_up=True, by=cast.specialist)
    where = address(cast, "passport-edit", cast.draft, pk=first.pk)
    post(cast, client_of, where, version=1, name="Цель", text="Поддержать школы")
    assert [(row.name, row.text) for row in cast.draft.passport.all()] == [
        ("Сроки", "2026/27"),
        ("Цель", "Поддержать школы"),
    ]
    post(cast, client_of, address(cast, "passport-delete", cast.draft, pk=second.pk))
    assert not PassportEntry.objects.filter(pk=second.pk).exists()


def test_values_of_an_indicator_are_written_a_line_a_period(cast: Cast, client_of: ClientOf):
    where = address(cast, "indicator-add", cast.draft)
    refused = post(cast, client_of, where, name="Доля", values="2026/2027 95")
    assert "двоеточие" in refused.content.decode()
    post(cast, client_of, where, name="Доля", values="2025/2026: 90\n2026/2027: 95")
    assert cast.draft.indicators.get().values == {"2025/2026": "90", "2026/2027": "95"}


def test_the_panel_gets_its_form_back_and_tells_the_table(
    cast: Cast, client_of: ClientOf, plan: list[PlanItem]
):
    where = address(cast, "item-edit", cast.draft, pk=plan[0].pk)
    answer = client_of(cast.specialist).post(
        where,
        {"version": 1, "title": "Иначе", "section": plan[0].section_id},
        headers={"HX-Request": "true"},
    )
    assert answer["HX-Trigger"] == "roadmap-changed"
    page = answer.content.decode()
    assert "<html" not in page
    assert "Иначе" in page
    assert 'name="version" value="2"' in page


def test_the_reading_is_shown_while_one_types(cast: Cast, client_of: ClientOf):
    where = address(cast, "item-reading", cast.draft)
    page = client_of(cast.specialist).get(where, {"deadline_text": "до 1 марта 2027"}).content.decode()
    assert "1 мар 2027" in page.replace("\xa0", " ")
    page = client_of(cast.specialist).get(where, {"deadline_text": "как получится"}).content.decode()
    assert "требует решения" in page.replace("\xa0", " ")


def test_a_row_struck_out_is_read_but_not_edited_from_the_table(cast: Cast, client_of: ClientOf):
    item = an_item(cast.section, due=(LATER,), number="8")
    item.cancelled_by = cast.roadmap.revisions.first()
    item.save()
    page = client_of(cast.specialist).get(item.get_absolute_url()).content.decode()
    assert (
        reverse(
            "item-edit",
            kwargs={"municipality": cast.municipality.slug, "roadmap": cast.roadmap.pk, "pk": item.pk},
        )
        not in page
    )


def test_no_date_needed_survives_a_new_reading(cast: Cast, plan: list[PlanItem]):
    PlanItem.objects.filter(pk=plan[0].pk).update(dates_from=DateSource.NONE_NEEDED)
    plan[0].refresh_from_db()
    editing.change_item(plan[0], version=1, values={"deadline_text": "май 2027"}, by=cast.specialist)
    assert not plan[0].occurrences.exists()
