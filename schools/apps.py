"""The app's entry in Django's register."""

from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    """The app «schools»."""

    name = "schools"
