"""The forms in the margin of a preview: one kind of question each, the answer as it is kept."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roadmaps.catalogue.columns import SAME, usual_heading
from roadmaps.documents import FIELDS
from roadmaps.forms.days import DaysMixin
from roadmaps.forms.fields import Lines
from roadmaps.services.answers import Span
from roadmaps.services.doubts import Doubt
from roadmaps.services.preview_merged import merged_choices, merged_rows
from roadmaps.services.section_rows import ACTIVITY, SECTION
from schools.models import Group, Person

DATES, NONE, TEXT, OWN, KEEP, OTHER, ALL = "dates", "none", "text", "own", "keep", "other", "all"
PERSON, GROUP = "person-", "group-"


class AnswerForm(forms.Form):
    """What all questions share: the doubt, and the period in which dates must lie."""

    def __init__(
        self, *args: Any, doubt: Doubt, period: Span | None, today: Any = None, **kwargs: Any
    ) -> None:
        """Know the doubt; fields get the look of the portal."""
        kwargs["auto_id"] = "answer_%s"
        super().__init__(*args, **kwargs)
        self.doubt, self.period, self.today = doubt, period, today
        self.prepare()
        for bound in self:
            wrong = " is-invalid" if self.is_bound and bound.errors else ""
            dress = "form-select" if isinstance(bound.field.widget, forms.Select) else "form-control"
            if not isinstance(bound.field.widget, forms.RadioSelect):
                bound.field.widget.attrs.setdefault("class", f"{dress}{wrong}")

    def prepare(self) -> None:
        """Offer what this doubt leaves to choose from."""

    def answer(self) -> dict[str, Any]:
        """The answer as it is kept."""
        raise NotImplementedError

    @property
    def says_something_new(self) -> bool:
        """Whether it is to be kept: what nobody doubts is no answer where it stays as it is."""
        return self.doubt.is_counted or self.has_changed()


class SeenForm(AnswerForm):
    """A remark that only has to be read."""

    def answer(self) -> dict[str, Any]:
        """That it was."""
        return {"is_seen": True}


class ColumnForm(AnswerForm):
    """What a column of the document is."""

    field = forms.ChoiceField(label=gettext_lazy("What stands in the column"), required=False)

    def prepare(self) -> None:
        """The columns of a plan, or none of them."""
        own = [("", _("a column of its own"))]
        usual = [(name, usual_heading(SAME.get(name, name))) for name in FIELDS]
        self.fields["field"].choices = [*usual, *own]  # type: ignore[attr-defined]
        self.fields["field"].initial = self.doubt.options.get("field", "")

    def answer(self) -> dict[str, Any]:
        """The field."""
        return {"field": self.cleaned_data["field"]}


class NumberForm(AnswerForm):
    """Which number a row has."""

    choice = forms.ChoiceField(label=gettext_lazy("Number"), widget=forms.RadioSelect)
    value = forms.CharField(label=gettext_lazy("Number of your own"), required=False, max_length=100)

    def prepare(self) -> None:
        """The free number, the written one, another."""
        numbers = [number for number in dict.fromkeys(self.doubt.options.get("numbers", ())) if number]
        offered = [(number, number) for number in numbers] or [(KEEP, _("leave without a number"))]
        self.fields["choice"].choices = [*offered, (OWN, _("another one"))]  # type: ignore[attr-defined]
        self.fields["choice"].initial = offered[0][0]

    def clean(self) -> dict[str, Any]:
        """Ask for the number."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("choice") == OWN and not cleaned.get("value"):
            self.add_error("value", _("Write the number."))
        return cleaned

    def answer(self) -> dict[str, Any]:
        """The number."""
        choice = self.cleaned_data["choice"]
        return {"value": {OWN: self.cleaned_data["value"], KEEP: ""}.get(choice, choice)}


class TitleForm(AnswerForm):
    """What a row is about."""

    value = forms.CharField(label=gettext_lazy("Activity"), widget=forms.Textarea(attrs={"rows": 3}))

    def answer(self) -> dict[str, Any]:
        """The text."""
        return {"value": self.cleaned_data["value"]}


class RowForm(AnswerForm):
    """A whole row put right."""

    number = forms.CharField(label=gettext_lazy("No."), required=False, max_length=100)
    title = forms.CharField(
        label=gettext_lazy("Activity"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    deadline = forms.CharField(label=gettext_lazy("Deadline"), required=False)
    responsible = Lines(label=gettext_lazy("Responsible"), required=False)
    result = forms.CharField(
        label=gettext_lazy("Expected result"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    report_form = forms.CharField(
        label=gettext_lazy("Report form"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def prepare(self) -> None:
        """Begin with what was read."""
        self.initial = dict(self.doubt.options.get("row", {}))

    def answer(self) -> dict[str, Any]:
        """The fields that differ from what was read."""
        before = self.doubt.answer or {}
        values = {name: self.cleaned_data[name] for name in self.changed_data}
        return {**before, "values": {**before.get("values", {}), **values}}


class HeadingForm(AnswerForm):
    """Whether a row is a section of the plan."""

    choice = forms.ChoiceField(label=gettext_lazy("What the row is"), widget=forms.RadioSelect)

    def prepare(self) -> None:
        """A section or an activity; where there are more such rows, all of them at once."""
        one = [(SECTION, _("a section")), (ACTIVITY, _("an activity"))]
        every = [(ALL, _("all such rows are sections"))] if self.doubt.options["is_one_of_many"] else []
        self.fields["choice"].choices = [*one, *every]  # type: ignore[attr-defined]
        self.fields["choice"].initial = ALL if every else SECTION

    def answer(self) -> dict[str, Any]:
        """What it is, and whether all others of the kind are the same."""
        choice = self.cleaned_data["choice"]
        return {"kind": SECTION, "is_for_all": True} if choice == ALL else {"kind": choice}


class MergedForm(AnswerForm):
    """To what rows or columns the text of a merged cell belongs."""

    choice = forms.ChoiceField(label=gettext_lazy("Where it belongs"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=gettext_lazy("Text in these rows"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def prepare(self) -> None:
        """As it was read, elsewhere, nowhere, or another text."""
        self.fields["choice"].choices = merged_choices(self.doubt.options)  # type: ignore[attr-defined]
        self.fields["choice"].initial = KEEP
        self.fields["text"].initial = self.doubt.options["text"]

    def answer(self) -> dict[str, Any]:
        """The values of the rows that the cell is merged over."""
        choice, text = self.cleaned_data["choice"], self.cleaned_data["text"]
        return {"choice": choice, "rows": merged_rows(self.doubt.options, choice, text)}


class DeadlineForm(DaysMixin, AnswerForm):
    """Which days a deadline means."""

    choice = forms.ChoiceField(
        label=gettext_lazy("Deadline"),
        choices=[
            (DATES, gettext_lazy("these days")),
            (TEXT, gettext_lazy("the text is to be mended")),
            (NONE, gettext_lazy("no date needed: nobody is reminded")),
        ],
        initial=DATES,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(label=gettext_lazy("Text of the deadline"), required=False)

    def prepare(self) -> None:
        """Begin with the text as written."""
        self.fields["text"].initial = self.doubt.options.get("text", "")
        self.offer_days()

    def clean(self) -> dict[str, Any]:
        """Ask for what was chosen; refuse days outside the period."""
        cleaned: dict[str, Any] = super().clean() or {}
        choice = cleaned.get("choice")
        if choice == TEXT and not cleaned.get("text"):
            self.add_error("text", _("Write the deadline too."))
        if choice == DATES:
            self.check_days(self.period)
        return cleaned

    def answer(self) -> dict[str, Any]:
        """Dates, or none, or another text."""
        cleaned = self.cleaned_data
        if cleaned["choice"] == NONE:
            return {"none": True}
        if cleaned["choice"] == TEXT:
            return {"text": cleaned["text"]}
        return {"dates": self.days()}


class PeopleForm(AnswerForm):
    """Whom an entry means."""

    choice = forms.ChoiceField(label=gettext_lazy("Who is it?"), widget=forms.RadioSelect)
    other = forms.ChoiceField(label=gettext_lazy("Person or group"), required=False)
    leaving = gettext_lazy("nobody on the portal: keep the text")

    def prepare(self) -> None:
        """Those of the surname first, then anybody else, then nobody."""
        candidates = self.doubt.options.get("candidates", [])
        people = [(f"{PERSON}{person.pk}", person.full_name) for person in Person.objects.at_work(self.today)]
        groups = [(f"{GROUP}{group.pk}", group.name) for group in Group.objects.all()]
        self.fields["choice"].choices = [  # type: ignore[attr-defined]
            *candidates,
            (OTHER, _("another person or group") if candidates else _("a person or a group")),
            (TEXT, self.leaving),
        ]
        self.fields["choice"].initial = candidates[0][0] if len(candidates) == 1 else OTHER
        self.fields["other"].choices = [  # type: ignore[attr-defined]
            ("", _("choose")),
            (_("Groups"), groups),
            (_("People"), people),
        ]

    def clean(self) -> dict[str, Any]:
        """Ask for whoever was meant."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("choice") == OTHER and not cleaned.get("other"):
            self.add_error("other", _("Choose from the list."))
        return cleaned

    def answer(self) -> dict[str, Any]:
        """A person, a group, or the text alone."""
        chosen = self.cleaned_data["choice"]
        chosen = self.cleaned_data["other"] if chosen == OTHER else chosen
        if chosen == TEXT:
            return {"is_text": True}
        kind, _dash, key = chosen.partition("-")
        return {kind: int(key)}


class NobodyForm(PeopleForm):
    """Who answers for a row that names nobody."""

    leaving = gettext_lazy("leave it empty")

    def answer(self) -> dict[str, Any]:
        """The entry to be written."""
        answer = super().answer()
        if "person" in answer:
            return {"entry": Person.objects.get(pk=answer["person"]).short_name}
        if "group" in answer:
            return {"entry": Group.objects.get(pk=answer["group"]).name}
        return {"entry": ""}


FORMS: dict[str, Callable[..., AnswerForm]] = {
    "seen": SeenForm,
    "column": ColumnForm,
    "number": NumberForm,
    "title": TitleForm,
    "row": RowForm,
    "heading": HeadingForm,
    "merged": MergedForm,
    "deadline": DeadlineForm,
    "people": PeopleForm,
    "nobody": NobodyForm,
}


def form_of(doubt: Doubt, data: Any = None, **known: Any) -> AnswerForm:
    """The form that answers the doubt; ValidationError for one that the document's own form answers."""
    if doubt.form not in FORMS:
        raise ValidationError(_("This is mended in the document's own fields."))
    return FORMS[doubt.form](data, doubt=doubt, **known)
