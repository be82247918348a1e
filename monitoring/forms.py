"""Forms of marks, returns and orders."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


def _day_field(**options: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


class Lines(forms.CharField):
    """Some lines of text: a break of a line is one character, as browsers count it."""

    def __init__(self, *, rows: int = 3, **options: Any) -> None:
        """Take a text area of so many rows."""
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **options)

    def to_python(self, value: Any) -> str | None:
        """The text with line ends of one kind."""
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value)


class SubmitForm(forms.Form):
    """What goes with a mark; documents come beside it, each to the line of the checklist that it is."""

    note = Lines(label=_("Note to the coordinator"), required=False, max_length=2000)


class GivenForm(forms.Form):
    """A link, or a document's number and date, given for one line of the checklist instead of a file."""

    link = forms.CharField(
        label=_("Link"),
        required=False,
        max_length=500,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )
    document = forms.CharField(label=_("Number of the document"), required=False, max_length=200)
    document_date = _day_field(label=_("Date of the document"), required=False)

    def __init__(self, *args: Any, key: str, **kwargs: Any) -> None:
        """Name the fields by the line: ``link_0``, ``document_any``."""
        super().__init__(*args, **kwargs)
        self.key = key

    def add_prefix(self, field_name: str) -> str:
        """The field's name in the request."""
        return f"{field_name}_{self.key}"


class IncomingForm(forms.Form):
    """What a script says of a file that it will send in pieces."""

    line = forms.CharField(max_length=10)
    name = forms.CharField(max_length=1000)
    size = forms.IntegerField(min_value=0, max_value=2**31 - 1)  # bytes
    modified = forms.IntegerField(min_value=0, max_value=2**53)  # milliseconds since 1970


class ClaimForm(forms.Form):
    """Why something need not be done."""

    reason = Lines(
        label=_("Why it is not required"),
        max_length=2000,
        error_messages={"required": _("Write why it is not required: the coordinator decides by this.")},
    )


class ReturnForm(forms.Form):
    """Why a mark goes back."""

    reason = Lines(
        label=_("What has to be mended"),
        max_length=2000,
        error_messages={"required": _("Write what has to be mended: the school will read it.")},
    )


class ApproveForm(forms.Form):
    """The order that puts a roadmap in force or amends it."""

    order_number = forms.CharField(
        label=_("Number of the order"),
        max_length=60,
        error_messages={"required": _("Write the number of the order.")},
    )
    order_date = _day_field(
        label=_("Date of the order"),
        error_messages={
            "required": _("Write the date of the order."),
            "invalid": _("Write the date like 20.11.2026."),
        },
    )
    reason = Lines(label=_("Reason for the changes"), required=False, max_length=2000, rows=2)
