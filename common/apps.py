"""The app's entry in Django's register."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created

from common.database import teach_russian


class CommonConfig(AppConfig):
    """The app «common»."""

    name = "common"

    def ready(self) -> None:
        """Teach every new SQLite connection to fold and sort Russian letters."""
        connection_created.connect(teach_russian)
