"""Who changed what and when; revisions, and what the next order would change."""

import datetime
from typing import Any

import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from roadmaps.catalogue.amendments import compare
from roadmaps.catalogue.chronicle import changes_of
from roadmaps.models import PlanItem
from roadmaps.services import approving, editing
from roadmaps.services.people import settle
from roadmaps.services.snapshots import snapshot_of
from schools.choices import Role
from tests.cast import SOON, Cast
from tests.conftest import ClientOf
from tests.factories import ResponsibleFactory, a_person


def where(cast: Cast, name: str, **keys: Any) -> str:
    return reverse(name, kwargs={"municipality": cast.municipality.slug, **keys})


def edit(cast: Cast, client_of: ClientOf, item: PlanItem, **changes: Any) -> None:
    """Change the row through its form, so that the history knows who did it."""
    data = {
        "version": item.version,
        "section": item.section_id or "",
        "number": item.number,
        "title": item.title,
        "deadline_text": item.deadline_text,
        "responsibles": "\n".join(row.text for row in item.responsibles.all()),
        "result": item.result,
        "report_form": item.report_form,
    }
    address = where(cast, "item-edit", roadmap=item.roadmap_id, pk=item.pk)
    assert client_of(cast.specialist).post(address, {**data, **changes}).status_code == 302
    item.refresh_from_db()


def test_a_change_names_who_made_it_and_what_differs(cast: Cast, client_of: ClientOf):
    edit(cast, client_of, cast.items[0], title="Провести входную диагностику")
    change = next(each for each in changes_of(cast.roadmap).changes if each.fields)
    assert (change.who, change.sign, change.what) == (cast.specialist.short_name, "~", "мероприятие")
    (title,) = change.fields
    assert [piece.text for piece in title.after if piece.is_changed] == ["входную"]
    page = client_of(cast.head).get(where(cast, "roadmap-history", roadmap=cast.roadmap.pk))
    assert "<ins>входную</ins>" in page.content.decode()


def test_changed_people_are_named_in_as_many_queries_for_thirty_entries_as_for_three(cast: Cast):
    def asked(times: int) -> int:
        for number in range(times):
            entry = ResponsibleFactory(item=cast.items[2], text=f"Кто-то {number}", position=number + 5)
            settle(
                entry, version=entry.version, person=a_person(Role.SPECIALIST, municipality=cast.municipality)
            )
        with CaptureQueriesContext(connection) as queries:
            changes = changes_of(cast.roadmap).changes
        assert sum(bool(change.fields) for change in changes) >= times
        return len(queries.captured_queries)

    assert asked(3) == asked(27)


def test_the_history_holds_nothing_of_other_roadmaps(cast: Cast, client_of: ClientOf):
    edit(cast, client_of, cast.draft_section.items.get(), title="Тайное до приказа")
    page = client_of(cast.specialist).get(where(cast, "roadmap-history", roadmap=cast.roadmap.pk))
    assert "Тайное" not in page.content.decode()
    assert "Тайное" in (
        client_of(cast.specialist).get(where(cast, "roadmap-history", roadmap=cast.draft.pk)).content.decode()
    )


def test_deleted_and_moved_rows_are_told_of(cast: Cast):
    item = cast.draft_section.items.get()
    editing.delete_item(item, by=cast.specialist)
    signs = [(each.sign, each.title) for each in changes_of(cast.draft).changes]
    assert ("-", f"1. {item.title}") in signs


def test_rows_added_at_once_are_told_of_together(cast: Cast):
    for number in range(6):
        editing.add_item(cast.draft, kind="mechanism", values={"title": f"Механизм {number}"}, by=None)
    added = [each for each in changes_of(cast.draft).changes if each.together]
    assert any(len(each.together) >= 6 for each in added)


def test_a_long_history_comes_page_by_page_and_whole(cast: Cast):
    moment = timezone.now()
    for number in range(130):
        with time_machine.travel(moment + datetime.timedelta(minutes=number), tick=False):
            cast.draft_section.title = f"Раздел {number}"
            cast.draft_section.save()
    first = changes_of(cast.draft)
    second = changes_of(cast.draft, until=first.older)
    titles = [each.title for page in (first, second) for each in page.changes if each.fields]
    assert titles == [f"1. Раздел {number}" for number in range(129, -1, -1)]
    assert second.older is None


def test_earlier_deadlines_stand_in_the_rows_panel(cast: Cast, client_of: ClientOf):
    item = cast.items[1]
    before = item.deadline_text
    edit(cast, client_of, item, deadline_text="до 4 декабря 2026 г.")
    page = client_of(cast.specialist).get(where(cast, "item-edit", roadmap=item.roadmap_id, pk=item.pk))
    assert [text for _moment, _who, text in page.context["earlier"]] == ["до 4 декабря 2026 г.", before]


def test_the_banner_counts_rows_changed_since_the_order(cast: Cast, client_of: ClientOf):
    early = timezone.now() - datetime.timedelta(hours=1)
    cast.roadmap.revisions.update(made_at=early)
    PlanItem.history.all().update(history_date=early - datetime.timedelta(hours=1))
    client = client_of(cast.specialist)
    assert not client.get(cast.roadmap.get_absolute_url()).context["pending"]
    edit(cast, client_of, cast.items[0], result="Справка")
    edit(cast, client_of, cast.items[0], result="Справка и приказ")
    page = client.get(cast.roadmap.get_absolute_url())
    assert page.context["pending"] == 1
    assert "изменена 1 строка" in page.content.decode().replace("\xa0", " ")
    director = client_of(cast.director).get(cast.roadmap.get_absolute_url()).content.decode()
    assert "изменена 1 строка" not in director.replace("\xa0", " ")


def test_what_the_next_order_changes_is_told_row_by_row(cast: Cast, client_of: ClientOf):
    revision = approving.approve(
        cast.roadmap, order_number="500", order_date=SOON, reason="", by=cast.specialist
    )
    assert compare(revision.snapshot, snapshot_of(cast.roadmap)) == []
    edit(cast, client_of, cast.items[0], result="Справка")
    editing.add_item(
        cast.roadmap, kind="activity", section=cast.section, values={"title": "Новое"}, by=cast.specialist
    )
    editing.delete_item(cast.items[1], by=cast.specialist)
    found = compare(revision.snapshot, snapshot_of(cast.roadmap))
    assert [(each.sign, each.title) for each in found] == [
        ("changed", "1. Провести диагностику"),
        ("added", "Новое"),
        ("gone", "2. Издать приказ о мониторинге"),
    ]
    page = client_of(cast.specialist).get(where(cast, "roadmap-changes", roadmap=cast.roadmap.pk))
    assert "<ins>Справка</ins>" in page.content.decode()


def test_a_revision_shows_its_order_and_what_it_changed(cast: Cast, client_of: ClientOf):
    first = approving.approve(
        cast.roadmap, order_number="500", order_date=SOON, reason="", by=cast.specialist
    )
    edit(cast, client_of, cast.items[0], result="Справка")
    second = approving.approve(
        cast.roadmap, order_number="537", order_date=SOON, reason="Уточнены итоги", by=cast.specialist
    )
    assert second.number == first.number + 1
    address = where(cast, "revision-detail", roadmap=cast.roadmap.pk, number=second.number)
    page = client_of(cast.director).get(address).content.decode().replace("\xa0", " ")
    assert "№ 537" in page
    assert "Уточнены итоги" in page
    assert "<ins>Справка</ins>" in page
