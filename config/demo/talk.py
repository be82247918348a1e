"""What the people of the demo tell each other: comments, inboxes, who is away, who has read the order."""

import datetime

from django.utils import timezone

from config.demo.history import MOSCOW, store
from monitoring.choices import EventKind
from monitoring.models import Acknowledgement, Event, Execution, Notice
from monitoring.services import acknowledgements, comments, notices
from roadmaps.models import Roadmap
from schools.declension import Case
from schools.models import Delegation, Person

DAY = datetime.timedelta(days=1)
DIRECTOR = "director"
IN_INBOXES, READ_AFTER = DAY * 60, DAY * 4

# place of the school, beginning of the title, what was written: who, text
THREADS = (
    (
        0,
        "Следить за посещаемостью",
        (
            (DIRECTOR, "@Лебедева О. И., в отчёт включать тех, кто болеет дольше месяца?"),
            ("coordinator", "@Абрикосова, включайте отдельной строкой, со справкой. Остальных как раньше."),
            (DIRECTOR, "Поняла, к сроку пришлю в новом виде."),
        ),
    ),
    (
        6,
        "Составить индивидуальные маршруты",
        (
            ("methodist", "@Журавлёв, пришлите справку об октябрьской диагностике, помогу с маршрутами."),
            (DIRECTOR, "Приложу сегодня. Спасибо."),
        ),
    ),
    (
        10,
        "Разобрать с учителями случаи",
        (
            (DIRECTOR, "Педсовет перенесли на четверг: учитель математики на курсах до среды."),
            ("coordinator", "@Ларионова, хорошо. Протокол нужен с подписями всех, кто был."),
        ),
    ),
    (
        2,
        "Провести родительский всеобуч",
        (
            (
                DIRECTOR,
                "@Гордеева Н. С., подойдёт ли общее собрание двух параллелей вместо отдельных занятий?",
            ),
        ),
    ),
)


def delegate(staff: dict[str, Person], *, today: datetime.date) -> None:
    """Write who acted for the coordinator a fortnight ago, and who will before the new year's days."""
    absent, acted = staff["coordinator"], staff["methodist"]
    since, until = today - DAY * 20, today - DAY * 11
    for to, first, last in ((acted, since, until), (staff["specialist"], today + DAY * 30, today + DAY * 41)):
        Delegation.objects.create(
            municipality_id=absent.municipality_id,
            absent=absent,
            delegate=to,
            since=first,
            until=last,
            made_by=absent,
        )
    decided = Event.objects.filter(actor=absent, at__date__gte=since, at__date__lte=until)
    # By their keys: rows of this very transaction have no statistics, and a plan without them may never end.
    keys = dict(decided.values_list("pk", "execution"))
    Execution.objects.filter(pk__in=set(keys.values())).update(decided_by=acted)
    Event.objects.filter(pk__in=keys).update(
        actor=acted, actor_name=acted.short_name, for_name=absent.short_name_in(Case.ACCUSATIVE)
    )


def fill_inboxes(roadmap: Roadmap, *, today: datetime.date) -> None:
    """Tell the schools of the last weeks' decisions; what is older than a few days has been read."""
    since = datetime.datetime.combine(today - IN_INBOXES, datetime.time(), MOSCOW)
    events = list(
        Event.objects.filter(execution__roadmap=roadmap, at__gte=since, at__lte=timezone.now())
        .select_related("execution")
        .order_by("at")
    )
    notices.tell(events, [event.execution for event in events])
    read_before = timezone.now() - READ_AFTER
    old = [event.pk for event in events if event.at < read_before]
    Notice.objects.filter(event__in=old).update(read_at=read_before)


def comment(
    roadmap: Roadmap, staff: dict[str, Person], directors: dict[int, Person], *, today: datetime.date
) -> None:
    """Write the comments of the last days, the latest of a thread yesterday or today."""
    schools = list(directors)
    near = Execution.objects.filter(roadmap=roadmap, due__lte=today + DAY * 14)
    for number, (place, title, said) in enumerate(THREADS):
        school = schools[place]
        row = near.filter(school=school, item__title__startswith=title).order_by("-due", "pk").first()
        if row is None:
            continue
        moment = timezone.now() - DAY * len(said) - datetime.timedelta(hours=number, minutes=17)
        for who, text in said:
            by = directors[school] if who == DIRECTOR else staff[who]
            event = Event(
                execution=row, kind=EventKind.COMMENTED, actor=by, actor_name=by.short_name, note=text
            )
            store([(event, moment)])
            notices.tell_of_comment(event, row, comments.named_in(text, row))
            moment += datetime.timedelta(hours=21, minutes=40)


def acknowledge(roadmap: Roadmap, *, today: datetime.date) -> None:
    """Let most of those named confirm that they have read the order; some were asked, some were not yet."""
    revision = roadmap.revisions.get()
    start = roadmap.order_date or today
    marks = []
    for number, line in enumerate(acknowledgements.lines(revision)):
        mark = Acknowledgement(municipality=roadmap.municipality, revision=revision, person=line.person)
        day = start + DAY * (1 + number % 9)
        if number % 4 and number < 20:
            mark.name, mark.post = line.person.full_name, line.post
            mark.read_at = datetime.datetime.combine(day, datetime.time(9, number * 2), MOSCOW)
        elif number % 8:
            mark.asked_at = datetime.datetime.combine(day + DAY * 14, datetime.time(12, number), MOSCOW)
        else:
            continue
        marks.append(mark)
    Acknowledgement.objects.bulk_create(marks)
