"""Personal settings."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.access import signed_in
from accounts.forms import SettingsForm
from accounts.models import User
from accounts.services import second_factor
from accounts.views.language import keep_language
from common.access import SIGNED_IN
from common.views import EditView


class Settings(EditView):
    """Language, letters, password, second factor."""

    ability = SIGNED_IN
    form_class = SettingsForm
    template_name = "accounts/settings.html"
    success_url = reverse_lazy("settings")

    def get_object(self, queryset: Any = None) -> User:
        """One's own login."""
        return User.objects.get(pk=signed_in(self.request).pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add how the second factor stands."""
        device = second_factor.device_of(self.object)
        return super().get_context_data(
            device=device,
            codes_left=device and second_factor.recovery_codes_left(self.object),
            is_required=second_factor.is_required(self.object),
            **kwargs,
        )

    def form_valid(self, form: SettingsForm) -> HttpResponse:  # type: ignore[override]
        """Save, and answer in the chosen language at once."""
        response = super().form_valid(form)
        with translation.override(self.object.language):
            messages.success(self.request, _("Saved."))
        return keep_language(response, self.request, self.object.language)
