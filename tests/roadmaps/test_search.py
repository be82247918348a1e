"""The search finds what the person may see, and nothing else."""

import pytest

from tests.cast import Cast
from tests.monitoring.pages import HTMX, read, url


def found(client, cast: Cast, words: str, **more: str) -> dict[str, list[str]]:
    page = client.get(url(cast, "search"), {"q": words, **more})
    return {each.kind: [hit.title for hit in each.hits] for each in page.context["found"]}


@pytest.mark.parametrize(
    ("words", "kind", "title"),
    [
        ("ДИАГНОСТИКУ", "items", "1. Провести диагностику"),
        ("провести диагн", "items", "1. Провести диагностику"),
        ("поддержки школ", "roadmaps", "Дорожная карта поддержки школ на 2026/27 учебный год"),
        ("СОШ № 12", "schools", "СОШ № 12"),
        ("елкина", "people", "Ёлкина Ольга Павловна"),
    ],
)
def test_words_find_in_any_case_and_order(cast: Cast, client_of, words: str, kind: str, title: str):
    assert title in found(client_of(cast.specialist), cast, words)[kind]


def test_a_school_finds_no_drafts_no_people_no_other_schools(cast: Cast, client_of):
    client = client_of(cast.director)
    assert "roadmaps" not in found(client, cast, "функциональной")
    assert "items" not in found(client, cast, "Составить план")
    assert "people" not in found(client, cast, "Ветрова")
    assert found(client, cast, "СОШ")["schools"] == ["СОШ № 3"]


def test_nothing_and_too_little_are_said(cast: Cast, client_of):
    client = client_of(cast.head)
    assert found(client, cast, "д") == {}
    assert "Ничего не нашлось по запросу «жираф»." in read(client.get(url(cast, "search"), {"q": "жираф"}))


def test_one_kind_alone_and_only_the_changed_part(cast: Cast, client_of):
    client = client_of(cast.head)
    assert set(found(client, cast, "СОШ", kind="schools")) == {"schools"}
    page = client.get(url(cast, "search"), {"q": "диагностику"}, **HTMX)
    assert "<html" not in page.content.decode()


def test_every_page_of_the_municipality_has_the_search(cast: Cast, client_of):
    page = client_of(cast.director).get(url(cast, "due"))
    assert f'action="{url(cast, "search")}"' in page.content.decode()
