"""The report on the execution of a roadmap: what stands in the Excel file."""

import datetime
import io

import pytest
from django.urls import reverse
from django_scopes import scope
from openpyxl import load_workbook

from monitoring.choices import EvidenceKind
from monitoring.models import Evidence, Execution
from reports.choices import OrderState
from reports.models import ReportOrder
from reports.services import orders
from roadmaps.models import Occurrence
from schools.access import membership_of
from tests.cast import Cast
from tests.factories import ExecutionFactory, SchoolFactory, SectionFactory, an_item


def _ordered(cast: Cast, person, **parameters) -> ReportOrder:
    membership = membership_of(person.user, cast.municipality)
    return orders.order(
        membership,
        report="execution",
        title="Отчёт об исполнении",
        parameters={"roadmap": cast.roadmap.pk, **parameters},
    )


def _page(ordered: ReportOrder):
    ordered.refresh_from_db()
    assert ordered.state == OrderState.READY, ordered.error
    with ordered.file.open("rb") as file:
        return load_workbook(io.BytesIO(file.read())).active


def _rows(page, *, columns: int = 11) -> list[list]:
    """The rows below the headings: everything after the row of column numbers."""
    cells = [[cell.value for cell in row] for row in page.iter_rows()]
    numbers = next(place for place, row in enumerate(cells) if row[:columns] == list(range(1, columns + 1)))
    return cells[numbers + 1 :]


def _build(ordered: ReportOrder):
    orders.build(ordered.pk)
    return _page(ordered)


def test_every_execution_has_a_row_with_date_school_and_document(cast):
    execution = cast.execution
    execution.state, execution.submitted_on = "accepted", datetime.date(2026, 11, 12)
    execution.submitted_at = datetime.datetime(2026, 11, 12, 9, tzinfo=datetime.UTC)
    execution.save()
    Evidence.objects.create(
        execution=execution, kind=EvidenceKind.DOCUMENT, name="Справка № 4", added_by=cast.director
    )
    rows = _rows(_build(_ordered(cast, cast.coordinator)))
    marked = next(row for row in rows if row[7] == "СОШ № 3" and row[6] == datetime.datetime(2026, 11, 10))
    assert marked[1] == "Провести диагностику"
    assert marked[8:11] == [datetime.datetime(2026, 11, 12), "Справка № 4", "принято с опозданием"]


def test_an_item_without_dates_keeps_its_row(cast):
    rows = _rows(_build(_ordered(cast, cast.coordinator)))
    undated = [row for row in rows if row[1] == "Консультировать школы"]
    assert len(undated) == 1
    assert undated[0][6:11] == [None] * 5


def test_sections_are_merged_rows_and_headings_repeat_on_landscape_a4(cast):
    page = _build(_ordered(cast, cast.coordinator))
    merged = {
        str(area).split(":", maxsplit=1)[0]: page[str(area).split(":")[0]].value for area in page.merged_cells
    }
    assert "1. Работа с кадрами" in merged.values()
    assert page.page_setup.orientation == "landscape"
    assert int(page.page_setup.paperSize) == 9
    assert page.print_title_rows
    assert "Отметка об исполнении" in merged.values()


def test_a_director_gets_the_own_school_only(cast):
    rows = _rows(_build(_ordered(cast, cast.director)))
    assert {row[7] for row in rows if row[7]} == {"СОШ № 3"}


def test_deadlines_outside_the_days_asked_for_stay_out(cast):
    rows = _rows(_build(_ordered(cast, cast.coordinator, first="2026-11-01", last="2026-11-30")))
    days = {row[6] for row in rows if row[6]}
    assert days == {datetime.datetime(2026, 11, 10), datetime.datetime(2026, 11, 27)}


def test_text_that_looks_like_a_formula_a_number_or_an_address_stays_text(cast):
    item = an_item(cast.section, number="2.10", title="=1+1", report_form="https://school.example/отчёт")
    rows = _rows(_build(_ordered(cast, cast.coordinator)))
    row = next(row for row in rows if row[1] == "=1+1")
    assert row[0] == "2.10"
    assert item.report_form == row[5]


@pytest.mark.parametrize("count", [501, 5001])
def test_the_report_is_complete_however_many_rows(cast, count):
    section = SectionFactory(roadmap=cast.roadmap, position=9, title="Большой раздел")
    item = an_item(section, number="9.1", title="Сдать справку")
    schools = [SchoolFactory(municipality=cast.municipality) for _ in range(3)]
    start = datetime.date(2020, 1, 1)
    Occurrence.objects.bulk_create(
        Occurrence(item=item, start=start + datetime.timedelta(day), due=start + datetime.timedelta(day))
        for day in range(count // 3)
    )
    built = [
        ExecutionFactory.build(occurrence=occurrence, school=school)
        for occurrence in item.occurrences.all()
        for school in schools
    ]
    Execution.objects.bulk_create(built)
    rows = _rows(_build(_ordered(cast, cast.coordinator, last="2026-01-01")))
    assert sum(row[1] == "Сдать справку" for row in rows) == len(built) == count


def test_a_cancelled_order_is_not_built_and_a_dead_worker_is_replaced(cast):
    given_up = _ordered(cast, cast.coordinator)
    assert orders.cancel(given_up)
    orders.build(given_up.pk)
    given_up.refresh_from_db()
    assert given_up.state == OrderState.CANCELLED
    dead = _ordered(cast, cast.coordinator)
    ReportOrder.objects.filter(pk=dead.pk).update(
        state=OrderState.BUILDING, lease_until=datetime.datetime(2026, 11, 24, 8, 0, tzinfo=datetime.UTC)
    )
    orders.build_waiting()
    _page(dead)


def test_the_file_belongs_to_its_owner_only(cast, client_of):
    ordered = _ordered(cast, cast.coordinator)
    orders.build(ordered.pk)
    address = reverse("report-file", kwargs={"municipality": cast.municipality.slug, "pk": ordered.pk})
    assert client_of(cast.head).get(address).status_code == 404
    answer = client_of(cast.coordinator).get(address)
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(answer.streaming_content)[:2] == b"PK"
    answer.close()


def test_ordering_on_the_page_builds_the_report_and_shows_it(
    cast, client_of, django_capture_on_commit_callbacks
):
    client = client_of(cast.coordinator)
    address = reverse("report-add", kwargs={"municipality": cast.municipality.slug})
    assert client.get(address).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(address, {"report": "execution", "roadmap": cast.roadmap.pk})
    assert answer.status_code == 302
    with scope(municipality=cast.municipality):
        page = client.get(answer.url)
    assert "Скачать Excel" in page.content.decode()


def test_a_period_that_ends_before_it_begins_is_refused_and_what_was_typed_stays(cast, client_of):
    address = reverse("report-add", kwargs={"municipality": cast.municipality.slug})
    answer = client_of(cast.coordinator).post(
        address,
        {"report": "execution", "roadmap": cast.roadmap.pk, "first": "2026-12-01", "last": "2026-11-01"},
    )
    text = answer.content.decode()
    assert "Этот день раньше первого" in text
    assert "2026-12-01" in text
