"""Pages of groups: the list and the forms."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.generic import View

from common.access import AccessMixin
from common.views import AddView, Crumb, RowsView, VersionedEditView
from schools.access import Ability, member
from schools.forms.groups import GroupForm
from schools.models import Group
from schools.services.groups import delete_group


class GroupListView(RowsView):
    """The groups that orders name."""

    ability = Ability.VIEW_PEOPLE
    template_name = "schools/group_list.html"

    def get_queryset(self) -> QuerySet[Group]:
        """Every group of the municipality."""
        rows: QuerySet[Group] = Group.objects.annotate(people=Count("members")).order_by("name")
        return rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add ``may_edit``."""
        return super().get_context_data(may_edit=member(self.request).can(Ability.EDIT_SCHOOLS), **kwargs)

    def get_crumbs(self) -> list[Crumb]:
        """From the register of people, save where this is a first page of the menu."""
        if member(self.request).can(Ability.EDIT_PEOPLE):
            return []
        return [(_("People"), self.address("person-list")), (_("Groups"), "")]


class GroupAddView(AddView):
    """A new group."""

    ability = Ability.EDIT_SCHOOLS
    form_class = GroupForm
    template_name = "schools/group_form.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        """The group is the municipality's."""
        return {**super().get_form_kwargs(), "municipality": member(self.request).municipality}

    def form_valid(self, form: Any) -> HttpResponse:
        """Add it, or say what is in the way."""
        try:
            group = form.save()
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, _("«%(group)s» is added.") % {"group": group})
        return HttpResponseRedirect(self.address("group-list"))

    def get_crumbs(self) -> list[Crumb]:
        """From the list."""
        return [(_("Groups"), self.address("group-list")), (_("New group"), "")]


class GroupEditView(VersionedEditView):
    """A group."""

    ability = Ability.EDIT_SCHOOLS
    form_class = GroupForm
    template_name = "schools/group_form.html"

    def get_queryset(self) -> QuerySet[Group]:
        """Every group of the municipality."""
        rows: QuerySet[Group] = Group.objects.all()
        return rows

    def get_form_kwargs(self) -> dict[str, Any]:
        """The group is the municipality's."""
        return {**super().get_form_kwargs(), "municipality": member(self.request).municipality}

    def get_success_url(self) -> str:
        """Back to the list."""
        return self.address("group-list")

    def get_crumbs(self) -> list[Crumb]:
        """From the list."""
        return [(_("Groups"), self.address("group-list")), (Group.objects.get(pk=self.object.pk).name, "")]


class GroupDeleteView(AccessMixin, View):
    """Delete a group that no roadmap names."""

    ability = Ability.EDIT_SCHOOLS
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *, municipality: str, pk: int) -> HttpResponse:
        """Delete it, or say what is in the way."""
        group: Group = get_object_or_404(Group.objects.select_related("municipality"), pk=pk)
        url = group.get_absolute_url()
        try:
            delete_group(group)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return HttpResponseRedirect(url)
        messages.success(request, _("«%(group)s» is deleted.") % {"group": group})
        return HttpResponseRedirect(url.rsplit("groups/", 1)[0] + "groups/")
