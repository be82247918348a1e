"""The app's entry in Django's register."""

from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    """The app «monitoring»."""

    name = "monitoring"
