"""The language of the interface: a cookie of the browser, and a field of the login for mail."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from accounts.choices import Language
from accounts.models import User
from common.access import PUBLIC, AccessMixin
from common.display import COOKIE_AGE
from common.views import return_address


def keep_language(response: HttpResponse, request: HttpRequest, language: str) -> HttpResponse:
    """Set the cookie by which this browser's pages come in the language."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=COOKIE_AGE,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    return response


class ChooseLanguage(AccessMixin):
    """The switch in the top bar."""

    ability = PUBLIC
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep a language that the portal speaks; leave out any other."""
        response = HttpResponseRedirect(return_address(request))
        language = request.POST.get("language", "")
        if language not in Language.values:
            return response
        if not isinstance(request.user, AnonymousUser):
            User.objects.filter(pk=request.user.pk).update(language=language)
        return keep_language(response, request, language)
