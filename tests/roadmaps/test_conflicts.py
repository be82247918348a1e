"""Two people edit one row at once: nothing that either of them wrote is lost."""

import datetime
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.urls import reverse

from roadmaps.models import PlanItem
from roadmaps.services import editing, ordering
from tests.cast import NOW, Cast
from tests.conftest import ClientOf
from tests.factories import PlanItemFactory, SectionFactory

TITLE = "Провести диагностику профессиональных дефицитов учителей русского языка и математики"


@pytest.fixture
def item(cast: Cast) -> PlanItem:
    """A row as both people opened it: at version 2, its first words in the history."""
    item = PlanItemFactory(section=cast.draft_section, number="2.1", title="Диагностика")
    values = {"title": TITLE, "deadline_text": "до 20 ноября 2026 г.", "result": "Охвачены все"}
    return editing.change_item(
        item, version=1, values=values, entries=["Методисты", "Ветрова М. О."], by=cast.specialist
    )


def where(cast: Cast, name: str, **keys: Any) -> str:
    return reverse(name, kwargs={"municipality": cast.municipality.slug, **keys})


def save(cast: Cast, client_of: ClientOf, item: PlanItem, **changes: Any) -> HttpResponse:
    """Post the form as it was opened, with the changes."""
    address = where(cast, "item-edit", roadmap=item.roadmap_id, pk=item.pk)
    data = {
        "version": 2,
        "section": item.section_id,
        "number": "2.1",
        "title": TITLE,
        "deadline_text": "до 20 ноября 2026 г.",
        "responsibles": "Методисты\nВетрова М. О.",
        "result": "Охвачены все",
        "report_form": "",
    }
    return client_of(cast.specialist).post(address, {**data, **changes})


def colleague_saves(item: PlanItem, cast: Cast, **values: Any) -> None:
    editing.change_item(
        PlanItem.objects.get(pk=item.pk), version=2, values=values, entries=None, by=cast.coordinator
    )


def fields(answer: HttpResponse) -> dict[str, Any]:
    return {each.name: each for each in answer.context["differences"]}


def test_a_stale_save_shows_both_texts_and_keeps_theirs(cast: Cast, client_of: ClientOf, item: PlanItem):
    colleague_saves(item, cast, title=TITLE.replace("диагностику", "входную диагностику"))
    answer = save(cast, client_of, item, title=f"{TITLE}, и физики")
    assert answer.status_code == 409
    page = answer.content.decode().replace("\xa0", " ")
    assert "<ins>входную</ins>" in page
    assert "<ins>, и физики</ins>" in page
    item.refresh_from_db()
    assert item.title == TITLE.replace("диагностику", "входную диагностику")


def test_edits_of_different_words_are_put_together(cast: Cast, client_of: ClientOf, item: PlanItem):
    theirs = TITLE.replace("диагностику", "входную диагностику")
    colleague_saves(item, cast, title=theirs)
    title = fields(save(cast, client_of, item, title=f"{TITLE} и физики"))["title"]
    assert title.proposed == "result"
    assert title.result == f"{theirs} и физики"


def test_what_only_one_of_them_changed_is_proposed_as_changed(
    cast: Cast, client_of: ClientOf, item: PlanItem
):
    colleague_saves(item, cast, deadline_text="до 4 декабря 2026 г.")
    found = fields(save(cast, client_of, item, result="Охвачены 95 %"))
    assert {name: each.proposed for name, each in found.items()} == {
        "deadline_text": "theirs",
        "result": "mine",
    }


def test_the_choice_is_saved_field_by_field(cast: Cast, client_of: ClientOf, item: PlanItem):
    colleague_saves(item, cast, title="Их название", deadline_text="до 4 декабря 2026 г.", result="Их итог")
    answer = save(
        cast,
        client_of,
        item,
        version=3,
        **{
            "take-title": "mine",
            "mine-title": "Моё название",
            "title": "Оба названия",
            "take-deadline_text": "theirs",
            "take-result": "result",
            "result": "Итог обоих",
        },
    )
    assert answer.status_code == 302
    item.refresh_from_db()
    assert (item.title, item.deadline_text, item.result) == (
        "Моё название",
        "до 4 декабря 2026 г.",
        "Итог обоих",
    )
    assert item.version == 4


def test_a_choice_that_is_stale_again_is_shown_again(cast: Cast, client_of: ClientOf, item: PlanItem):
    colleague_saves(item, cast, title="Раз")
    colleague = PlanItem.objects.get(pk=item.pk)
    editing.change_item(colleague, version=3, values={"title": "Два"}, by=cast.coordinator)
    answer = save(cast, client_of, item, version=3, title="Моё", **{"take-title": "result"})
    assert answer.status_code == 409
    assert 'name="version" value="4"' in answer.content.decode()


def test_responsibles_that_only_the_colleague_changed_are_proposed_as_theirs(
    cast: Cast, client_of: ClientOf, item: PlanItem
):
    row = PlanItem.objects.get(pk=item.pk)
    with time_machine.travel(NOW + datetime.timedelta(hours=1)):
        editing.change_item(row, version=2, values={}, entries=["Руководители ОО"], by=cast.coordinator)
    found = fields(save(cast, client_of, item, result="Иначе"))
    assert found["responsibles"].proposed == "theirs"
    assert found["responsibles"].theirs == "Руководители ОО"


def test_a_form_saved_as_it_was_opened_conflicts_with_nobody(cast: Cast, client_of: ClientOf, item: PlanItem):
    colleague_saves(item, cast, title="Их название")
    answer = save(cast, client_of, item)
    assert answer.status_code == 409
    assert fields(answer)["title"].proposed == "theirs"


def test_a_row_moved_to_another_section_meanwhile_is_not_moved_back(
    cast: Cast, client_of: ClientOf, item: PlanItem
):
    other = SectionFactory(roadmap=cast.draft, position=9)
    ordering.move_item(PlanItem.objects.get(pk=item.pk), is_up=False, by=cast.coordinator)
    answer = save(cast, client_of, item, result="Иначе")
    assert answer.status_code == 409
    assert fields(answer)["section"].proposed == "theirs"
    item.refresh_from_db()
    assert item.section_id == other.pk


def test_the_panel_gives_the_whole_page_to_a_conflict(cast: Cast, client_of: ClientOf, item: PlanItem):
    colleague_saves(item, cast, title="Их название")
    address = where(cast, "item-edit", roadmap=item.roadmap_id, pk=item.pk)
    data = {"version": 2, "title": "Моё", "section": item.section_id}
    answer = client_of(cast.specialist).post(address, data, headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Retarget"], answer["HX-Reselect"]) == (409, "#main", "#main")
    assert f'action="{address}"' in answer.content.decode()


def test_a_row_deleted_meanwhile_gives_back_what_was_typed(cast: Cast, client_of: ClientOf, item: PlanItem):
    editing.delete_item(PlanItem.objects.get(pk=item.pk), by=cast.coordinator)
    answer = save(cast, client_of, item, result="Мой долгий труд")
    page = answer.content.decode().replace("\xa0", " ")
    assert answer.status_code == 409
    assert "Мой долгий труд" in page
    assert where(cast, "item-add", roadmap=item.roadmap_id) in page


def test_sections_and_the_roadmaps_own_fields_are_guarded_too(cast: Cast, client_of: ClientOf):
    client = client_of(cast.specialist)
    draft, section = cast.draft, cast.draft_section
    address = where(cast, "section-edit", roadmap=draft.pk, pk=section.pk)
    assert client.post(address, {"version": 1, "title": "Раз", "number": "1"}).status_code == 302
    answer = client.post(address, {"version": 1, "title": "Два", "number": "1"})
    assert fields(answer)["title"].theirs == "Раз"
    address = where(cast, "roadmap-edit", pk=draft.pk)
    form = {"version": 1, "title": "Раз", "start": "2026-09-01", "end": "2027-08-31"}
    assert client.post(address, {**form, "schools": [cast.school.pk]}).status_code == 302
    answer = client.post(address, {**form, "title": "Два", "schools": [cast.other_school.pk]})
    assert answer.status_code == 409
    assert {"title", "schools"} <= set(fields(answer))
    draft.refresh_from_db()
    assert draft.title == "Раз"
