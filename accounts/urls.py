"""Addresses of the app «accounts»."""

from django.urls import path

from accounts.views import invitation, language, outbox, passwords, second_factor, settings, sign_in

urlpatterns = [
    path("sign-in/", sign_in.SignIn.as_view(), name="sign-in"),
    path("sign-out/", sign_in.SignOut.as_view(), name="sign-out"),
    path("admin/login/", sign_in.AdminSignIn.as_view(), name="admin-sign-in"),
    path("second-factor/", second_factor.GiveCode.as_view(), name="second-factor"),
    path("settings/", settings.Settings.as_view(), name="settings"),
    path("settings/language/", language.ChooseLanguage.as_view(), name="language"),
    path("settings/second-factor/", second_factor.SetUp.as_view(), name="second-factor-setup"),
    path("settings/second-factor/codes/", second_factor.RenewCodes.as_view(), name="second-factor-codes"),
    path("settings/second-factor/off/", second_factor.TurnOff.as_view(), name="second-factor-off"),
    path("password/change/", passwords.ChangePassword.as_view(), name="password-change"),
    path("password/reset/", passwords.AskReset.as_view(), name="password-reset"),
    path("password/reset/sent/", passwords.ResetSent.as_view(), name="password-reset-sent"),
    path(
        "password/reset/<str:uidb64>/<str:token>/", passwords.Reset.as_view(), name="password-reset-confirm"
    ),
    path("invitation/<str:token>/", invitation.TakeUpInvitation.as_view(), name="invitation"),
    path("<slug:municipality>/outbox/", outbox.MessageList.as_view(), name="message-list"),
    path("<slug:municipality>/outbox/<int:pk>/", outbox.MessageDetail.as_view(), name="message-detail"),
    path("<slug:municipality>/outbox/<int:pk>/html/", outbox.MessageHtml.as_view(), name="message-html"),
    path(
        "<slug:municipality>/outbox/<int:pk>/release/",
        outbox.MessageRelease.as_view(),
        name="message-release",
    ),
]
