"""Addresses of the app «monitoring»."""

from django.urls import path

from monitoring.views import execution_list, overview, summary

urlpatterns = [
    path("overview/", overview.Overview.as_view(), name="overview"),
    path("monitoring/", summary.Monitoring.as_view(), name="monitoring"),
    path("executions/", execution_list.ExecutionList.as_view(), name="execution-list"),
]
