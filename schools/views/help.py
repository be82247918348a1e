"""Help: the guide of the person's role, and those of the others."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest
from django.utils.translation import gettext as _

from accounts.models import User
from common.access import SIGNED_IN, AccessMixin
from common.views import PageView
from schools.access import memberships_of
from schools.services import guides


class HelpPage(PageView):
    """A guide: the named one, else that of the person's first role."""

    ability = SIGNED_IN
    template_name = "schools/help.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the guide and the names of all."""
        name = self.kwargs.get("name") or self.own()
        try:
            guide = guides.read(name)
        except KeyError as error:
            raise Http404 from error
        others = [(each, guides.read(each).title) for each in guides.names()]
        return super().get_context_data(guide=guide, guides=others, title=_("Help"), **kwargs)

    def own(self) -> str:
        """The guide of the person's roles."""
        assert isinstance(self.request.user, User)  # noqa: S101 signed in
        roles = frozenset(role for each in memberships_of(self.request.user) for role in each.roles)
        return guides.guide_of(roles)


class HelpPicture(AccessMixin):
    """A picture of a guide."""

    ability = SIGNED_IN

    def get(self, request: HttpRequest, name: str) -> FileResponse:
        """Give the picture out, if a guide may show it."""
        known = {path.name: path for path in guides.PICTURES.glob("*.png")}
        if name not in known:
            raise Http404
        response = FileResponse(known[name].open("rb"), content_type="image/png")
        response["Cache-Control"] = "private, max-age=86400"
        return response
