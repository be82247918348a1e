"""The app's entry in Django's register."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The app «accounts»."""

    name = "accounts"
