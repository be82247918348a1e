"""Fixtures of all tests: a frozen day, the cast, clients signed in as its people."""

import datetime
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import polib
import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.utils.translation import trans_real
from django_scopes import scope, scopes_disabled
from django_scopes.state import state

from schools.models import Person
from tests.cast import NOW, Cast, build_cast

ONLY_DATABASE = "ONLY_DATABASE_TESTS"
SIGN_IN_BACKEND = "django.contrib.auth.backends.ModelBackend"


class PortalClient(Client):
    """A client whose requests do not see the scope that the test itself has open."""

    def request(self, **request: Any) -> HttpResponse:
        """Answer the request as a server would: with no scope but the one its middleware opens."""
        token = state.set(None)
        try:
            return super().request(**request)
        finally:
            state.reset(token)


ClientOf = Callable[[Person], PortalClient]


def pytest_configure(config: pytest.Config) -> None:
    """Compile the translations that are newer than their compiled form, before any worker starts."""
    if hasattr(config, "workerinput"):
        return
    for source in (Path(__file__).parent.parent / "locale").glob("*/LC_MESSAGES/*.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(compiled))
            trans_real._translations.clear()  # read while the models were loaded
            trans_real._default = None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what asks no database, where the environment says that it was run on another one already."""
    if os.environ.get(ONLY_DATABASE) != "1":
        return
    plain = [item for item in items if not _asks_a_database(item)]
    config.hook.pytest_deselected(items=plain)
    items[:] = [item for item in items if _asks_a_database(item)]


def _asks_a_database(item: pytest.Item) -> bool:
    fixtures = getattr(item, "fixturenames", ())
    marks = ("django_db", "services")
    return "db" in fixtures or "transactional_db" in fixtures or any(map(item.get_closest_marker, marks))


def pytest_make_parametrize_id(val: object) -> str | None:
    """Call bytes just so: workers must agree on names, and a ZIP file holds the time it was made."""
    return "bytes" if isinstance(val, bytes) else None


@pytest.fixture
def today() -> Iterator[datetime.date]:
    """Freeze the clock at noon of 24 November 2026 in Moscow and give the date."""
    with time_machine.travel(NOW, tick=False):
        yield NOW.date()


@pytest.fixture
def everywhere() -> Iterator[None]:
    """Let the test see the rows of all municipalities."""
    with scopes_disabled():
        yield


@pytest.fixture
def cast(db: None, today: datetime.date) -> Iterator[Cast]:
    """Give the fixed cast; the test stands in the scope of its municipality."""
    built = build_cast()
    with scope(municipality=built.municipality):
        yield built


@pytest.fixture
def client() -> PortalClient:
    """Give a client that has not signed in."""
    return PortalClient()


@pytest.fixture
def client_of() -> ClientOf:
    """Give a function: person → a client signed in as the person."""

    def signed_in(person: Person) -> PortalClient:
        client = PortalClient()
        client.force_login(person.user, backend=SIGN_IN_BACKEND)
        return client

    return signed_in
