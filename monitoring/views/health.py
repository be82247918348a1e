"""The page that a watchman asks: figures, no names, no secrets."""

from django.http import HttpRequest, JsonResponse

from common.access import PUBLIC, AccessMixin
from monitoring.services import health


class HealthPage(AccessMixin):
    """200 if all is well, 503 if not; the figures say why."""

    ability = PUBLIC
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest) -> JsonResponse:
        """Look now: nobody keeps the answer."""
        found = health.check()
        return JsonResponse(
            found.as_dict(), status=200 if found.is_well else 503, headers={"Cache-Control": "no-store"}
        )
