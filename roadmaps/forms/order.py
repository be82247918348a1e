"""The form of who issues the order and who signs it: looked through before the Word file is taken."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import VersionedForm
from roadmaps.catalogue.orders import suggested_order
from roadmaps.models import Roadmap
from roadmaps.services.editing import change_roadmap
from schools.models import Person


class OrderForm(VersionedForm):
    """Who issues the order and who signs it; what nobody has written comes from the settings."""

    class Meta:
        model = Roadmap
        fields = ("order_issuer", "order_signer_post", "order_signed_by")
        widgets = {
            "order_issuer": forms.Textarea(attrs={"rows": 2}),
            "order_signer_post": forms.TextInput,
            "order_signed_by": forms.TextInput,
        }
        help_texts = {
            "order_signer_post": _("As it stands under the order. Left blank, a line to fill in by hand."),
            "order_signed_by": _("Initials and surname, like «И. И. Иванова»."),
        }

    def __init__(self, *args: Any, by: Person | None = None, **kwargs: Any) -> None:
        """Begin with the settings of the municipality where the roadmap says nothing."""
        super().__init__(*args, **kwargs)
        self.by = by
        self.initial.update(suggested_order(self.instance))

    def save(self, commit: bool = True) -> Roadmap:
        """Change the roadmap; StaleVersionError where somebody else has changed it since."""
        return change_roadmap(
            Roadmap.objects.get(pk=self.instance.pk),  # the form has written on its own instance
            version=self.read_version(),
            values={name: self.cleaned_data[name] for name in self.row_fields()},
            by=self.by,
        )
