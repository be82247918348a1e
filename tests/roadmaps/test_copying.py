"""A new roadmap from an old one or from a template."""

import datetime
from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import reverse

from roadmaps.choices import DateSource, RoadmapKind
from roadmaps.models import PlanItem, Roadmap
from roadmaps.services.copying import copy_roadmap, move_years
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.factories import IndicatorFactory, PassportEntryFactory, SectionFactory, an_item


def post(cast: Cast, client_of: ClientOf, **data: Any) -> HttpResponse:
    address = reverse("roadmap-add", kwargs={"municipality": cast.municipality.slug})
    form = {"title": "Карта на 2027/28", "start": "2027-09-01", "end": "2028-08-31", **data}
    return client_of(cast.specialist).post(address, form)


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("до 15 сентября 2026 г.", "до 15 сентября 2027 г."),
        ("2026-2027 учебный год", "2027-2028 учебный год"),
        ("до 31.08.26", "до 31.08.27"),
        ("31.08.2026", "31.08.2027"),
        ("каждую четверть", "каждую четверть"),
        ("приказ № 2026115", "приказ № 2026115"),
        ("20 декабря", "20 декабря"),
    ],
)
def test_years_in_a_deadline_move(text: str, moved: str):
    assert move_years(text, 1) == moved


def test_a_copy_holds_the_content_and_reads_the_deadlines_anew(cast: Cast, client_of: ClientOf):
    inner = SectionFactory(roadmap=cast.roadmap, parent=cast.section, position=2, number="1.1")
    an_item(inner, number="1.1.1", title="Внутри")
    PlanItem.objects.filter(title="Внутри").update(deadline_text="до 15 декабря 2026 г.")
    PassportEntryFactory(roadmap=cast.roadmap)
    IndicatorFactory(roadmap=cast.roadmap)
    answer = post(cast, client_of, source=cast.roadmap.pk, are_years_moved="on")
    copy = Roadmap.objects.get(title="Карта на 2027/28")
    assert answer["Location"] == copy.get_absolute_url()
    assert (copy.state, copy.order_number, copy.changed_by) == ("draft", "", cast.specialist)
    assert copy.items.count() == cast.roadmap.items.count()
    item = copy.items.get(title="Внутри")
    assert item.section.parent.roadmap == copy
    assert item.deadline_text == "до 15 декабря 2027 г."
    assert [row.due for row in item.occurrences.all()] == [datetime.date(2027, 12, 15)]
    assert (copy.passport.count(), copy.indicators.count(), copy.schools.count()) == (1, 1, 2)
    assert not copy.executions.exists()


def test_dates_set_by_hand_and_rows_struck_out_stay_in_the_past(cast: Cast):
    cast.items[1].cancelled_by = cast.roadmap.revisions.first()
    cast.items[1].save()
    copy = copy_roadmap(cast.roadmap, title="Копия", start=None, end=None, by=cast.specialist)
    assert set(copy.items.values_list("title", flat=True)) == {
        cast.items[0].title,
        cast.items[2].title,
    }
    assert set(copy.items.values_list("dates_from", flat=True)) == {DateSource.READ}


def test_entries_keep_their_meaning_unless_the_person_has_left(cast: Cast):
    copy = copy_roadmap(cast.roadmap, title="Копия", start=None, end=None, by=None)
    assert copy.items.get(number="2").responsibles.get().person == cast.specialist
    cast.specialist.positions.update(until=datetime.date(2026, 10, 1))
    copy = copy_roadmap(cast.roadmap, title="Ещё копия", start=None, end=None, by=None)
    assert copy.items.get(number="2").responsibles.get().person is None
    assert copy.items.get(number="1").responsibles.get().group == cast.directors


def test_an_empty_roadmap_needs_a_period_and_a_template_does_not(cast: Cast, client_of: ClientOf):
    refused = post(cast, client_of, title="Пустая", start="")
    assert "нужна эта дата" in refused.content.decode()
    post(cast, client_of, title="Образец", start="", end="", is_template="on")
    assert Roadmap.objects.get(title="Образец").kind == RoadmapKind.TEMPLATE
    post(cast, client_of, title="Пустая")
    assert Roadmap.objects.get(title="Пустая").schools.count() == 2


def test_a_roadmap_of_another_municipality_is_no_source(cast: Cast, client_of: ClientOf):
    foreign = Roadmap._base_manager.filter(municipality=cast.other_municipality).first()
    assert foreign
    answer = post(cast, client_of, source=foreign.pk)
    assert answer.status_code == 200
    assert "source" in answer.context["form"].errors


def test_only_a_draft_is_deleted(cast: Cast, client_of: ClientOf):
    client = client_of(cast.specialist)

    def address(roadmap: Roadmap) -> str:
        keys = {"municipality": cast.municipality.slug, "pk": roadmap.pk}
        return reverse("roadmap-delete", kwargs=keys)

    assert client.post(address(cast.roadmap)).status_code == 404
    assert "Удалить проект?" in client.get(address(cast.draft)).content.decode()
    client.post(address(cast.draft))
    assert not Roadmap.objects.filter(pk=cast.draft.pk).exists()
    assert Roadmap.objects.filter(pk=cast.roadmap.pk).exists()
