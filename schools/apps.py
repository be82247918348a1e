"""The app's entry in Django's register."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SchoolsConfig(AppConfig):
    """The app «schools»."""

    name = "schools"
    verbose_name = _("Schools and people")
