"""The app's entry in Django's register."""

from django.apps import AppConfig


class RoadmapsConfig(AppConfig):
    """The app «roadmaps»."""

    name = "roadmaps"
