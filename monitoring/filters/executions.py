"""What the list of executions can be narrowed by; every figure of a summary opens it so narrowed."""

import datetime
from collections.abc import Iterable
from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, Min, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from common.keys import key_of
from monitoring.choices import AWAITING_STATES, NOT_RECEIVED_STATES, ExecutionState
from monitoring.models import Execution
from monitoring.models.execution import unowed
from monitoring.services.standings import IN_FORCE
from monitoring.services.summaries import conditions
from roadmaps.choices import ItemKind, RoadmapState
from roadmaps.models import Occurrence, PlanItem, Responsible, Roadmap, Section
from schools.access import Membership, member
from schools.models import Person, School

WITHOUT = "none"  # of no section, of no school
STATES = [
    (
        _("now"),
        [
            ("overdue", _("overdue")),
            ("returned", _("returned")),
            ("submitted", _("awaiting acceptance")),
            ("claimed", _("said not to be required, awaits a decision")),
            ("accepted", _("accepted")),
            ("planned", _("planned")),
            ("early", _("handed in before the deadline came")),
        ],
    ),
    (
        _("of those expected by today"),
        [
            ("expected", _("all expected")),
            ("received", _("received")),
            ("on_time", _("received on time")),
            ("late", _("received late")),
            ("missing", _("not received")),
        ],
    ),
    (
        _("besides"),
        [
            ("waived", _("not required")),
            ("cancelled", _("cancelled")),
            ("unowed", _("not asked for: the school is closed")),
        ],
    ),
]
SAME = {"awaiting": "submitted", "total": ""}  # figures whose rows are those of another word
SORTS = {
    "due": ("due", "roadmap", "item__position", "pk"),
    "-due": ("-due", "roadmap", "item__position", "pk"),
    "item": ("roadmap", "item__position", "due", "pk"),
    "school": ("school__name", "due", "item__position", "pk"),
    "-submitted": ("-submitted_at", "due", "pk"),
}
Choices = list[tuple[Any, Any]]


def state_condition(state: str, today: datetime.date) -> Q:
    """Say which executions a word means: the figures' own conditions, and states."""
    more = {
        "missing": Q(state__in=NOT_RECEIVED_STATES, due__lte=today),
        "planned": Q(state=ExecutionState.PLANNED, due__gte=today),
        "submitted": Q(state__in=AWAITING_STATES),
        "claimed": Q(state=ExecutionState.CLAIMED),
        "cancelled": Q(state=ExecutionState.CANCELLED),
        "waived": Q(state=ExecutionState.WAIVED),
        "unowed": unowed(),
    }
    return more.get(state) or conditions(today)[state or "total"]


class ExecutionFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Executions by words, roadmap, section, school, responsible, state and deadline; in an order."""

    q = django_filters.CharFilter(
        method="matching",
        label=_("Find"),
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Activity or school")}),
    )
    roadmap = django_filters.ChoiceFilter(method="of_roadmap", label=_("Roadmap"), empty_label=_("any"))
    section = django_filters.ChoiceFilter(method="of_section", label=_("Section"), empty_label=_("any"))
    school = django_filters.ChoiceFilter(method="of_school", label=_("School"), empty_label=_("any"))
    responsible = django_filters.ChoiceFilter(
        method="of_responsible", label=_("Responsible"), empty_label=_("anybody")
    )
    state = django_filters.ChoiceFilter(
        method="in_state", label=_("State"), choices=STATES, empty_label=_("any")
    )
    due_from = django_filters.DateFilter(
        field_name="due",
        lookup_expr="gte",
        label=_("Due from"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    due_to = django_filters.DateFilter(
        field_name="due",
        lookup_expr="lte",
        label=_("Due to"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    sort = django_filters.ChoiceFilter(
        method="unsorted",
        label=_("Order"),
        empty_label=_("by deadline"),
        choices=[
            ("-due", _("by deadline, latest first")),
            ("item", _("as in the plan")),
            ("school", _("by school")),
            ("-submitted", _("by mark, latest first")),
        ],
    )
    kind = django_filters.ChoiceFilter(
        field_name="item__kind", choices=ItemKind, empty_label="", widget=forms.HiddenInput
    )
    item = django_filters.ModelChoiceFilter(queryset=PlanItem.objects.none, widget=forms.HiddenInput)
    occurrence = django_filters.ModelChoiceFilter(queryset=Occurrence.objects.none, widget=forms.HiddenInput)

    class Meta:
        model = Execution
        fields: list[str] = []

    def __init__(self, data: Any = None, queryset: Any = None, **kwargs: Any) -> None:
        """Offer what the person of the request may see."""
        data = data.copy() if data is not None else None
        if data is not None and data.get("state") in SAME:
            data["state"] = SAME[data["state"]]
        super().__init__(data, queryset, **kwargs)
        seen = member(self.request)
        self.today = seen.today
        self.visible = Roadmap.objects.visible_to(seen).public_to_schools()
        roadmaps = list(self.visible.order_by("-start", "pk"))
        self.chosen = self._chosen_roadmap(roadmaps)
        self._offer("roadmap", _roadmap_choices(roadmaps))
        self._offer("section", self._section_choices())
        self._offer("school", _school_choices(seen))
        if seen.is_school_only:
            del self.filters["responsible"]
            if len(seen.school_ids) == 1:
                self.filters["school"].extra["widget"] = forms.HiddenInput
        else:
            self._offer("responsible", self._responsible_choices())
        for name, model in (("item", PlanItem), ("occurrence", Occurrence)):
            path = "roadmap__in" if name == "item" else "item__roadmap__in"
            self.filters[name].queryset = model.objects.filter(**{path: self.visible})

    def _offer(self, name: str, choices: Choices) -> None:
        self.filters[name].extra["choices"] = choices

    def _asked(self, name: str) -> str:
        return str(self.data.get(name, "")) if self.data else ""

    def _chosen_roadmap(self, roadmaps: list[Roadmap]) -> Roadmap | None:
        """The roadmap whose sections are offered: named, the only one, or that of the section named."""
        asked = self._asked("roadmap")
        for roadmap in roadmaps:
            if str(roadmap.pk) == asked or len(roadmaps) == 1:
                return roadmap
        section = key_of(self._asked("section"))
        if section is None:
            return None
        held = Section.objects.filter(pk=section).values_list("roadmap", flat=True).first()
        return next((roadmap for roadmap in roadmaps if roadmap.pk == held), None)

    def _section_choices(self) -> Choices:
        outside: Choices = [(WITHOUT, _("outside the sections"))]
        if self.chosen is None:
            return outside
        return [(section.pk, str(section)) for section in self.chosen.sections.all()] + outside

    def _responsible_choices(self) -> Choices:
        """People, groups, and entries as written; of the chosen roadmap, else of those in force."""
        entries = Responsible.objects.filter(item__roadmap__in=self.visible)
        if self.chosen:
            entries = entries.filter(item__roadmap=self.chosen)
        elif not self._asked("responsible"):
            entries = entries.filter(item__roadmap__state=RoadmapState.IN_FORCE)
        rows = entries.order_by().values_list("person", "group", "group__name", "text")
        people, groups, texts = set(), {}, {}
        for person, group, name, text, first in rows.annotate(first=Min("pk")):
            if person:
                people.add(person)
            elif group:
                groups[f"g{group}"] = name
            else:
                texts[text] = f"t{first}"
        asked = self._asked("responsible")
        if asked[:1] == "t" and (entry := key_of(asked[1:])) is not None:
            text = entries.filter(pk=entry).values_list("text", flat=True).first()
            if text in texts:
                texts[text] = asked
        found = Person.objects.filter(pk__in=people).order_by("surname", "first_name", "pk")
        grouped = [
            (_("People"), [(f"p{person.pk}", person.short_name) for person in found]),
            (_("Groups"), sorted(groups.items(), key=lambda choice: choice[1])),
            (_("As written"), [(token, text[:90]) for text, token in sorted(texts.items())]),
        ]
        return [group for group in grouped if group[1]]

    def matching(self, rows: "QuerySet[Execution]", name: str, value: str) -> "QuerySet[Execution]":
        """Rows whose activity or school has every word."""
        for word in value.split():
            rows = rows.filter(
                Q(item__title__icontains=word)
                | Q(item__number__istartswith=word)
                | Q(school__name__icontains=word)
            )
        return rows

    def of_roadmap(self, rows: "QuerySet[Execution]", name: str, value: str) -> "QuerySet[Execution]":
        """Rows of one roadmap, or of all in force."""
        if value == IN_FORCE:
            return rows.filter(roadmap__state=RoadmapState.IN_FORCE)
        return rows.filter(roadmap=int(value))

    def of_section(self, rows: "QuerySet[Execution]", name: str, value: str) -> "QuerySet[Execution]":
        """Rows of one section, or of none."""
        return rows.filter(section__isnull=True) if value == WITHOUT else rows.filter(section=int(value))

    def of_school(self, rows: "QuerySet[Execution]", name: str, value: str) -> "QuerySet[Execution]":
        """Rows of one school, or of none."""
        return rows.filter(school__isnull=True) if value == WITHOUT else rows.filter(school=int(value))

    def of_responsible(self, rows: "QuerySet[Execution]", name: str, value: str) -> "QuerySet[Execution]":
        """Rows whose activity names the person, the group, or has the entry as written."""
        entries = Responsible.objects.filter(item=OuterRef("item"))
        kind, key = value[0], value[1:]
        if kind == "t":
            same = Responsible.objects.filter(pk=key).values("text")[:1]
            named = entries.filter(person__isnull=True, group__isnull=True, text=same)
        else:
            named = entries.filter(**{"person" if kind == "p" else "group": key})
        return rows.filter(Exists(named))

    def in_state(self, rows: "QuerySet[Execution]", name: str, value: str) -> "QuerySet[Execution]":
        """Rows that the word means."""
        return rows.filter(state_condition(value, self.today))

    def unsorted(self, rows: "QuerySet[Execution]", name: str, value: str) -> "QuerySet[Execution]":
        """The order narrows nothing; it is given to the rows at the end."""
        return rows

    def filter_queryset(self, queryset: "QuerySet[Execution]") -> "QuerySet[Execution]":
        """Narrow and order; a choice not offered gives nothing, what does not count only if asked for."""
        if not self.form.is_valid():
            return queryset.none()
        chosen = self.form.cleaned_data
        if not chosen["state"]:
            queryset = queryset.owed()  # type: ignore[attr-defined]
        elif chosen["state"] != "unowed":
            queryset = queryset.asked_for()  # type: ignore[attr-defined]
        rows: QuerySet[Execution] = super().filter_queryset(queryset)
        return rows.order_by(*SORTS[chosen["sort"] or "due"])


def _roadmap_choices(roadmaps: Iterable[Roadmap]) -> Choices:
    return [(IN_FORCE, _("all in force")), *((roadmap.pk, str(roadmap)) for roadmap in roadmaps)]


def _school_choices(seen: Membership) -> Choices:
    schools: Choices = list(School.objects.visible_to(seen).values_list("pk", "name"))
    return schools if seen.is_school_only else [*schools, (WITHOUT, _("of no school"))]
