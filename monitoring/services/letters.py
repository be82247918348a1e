"""What the morning letter of a person says, from the reminders that go in it."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from accounts.choices import Language
from common import dates
from common.mail import Mail, absolute_url, render_mail
from monitoring.choices import (
    AWAITING_STATES,
    OF_OPEN,
    OPEN_STATES,
    ExecutionState,
    ReminderKind,
    ReminderState,
)
from monitoring.models import Execution, Reminder
from monitoring.services import acting
from monitoring.services.weeks import WeekInFigures, week_in_figures
from schools.choices import Role
from schools.models import Municipality, Person, Position
from schools.services.letters import addressee

ROWS_SHOWN = 25  # in a group: nobody reads more, the page has them all

HEADINGS = {
    "returned": gettext_lazy("Returned"),
    "overdue": gettext_lazy("Overdue"),
    "due_soon": gettext_lazy("Due within a week"),
    "planned": gettext_lazy("Later"),
    "nobody": gettext_lazy("Nobody is named or at work"),
    "submitted": gettext_lazy("Await acceptance"),
    "others": gettext_lazy("Others are overdue"),
}

OF_OTHERS = ("nobody", "submitted", "others")  # headings of what the reader follows up and does not owe


@dataclass
class Row:
    """One execution in a letter; ``missed`` holds the days whose reminders did not go."""

    execution: Execution
    place: str
    missed: list[datetime.date] = field(default_factory=list)
    asked_by: Person | None = None

    @property
    def note(self) -> str:
        """Where, what to attach, who asks, and which reminders did not go."""
        form = self.execution.item.report_form
        parts = [
            self.place and f"{self.place}.",
            (_("Attach: %(form)s") % {"form": form}) if form else _("No document is needed."),
        ]
        if self.asked_by:
            parts.append(_("%(person)s reminds you.") % {"person": self.asked_by})
        if self.missed:
            days = ", ".join(
                dates.long_date(day, language=dates.known(get_language())) for day in self.missed
            )
            parts.append(_("The reminder of %(days)s did not go.") % {"days": days})
        return " ".join(str(part) for part in parts if part)


@dataclass
class Group:
    """Executions under one heading; ``state`` gives the colour, ``left`` is how many are not shown."""

    name: str
    rows: list[Row]

    @property
    def title(self) -> str:
        """The heading."""
        return str(HEADINGS[self.name])

    @property
    def state(self) -> str:
        """The state whose colour the heading has."""
        return {"others": "overdue", "nobody": "due_soon"}.get(self.name, self.name)

    @property
    def is_of_others(self) -> bool:
        """Whether the reader follows it up and does not owe it."""
        return self.name in OF_OTHERS

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.rows)

    @property
    def shown(self) -> list[Row]:
        """The rows that the letter has."""
        return self.rows[:ROWS_SHOWN]

    @property
    def left(self) -> int:
        """How many it has not."""
        return max(0, len(self.rows) - ROWS_SHOWN)


def address_of(person: Person) -> str:
    """Where the person's letters go."""
    user = person.user
    return person.email or (user.email if user and user.is_active else "")


def is_still_true(reminder: Reminder) -> bool:
    """Whether the reason to tell stands still."""
    execution = reminder.execution
    if execution is None:
        return True
    if not execution.roadmap.is_in_force:
        return False
    if reminder.kind == ReminderKind.RETURNED:
        return execution.state == ExecutionState.RETURNED
    if reminder.kind in OF_OPEN:
        return execution.state in OPEN_STATES
    return execution.state in AWAITING_STATES


def superseded(told: Iterable[Reminder]) -> set[int]:
    """Return the keys of planned reminders that a later step of the same deadline has overtaken."""
    latest: dict[tuple[int | None, datetime.date], Reminder] = {}
    overtaken = set()
    for reminder in sorted(told, key=lambda each: (each.planned_for, each.pk)):
        if reminder.kind in (ReminderKind.BEFORE, ReminderKind.ON_DAY, ReminderKind.OVERDUE):
            earlier = latest.get((reminder.execution_id, reminder.counted_from))
            if earlier is not None:
                overtaken.add(earlier.pk)
            latest[reminder.execution_id, reminder.counted_from] = reminder
    return overtaken


def render(
    person: Person, municipality: Municipality, *, today: datetime.date, reminders: Sequence[Reminder]
) -> Mail:
    """Render the letter in the person's language."""
    language = person.user.language if person.user else Language.RUSSIAN
    with translation.override(language):
        context = _context(person, municipality, today, reminders)
    return render_mail("digest", context, language)


def _context(
    person: Person, municipality: Municipality, today: datetime.date, reminders: Sequence[Reminder]
) -> dict[str, object]:
    schools = set(
        Position.objects.current(today)
        .filter(person=person, school__isnull=False)
        .values_list("school", flat=True)
    )
    groups = _groups(person, reminders, today, schools)
    week: WeekInFigures | None = None
    if any(reminder.kind == ReminderKind.SUMMARY for reminder in reminders):
        week = week_in_figures(today)
    here = {"municipality": municipality.slug}
    is_about_others = any(group.is_of_others for group in groups)
    is_of_others = bool(groups) and all(group.is_of_others for group in groups)
    first_page = "acceptance" if is_of_others and groups[0].name == "submitted" else "execution-list"
    executions = [reminder.execution for reminder in reminders if reminder.execution]
    return {
        "person": person,
        "addressee": addressee(person, today),
        "place": _place(person, municipality, today),
        "municipality": municipality,
        "today": today,
        "count": sum(group.count for group in groups if not group.is_of_others),
        "others": sum(group.count for group in groups if group.is_of_others),
        "groups": groups,
        "week": week,
        "acting_for": acting.absent_names(person, today) if is_about_others else [],
        "due_url": absolute_url(reverse(first_page if is_of_others else "due", kwargs=here))
        if groups
        else absolute_url(reverse("overview", kwargs=here)),
        "settings_url": absolute_url(reverse("settings")),
        "coordinator": _coordinator(executions[0], today) if executions else None,
    }


def _place(person: Person, municipality: Municipality, today: datetime.date) -> str:
    """Where the letter finds the person: the school, or the department."""
    position = (
        Position.objects.current(today)
        .filter(person=person, school__isnull=False)
        .select_related("school")
        .first()
    )
    return position.school.name if position and position.school else str(municipality)


def _groups(
    person: Person, reminders: Sequence[Reminder], today: datetime.date, schools: set[int]
) -> list[Group]:
    """The executions under their headings, the most urgent first; each stands once."""
    rows: dict[int, Row] = {}
    kinds: dict[int, set[str]] = defaultdict(set)
    for reminder in reminders:
        execution = reminder.execution
        if execution is None:
            continue
        is_elsewhere = execution.school is not None and execution.school_id not in schools
        place = execution.school.name if is_elsewhere and execution.school else ""
        row = rows.setdefault(execution.pk, Row(execution, place))
        kinds[execution.pk].add(reminder.kind)
        if reminder.state == ReminderState.MISSED:
            row.missed.append(reminder.planned_for)
        row.asked_by = row.asked_by or reminder.asked_by
    found: dict[str, list[Row]] = {name: [] for name in HEADINGS}
    own = set(Execution.objects.filter(pk__in=rows).owed_by_person(person).values_list("pk", flat=True))
    for key, row in rows.items():
        is_own = key in own or row.execution.school_id in schools
        found[_heading(row.execution, kinds[key], today, is_own=is_own)].append(row)
    return [Group(name, listed) for name, listed in found.items() if listed]


def _heading(execution: Execution, kinds: set[str], today: datetime.date, *, is_own: bool) -> str:
    if kinds == {ReminderKind.ESCALATED}:
        return "others"
    if execution.state in AWAITING_STATES:
        return "submitted"
    if not is_own:
        return "nobody"
    if execution.state == ExecutionState.RETURNED:
        return "returned"
    if execution.due < today:
        return "overdue"
    return "due_soon" if execution.due <= today + datetime.timedelta(days=7) else "planned"


def _coordinator(execution: Execution, today: datetime.date) -> Person | None:
    """Whom the letter names for questions: a coordinator of the roadmap, else of the municipality."""
    people = Person.objects.in_department(today).exclude(email="")
    own = people.filter(coordinated_roadmaps=execution.roadmap_id)
    found: Person | None = own.first() or people.in_role(Role.COORDINATOR, today).first()
    return found
