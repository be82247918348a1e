"""Addresses of reports, below a municipality's own."""

from django.urls import path

from reports.views import orders, papers, word_template

urlpatterns = [
    path("reports/", orders.ReportList.as_view(), name="report-list"),
    path("reports/add/", orders.ReportAdd.as_view(), name="report-add"),
    path("reports/word-template/", word_template.WordTemplatePage.as_view(), name="word-template"),
    path("reports/word-template/file/", word_template.WordTemplateFile.as_view(), name="word-template-file"),
    path("reports/word-template/drop/", word_template.WordTemplateDrop.as_view(), name="word-template-drop"),
    path("reports/<int:pk>/", orders.ReportDetail.as_view(), name="report-detail"),
    path("reports/<int:pk>/cancel/", orders.ReportCancel.as_view(), name="report-cancel"),
    path("reports/<int:pk>/file/", orders.ReportFile.as_view(), name="report-file"),
    path("roadmaps/<int:pk>/file/<slug:form>/", papers.RoadmapFile.as_view(), name="roadmap-file"),
]
