"""Every address of the portal; what belongs to a municipality stands below its own name."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from config.checks import require_abilities
from monitoring.views.due_calendar import Feed
from monitoring.views.health import HealthPage
from schools.views.help import HelpPage, HelpPicture
from schools.views.home import HomeView
from schools.views.municipalities import MunicipalityListView

municipality = [
    path("", include("schools.urls")),
    path("", include("roadmaps.urls")),
    path("", include("monitoring.urls")),
    path("", include("reports.urls")),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("common.urls")),
    path("", include("accounts.urls")),  # before the admin: it has one sign-in with all others
    path("", HomeView.as_view(), name="home"),
    path("help/", HelpPage.as_view(), name="help"),
    path("help/<slug:name>/", HelpPage.as_view(), name="help-guide"),
    path("help/pictures/<str:name>", HelpPicture.as_view(), name="help-picture"),
    path("calendar/<str:token>.ics", Feed.as_view(), name="calendar-feed"),
    path("health/", HealthPage.as_view(), name="health"),
    path("municipalities/", MunicipalityListView.as_view(), name="municipality-list"),
    path("admin/", admin.site.urls),
    path("<slug:municipality>/", include(municipality)),
]

handler400 = "config.errors.bad_request"

require_abilities(urlpatterns)  # the portal does not start with a view that is open by oversight
