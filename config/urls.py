"""Every address of the portal; what belongs to a municipality stands below its own name."""

from django.contrib import admin
from django.urls import include, path

municipality = [
    path("", include("schools.urls")),
    path("", include("roadmaps.urls")),
    path("", include("monitoring.urls")),
    path("", include("reports.urls")),
]

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("common.urls")),
    path("", include("accounts.urls")),
    path("<slug:municipality>/", include(municipality)),
]
