"""A named set of people that a document writes instead of names."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager
from simple_history.models import HistoricalRecords

from common.database import RUSSIAN
from common.versions import Versioned
from schools.choices import PER_SCHOOL_RULES, GroupRule
from schools.models.municipality import Municipality
from schools.models.person import Person


class Group(Versioned):
    """«Руководители ОО», «Члены рабочей группы»: a fixed list or a rule, with its other spellings."""

    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="groups", verbose_name=_("municipality")
    )
    name = models.CharField(_("name"), max_length=200, db_collation=RUSSIAN)
    spellings = models.JSONField(_("other spellings"), default=list, blank=True)
    rule = models.CharField(_("who is in it"), max_length=20, choices=GroupRule, default=GroupRule.LIST)
    members = models.ManyToManyField(Person, related_name="groups", blank=True, verbose_name=_("members"))

    objects = ScopedManager(municipality="municipality")
    history = HistoricalRecords(m2m_fields=[members])

    class Meta:
        verbose_name = _("group")
        verbose_name_plural = _("groups")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["municipality", "name"], name="group_name_once")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Address of the group's form."""
        return reverse("group-edit", kwargs={"municipality": self.municipality.slug, "pk": self.pk})

    @property
    def is_per_school(self) -> bool:
        """Whether each school of the roadmap owes its own execution."""
        return self.rule in PER_SCHOOL_RULES
