"""The access matrix: every address × role × own, another's, foreign and absent object × GET and POST."""

from collections import Counter
from collections.abc import Callable

import pytest
from django.http import HttpResponse

from config import urls
from config.checks import patterns_of
from tests.architecture.expectations import ROWS
from tests.architecture.matrix import (
    ANONYMOUS,
    AWAY,
    EVERYBODY,
    FOREIGN,
    NONE,
    NOWHERE,
    OWN,
    addresses,
    ask,
    expected,
    is_municipal,
    patterns,
)
from tests.cast import Cast
from tests.conftest import ClientOf, PortalClient

Answer = tuple[int, str]
ROLES = [ANONYMOUS, *sorted(EVERYBODY)]
WITHOUT_ROW = {"admin-sign-in"}  # answers in the place of Django admin's own sign-in, see test_admin


def test_every_address_has_a_name_of_its_own() -> None:
    names = Counter(pattern.name for _, pattern in patterns_of(urls.urlpatterns))
    assert [name for name, count in names.items() if not name or count > 1] == []


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    assert sorted(set(patterns()) - WITHOUT_ROW - set(ROWS)) == []
    assert sorted(set(ROWS) - set(patterns())) == []


def _differences(answers: dict[str, Answer]) -> list[str]:
    """Tell where a foreign object's answer is not an absent one's: same status, same body."""
    found = []
    for foreign, absent in ((FOREIGN, NONE), (AWAY, NOWHERE)):
        if answers.get(foreign) != answers.get(absent):
            lines = [set(answers[whose][1].splitlines()) for whose in (foreign, absent)]
            found.append(f"{foreign} and {absent}: {lines[0] ^ lines[1]}")
    return found


def _plain(status: int) -> Callable[..., HttpResponse]:
    """Make a page of an error that costs nothing to draw."""
    return lambda request, exception: HttpResponse(str(status), status=status)


@pytest.fixture
def plain_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out drawing thousands of error pages: what they look like has a test of its own."""
    for status in (403, 404):
        monkeypatch.setattr(urls, f"handler{status}", _plain(status), raising=False)


@pytest.mark.usefixtures("plain_errors")
@pytest.mark.parametrize("name", sorted(ROWS))
def test_everybody_gets_what_the_table_says_and_foreign_is_as_absent(
    cast: Cast, client_of: ClientOf, name: str
) -> None:
    row, municipal, wrong = ROWS[name], is_municipal(name), []
    for role in ROLES:
        client = PortalClient() if role == ANONYMOUS else client_of(cast.person(role))
        places = list(addresses(name, row, cast, role))
        for method in ("GET", "POST"):
            answers = {}
            for whose, address in places:
                wanted = expected(row, role, whose, method, municipal=municipal)
                seen, answers[whose] = ask(client, method, address)
                if seen != wanted:
                    wrong.append(f"{role} {method} {whose} ({address}): {seen}, should be: {wanted}")
            wrong += [f"{role} {method}: {difference}" for difference in _differences(answers)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", sorted(name for name, row in ROWS.items() if is_municipal(name) and row.own))
def test_the_page_of_a_foreign_object_is_that_of_an_absent_one(
    cast: Cast, client_of: ClientOf, name: str
) -> None:
    row = ROWS[name]
    role, method = sorted(row.known)[0], "POST" if row.get is None else "GET"
    client = client_of(cast.person(role))
    places = addresses(name, row, cast, role)
    answers = {whose: ask(client, method, address)[1] for whose, address in places if whose != OWN}
    assert not _differences(answers)
    assert answers[FOREIGN][0] == 404
    assert "</html>" in answers[FOREIGN][1]
