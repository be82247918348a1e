"""The views that all others are made of (a full page or its HTMX partial), and how pages look."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.generic import CreateView, DetailView, FormView, ListView, TemplateView, UpdateView
from django_filters import FilterSet

from common.access import PUBLIC, AccessMixin
from common.display import COOKIE, COOKIE_AGE, Display
from common.versions import StaleVersionError


class PartialMixin:
    """Answer an HTMX request with ``partial_name``, the fragment of the page's own template."""

    partial_name = ""

    def get_template_names(self) -> list[str]:
        """Name the partial for HTMX (unless it follows a boosted link), else the page."""
        htmx = self.request.htmx  # type: ignore[attr-defined]
        if self.partial_name and htmx and not htmx.boosted:
            return [self.partial_name]
        return super().get_template_names()  # type: ignore[misc, no-any-return]


Crumb = tuple[str, str]


class WayMixin:
    """Know the way to the page: breadcrumbs, and addresses in the same municipality."""

    def address(self, name: str, **kwargs: Any) -> str:
        """The address of another page of the municipality."""
        return reverse(name, kwargs={"municipality": self.kwargs["municipality"], **kwargs})  # type: ignore[attr-defined]

    def get_crumbs(self) -> list[Crumb]:
        """Titles with addresses, from the first page down; the last is this page and has no address."""
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add ``crumbs``."""
        kwargs.setdefault("crumbs", self.get_crumbs())
        return super().get_context_data(**kwargs)  # type: ignore[misc, no-any-return]


class PageView(AccessMixin, PartialMixin, WayMixin, TemplateView):
    """A page that is no list and no single row."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page; what the address names stays out of the context, ``municipality`` is the row."""
        return self.render_to_response(self.get_context_data())


class RowsView(AccessMixin, PartialMixin, WayMixin, ListView):  # type: ignore[type-arg]
    """A list of rows, page by page."""

    paginate_by = 50


class FilteredRowsView(RowsView):
    """A list that a django-filter form narrows; the page number never survives a new filter."""

    filterset_class: type[FilterSet]

    def get_rows(self) -> QuerySet[Any]:
        """All rows that the person may see."""
        return super().get_queryset()

    def get_queryset(self) -> QuerySet[Any]:
        """Only the rows that the filter lets through; a filter that makes no sense lets all through."""
        self.filterset = self.filterset_class(
            self.request.GET, queryset=self.get_rows(), request=self.request
        )
        rows: QuerySet[Any] = self.filterset.qs
        return rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add ``filter`` and ``is_filtered``."""
        form = self.filterset.form
        is_filtered = form.is_valid() and any(form.cleaned_data.values())
        return super().get_context_data(filter=self.filterset, is_filtered=is_filtered, **kwargs)


class RowView(AccessMixin, PartialMixin, WayMixin, DetailView):  # type: ignore[type-arg]
    """One row."""


class AddView(AccessMixin, PartialMixin, WayMixin, CreateView):  # type: ignore[type-arg]
    """A form that makes a row."""


class EditView(AccessMixin, PartialMixin, WayMixin, UpdateView):  # type: ignore[type-arg]
    """A form that changes a row."""


class VersionedEditView(EditView):
    """A form that changes a row which two people can edit (its form is a VersionedForm)."""

    conflict_template_name = "conflict.html"

    def get_saved(self, theirs: Any) -> tuple[Any, str] | None:
        """When and by whom the other text was saved, if the view knows."""
        return None

    def form_valid(self, form: Any) -> HttpResponse:
        """Save, or show what the other person saved beside what was typed (409)."""
        try:
            with transaction.atomic():
                self.object = form.save()
        except StaleVersionError as error:
            return self.beside_theirs(form, error)
        return HttpResponseRedirect(self.get_success_url())

    def beside_theirs(self, form: Any, error: StaleVersionError) -> HttpResponse:
        """What was typed beside what the other person saved (409)."""
        differences = form.differences(error.theirs)
        context = self.get_context_data(
            form=form,
            theirs=error.theirs,
            differences=differences,
            whole=form.whole(differences),
            saved=self.get_saved(error.theirs),
        )
        return TemplateResponse(self.request, self.conflict_template_name, context, status=409)


class AskView(AccessMixin, PartialMixin, WayMixin, FormView):  # type: ignore[type-arg]
    """A form that is not one row."""


def return_address(request: HttpRequest) -> str:
    """The posted ``next`` to come back to, only if it is an address of this very host."""
    address = request.POST.get("next", "/")
    is_ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if is_ours else "/"


class DisplayPreferences(PageView):
    """«Для слабовидящих», the theme and the density: a form for anyone, kept in a cookie."""

    ability = PUBLIC
    template_name = "display.html"
    extra_context = {"display_is_open": True}

    def post(self, request: HttpRequest) -> HttpResponseRedirect:
        """Keep the choices that the form names; «usual» drops all but theme and density."""
        chosen = Display.from_cookie(request.COOKIES.get(COOKIE, ""))
        if "usual" in request.POST:
            chosen = Display(theme=chosen.theme, density=chosen.density)
        else:
            chosen = chosen.changed(request.POST.dict())
        response = HttpResponseRedirect(return_address(request))
        response.set_cookie(
            COOKIE, chosen.to_cookie(), max_age=COOKIE_AGE, samesite="Lax", secure=request.is_secure()
        )
        return response
