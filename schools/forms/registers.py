"""The form of a register's file."""

from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from schools.documents.register import MOST_ROWS, RegisterError, Sheet, read_register
from schools.models import Municipality

LARGEST = 2 * 1024 * 1024
KEPT_FOR = 60 * 60  # seconds between preview and confirmation
SALT = "schools.register"
SENTENCES = {
    "not_excel": _(
        "This is no Excel file (.xlsx). Save the table from Excel as «Excel workbook» and try again."
    ),
    "too_big": _("The file is too big. A register is at most 2 MB."),
    "no_heading": _(
        "No heading was found: one of the first rows must name the columns, «%(needed)s» among them."
    ),
    "too_many": _("The file has more than %(most)s rows. Take it in by parts."),
    "empty": _("Beneath the heading there are no rows."),
}


class RegisterForm(forms.Form):
    """A file to take in; afterwards ``sheet`` holds its rows."""

    file = forms.FileField(label=_("Excel file"), widget=forms.FileInput(attrs={"accept": ".xlsx"}))

    def __init__(
        self, *args: Any, headings: dict[str, str], needed: str, needed_heading: str, **kwargs: Any
    ) -> None:
        """Know the columns that the register has."""
        super().__init__(*args, **kwargs)
        self.headings, self.needed, self.needed_heading = headings, needed, needed_heading

    def clean_file(self) -> Any:
        """Read the file; a wrong one is said to be so."""
        upload = self.cleaned_data["file"]
        try:
            if upload.size > LARGEST:
                raise RegisterError("too_big")
            self.sheet = read_register(upload.read(), self.headings, self.needed)
        except RegisterError as error:
            values = {"needed": self.needed_heading, "most": MOST_ROWS}
            raise ValidationError(SENTENCES[error.code], code=error.code, params=values) from error
        return upload


class ConfirmForm(forms.Form):
    """The rows that were shown, signed: what is confirmed is what was seen."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, municipality: Municipality, register: str, **kwargs: Any) -> None:
        """Know what the rows are for."""
        super().__init__(*args, **kwargs)
        self.salt = f"{SALT}.{register}.{municipality.pk}"

    def sign(self, sheet: Sheet) -> str:
        """The rows as the hidden field carries them."""
        return signing.dumps([sheet.fields, sheet.rows, sheet.numbers], salt=self.salt, compress=True)

    def clean_seen(self) -> Sheet:
        """The rows again; rows that were changed on the way, or shown too long ago, are refused."""
        try:
            fields, rows, numbers = signing.loads(self.cleaned_data["seen"], salt=self.salt, max_age=KEPT_FOR)
        except signing.BadSignature as error:
            raise ValidationError(_("The preview is older than an hour. Choose the file again.")) from error
        return Sheet(fields, rows, numbers)
