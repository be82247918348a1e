"""The second factor: giving a code, turning it on and off, recovery codes."""

import django_otp
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.views import RedirectURLMixin
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django_otp.plugins.otp_static.models import StaticDevice

from accounts.access import signed_in
from accounts.forms import AnyCodeForm, CodeForm
from accounts.models import User
from accounts.services import second_factor
from accounts.writers.qr import draw_qr
from common.access import SIGNED_IN
from common.views import AskView


@method_decorator(never_cache, name="dispatch")
class CodeView(RedirectURLMixin, AskView):
    """A page that asks for a code; what the code is good for is said in ``use``."""

    ability = SIGNED_IN
    form_class: type[Form] = AnyCodeForm
    next_page = "home"

    @property
    def user(self) -> User:
        """The login that the code belongs to."""
        return signed_in(self.request)

    def use(self, code: str) -> HttpResponse:
        """Do what the code is asked for; raise CodeError if it does not fit."""
        raise NotImplementedError

    def form_valid(self, form: Form) -> HttpResponse:
        """Use the code, or show why it cannot be used."""
        try:
            return self.use(form.cleaned_data["code"])
        except (second_factor.CodeError, second_factor.RequiredError) as error:
            form.add_error("code", str(error))
            return self.form_invalid(form)

    def codes_page(self, codes: list[str]) -> HttpResponse:
        """Show recovery codes, this once."""
        context = {"codes": codes, "next": self.get_success_url()}
        return render(self.request, "accounts/second_factor_codes.html", context)


class GiveCode(CodeView):
    """The step after the password."""

    template_name = "accounts/second_factor.html"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Let by who has given a code already; send to set-up who has nothing that counts codes."""
        user = request.user
        if user.is_authenticated and user.is_verified():  # type: ignore[attr-defined]
            return redirect(self.get_success_url())
        if user.is_authenticated and not second_factor.device_of(user):
            query = urlencode({"next": self.get_success_url()})
            return redirect(f"{reverse('second-factor-setup')}?{query}")
        return super().dispatch(request, *args, **kwargs)

    def get_form_class(self) -> type[Form]:
        """Ask for figures, or with «?recovery» for a recovery code in letters."""
        return AnyCodeForm if "recovery" in self.request.GET else CodeForm

    def use(self, code: str) -> HttpResponse:
        """Let in; say how many recovery codes are left if one was spent."""
        device = second_factor.verify(self.user, code=code)
        django_otp.login(self.request, device)
        if isinstance(device, StaticDevice):
            left = second_factor.recovery_codes_left(self.user)
            text = ngettext("%(count)d recovery code is left.", "%(count)d recovery codes are left.", left)
            messages.warning(self.request, text % {"count": left})
        return redirect(self.get_success_url())


class SetUp(CodeView):
    """Turning the second factor on: a QR code to photograph and a first code to confirm."""

    form_class = CodeForm
    template_name = "accounts/second_factor_setup.html"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Let by who has it on already."""
        if request.user.is_authenticated and second_factor.device_of(request.user):
            return redirect("settings")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Add the secret, as a QR code and in letters."""
        device = second_factor.begin(self.user)
        return super().get_context_data(
            qr=draw_qr(device.config_url),
            secret=second_factor.secret_words(device),
            link=device.config_url,
            is_required=second_factor.is_required(self.user),
            **kwargs,
        )

    def use(self, code: str) -> HttpResponse:
        """Turn it on; this session goes on, all others end."""
        device, codes = second_factor.confirm(self.user, code=code)
        update_session_auth_hash(self.request, self.user)
        django_otp.login(self.request, device)
        return self.codes_page(codes)


class RenewCodes(CodeView):
    """New recovery codes in place of the old ones."""

    template_name = "accounts/second_factor_renew.html"
    next_page = "settings"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Send away who has no second factor."""
        if request.user.is_authenticated and not second_factor.device_of(request.user):
            return redirect("settings")
        return super().dispatch(request, *args, **kwargs)

    def use(self, code: str) -> HttpResponse:
        """Make the codes and show them."""
        return self.codes_page(second_factor.renew_recovery_codes(self.user, code=code))


class TurnOff(RenewCodes):
    """Turning the second factor off, where no municipality requires it."""

    template_name = "accounts/second_factor_off.html"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Say whether it can be turned off at all."""
        return super().get_context_data(is_required=second_factor.is_required(self.user), **kwargs)

    def use(self, code: str) -> HttpResponse:
        """Turn it off; this session goes on, all others end."""
        second_factor.turn_off(self.user, code=code)
        update_session_auth_hash(self.request, self.user)
        messages.success(self.request, _("The second factor is off."))
        return redirect(self.get_success_url())
