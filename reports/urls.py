"""Addresses of reports, below a municipality's own."""

from django.urls import path

from reports import views

urlpatterns = [
    path("reports/", views.ReportList.as_view(), name="report-list"),
    path("reports/add/", views.ReportAdd.as_view(), name="report-add"),
    path("reports/<int:pk>/", views.ReportDetail.as_view(), name="report-detail"),
    path("reports/<int:pk>/cancel/", views.ReportCancel.as_view(), name="report-cancel"),
    path("reports/<int:pk>/file/", views.ReportFile.as_view(), name="report-file"),
]
