"""The academic calendar of the municipality, with a year's strip; what would move is shown before."""

import copy
import hashlib
import json
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.versions import StaleVersionError
from common.views import Crumb, VersionedEditView
from monitoring.services.calendars import change_calendar, effects
from schools.access import Ability, member
from schools.calendar_strip import strip_of
from schools.forms.calendar import CalendarForm
from schools.models import Municipality

SHOWN = 60  # changes of dates listed for each roadmap


class CalendarEdit(VersionedEditView):
    """Quarters, halves, holidays, the rule for days off."""

    ability = Ability.EDIT_MUNICIPALITY
    form_class = CalendarForm
    template_name = "monitoring/calendar_form.html"

    def get_object(self, queryset: Any = None) -> Municipality:
        """The municipality of the address, read anew."""
        return Municipality.objects.get(pk=member(self.request).municipality.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the strip of the school year."""
        today = member(self.request).today
        shown = kwargs.get("candidate") or self.object
        holidays = shown.reminder_rules.get("holidays", [])
        strip = strip_of(shown.calendar, holidays, today)
        return super().get_context_data(
            strip=strip, shown_year=shown.calendar.school_year_of(today), **kwargs
        )

    def get_crumbs(self) -> list[Crumb]:
        """From the settings."""
        return [(_("Municipality"), self.address("municipality-edit")), (_("Academic calendar"), "")]

    def form_valid(self, form: Any) -> HttpResponse:
        """Show what would change; change it when that was confirmed, or when nothing moves."""
        changes, today = form.changes(), member(self.request).today
        candidate = copy.copy(self.object)
        for name, value in changes.items():
            setattr(candidate, name, value)
        found = effects(candidate, today)
        seal = hashlib.sha256(json.dumps(changes, sort_keys=True).encode()).hexdigest()
        is_felt = any(not effect.roadmap.is_draft for effect in found)
        if is_felt and self.request.POST.get("confirmed") != seal:
            form.data = form.as_sent()
            context = self.get_context_data(
                form=form, candidate=candidate, effects=found, most=SHOWN, seal=seal
            )
            return TemplateResponse(self.request, self.template_name, context)
        try:
            done = change_calendar(
                self.object,
                version=form.read_version(),
                changes=changes,
                by=member(self.request).person,
                today=today,
            )
        except StaleVersionError as error:
            return self.beside_theirs(form, error)
        count = sum(effect.dates for effect in done)
        said = _("The calendar is saved.")
        if count:
            words = ngettext("%(count)s date has changed.", "%(count)s dates have changed.", count)
            said = f"{said} {words % {'count': count}}"
        messages.success(self.request, said)
        return HttpResponseRedirect(self.address("calendar-edit"))
