"""The portal put together: settings, addresses, jobs."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
