"""The roadmap page with 250 items and the summary page against a bare Django view that lists the same rows.

    DATABASE_URL=postgres://… python -m benchmarks.pages

The floor is what a bare Django view would be: rows of the models with what hangs on them prefetched, one
template that loops over them, the same texts; no sign-in, menu, frame, typography, chips or links.
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

ITEMS = """<!doctype html><html lang="ru"><body><table>
{% for item in items %}<tr><td>{{ item.number }}</td><td>{{ item.section.title }}</td>
<td>{{ item.title }}</td>
<td>{{ item.deadline_text }}
{% for date in item.occurrences.all %}{{ date.due|date:"j M Y" }} {% endfor %}</td>
<td>{% for entry in item.responsibles.all %}{{ entry.text }} {{ entry.group.name }}{% endfor %}</td>
<td>{{ item.result }}</td><td>{{ item.report_form }}</td></tr>{% endfor %}
</table></body></html>"""
SUMS = """<!doctype html><html lang="ru"><body><table>
{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}
</table></body></html>"""
FIGURES = ("total", "expected", "received", "on_time", "late", "overdue", "awaiting", "accepted", "returned")


def main() -> None:
    """Print a line a page."""
    plain_items, plain_sums = (engines["django"].from_string(text) for text in (ITEMS, SUMS))
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
            rows = PlanItem.objects.filter(roadmap=made).order_by("position").select_related("section")
            rows = rows.prefetch_related("occurrences", "responsibles__group")
            return HttpResponse(plain_items.render({"items": rows}, request))

        def sums(request: HttpRequest) -> HttpResponse:
            rows = Summary.objects.filter(municipality=place).values_list(
                "school__name", "section__title", "responsible_text", *FIGURES
            )
            return HttpResponse(plain_sums.render({"rows": rows}, request))

        here = {"municipality": place.slug}
        for name, address, view in (
            ("roadmap of 250 items", reverse("roadmap-detail", kwargs={**here, "pk": made.pk}), items),
            ("summary page", reverse("monitoring", kwargs=here), sums),
        ):
            print(f"{name}, {connection.vendor}: {_measure(client, address, view, request)}")


def _measure(client: Client, address: str, view, request: HttpRequest) -> str:
    def ours() -> None:
        assert client.get(address).status_code == 200

    with override_settings(DEBUG=False, ALLOWED_HOSTS=["testserver"]):
        return timing.in_turn(ours, lambda: view(request), rounds=25)


if __name__ == "__main__":
    main()
