"""A roadmap begun from a template: its blanks are asked for once and filled wherever they stand."""

import pytest
from django.urls import reverse

from roadmaps.models import Roadmap, Upload
from roadmaps.services.blanks import blanks_of, filled
from tests.roadmaps.test_uploads import an_order, details, upload

FORM = (
    ("1.1", "Провести опрос родителей в СОШ №___", "", "", "Справка СОШ №___"),
    ("1.2", "Издать приказ от «__» _____ 20__ г.", "", "", "Приказ"),
)


@pytest.fixture
def specialist(cast, client_of):
    return client_of(cast.specialist)


@pytest.fixture
def draft(cast, specialist) -> Roadmap:
    """A roadmap begun from an empty form that was uploaded."""
    upload(specialist, cast, an_order(FORM))
    form = Upload.objects.get()
    specialist.post(form.get_absolute_url(), {**details(), "confirm": "template"})
    form.refresh_from_db()
    data = {"source": form.roadmap.pk, "title": "Поддержка школ", "start": "2026-09-01", "end": "2027-05-31"}
    page = specialist.post(reverse("roadmap-add", kwargs={"municipality": cast.municipality.slug}), data)
    begun = Roadmap.objects.get(title="Поддержка школ")
    assert page.url == blanks_page(begun)
    return begun


def blanks_page(roadmap: Roadmap) -> str:
    kwargs = {"municipality": roadmap.municipality.slug, "roadmap": roadmap.pk}
    return reverse("roadmap-blanks", kwargs=kwargs)


def test_each_blank_is_asked_for_once_with_its_places(draft):
    found = [(blank.words, blank.places) for blank in blanks_of(draft)]
    assert found == [("СОШ №___", ["мероприятие 1.1"]), ("приказ от ___", ["мероприятие 1.2"])]


def test_what_is_written_stands_everywhere_and_the_rest_stays_a_doubt(cast, specialist, draft):
    first, second = draft.items.order_by("position")
    data = {
        "blank-0": "12",
        f"deadline-{first.pk}": "до 15 октября 2026 г.",
        f"people-{first.pk}": "Руководители ОО",
    }
    assert specialist.post(blanks_page(draft), data).url == draft.get_absolute_url()
    first.refresh_from_db()
    assert (first.title, first.report_form) == ("Провести опрос родителей в СОШ №12", "Справка СОШ №12")
    assert [str(day.due) for day in first.occurrences.all()] == ["2026-10-15"]
    assert first.responsibles.get().group == cast.directors
    second.refresh_from_db()
    assert second.title == "Издать приказ от «__» _____ 20__ г."
    page = specialist.get(draft.get_absolute_url()).content.decode()
    assert blanks_page(draft) in page


@pytest.mark.parametrize(
    ("text", "key", "value", "said"),
    [
        ("в СОШ №___ и №___", "сош№___", "5", "в СОШ №5 и №___"),
        ("«СОШ №___»", "сош№___", "5", "«СОШ №5»"),
        ("от «__» _____ 20__ г.", "от___", "1 сентября 2026", "от 1 сентября 2026 г."),
        ("__________ (ФИО)", "___(фио)", "Озерова Л. П.", "Озерова Л. П. (ФИО)"),
        ("СОШ № ___, СОШ №___", "сош№___", "5", "СОШ № 5, СОШ №5"),
        ("снейк_кейс", "снейк___", "x", "снейк_кейс"),
    ],
)
def test_a_blank_is_told_by_the_words_beside_it(text, key, value, said):
    assert filled(text, {key: value}) == said
