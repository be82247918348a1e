"""Addresses of the app «monitoring»."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
