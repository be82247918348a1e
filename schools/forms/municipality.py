"""The form of a municipality's own settings: clock, letters, reminders."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.forms import VersionedForm
from common.keys import key_of
from schools.academic_calendar import MonthDay, Part
from schools.choices import TIME_ZONES
from schools.models import Municipality
from schools.models.municipality import default_reminder_rules
from schools.services.municipalities import change_municipality

ROW_FIELDS = [
    *("name", "short_name", "department", "signer_post", "signer_name", "region"),
    *("time_zone", "digest_hour"),
]
LONGEST_NOTICE, MOST_NOTICES = 60, 6
PLAIN_RULES = (
    *("before", "overdue_weekday", "overdue_times", "coordinator_after", "head_after", "acceptance_after"),
    *("head_summary", "working_days", "school_holidays"),
)  # fields that are stored as they are
WORKDAYS = dict(list(WEEKDAYS.items())[:5])
_PART = re.compile(r"(\d{1,2})\.(\d{1,2})\s*[-–—]\s*(\d{1,2})\.(\d{1,2})")


def write_part(part: Part) -> str:
    """A part of the school year as a line: «01.09 – 31.10»."""
    first, last = part
    return f"{first.day:02}.{first.month:02} – {last.day:02}.{last.month:02}"


def read_part(line: str) -> Part:
    """A line as a part of the school year; ValidationError says which line is wrong."""
    match = _PART.fullmatch(line.strip())
    try:
        if match:
            day, month, last_day, last_month = match.groups()
            return MonthDay.parse(f"{month}-{day}"), MonthDay.parse(f"{last_month}-{last_day}")
    except ValueError:
        pass
    raise ValidationError(_("«%(line)s» is not two days like «01.09 – 31.10».") % {"line": line})


def part_of(pair: list[str]) -> Part:
    return MonthDay.parse(pair[0]), MonthDay.parse(pair[1])


class DaysField(forms.CharField):
    """Numbers of days, separated by commas."""

    def prepare_value(self, value: Any) -> str:
        """The numbers as text."""
        return value if isinstance(value, str) else ", ".join(str(day) for day in value or [])

    def to_python(self, value: Any) -> list[int]:  # type: ignore[override]
        """The text as numbers, the greatest first."""
        words = re.split(r"[\s,;]+", self.prepare_value(value).strip())
        words = [word for word in words if word]
        if not all(1 <= (key_of(word) or 0) <= LONGEST_NOTICE for word in words):
            raise ValidationError(_("Write numbers of days from 1 to 60, separated by commas: 7, 3, 1."))
        days = sorted({int(word) for word in words}, reverse=True)
        if len(days) > MOST_NOTICES:
            raise ValidationError(_("Six reminders before a deadline are enough."))
        return days

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the texts differ."""
        return self.prepare_value(initial) != self.prepare_value(data)


class MunicipalityForm(VersionedForm):
    """Settings of the municipality, with the rules of reminding in plain fields."""

    time_zone = forms.ChoiceField(label=gettext_lazy("Time zone"))
    digest_hour = forms.TypedChoiceField(
        label=gettext_lazy("Hour of the morning mail"),
        coerce=int,
        choices=[(hour, f"{hour:02}:00") for hour in range(24)],
        help_text=gettext_lazy("One letter a day to each person, by the municipality's own clock."),
    )
    before = DaysField(
        label=gettext_lazy("Days before the deadline"),
        required=False,
        help_text=gettext_lazy("On which days a reminder is sent, like «14, 7, 3, 1»; empty means none."),
    )
    is_on_day = forms.BooleanField(label=gettext_lazy("On the day of the deadline too"), required=False)
    overdue_weekday = forms.TypedChoiceField(
        label=gettext_lazy("While overdue, each week on"), coerce=int, choices=list(WORKDAYS.items())
    )
    overdue_times = forms.IntegerField(
        label=gettext_lazy("While overdue, at most … letters"), min_value=0, max_value=30
    )
    coordinator_after = forms.IntegerField(
        label=gettext_lazy("To the coordinator, after … working days overdue"), min_value=0, max_value=60
    )
    head_after = forms.IntegerField(
        label=gettext_lazy("To the head, after … working days overdue"), min_value=0, max_value=60
    )
    acceptance_after = forms.IntegerField(
        label=gettext_lazy("To the coordinator, about marks that wait for … working days"),
        min_value=0,
        max_value=60,
        help_text=gettext_lazy("0 means never; the same in the two fields above."),
    )
    head_summary = forms.BooleanField(
        label=gettext_lazy("Summary of the week to the head, on Mondays"), required=False
    )
    working_days = forms.BooleanField(
        label=gettext_lazy("Letters on working days only"),
        required=False,
        help_text=gettext_lazy(
            "What falls on a day off is told on the working day before it; while overdue, after it. "
            "Your own days off and days of work stand in the academic calendar."
        ),
    )
    school_holidays = forms.BooleanField(
        label=gettext_lazy("No reminders to schools in the school holidays"), required=False
    )

    class Meta:
        model = Municipality
        fields = [*ROW_FIELDS, "is_second_factor_required"]
        help_texts = {
            "department": gettext_lazy("As it stands at the head of an order."),
            "signer_post": gettext_lazy("Goes under the orders that the portal writes."),
            "signer_name": gettext_lazy("Initials and surname, like «И. И. Иванова»."),
            "short_name": gettext_lazy("Stands beneath the portal's name on every page."),
            "is_second_factor_required": gettext_lazy(
                "Who has none yet is asked to set it up at the next page."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Show the stored rules in plain fields."""
        super().__init__(*args, **kwargs)
        zones = dict(TIME_ZONES)
        zones.setdefault(self.instance.time_zone, self.instance.time_zone)
        self.fields["time_zone"].choices = list(zones.items())  # type: ignore[attr-defined]
        rules: dict[str, Any] = {**default_reminder_rules(), **self.instance.reminder_rules}
        self.initial.update(
            {
                **{name: rules[name] for name in PLAIN_RULES},
                "is_on_day": rules["on_day"],
            }
        )

    def save(self, commit: bool = True) -> Municipality:
        """Change the settings."""
        cleaned = self.cleaned_data
        changes = {name: cleaned[name] for name in self.Meta.fields}
        changes["reminder_rules"] = {
            **{name: cleaned[name] for name in PLAIN_RULES},
            "on_day": cleaned["is_on_day"],
            "holidays": self.instance.reminder_rules.get("holidays", default_reminder_rules()["holidays"]),
        }
        return change_municipality(self.instance, version=self.read_version(), changes=changes)
