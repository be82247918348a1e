"""A delegation: who acts for an absent coordinator, from a date to a date."""

import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from schools.models.municipality import Municipality
from schools.models.person import Person


class DelegationQuerySet(models.QuerySet["Delegation"]):
    """Questions about delegations."""

    def current(self, today: datetime.date) -> "DelegationQuerySet":
        """Delegations that hold on the day."""
        return self.filter(since__lte=today, until__gte=today)

    def not_ended(self, today: datetime.date) -> "DelegationQuerySet":
        """Delegations that hold on the day or from a later one."""
        return self.filter(until__gte=today)


class Delegation(models.Model):
    """One person of the department accepts marks for another; both days are included."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="delegations")
    absent = models.ForeignKey(
        Person, models.CASCADE, related_name="delegations", verbose_name=_("who is absent")
    )
    delegate = models.ForeignKey(
        Person, models.CASCADE, related_name="acting", verbose_name=_("who acts instead")
    )
    since = models.DateField(_("from"))
    until = models.DateField(_("until"))
    made_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("written by")
    )
    made_at = models.DateTimeField(_("written"), auto_now_add=True)

    objects = ScopedManager(
        municipality="municipality", _manager_class=models.Manager.from_queryset(DelegationQuerySet)
    )

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        ordering = ["since", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="delegation_ends_after_start"),
            models.CheckConstraint(condition=~Q(absent=F("delegate")), name="delegation_to_another"),
        ]

    def __str__(self) -> str:
        return f"{self.absent} → {self.delegate}"
