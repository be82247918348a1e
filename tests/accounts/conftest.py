"""Fixtures of sign-in and mail."""

import pytest

from tests.accounts.mail_server import FakeServer


@pytest.fixture
def server(settings) -> type[FakeServer]:
    settings.EMAIL_BACKEND = "tests.accounts.mail_server.FakeServer"
    FakeServer.answer = staticmethod(lambda recipient: None)
    FakeServer.taken, FakeServer.opened, FakeServer.is_there = [], 0, True
    return FakeServer
