"""The roadmap page with 250 items and the summary page against a bare Django view that lists the same rows.

    DATABASE_URL=postgres://… python -m benchmarks.pages

The floor is a view without sign-in, menu or frame: one query, one loop in a template, the same texts.
"""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client, RequestFactory
from django.test.utils import override_settings
from django.urls import reverse

from benchmarks import data, timing
from monitoring.models import Summary
from monitoring.services.summaries import rebuild
from roadmaps.models import PlanItem
from schools.choices import Role
from tests.factories import a_person

ROWS = """<!doctype html><html lang="ru"><body><table>
{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}
</table></body></html>"""
ITEM_FIELDS = (
    "number",
    "title",
    "deadline_text",
    "deadline_kind",
    "deadline_sentence",
    "responsibles__text",
    "result",
    "report_form",
    "section__title",
)
FIGURES = ("total", "expected", "received", "on_time", "late", "overdue", "awaiting", "accepted", "returned")


def main() -> None:
    """Print a line a page."""
    bare = engines["django"].from_string(ROWS)
    with data.municipality() as place:
        made = data.roadmap(place, items=250, schools=16, dates=4)
        rebuild(made, today=data.TODAY)
        client = Client()
        client.force_login(
            a_person(Role.SPECIALIST, municipality=place).user,
            backend="django.contrib.auth.backends.ModelBackend",
        )
        request = RequestFactory().get("/")

        def items(request: HttpRequest) -> HttpResponse:
            rows = PlanItem.objects.filter(roadmap=made).order_by("position").values_list(*ITEM_FIELDS)
            return HttpResponse(bare.render({"rows": rows}, request))

        def sums(request: HttpRequest) -> HttpResponse:
            rows = Summary.objects.filter(municipality=place).values_list(
                "school__name", "section__title", "responsible_text", *FIGURES
            )
            return HttpResponse(bare.render({"rows": rows}, request))

        here = {"municipality": place.slug}
        for name, address, view in (
            ("roadmap of 250 items", reverse("roadmap-detail", kwargs={**here, "pk": made.pk}), items),
            ("summary page", reverse("monitoring", kwargs=here), sums),
        ):
            print(f"{name}, {connection.vendor}: {_measure(client, address, view, request)}")


def _measure(client: Client, address: str, view, request: HttpRequest) -> str:
    def ours() -> None:
        assert client.get(address).status_code == 200

    with override_settings(DEBUG=False):
        return timing.in_turn(ours, lambda: view(request), rounds=25)


if __name__ == "__main__":
    main()
