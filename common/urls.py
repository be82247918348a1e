"""Addresses of the choices that anyone may make."""

from django.urls import path

from common import views

urlpatterns = [
    path("display/", views.DisplayPreferences.as_view(), name="display"),
]
