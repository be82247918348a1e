"""What views that change one execution have in common."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from common.access import AccessMixin
from common.keys import key_of
from common.views import Crumb, return_address
from monitoring import access
from monitoring.models import Execution
from schools.access import Ability, member


class ExecutionMixin(AccessMixin):
    """One execution out of those that the person sees; any other is 404."""

    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def execution(self) -> Execution:
        """The execution of the address."""
        visible = Execution.objects.visible_to(member(self.request))
        rows = visible.select_related(
            "municipality", "roadmap", "item__section", "occurrence", "school", "decided_by"
        )
        found: Execution = get_object_or_404(rows, pk=self.kwargs["pk"])
        return found

    def url(self, name: str, pk: int | None = None) -> str:
        """Return the address of a page about the execution, or about what ``pk`` names."""
        return reverse(
            name, kwargs={"municipality": self.kwargs["municipality"], "pk": pk or self.execution.pk}
        )

    def must_be_own(self) -> None:
        """Refuse whoever sees it but does not owe it: the department marks nothing for a school."""
        if not access.is_own(member(self.request), self.execution):
            raise PermissionDenied

    def get_crumbs(self) -> list[Crumb]:
        """Give the way: from the list of what is due or of what waits, by the execution, to this page."""
        membership = member(self.request)
        first = _("To do"), reverse("due", kwargs={"municipality": self.kwargs["municipality"]})
        if membership.can(Ability.ACCEPT_EXECUTIONS):
            first = (
                _("Acceptance"),
                reverse("acceptance", kwargs={"municipality": self.kwargs["municipality"]}),
            )
        elif not membership.can(Ability.VIEW_OWN_DUTIES):
            first = (
                _("Executions"),
                reverse("execution-list", kwargs={"municipality": self.kwargs["municipality"]}),
            )
        return [first, (title_of(self.execution), self.url("execution-detail"))]

    @property
    def come_from(self) -> str:
        """The address that the form goes back to: what it was told, else the page that htmx stands on."""
        request: Any = self.request
        told = request.POST.get("next") or request.GET.get("next")
        address = told or (request.htmx.current_url_abs_path if request.htmx else "") or ""
        return address if url_has_allowed_host_and_scheme(address, {request.get_host()}) else ""

    def back(self) -> HttpResponseRedirect:
        """Go back to the page that the form named, else to the execution's."""
        address = return_address(self.request)
        return HttpResponseRedirect(self.url("execution-detail") if address == "/" else address)


class ExecutionVerb(ExecutionMixin):
    """A button that changes one execution: does it, says so with an «Undo», and goes back."""

    http_method_names = ["post"]
    is_for_owners = False
    undo = ""  # name of the address that takes it back

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Do it, or say why not."""
        if self.is_for_owners:
            self.must_be_own()
        try:
            said = self.do(self.execution)
        except ValidationError as error:
            for message in error.messages:
                messages.error(request, message)
        else:
            say_done(request, said, self.url(self.undo) if self.undo else "")
        return self.back()

    def do(self, execution: Execution) -> str:
        """Change the execution and return what to say."""
        raise NotImplementedError

    def read(self, execution: Execution) -> Execution:
        """Return the execution at the version that the page showed, so that nobody decides unseen."""
        version = key_of(self.request.POST.get("version", ""))
        if version is not None:
            execution.version = version
        return execution


def title_of(execution: Execution) -> str:
    """Name an execution in breadcrumbs: «№ 2.1», or the title where there is no number."""
    item = execution.item
    return f"№\N{NO-BREAK SPACE}{item.number}" if item.number else item.title


def say_done(request: HttpRequest, said: str, undo_url: str = "") -> None:
    """Say what was done, with an «Undo» where it can be taken back."""
    if undo_url:
        button = '{} <button class="btn btn-g btn-sm" form="undo-form" formaction="{}">{}</button>'
        said = format_html(button, said, undo_url, _("Undo"))
    messages.success(request, said)
