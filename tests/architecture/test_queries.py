"""Pages ask the database as often for three hundred rows as for ten, and at most twenty-five times."""

import re
from collections import Counter
from collections.abc import Iterator

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.architecture.expectations import ROWS
from tests.architecture.growth import grow
from tests.architecture.matrix import EVERYBODY, OWN, addresses, is_municipal
from tests.cast import Cast
from tests.conftest import ClientOf

FEW, MANY, LIMIT = 10, 300, 25


def _pages(cast: Cast, role: str) -> Iterator[tuple[str, str]]:
    """Yield name and address of each page of a municipality that the role may open."""
    for name, row in sorted(ROWS.items()):
        if is_municipal(name) and role in (row.get or ()):
            (own,) = [address for whose, address in addresses(name, row, cast, role) if whose == OWN]
            yield name, own


def _open(client: Client, address: str) -> None:
    answer = client.get(address)
    if answer.streaming:
        list(answer)


def _queries(client: Client, address: str) -> list[str]:
    _open(client, address)  # what a process asks once in its life is not the page's
    with CaptureQueriesContext(connection) as asked:
        _open(client, address)
    return [re.sub(r"\d+", "N", query["sql"]) for query in asked.captured_queries]


def _complaint(few: list[str], many: list[str]) -> str:
    """Say what is wrong with the queries for few and for many rows; nothing is «»."""
    if len(few) == len(many) <= LIMIT:
        return ""
    often, times = Counter(many).most_common(1)[0]
    return f"{len(few)} queries for {FEW} rows, {len(many)} for {MANY}; {times} times: {often[:300]}"


def test_the_number_of_queries_does_not_grow_with_rows(cast: Cast, client_of: ClientOf) -> None:
    assert cast.other
    cast.other.other = cast
    grow(cast, FEW)
    grow(cast.other, MANY)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as both engines do by themselves in life
    wrong = []
    for role in sorted(EVERYBODY):
        few, many = client_of(cast.person(role)), client_of(cast.other.person(role))
        for (name, small), (_, large) in zip(_pages(cast, role), _pages(cast.other, role), strict=True):
            if complaint := _complaint(_queries(few, small), _queries(many, large)):
                wrong.append(f"{name}, {role}: {complaint}")
    assert not wrong, "\n".join(wrong)
