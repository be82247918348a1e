"""Forms of a roadmap's own fields, and of starting a new one."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.forms import RowsField, VersionedForm
from roadmaps.forms.fields import Day
from roadmaps.models import Roadmap
from roadmaps.services.copying import copy_roadmap, start_empty
from roadmaps.services.editing import change_roadmap
from schools.models import Municipality, Person, School

ORDER = ("order_number", "order_date", "order_issuer", "order_signer_post", "order_signed_by")
MANY = ("schools", "coordinators")


class FullNames(RowsField):
    """People by their whole names."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        """The whole name: initials may belong to two people."""
        return str(obj.full_name)


def check_period(form: Any) -> None:
    """Add an error unless the last day comes after the first one."""
    start, end = form.cleaned_data.get("start"), form.cleaned_data.get("end")
    if start and end and end < start:
        form.add_error("end", _("The last day is before the first one. Swap them or mend one."))


class RoadmapForm(VersionedForm):
    """What a roadmap says of itself; the order's fields only until an order has put it in force."""

    start = Day(label=gettext_lazy("First day"), required=False)
    end = Day(label=gettext_lazy("Last day"), required=False)
    order_date = Day(label=gettext_lazy("Date of the order"), required=False)
    schools = RowsField(
        label=gettext_lazy("Schools"),
        queryset=School._base_manager.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Rows for which heads of schools answer are owed by each of these."),
    )
    coordinators = FullNames(
        label=gettext_lazy("Coordinators"), queryset=Person._base_manager.none(), required=False
    )

    class Meta:
        model = Roadmap
        fields = (
            "title",
            "short_title",
            "start",
            "end",
            "goal",
            *ORDER,
            "schools",
            "coordinators",
            "is_acceptance_required",
            "is_evidence_required",
        )
        widgets = {
            "title": forms.Textarea(attrs={"rows": 2}),
            "goal": forms.Textarea(attrs={"rows": 3}),
            "order_issuer": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, by: Person | None = None, **kwargs: Any) -> None:
        """Offer open schools and people at work, with those who are chosen already."""
        super().__init__(*args, **kwargs)
        self.by = by
        roadmap = self.instance
        people = Person.objects.at_work(roadmap.municipality.today())
        chosen = Person.objects.filter(coordinated_roadmaps=roadmap)
        self.fields["coordinators"].queryset = (people | chosen).distinct()  # type: ignore[attr-defined]
        schools = School.objects.filter(is_closed=False) | School.objects.filter(roadmaps=roadmap)
        self.fields["schools"].queryset = schools.distinct()  # type: ignore[attr-defined]
        if not roadmap.is_draft:
            for name in ORDER:
                del self.fields[name]
            self.fields["start"].required = self.fields["end"].required = True

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        cleaned = super().clean()
        check_period(self)
        return cleaned

    def save(self, commit: bool = True) -> Roadmap:
        """Change the roadmap; StaleVersionError where somebody else has changed it since."""
        names = self.row_fields()
        return change_roadmap(
            Roadmap.objects.get(pk=self.instance.pk),  # the form has written on its own instance
            version=self.read_version(),
            values={name: self.cleaned_data[name] for name in names if name not in MANY},
            many={name: list(self.cleaned_data[name]) for name in names if name in MANY},
            by=self.by,
        )


def _by_kind(sources: Any) -> list[tuple[Any, Any]]:
    """The choices of a source: nothing, templates, roadmaps."""
    rows = list(sources.only("pk", "title", "short_title", "kind"))
    groups = (
        (_("Templates"), [row for row in rows if row.is_template]),
        (_("Roadmaps"), [row for row in rows if not row.is_template]),
    )
    named = [(word, [(row.pk, str(row)) for row in found]) for word, found in groups if found]
    return [("", _("an empty roadmap")), *named]


class RoadmapAddForm(forms.Form):
    """Where a new roadmap starts from, its title and its period."""

    source = forms.ModelChoiceField(
        label=gettext_lazy("Start from"),
        queryset=Roadmap._base_manager.none(),
        required=False,
        empty_label=gettext_lazy("an empty roadmap"),
        help_text=gettext_lazy("Its sections, activities and people are copied; marks stay in the past."),
    )
    title = forms.CharField(label=gettext_lazy("Title"), widget=forms.Textarea(attrs={"rows": 2}))
    start = Day(label=gettext_lazy("First day"))
    end = Day(label=gettext_lazy("Last day"))
    are_years_moved = forms.BooleanField(
        label=gettext_lazy("Move the years written in deadlines to the new period"),
        required=False,
        initial=True,
    )
    is_template = forms.BooleanField(
        label=gettext_lazy("This is a template: it only serves to start others from"), required=False
    )

    def __init__(
        self, *args: Any, municipality: Municipality, sources: Any, by: Person | None = None, **kwargs: Any
    ) -> None:
        """Offer the roadmaps that the person sees."""
        super().__init__(*args, **kwargs)
        self.municipality, self.by = municipality, by
        self.fields["source"].queryset = sources  # type: ignore[attr-defined]
        self.fields["source"].choices = _by_kind(sources)  # type: ignore[attr-defined]
        for name in ("start", "end"):  # a template may have no period
            self.fields[name].required = "is_template" not in self.data
            self.fields[name].widget.use_required_attribute = lambda initial: False
            self.fields[name].error_messages["required"] = _(
                "Deadlines are read within the period, so it needs this day."
            )

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        cleaned: dict[str, Any] = super().clean() or {}
        check_period(self)
        return cleaned

    def save(self) -> Roadmap:
        """Create the draft or the template."""
        data = self.cleaned_data
        source = data["source"]
        fields: dict[str, Any] = {name: data[name] for name in ("title", "start", "end", "is_template")}
        if source is None:
            return start_empty(self.municipality, **fields, by=self.by)
        years = 0
        if data["are_years_moved"] and source.start and data["start"]:
            years = data["start"].year - source.start.year
        return copy_roadmap(source, **fields, years=years, by=self.by)
