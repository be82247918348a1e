"""Giving a position, ending one, dismissing a person, opening the door to one who lost the telephone."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from common.views import AskView, Crumb
from schools.access import Ability, member
from schools.forms.people import CorrectionForm, LastDayForm, PositionForm
from schools.models import Person, Position
from schools.services.logins import take_off_second_factor
from schools.services.positions import dismiss, end_position


class OfPersonView(AskView):
    """A form about one person of the municipality."""

    ability = Ability.EDIT_PEOPLE
    title: Any = ""

    @cached_property
    def shown(self) -> Person:
        """The person of the address."""
        person: Person = get_object_or_404(
            Person.objects.select_related("user", "municipality"), pk=self.kwargs["pk"]
        )
        return person

    def get_form_kwargs(self) -> dict[str, Any]:
        """Forms about positions know who asks."""
        return {**super().get_form_kwargs(), "membership": member(self.request)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add ``shown``, the person."""
        return super().get_context_data(shown=self.shown, **kwargs)

    def act(self, form: Any) -> str:
        """Do what the form says; give the sentence that tells it."""
        raise NotImplementedError

    def form_valid(self, form: Any) -> HttpResponse:
        """Act, or say what is in the way."""
        try:
            done = self.act(form)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, done)
        return HttpResponseRedirect(self.shown.get_absolute_url())

    def get_crumbs(self) -> list[Crumb]:
        """From the person's card."""
        return [
            (_("People"), self.address("person-list")),
            (self.shown.full_name, self.shown.get_absolute_url()),
            (str(self.title), ""),
        ]


class PositionAddView(OfPersonView):
    """Another position of the person."""

    form_class = PositionForm
    template_name = "schools/position_form.html"
    title = _lazy("New position")

    def act(self, form: Any) -> str:
        """Give the position."""
        position = form.save(self.shown)
        return _("%(person)s: %(role)s.") % {"person": self.shown, "role": position.get_role_display()}


class PositionEditView(OfPersonView):
    """A position whose post or days were written wrongly."""

    form_class = CorrectionForm
    template_name = "schools/position_form.html"
    title = _lazy("Position")

    @cached_property
    def position(self) -> Position:
        """The position of the address."""
        positions = Position.objects.filter(person=self.shown).select_related("person__user", "school")
        position: Position = get_object_or_404(positions, pk=self.kwargs["position"])
        return position

    def get_form_kwargs(self) -> dict[str, Any]:
        """The form shows the position."""
        return {**super().get_form_kwargs(), "position": self.position}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the position."""
        return super().get_context_data(position=self.position, **kwargs)

    def act(self, form: Any) -> str:
        """Correct the position."""
        form.save()
        return _("The position is corrected.")


class PositionEndView(OfPersonView):
    """The end of one position, asked about first."""

    form_class = LastDayForm
    template_name = "schools/position_end.html"
    title = _lazy("End of the position")

    @cached_property
    def position(self) -> Position:
        """The position of the address, if it is not over."""
        positions = Position.objects.filter(person=self.shown).select_related("person__user", "school")
        position: Position = get_object_or_404(
            positions.not_ended(member(self.request).today), pk=self.kwargs["position"]
        )
        return position

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what ends."""
        return super().get_context_data(positions=[self.position], **kwargs)

    def act(self, form: Any) -> str:
        """End the position."""
        end_position(self.position, on=form.cleaned_data["on"], by=member(self.request).person)
        return _("The position ends, the access with it.")


class PersonDismissView(OfPersonView):
    """The end of everything that the person is in the municipality, asked about first."""

    form_class = LastDayForm
    template_name = "schools/position_end.html"
    title = _lazy("Dismissal")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what ends."""
        positions = Position.objects.filter(person=self.shown).select_related("school")
        return super().get_context_data(
            positions=positions.not_ended(member(self.request).today), is_dismissal=True, **kwargs
        )

    def act(self, form: Any) -> str:
        """Dismiss the person."""
        dismiss(self.shown, on=form.cleaned_data["on"], by=member(self.request).person)
        return _("%(person)s: all positions end, the access with them.") % {"person": self.shown}


class SecondFactorOffView(OfPersonView):
    """The second factor of a person who has lost it, taken off; asked about first."""

    form_class = forms.Form
    template_name = "schools/second_factor_off.html"
    title = _lazy("Second factor")

    def get_form_kwargs(self) -> dict[str, Any]:
        """The form has no fields: it only asks."""
        return AskView.get_form_kwargs(self)

    def act(self, form: Any) -> str:
        """Take it off."""
        take_off_second_factor(self.shown, by=member(self.request).person)
        return _("The second factor is off. A mail tells the person.")
