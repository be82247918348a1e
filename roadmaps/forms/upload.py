"""The forms of uploading a document and of mending what was read of it."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roadmaps.documents.pasted import MAX_TEXT
from roadmaps.models import Upload
from roadmaps.services.uploads import details_of


class UploadForm(forms.Form):
    """One document: an order in Word, or a plan in Excel."""

    file = forms.FileField(
        label=gettext_lazy("Order in Word or Excel"),
        widget=forms.FileInput(attrs={"accept": ".docx,.xlsx,.odt,.ods,.doc,.xls,.rtf"}),
        allow_empty_file=True,
        max_length=255,
    )

    def clean_file(self) -> "UploadedFile[Any]":
        """Refuse a file that is too large before anything reads it."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        limit = settings.UPLOAD_LIMIT_MB
        if (file.size or 0) > limit * 1024 * 1024:
            raise forms.ValidationError(
                _("«%(name)s» is larger than %(limit)d MB. Remove pictures from it, or save it anew in Word.")
                % {"name": file.name, "limit": limit}
            )
        return file


class PasteForm(forms.Form):
    """A table from the clipboard: as text, and as HTML where the browser gave it."""

    text = forms.CharField(
        label=gettext_lazy("The table"), widget=forms.Textarea(attrs={"rows": 10}), strip=False
    )
    html = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Refuse a table that is too large to be read at once; it stays in the field."""
        cleaned: dict[str, Any] = super().clean() or {}
        if max(len(cleaned.get(name) or "") for name in ("text", "html")) > MAX_TEXT:
            self.add_error(
                "text",
                _(
                    "The table is too large: more than %(limit)d million characters. Copy it in parts,"
                    " section by section, or save it as an Excel or Word file and upload the file."
                )
                % {"limit": MAX_TEXT // 1_000_000},
            )
        return cleaned

    def pasted(self) -> str:
        """The table as the clipboard held it best."""
        return str(self.cleaned_data["html"] or self.cleaned_data["text"])


class DetailsForm(forms.Form):
    """The facts that decide how the rest is read: title, period, order."""

    title = forms.CharField(label=gettext_lazy("Title"), widget=forms.Textarea(attrs={"rows": 3}))
    start = forms.DateField(
        label=gettext_lazy("First day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    end = forms.DateField(
        label=gettext_lazy("Last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    order_number = forms.CharField(label=gettext_lazy("Number of the order"), required=False, max_length=100)
    order_date = forms.DateField(
        label=gettext_lazy("Date of the order"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, upload: Upload, **kwargs: Any) -> None:
        """Start from what was read."""
        kwargs["initial"] = details_of(upload)
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        cleaned = super().clean() or {}
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and end < start:
            self.add_error("end", _("The last day is before the first one. Swap them or mend one."))
        return cleaned
