"""Entries in Django's register: «config» has commands, no models; the admin site is the portal's own."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class PortalConfig(AppConfig):
    """The portal put together."""

    name = "config"


class PortalAdminConfig(AdminConfig):
    """Django's admin on the portal's own site."""

    default_site = "config.admin.PortalAdminSite"
