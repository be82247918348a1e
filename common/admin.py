"""What the installation's administrator edits in Django's admin: rows of all municipalities, with history."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http import HttpResponseBase as Response
from django.template.response import TemplateResponse
from django_scopes import scopes_disabled
from simple_history.admin import SimpleHistoryAdmin


class InstallationAdmin(SimpleHistoryAdmin):  # type: ignore[misc]
    """The only place that looks beyond a municipality's scope, and only for superusers.

    Each page is made and rendered with scopes off, because a list is read while it is rendered. Whoever is
    no superuser sees no model here, and no page: being «staff», or holding permissions, opens nothing.
    """

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Superusers only."""
        return _is_superuser(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Superusers only."""
        return _is_superuser(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Superusers only."""
        return _is_superuser(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Superusers only."""
        return _is_superuser(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Superusers only."""
        return _is_superuser(request)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Rows of all municipalities, for a superuser; no row for anybody else."""
        with scopes_disabled():
            rows: QuerySet[Any] = super().get_queryset(request)
        return rows if _is_superuser(request) else rows.none()

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Response:
        """The list."""
        view = super().changelist_view
        return _everywhere(request, lambda: view(request, extra_context))

    def changeform_view(
        self, request: HttpRequest, object_id: Any = None, form_url: str = "", extra_context: Any = None
    ) -> Response:
        """The form."""
        view = super().changeform_view
        return _everywhere(request, lambda: view(request, object_id, form_url, extra_context))

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Response:
        """The question before a deletion."""
        view = super().delete_view
        return _everywhere(request, lambda: view(request, object_id, extra_context))

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Response:
        """Who changed the row, and when."""
        view = super().history_view
        return _everywhere(request, lambda: view(request, object_id, extra_context))

    def history_form_view(
        self, request: HttpRequest, object_id: str, version_id: str, extra_context: Any = None
    ) -> Response:
        """The row as it was."""
        view = super().history_form_view
        return _everywhere(request, lambda: view(request, object_id, version_id, extra_context))


def _is_superuser(request: HttpRequest) -> bool:
    return bool(request.user.is_active and request.user.is_superuser)


def _everywhere(request: HttpRequest, view: Callable[[], Response]) -> Response:
    """Make and render the page with scopes off, for a superuser."""
    if not _is_superuser(request):
        raise PermissionDenied
    with scopes_disabled():
        response = view()
        return response.render() if isinstance(response, TemplateResponse) else response
