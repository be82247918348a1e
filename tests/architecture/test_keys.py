"""Whatever stands where a number is expected, in an address or in a form, no page breaks down."""

import re
from urllib.parse import urlencode

import pytest

from tests.architecture.expectations import ROWS
from tests.architecture.matrix import ANONYMOUS, OWN, Row, addresses, ask
from tests.cast import Cast
from tests.conftest import ClientOf, PortalClient

VALUES = ["9" * 20, "9" * 5_000, "5:"]
FIRST_READ = {"upload-detail": ["page", "note"]}  # each leaves the others unread
NAMES = (
    "after also choice chosen day decide document doubt execution first from group groups item "
    "kind last login members note occurrence order page part people person position report "
    "responsible revision roadmap role row school schools section sort source state take until "
    "version view who within work year zone"
)
READ = re.compile(r"list$|detail$|^item-reading$|add$|^(due|acceptance|overview|monitoring|silent)")
POSTED = re.compile(
    r"^executions?-|^nudge|undate$|-groups?-edit$|^group-add$|settle$|responsibles?-|^roadmap-add$"
)
BY_POST = "application/x-www-form-urlencoded"


def _somebody(row: Row, method: str) -> str:
    """The first of the roles that may."""
    roles = (row.get if method == "GET" else row.post) or frozenset()
    return next(iter(sorted(roles - {ANONYMOUS})), "")


def _queries(name: str, value: str) -> list[str]:
    """All names at once, then each of those that hide the others."""
    alone = FIRST_READ.get(name, ["page"])
    others = [each for each in NAMES.split(" ") if each not in alone]
    return [urlencode(dict.fromkeys(names, value)) for names in (others, *([each] for each in alone))]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: f"{value[:3]} of {len(value)}")
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_value_that_is_no_number_of_ours_breaks_no_page(
    cast: Cast, client_of: ClientOf, value: str, method: str
):
    broken = []
    for name, row in sorted(ROWS.items()):
        role, asked = _somebody(row, method), READ if method == "GET" else POSTED
        if not role or not asked.search(name):
            continue
        client: PortalClient = client_of(cast.person(role))
        (own,) = [address for whose, address in addresses(name, row, cast, role) if whose == OWN]
        for query in _queries(name, value) if method == "GET" else _queries(name, value)[:1]:
            typed = {"data": query, "content_type": BY_POST} if method == "POST" else {}
            try:
                _seen, (status, _body) = ask(client, method, f"{own}?{query}", **typed)
            except (ArithmeticError, ValueError, LookupError, TypeError) as error:
                broken.append(f"{name}?{query[:60]}: {error!r}"[:300])
                continue
            if status >= 500 and status != 503:  # 503 is said by the page of health
                broken.append(f"{name}?{query[:60]}: {status}")
    assert not broken, "\n".join(broken)
