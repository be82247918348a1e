"""The tags that show progress on pages of roadmaps."""

import datetime

from django.template import Context, Template

from monitoring.choices import ExecutionState
from monitoring.models import Execution
from roadmaps.choices import DateSource
from tests.cast import PAST, Cast
from tests.factories import an_item

TABLE = Template(
    "{% load progress %}{% roadmap_progress roadmap as progress %}"
    "{% for item in items %}<td>{% item_progress progress item %}</td>{% endfor %}"
    "<th>{% section_progress progress section %}</th><i>{% kind_progress progress 'activity' %}</i>"
)
LIST = Template(
    "{% load progress %}{% roadmaps_progress roadmaps as progress %}"
    "{% for roadmap in roadmaps %}{% roadmap_line progress roadmap %}{% endfor %}"
)


def shown(template: Template, cast: Cast, today: datetime.date, **context: object) -> str:
    page = template.render(Context({"municipality": cast.municipality, "today": today, **context}))
    return " ".join(page.replace("\u00a0", " ").split())


def test_the_table_shows_figures_troubles_and_words(cast: Cast, today: datetime.date):
    Execution.objects.filter(pk=cast.execution.pk).update(
        state=ExecutionState.SUBMITTED, submitted_at=datetime.datetime.now(datetime.UTC), submitted_on=PAST
    )
    no_date = an_item(cast.section)
    no_date.dates_from = DateSource.NONE_NEEDED
    page = shown(TABLE, cast, today, roadmap=cast.roadmap, section=cast.section, items=[*cast.items, no_date])
    per_school, named, undated, free = page.split("<td>")[1:]
    assert "1 из 2" in per_school
    assert "s-overdue" in per_school
    assert "s-submitted" in per_school
    assert "Запланировано" in named
    assert "пятница" in named
    assert "Ждёт дат" in undated
    assert "Дата не нужна" in free
    assert "1 из 2" in page.split("<th>")[1]


def test_a_cancelled_row_says_so(cast: Cast, today: datetime.date):
    item = cast.items[0]
    item.cancelled_by = cast.roadmap.revisions.first()
    page = shown(TABLE, cast, today, roadmap=cast.roadmap, section=cast.section, items=[item])
    assert "Отменено" in page


def test_a_list_shows_each_roadmap(cast: Cast, today: datetime.date):
    page = shown(LIST, cast, today, roadmaps=[cast.roadmap, cast.draft])
    assert page.count("done-of") == 1
    assert "сдано 0 из 2" in page
