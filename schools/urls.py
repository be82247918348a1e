"""Addresses of the app «schools»."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
