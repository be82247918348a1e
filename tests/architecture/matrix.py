"""The access matrix: who is expected to get what at every address, and what is seen there."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, reverse
from django_scopes import scope

from config.checks import patterns_of
from config.urls import urlpatterns
from schools.choices import DEPARTMENT_ROLES, SCHOOL_ROLES, Role
from schools.models import Person
from tests.cast import Cast

ANONYMOUS = "anonymous"
NOBODY: frozenset[str] = frozenset()
SCHOOL = frozenset(str(role) for role in SCHOOL_ROLES)
DEPARTMENT = frozenset(str(role) for role in DEPARTMENT_ROLES)
EVERYBODY = frozenset(str(role) for role in Role)
ALL_SIGNED_IN = EVERYBODY
ANYBODY = EVERYBODY | {ANONYMOUS}

# What is seen, in one word.
IN, SIGN_IN, REFUSED, ABSENT, NO_METHOD = "in", "sign-in", "refused", "absent", "no such method"
# Whose the object is.
OWN, OTHERS, FOREIGN, NONE = "own", "another school's", "another municipality's", "absent"
AWAY, NOWHERE = "in another municipality", "in an absent municipality"

# Statuses of who is let in: a POST of nothing may well be told what is missing.
LET_IN = {"GET": {200, 302, 410}, "POST": {200, 204, 302, 303, 400, 409, 410, 422}}

Maker = Callable[[Cast, Person], object]  # what the address's keyword is for the person
Makers = Mapping[str, Maker]


@dataclass(frozen=True)
class Row:
    """What is expected of one pattern: the roles let in by GET and by POST (None: no such method).

    ``own`` makes the values of the address's keywords for a person; ``others`` the same of another school
    or person of the municipality, open to ``others_for`` only.
    """

    get: frozenset[str] | None = None
    post: frozenset[str] | None = None
    own: Makers = field(default_factory=dict)
    others: Makers = field(default_factory=dict)
    others_for: frozenset[str] = NOBODY

    @property
    def known(self) -> frozenset[str]:
        """The roles that have the view's ability."""
        return (self.get or NOBODY) | (self.post or NOBODY)


def patterns() -> dict[str, URLPattern]:
    """Give every pattern of the portal by its name; «?» and the address if it has none."""
    return {pattern.name or f"? {address}": pattern for address, pattern in patterns_of(urlpatterns)}


def is_municipal(name: str) -> bool:
    """Whether the pattern stands below a municipality's own address."""
    return any(
        pattern.name == name and "<slug:municipality>" in address
        for address, pattern in patterns_of(urlpatterns)
    )


def _values(makers: Makers, cast: Cast, person: Person) -> dict[str, object]:
    with scope(municipality=cast.municipality):
        made = {keyword: make(cast, person) for keyword, make in makers.items()}
    return {keyword: getattr(value, "pk", value) for keyword, value in made.items()}


def addresses(name: str, row: Row, cast: Cast, role: str) -> Iterator[tuple[str, str]]:
    """Yield whose object it is, and the address, for each case that the pattern can have."""
    acting = Role.DIRECTOR if role == ANONYMOUS else role
    own = _values(row.own, cast, cast.person(acting))
    absent = {keyword: 987654321 if isinstance(value, int) else "absent" for keyword, value in own.items()}
    if not is_municipal(name):
        yield OWN, reverse(name, kwargs=own)
        return
    assert cast.other
    here, there = {"municipality": cast.municipality.slug}, {"municipality": cast.other.municipality.slug}
    foreign = _values(row.own, cast.other, cast.other.person(acting))
    yield OWN, reverse(name, kwargs={**here, **own})
    if row.others:
        yield OTHERS, reverse(name, kwargs={**here, **own, **_values(row.others, cast, cast.person(acting))})
    if row.own:
        yield FOREIGN, reverse(name, kwargs={**here, **foreign})
        yield NONE, reverse(name, kwargs={**here, **absent})
    yield AWAY, reverse(name, kwargs={**there, **foreign})
    yield NOWHERE, reverse(name, kwargs={"municipality": "absent", **absent})


def expected(row: Row, role: str, whose: str, method: str, *, municipal: bool) -> str:
    """Say what the role should see."""
    allowed = row.get if method == "GET" else row.post
    may_open = whose == OWN or (whose == OTHERS and role in row.others_for)
    rules = (  # in this order
        (role == ANONYMOUS and ANONYMOUS not in row.known, SIGN_IN),
        (municipal and whose in (AWAY, NOWHERE), ABSENT),
        (role not in row.known, REFUSED),
        (allowed is None, NO_METHOD),
        (role not in (allowed or NOBODY), REFUSED),
        (not may_open, ABSENT),
    )
    return next((word for applies, word in rules if applies), IN)


def _in_words(answer: HttpResponseBase, method: str) -> str:
    if answer.status_code == 302 and answer["Location"].startswith(f"{reverse('sign-in')}?next="):
        return SIGN_IN
    words = {403: REFUSED, 404: ABSENT, 405: NO_METHOD, 503: IN}  # 503 is said by the page of health
    return words.get(answer.status_code) or (
        IN if answer.status_code in LET_IN[method] else f"status {answer.status_code}"
    )


def _body(answer: HttpResponseBase, address: str) -> str:
    """Give the body without what differs from one request to the next: tokens and the address itself."""
    if answer.streaming:
        return b"".join(answer).decode(errors="replace")
    text = re.sub(r"\b[A-Za-z0-9]{64}\b", "TOKEN", answer.content.decode(errors="replace"))
    return text.replace(address, "ADDRESS")


def ask(client: Client, method: str, address: str, **extra: Any) -> tuple[str, tuple[int, str]]:
    """Ask, take back whatever the request changed, and give what is seen: in a word, and status with body."""
    cookies = client.cookies.copy()
    try:
        with transaction.atomic():
            answer = client.generic(method, address, **extra)
            seen = _in_words(answer, method), (answer.status_code, _body(answer, address))
            transaction.set_rollback(True)
    except Exception as error:  # whatever a view raises is what the matrix tells of
        seen = f"a crash: {error!r}", (500, "")
    client.cookies = cookies
    return seen
