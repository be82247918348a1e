"""The form of a municipality's academic calendar, and of its rule for deadlines on days off."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.forms import VersionedForm
from schools.academic_calendar import AcademicCalendar, Part
from schools.choices import DayOffRule
from schools.forms.groups import LinesField
from schools.forms.municipality import part_of, read_part, write_part
from schools.models import Municipality
from schools.working_days import WorkingDays


class DayLines(LinesField):
    """Days, one a line: «07.12.2026»."""

    def to_python(self, value: Any) -> list[datetime.date]:  # type: ignore[override]
        """The lines as days; ValidationError says which is none."""
        days = []
        for line in super().to_python(value):
            try:
                days.append(datetime.datetime.strptime(line, "%d.%m.%Y").date())  # noqa: DTZ007 a day, no moment
            except ValueError:
                raise ValidationError(
                    _("«%(line)s» is not a day like «07.12.2026».") % {"line": line}
                ) from None
        return days

    def prepare_value(self, value: Any) -> str:
        """The days as lines."""
        if isinstance(value, str):
            return value
        return "\n".join(day if isinstance(day, str) else f"{day:%d.%m.%Y}" for day in value or [])


class CalendarForm(VersionedForm):
    """Quarters or trimesters, halves, holidays; what becomes of a deadline on a day off."""

    quarters = LinesField(
        label=gettext_lazy("School quarters or trimesters"),
        help_text=gettext_lazy(
            "One a line: first and last day, like «01.09 – 31.10». Four are quarters, three trimesters."
        ),
    )
    halves = LinesField(label=gettext_lazy("Halves of the school year"))
    holidays = LinesField(
        label=gettext_lazy("School holidays"),
        required=False,
        help_text=gettext_lazy("One a line: first and last day, like «26.10 – 03.11»."),
    )
    rule = forms.ChoiceField(
        label=gettext_lazy("A deadline on a day off is due"),
        choices=DayOffRule.choices,
        widget=forms.RadioSelect,
    )
    days_off = DayLines(
        label=gettext_lazy("Days off besides the calendar of Russia"),
        required=False,
        help_text=gettext_lazy("One a line, like «07.12.2026»: a local holiday, a day moved by decree."),
    )
    days_of_work = DayLines(
        label=gettext_lazy("Days worked though Russia rests"),
        required=False,
        help_text=gettext_lazy("Working Saturdays, one a line."),
    )

    class Meta:
        model = Municipality
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Show the stored calendar as lines."""
        super().__init__(*args, **kwargs)
        calendar, days = self.instance.calendar, self.instance.working_days
        holidays = self.instance.reminder_rules.get("holidays", [])
        stored: dict[str, Any] = {
            "quarters": [write_part(part) for part in calendar.quarters],
            "halves": [write_part(part) for part in calendar.halves],
            "holidays": [write_part(part_of(pair)) for pair in holidays],
            "rule": days.rule,
            "days_off": [day for day, is_work in sorted(days.changes.items()) if not is_work],
            "days_of_work": [day for day, is_work in sorted(days.changes.items()) if is_work],
        }
        self.initial.update(stored)

    def clean(self) -> dict[str, Any]:
        """Quarters and halves must make a school year; a day is either worked or not."""
        cleaned = super().clean()
        quarters, halves = self._parts("quarters"), self._parts("halves")
        self.breaks = self._parts("holidays")
        rest, work = cleaned.get("days_off") or [], cleaned.get("days_of_work") or []
        if both := set(rest) & set(work):
            day = f"{min(both):%d.%m.%Y}"
            self.add_error("days_of_work", _("%(day)s is both a day off and a working day.") % {"day": day})
        if not self.errors:
            self.days = WorkingDays(
                cleaned["rule"], {**dict.fromkeys(rest, False), **dict.fromkeys(work, True)}
            )
            try:
                self.calendar = AcademicCalendar(quarters[0][0], quarters[-1][1], quarters, halves)
            except ValueError:
                self.add_error(
                    "quarters",
                    _(
                        "Each must end after it begins, and begin after the one before it has ended; "
                        "the halves lie within the quarters."
                    ),
                )
        return cleaned

    def _parts(self, name: str) -> tuple[Part, ...]:
        """The field's lines as days; a wrong line is the field's error."""
        try:
            return tuple(read_part(line) for line in self.cleaned_data.get(name) or ())
        except ValidationError as error:
            self.add_error(name, error)
            return ()

    def as_sent(self) -> dict[str, Any]:
        """The form's data with what was chosen of two texts in its fields, to be sent once more."""
        names = self.row_fields()
        chosen = {name: self.fields[name].prepare_value(self.cleaned_data[name]) for name in names}
        return {**chosen, "version": self.read_version()}

    def changes(self) -> dict[str, Any]:
        """What to write on the municipality."""
        holidays = [[str(first), str(last)] for first, last in self.breaks]
        return {
            "academic_calendar": self.calendar.to_dict(),
            "days_off": self.days.to_dict(),
            "reminder_rules": {**self.instance.reminder_rules, "holidays": holidays},
        }
