"""The app's entry in Django's register."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """The app «reports»."""

    name = "reports"
