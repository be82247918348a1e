"""The views that all others are made of (a full page or its HTMX partial), and how pages look."""

from django.http import HttpRequest, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.generic import CreateView, DetailView, FormView, ListView, TemplateView, UpdateView

from common.access import PUBLIC, AccessMixin
from common.display import COOKIE, COOKIE_AGE, Display


class PartialMixin:
    """Answer an HTMX request with ``partial_name``, the fragment of the page's own template."""

    partial_name = ""

    def get_template_names(self) -> list[str]:
        """Name the partial for HTMX (unless it follows a boosted link), else the page."""
        htmx = self.request.htmx  # type: ignore[attr-defined]
        if self.partial_name and htmx and not htmx.boosted:
            return [self.partial_name]
        return super().get_template_names()  # type: ignore[misc, no-any-return]


class PageView(AccessMixin, PartialMixin, TemplateView):
    """A page that is no list and no single row."""


class RowsView(AccessMixin, PartialMixin, ListView):  # type: ignore[type-arg]
    """A list of rows, page by page."""

    paginate_by = 50


class RowView(AccessMixin, PartialMixin, DetailView):  # type: ignore[type-arg]
    """One row."""


class AddView(AccessMixin, PartialMixin, CreateView):  # type: ignore[type-arg]
    """A form that makes a row."""


class EditView(AccessMixin, PartialMixin, UpdateView):  # type: ignore[type-arg]
    """A form that changes a row."""


class AskView(AccessMixin, PartialMixin, FormView):  # type: ignore[type-arg]
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
