"""The administration of the installation: for superusers only, through the portal's own sign-in."""

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django_otp import user_has_device


class PortalAdminSite(AdminSite):
    """Lets superusers in, and nobody else: «staff» alone opens nothing."""

    site_header = site_title = _("Administration of the installation")
    index_title = _("Municipalities and their registers")
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether the login is an active superuser, with the code given where it has a second factor."""
        user = request.user
        if not (user.is_authenticated and user.is_active and user.is_superuser):
            return False
        return bool(user.is_verified()) or not user_has_device(user)  # type: ignore[attr-defined]
