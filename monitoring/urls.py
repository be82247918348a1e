"""Addresses of the app «monitoring»."""

from django.urls import path

from monitoring.views import (
    acceptance,
    acknowledgements,
    approval,
    calendar,
    due,
    due_calendar,
    evidence,
    execution_list,
    executions,
    marks,
    overview,
    silence,
    summary,
    talk,
)

urlpatterns = [
    path("due/", due.DuePage.as_view(), name="due"),
    path("due/submit/", marks.SubmitMany.as_view(), name="executions-submit"),
    path("due/withdraw/", marks.WithdrawMany.as_view(), name="executions-withdraw"),
    path("executions/<int:pk>/claim/", marks.ClaimExecution.as_view(), name="execution-claim"),
    path("acceptance/", acceptance.Acceptance.as_view(), name="acceptance"),
    path("acceptance/accept/", acceptance.AcceptMany.as_view(), name="executions-accept"),
    path("executions/<int:pk>/comment/", talk.AddComment.as_view(), name="execution-comment"),
    path("events/", talk.EventList.as_view(), name="event-list"),
    path("inbox/", talk.Inbox.as_view(), name="inbox"),
    path("inbox/read/", talk.ReadAll.as_view(), name="inbox-read"),
    path("inbox/<int:pk>/", talk.OpenNotice.as_view(), name="inbox-open"),
    path("calendar/", due_calendar.CalendarPage.as_view(), name="calendar"),
    path("calendar/poster/", due_calendar.Poster.as_view(), name="calendar-poster"),
    path("calendar/address/", due_calendar.FeedAddress.as_view(), name="calendar-address"),
    path("silent/", silence.SilentPage.as_view(), name="silent"),
    path("silent/nudge/", silence.Nudge.as_view(), name="nudge"),
    path("executions/<int:pk>/", executions.ExecutionDetail.as_view(), name="execution-detail"),
    path("executions/<int:pk>/submit/", marks.SubmitExecution.as_view(), name="execution-submit"),
    path("executions/<int:pk>/withdraw/", marks.WithdrawExecution.as_view(), name="execution-withdraw"),
    path("executions/<int:pk>/accept/", acceptance.AcceptExecution.as_view(), name="execution-accept"),
    path("executions/<int:pk>/return/", acceptance.ReturnExecution.as_view(), name="execution-return"),
    path("executions/<int:pk>/reopen/", acceptance.ReopenExecution.as_view(), name="execution-reopen"),
    path("executions/<int:pk>/evidence/", evidence.AddEvidence.as_view(), name="evidence-add"),
    path("evidence/<int:pk>/", evidence.EvidenceFile.as_view(), name="evidence-file"),
    path("evidence/<int:pk>/preview/", evidence.EvidencePreview.as_view(), name="evidence-preview"),
    path("evidence/<int:pk>/remove/", evidence.RemoveEvidence.as_view(), name="evidence-remove"),
    path("roadmaps/<int:pk>/approve/", approval.ApproveRoadmap.as_view(), name="roadmap-approve"),
    path("roadmaps/<int:pk>/complete/", approval.CompleteRoadmap.as_view(), name="roadmap-complete"),
    path("academic-calendar/", calendar.CalendarEdit.as_view(), name="calendar-edit"),
    path(
        "roadmaps/<int:pk>/acknowledgement/",
        acknowledgements.AcknowledgementList.as_view(),
        name="acknowledgement-list",
    ),
    path(
        "roadmaps/<int:pk>/acknowledgement/confirm/",
        acknowledgements.Confirm.as_view(),
        name="acknowledgement-confirm",
    ),
    path(
        "roadmaps/<int:pk>/acknowledgement/ask/", acknowledgements.Ask.as_view(), name="acknowledgement-ask"
    ),
    path("overview/", overview.Overview.as_view(), name="overview"),
    path("monitoring/", summary.Monitoring.as_view(), name="monitoring"),
    path("executions/", execution_list.ExecutionList.as_view(), name="execution-list"),
]
