"""A login: the e-mail address is its name."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from accounts.choices import Digest, Language


class UserManager(BaseUserManager["User"]):
    """Makes logins; addresses are kept in small letters."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create a login; without a password nobody can sign in by it until an invitation is taken up."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str, **fields: Any) -> "User":
        """Create the installation's administrator."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find a login by its address, however it is typed."""
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A login of one human, whatever roles the human has in whatever municipality."""

    email = models.EmailField(_("e-mail"), unique=True)
    language = models.CharField(_("language"), max_length=2, choices=Language, default=Language.RUSSIAN)
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_idle = models.BooleanField(
        default=False, editable=False
    )  # closed because nothing was left to sign in for, not by those who run the portal
    is_staff = models.BooleanField(_("administrator of the installation"), default=False)
    digest = models.CharField(_("morning letter"), max_length=7, choices=Digest, default=Digest.DAILY)
    session_round = models.PositiveIntegerField(
        _("round of sessions"), default=0, editable=False, help_text=_("Raised by one, it ends all sessions.")
    )
    joined_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"

    class Meta:
        verbose_name = _("login")
        verbose_name_plural = _("logins")
        ordering = ["email"]
        constraints = [
            models.CheckConstraint(condition=models.Q(digest__in=Digest.values), name="user_digest_known"),
            models.UniqueConstraint(Lower("email"), name="user_email_whatever_case"),
        ]

    def __str__(self) -> str:
        return self.email

    def get_session_auth_hash(self) -> str:
        """The mark by which a session belongs to this password and this round of sessions."""
        return self._session_hash(settings.SECRET_KEY)

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """The same by the installation's former keys."""
        for secret in settings.SECRET_KEY_FALLBACKS:
            yield self._session_hash(secret)

    def _session_hash(self, secret: str | bytes) -> str:
        value = f"{self.password}:{self.session_round}"
        return salted_hmac("accounts.User.session", value, secret=secret, algorithm="sha256").hexdigest()
