"""Addresses of the app «roadmaps»."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
