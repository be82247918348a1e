"""Who answers for an item: the entry as written and what it means."""

from collections import defaultdict

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager
from simple_history.models import HistoricalRecords

from common.versions import Versioned
from roadmaps.choices import ResponsibleKind
from roadmaps.models.item import PlanItem
from schools.models import Group, Person, School


class ResponsibleQuerySet(models.QuerySet["Responsible"]):
    """Questions about entries."""

    def people(self) -> defaultdict[int, set[int]]:
        """Return the people named, alone or in a list: row of the plan → their keys."""
        found: defaultdict[int, set[int]] = defaultdict(set)
        for item, person, inside in self.values_list("item", "person", "group__members"):
            found[item].update(key for key in (person, inside) if key)
        return found


class Responsible(Versioned):
    """One entry of the cell «Ответственные»: a person, a group, schools, or a doubt to settle."""

    item = models.ForeignKey(PlanItem, models.CASCADE, related_name="responsibles")
    position = models.PositiveIntegerField(_("order in the list"))
    text = models.TextField(_("as written"))
    kind = models.CharField(
        _("meaning"), max_length=7, choices=ResponsibleKind, default=ResponsibleKind.DOUBT
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="duties", verbose_name=_("person")
    )
    group = models.ForeignKey(
        Group, models.PROTECT, null=True, blank=True, related_name="duties", verbose_name=_("group")
    )
    schools = models.ManyToManyField(School, related_name="duties", blank=True, verbose_name=_("schools"))

    objects = ScopedManager(
        municipality="item__roadmap__municipality",
        _manager_class=models.Manager.from_queryset(ResponsibleQuerySet),
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("responsible")
        verbose_name_plural = _("responsibles")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=ResponsibleKind.PERSON, person__isnull=False, group__isnull=True)
                | Q(kind=ResponsibleKind.GROUP, group__isnull=False, person__isnull=True)
                | (
                    ~Q(kind__in=(ResponsibleKind.PERSON, ResponsibleKind.GROUP))
                    & Q(person__isnull=True, group__isnull=True)
                ),
                name="responsible_means_what_it_says",
            ),
        ]

    def __str__(self) -> str:
        return self.text
