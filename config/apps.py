"""The app's entry in Django's register: «config» has commands, no models."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The portal put together."""

    name = "config"
