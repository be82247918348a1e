"""Pages of people: the register, a card, the forms, the invitation."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import View

from accounts.services.second_factor import device_of
from common.access import AccessMixin
from common.views import AskView, Crumb, FilteredRowsView, RowView, VersionedEditView
from schools.access import Ability, member
from schools.filters import PersonFilter
from schools.forms.people import CasesForm, PersonAddForm, PersonForm
from schools.models import Person, Position
from schools.models.history import story_of
from schools.services.logins import invite_everybody, invite_person


class PersonListView(FilteredRowsView):
    """The register of people."""

    ability = Ability.VIEW_PEOPLE
    filterset_class = PersonFilter
    template_name = "schools/person_list.html"
    partial_name = "schools/_person_rows.html"

    def get_rows(self) -> QuerySet[Person]:
        """Everybody of the municipality, with today's positions."""
        rows: QuerySet[Person] = Person.objects.with_positions(member(self.request).today)
        return rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add ``may_edit`` and ``to_invite``, how many wait for an invitation."""
        seen = member(self.request)
        may_edit = seen.can(Ability.EDIT_PEOPLE)
        to_invite = Person.objects.to_invite(seen.today).count() if may_edit else 0
        return super().get_context_data(may_edit=may_edit, to_invite=to_invite, **kwargs)


class PersonDetailView(RowView):
    """A person's card: positions from–to, the login, and who changed what."""

    ability = Ability.VIEW_PEOPLE
    template_name = "schools/person_detail.html"
    # not «person»: that is who looks at the page
    context_object_name = "shown"

    def get_queryset(self) -> QuerySet[Person]:
        """Everybody of the municipality."""
        rows: QuerySet[Person] = Person.objects.select_related("user", "municipality")
        return rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the positions and the history."""
        seen = member(self.request)
        positions = list(Position.objects.filter(person=self.object).select_related("school"))
        return super().get_context_data(
            current=[each for each in positions if each.is_current(seen.today)],
            coming=[each for each in positions if each.since > seen.today],
            past=[each for each in positions if each.until and each.until < seen.today],
            story=story_of(self.object),
            may_edit=seen.can(Ability.EDIT_PEOPLE),
            has_second_factor=bool(self.object.user and device_of(self.object.user)),
            **kwargs,
        )

    def get_crumbs(self) -> list[Crumb]:
        """From the register."""
        return [(_("People"), self.address("person-list")), (self.object.full_name, "")]


class PersonAddView(AskView):
    """A new person with the first position."""

    ability = Ability.EDIT_PEOPLE
    form_class = PersonAddForm
    template_name = "schools/person_form.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        """The person will be the municipality's."""
        return {**super().get_form_kwargs(), "membership": member(self.request)}

    def get_initial(self) -> dict[str, Any]:
        """What the link that led here says: the school and the role."""
        return {name: self.request.GET[name] for name in ("school", "role") if name in self.request.GET}

    def form_valid(self, form: Any) -> HttpResponse:
        """Take the person on, or say what is in the way."""
        try:
            person = form.save()
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, _("%(person)s is in the register.") % {"person": person})
        return HttpResponseRedirect(person.get_absolute_url())

    def get_crumbs(self) -> list[Crumb]:
        """From the register."""
        return [(_("People"), self.address("person-list")), (_("New person"), "")]


class PersonEditView(VersionedEditView):
    """Names and addresses of a person."""

    ability = Ability.EDIT_PEOPLE
    form_class: Any = PersonForm
    template_name = "schools/person_form.html"
    context_object_name = "shown"

    def get_queryset(self) -> QuerySet[Person]:
        """Everybody of the municipality."""
        rows: QuerySet[Person] = Person.objects.select_related("user", "municipality")
        return rows

    def get_crumbs(self) -> list[Crumb]:
        """From the person's card."""
        person = Person.objects.select_related("municipality").get(pk=self.object.pk)
        return [
            (_("People"), self.address("person-list")),
            (person.full_name, person.get_absolute_url()),
            (_("Editing"), ""),
        ]


class PersonCasesView(PersonEditView):
    """A person's name and posts in the cases that letters need."""

    form_class = CasesForm
    template_name = "schools/person_cases.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        """The posts that the person holds."""
        held = Position.objects.not_ended(member(self.request).today).filter(person=self.object)
        return {**super().get_form_kwargs(), "posts": [position.post for position in held.order_by("pk")]}


class PeopleInviteView(AccessMixin, View):
    """Invite everybody at work who has an address and no login yet."""

    ability = Ability.EDIT_PEOPLE
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Invite them."""
        seen = member(request)
        people = Person.objects.to_invite(seen.today).select_related("user", "municipality")
        count, refused = invite_everybody(people, by=seen.person)
        sentence = ngettext("%(count)s invitation goes out.", "%(count)s invitations go out.", count)
        messages.success(request, sentence % {"count": count})
        for person, error in refused.items():
            messages.error(request, f"{person.short_name}: {' '.join(error.messages)}")
        return HttpResponseRedirect(reverse("person-list", kwargs={"municipality": seen.municipality.slug}))


class PersonInviteView(AccessMixin, View):
    """Send the invitation, or send it again."""

    ability = Ability.EDIT_PEOPLE
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *, pk: int, **kwargs: Any) -> HttpResponse:
        """Invite the person, or say what is missing."""
        person: Person = get_object_or_404(Person.objects.select_related("user", "municipality"), pk=pk)
        try:
            user = invite_person(person, by=member(request).person)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("The invitation goes to %(email)s.") % {"email": user.email})
        return HttpResponseRedirect(person.get_absolute_url())
