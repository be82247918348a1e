"""The views that all others are made of: closed by default, a full page or its HTMX partial."""

from typing import Any

from django.views.generic import CreateView, DetailView, FormView, ListView, TemplateView, UpdateView

from common.access import AccessMixin


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


class RowsView(AccessMixin, PartialMixin, ListView[Any]):
    """A list of rows, page by page."""

    paginate_by = 50


class RowView(AccessMixin, PartialMixin, DetailView[Any]):
    """One row."""


class AddView(AccessMixin, PartialMixin, CreateView[Any, Any]):
    """A form that makes a row."""


class EditView(AccessMixin, PartialMixin, UpdateView[Any, Any]):
    """A form that changes a row."""


class AskView(AccessMixin, PartialMixin, FormView[Any]):
    """A form that is not one row."""
