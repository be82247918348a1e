"""Every figure opens a list of exactly the rows that it counts; a school sees its own rows only."""

import datetime
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
import time_machine
from django.urls import reverse

from monitoring.choices import ExecutionState
from monitoring.models import Execution
from monitoring.services import control_points, heat, standings, summaries
from monitoring.services.standings import Line
from monitoring.services.summaries import FIGURES
from monitoring.templatetags.figures import rows_address
from schools.access import membership_of
from schools.models import Person
from tests.cast import LATER, PAST, Cast
from tests.conftest import ClientOf, PortalClient
from tests.factories import ResponsibleFactory, RoadmapFactory
from tests.monitoring.histories import History

LIST = "execution-list"


def count_at(client: PortalClient, address: str) -> int:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return int(answer.context["page_obj"].paginator.count)


def listed(client: PortalClient, cast: Cast, **chosen: object) -> list[int]:
    answer = client.get(reverse(LIST, args=[cast.municipality.slug]), chosen)
    assert answer.status_code == 200
    return [execution.pk for execution in answer.context["object_list"]]


def _lines(cast: Cast, person: Person) -> Iterator[Line]:
    membership = membership_of(person.user, cast.municipality)
    assert membership
    roadmaps = standings.counted_roadmaps(membership)
    for key in ("", str(cast.roadmap.pk)):
        choice = standings.choose(roadmaps, key)
        sections, schools = standings.by_section(choice), standings.by_school(choice)
        yield standings.whole(choice)
        yield from standings.by_roadmap(choice)
        yield from [*sections, *schools]
        yield from standings.by_responsible(choice)
        yield from (line for _due, line in control_points.next_control_points(choice, membership.today))
        for row in heat.heat_table(choice, schools, sections, {}).rows:
            yield from row.cells


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("is_alone", [True, False])
def test_every_figure_opens_exactly_the_rows_it_counts(
    cast: Cast, client_of: ClientOf, seed: int, is_alone: bool
):
    if not is_alone:
        RoadmapFactory(municipality=cast.municipality, in_force=True, order_number="7")
    history = History(cast, seed)
    history.act(60)
    checked = set()
    with time_machine.travel(history.now, tick=False):
        summaries.rebuild_stale()
        client = client_of(cast.head)
        for line in _lines(cast, cast.head):
            names = (*FIGURES, "missing") if line.total else ("overdue",)
            for name in names:
                address = rows_address(cast.municipality, line.rows, name)
                if address not in checked:
                    checked.add(address)
                    assert count_at(client, address) == getattr(line, name), (
                        f"{line.title}, {name}: {address}"
                    )
    assert len(checked) > 100


class Links(HTMLParser):
    """Gathers the figures of a page: the address and the number of each."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, int]] = []
        self._address = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        is_figure = tag == "a" and "figure" in (values.get("class") or "").split()
        self._address = values.get("href") or "" if is_figure else ""

    def handle_data(self, data: str) -> None:
        if self._address:
            self.found.append((self._address, int(data.replace("\u00a0", ""))))
            self._address = ""


@pytest.mark.parametrize("page", ["overview", "monitoring", "monitoring?by=school", "monitoring?by=section"])
def test_every_number_of_a_page_is_the_number_of_rows_behind_it(cast: Cast, client_of: ClientOf, page: str):
    history = History(cast, 11)
    history.act(60)
    name, _, query = page.partition("?")
    with time_machine.travel(history.now, tick=False):
        summaries.rebuild_stale()
        client = client_of(cast.viewer)
        answer = client.get(f"{reverse(name, args=[cast.municipality.slug])}?{query}")
        figures = Links(answer.content.decode()).found
        assert len(figures) > 10
        for address, amount in set(figures):
            assert count_at(client, address) == amount, address


def test_a_director_sees_only_what_the_own_school_owes(cast: Cast, client_of: ClientOf):
    client = client_of(cast.director)
    own = set(Execution.objects.filter(school=cast.school).values_list("pk", flat=True))
    assert set(listed(client, cast)) == own
    assert listed(client, cast, school=cast.other_school.pk) == []
    assert listed(client, cast, roadmap=cast.roadmap.pk, state="overdue") == [cast.execution.pk]


def test_who_is_named_sees_it_in_the_list(cast: Cast, client_of: ClientOf):
    ResponsibleFactory(item=cast.municipal_execution.item, person=cast.director)
    assert cast.municipal_execution.pk in listed(client_of(cast.director), cast)


def test_a_choice_that_is_not_offered_gives_nothing(cast: Cast, client_of: ClientOf):
    assert cast.other
    client = client_of(cast.head)
    for chosen in (
        {"roadmap": cast.other.roadmap.pk},
        {"roadmap": cast.draft.pk},
        {"roadmap": "x"},
        {"section": cast.other.section.pk},
        {"school": cast.other.school.pk},
        {"responsible": f"p{cast.other.specialist.pk}"},
        {"responsible": "t0"},
        {"responsible": "zz"},
        {"item": cast.other.items[0].pk},
        {"occurrence": cast.other.execution.occurrence_id},
        {"state": "overdue; drop"},
        {"due_from": "yesterday"},
    ):
        assert listed(client, cast, **chosen) == [], chosen


def test_cancelled_ones_are_shown_only_when_asked_for(cast: Cast, client_of: ClientOf):
    Execution.objects.filter(pk=cast.execution.pk).update(state=ExecutionState.CANCELLED)
    client = client_of(cast.coordinator)
    assert cast.execution.pk not in listed(client, cast)
    assert listed(client, cast, state="cancelled") == [cast.execution.pk]


@pytest.mark.parametrize(
    ("chosen", "count"),
    [
        ({"q": "диагностику"}, 4),
        ({"q": "диагностику 12"}, 2),
        ({"due_from": "2026-11-20"}, 3),
        ({"due_to": "2026-11-20"}, 2),
        ({"due_from": "2026-11-20", "due_to": "2026-12-01"}, 1),
        ({"school": "none"}, 1),
        ({"section": "none"}, 0),
        ({"kind": "control_point"}, 0),
        ({"kind": "activity"}, 5),
        ({"state": "awaiting"}, 0),
        ({"state": "total"}, 5),
        ({"state": "missing"}, 2),
        ({"state": "planned"}, 3),
    ],
)
def test_the_filter_narrows(cast: Cast, client_of: ClientOf, chosen: dict[str, str], count: int):
    assert len(listed(client_of(cast.head), cast, **chosen)) == count


def test_an_entry_kept_as_text_is_found_by_any_row_that_has_it(cast: Cast, client_of: ClientOf):
    first = ResponsibleFactory(item=cast.items[0], text="Методический совет")
    second = ResponsibleFactory(item=cast.items[1], text="Методический совет")
    client = client_of(cast.head)
    for entry in (first, second):
        assert len(listed(client, cast, responsible=f"t{entry.pk}")) == 5


def test_the_list_is_ordered_as_asked(cast: Cast, client_of: ClientOf):
    def dates(sort: str) -> list[datetime.date]:
        rows = listed(client_of(cast.head), cast, sort=sort)
        return [Execution.objects.get(pk=pk).due for pk in rows]

    assert dates("") == sorted(dates(""))
    assert dates("-due")[0] == LATER
    assert dates("item")[0] == PAST


def test_without_a_whole_page_the_rows_come_alone(cast: Cast, client_of: ClientOf):
    address = reverse(LIST, args=[cast.municipality.slug])
    answer = client_of(cast.head).get(address, headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert page.lstrip().startswith('<div id="execution-rows">')
    assert 'hx-swap-oob="true"' in page


def test_a_row_shows_its_state_as_icon_and_word(cast: Cast, client_of: ClientOf):
    page = client_of(cast.head).get(reverse(LIST, args=[cast.municipality.slug])).content.decode()
    assert "state-label s-overdue" in page
    assert "Просрочено" in page
    assert "Ручьёва" in page
