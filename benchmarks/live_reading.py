"""How long the portal takes to read a deadline while it is typed: the whole answer to the page.

    python -m benchmarks.live_reading

Each text is asked for several times through all of Django, in the editor and in the preview of a document;
the best, the middle and the slowest are printed in milliseconds.
"""

import statistics
import time

from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse

from benchmarks import data
from roadmaps.models import Upload
from schools.choices import Role
from tests.factories import a_person

AIM = 100  # milliseconds
ROUNDS = 15
TEXTS = (
    "до 15 октября 2026 г.",
    "ежемесячно, до 25 числа",
    "сентябрь, декабрь 2026 г., март, май 2027 г.",
    "в течение трёх дней после получения результатов, но не позднее 1 июня 2027 г.",
    "еженедельно",
    "летний период",
)


def main() -> None:
    """Print a line a page."""
    with data.municipality() as place, override_settings(DEBUG=False, ALLOWED_HOSTS=["testserver"]):
        made = data.roadmap(place, items=250, schools=16, dates=4)
        person = a_person(Role.SPECIALIST, municipality=place)
        period = {"start": made.start.isoformat(), "end": made.end.isoformat()}
        upload = Upload.objects.create(
            municipality=place, owner=person, name="план.docx", size=1, content={"period": period}
        )
        client = Client(headers={"HX-Request": "true"})
        client.force_login(person.user, backend="django.contrib.auth.backends.ModelBackend")
        here = {"municipality": place.slug}
        for name, address, field in (
            ("editor", reverse("item-reading", kwargs={**here, "roadmap": made.pk}), "deadline_text"),
            ("preview", reverse("upload-reading", kwargs={**here, "pk": upload.pk}), "deadline"),
        ):
            took = [_asked(client, address, {field: text}) for _round in range(ROUNDS) for text in TEXTS]
            print(
                f"{name}: best {min(took):.0f} ms, middle {statistics.median(took):.0f} ms, "
                f"slowest {max(took):.0f} ms (aim {AIM} ms)"
            )


def _asked(client: Client, address: str, query: dict[str, str]) -> float:
    start = time.perf_counter()
    answer = client.get(address, query)
    took = (time.perf_counter() - start) * 1000
    assert answer.status_code == 200
    return took


if __name__ == "__main__":
    main()
