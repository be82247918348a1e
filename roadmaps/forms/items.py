"""The form of a row of the plan: activity, control point or mechanism."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.forms import VersionedForm
from roadmaps.catalogue.columns import Column, columns_of
from roadmaps.choices import ItemKind
from roadmaps.forms.fields import Lines, SectionChoice
from roadmaps.models import PlanItem, Responsible, Roadmap
from roadmaps.services.editing import add_item, change_item
from schools.models import Person

EXTRA = "extra-"
ALWAYS = ("section", "number", "version")


class ItemForm(VersionedForm):
    """One row, with the fields of the roadmap's own columns; responsibles one a line."""

    section = SectionChoice(label=gettext_lazy("Section"))
    responsibles = Lines(
        label=gettext_lazy("Responsible"),
        required=False,
        help_text=gettext_lazy("One a line, as the order writes them: a name, a group or a school."),
    )

    class Meta:
        model = PlanItem
        fields = (
            "section",
            "number",
            "title",
            "deadline_text",
            "responsibles",
            "task",
            "audience",
            "result",
            "report_form",
            "mark",
        )

    def __init__(
        self,
        *args: Any,
        roadmap: Roadmap,
        kind: str,
        by: Person | None = None,
        after: PlanItem | None = None,
        **kwargs: Any,
    ) -> None:
        """Leave the fields of the roadmap's columns, under its own headings."""
        super().__init__(*args, **kwargs)
        self.roadmap, self.kind, self.by, self.after = roadmap, kind, by, after
        self.columns = columns_of(roadmap, kind)
        if kind == ItemKind.ACTIVITY:
            self.fields["section"].offer(roadmap)  # type: ignore[attr-defined]
        else:
            del self.fields["section"]
        if self.instance.pk:
            self.initial["responsibles"] = [row.text for row in self.instance.responsibles.all()]
        self._dress()

    def _dress(self) -> None:
        """Order the fields as the columns stand and name them as the document does."""
        shown = {column.field: column for column in self.columns}
        for name in [name for name in self.fields if name not in ALWAYS and name not in shown]:
            del self.fields[name]
        for position, column in enumerate(self.columns):
            if column.is_extra:
                self._add_extra(position, column)
            else:
                self.fields[column.field].label = column.heading
        for field in self.fields.values():
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 2
        names = [f"{EXTRA}{n}" if each.is_extra else each.field for n, each in enumerate(self.columns)]
        self.order_fields(["section", *names])

    def _add_extra(self, position: int, column: Column) -> None:
        name = f"{EXTRA}{position}"
        self.fields[name] = forms.CharField(
            label=column.heading, required=False, widget=forms.Textarea(attrs={"rows": 2})
        )
        self.initial[name] = self.instance.extra.get(column.field, "")

    def again(self, row: Any) -> "ItemForm":
        """The same form of the row as somebody else has it."""
        return type(self)(instance=row, roadmap=self.roadmap, kind=self.kind)

    def _before(self) -> "VersionedForm | None":
        """The row as it was read, with the entries that it had then."""
        before = super()._before()
        after = PlanItem.history.filter(id=self.instance.pk, version__gt=self.read_version())
        changed = after.order_by("history_date", "history_id").first()
        if before and changed:
            before.initial["responsibles"] = entries_before(self.instance.pk, changed.history_date)
        return before

    def save(self, commit: bool = True) -> PlanItem:
        """Add the row or change it; StaleVersionError where somebody else has changed it since."""
        entries = self.cleaned_data.get("responsibles")
        values = {name: self.cleaned_data[name] for name in self.fields if name in self._own_names()}
        extra = {
            column.field: self.cleaned_data[f"{EXTRA}{position}"]
            for position, column in enumerate(self.columns)
            if column.is_extra and self.cleaned_data[f"{EXTRA}{position}"]
        }
        if any(column.is_extra for column in self.columns):
            values["extra"] = extra
        stored = PlanItem.objects.filter(pk=self.instance.pk).first()  # the form has written on its instance
        if stored:
            return change_item(
                stored, version=self.read_version(), values=values, entries=entries, by=self.by
            )
        section = values.pop("section", None)
        return add_item(
            self.roadmap,
            kind=self.kind,
            values=values,
            entries=entries or (),
            section=section,
            after=self.after
            if self.after and self.after.section_id == getattr(section, "pk", None)
            else None,
            by=self.by,
        )

    def _own_names(self) -> set[str]:
        return {name for name in self.fields if not name.startswith(EXTRA)} - {"version", "responsibles"}


def entries_before(item: int, moment: Any) -> list[str]:
    """Return the entries that a row had just before a moment, from their history."""
    latest: dict[int, Any] = {}
    records = Responsible.history.filter(item_id=item, history_date__lt=moment)
    for record in records.order_by("history_date", "history_id"):
        latest[record.id] = record
    standing = [record for record in latest.values() if record.history_type != "-"]
    return [record.text for record in sorted(standing, key=lambda record: (record.position, record.id))]


def kind_title(kind: str) -> str:
    """Return what a new row of the kind is called on a page."""
    return {
        ItemKind.ACTIVITY: _("New activity"),
        ItemKind.CONTROL_POINT: _("New control point"),
        ItemKind.MECHANISM: _("New mechanism"),
    }[ItemKind(kind)]
