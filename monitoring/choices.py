"""Named values of executions, reminders and summaries."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ExecutionState(TextChoices):
    """Where an execution stands; «overdue» and «late» are computed from dates, never stored."""

    PLANNED = "planned", _("planned")
    SUBMITTED = "submitted", _("awaiting acceptance")
    CLAIMED = "claimed", _("said not to be required, awaits a decision")
    RETURNED = "returned", _("returned")
    ACCEPTED = "accepted", _("accepted")
    CANCELLED = "cancelled", _("cancelled")
    WAIVED = "waived", _("not required")


OPEN_STATES = (ExecutionState.PLANNED, ExecutionState.RETURNED)
AWAITING_STATES = (ExecutionState.SUBMITTED, ExecutionState.CLAIMED)  # the coordinator's turn
NOT_RECEIVED_STATES = (*OPEN_STATES, ExecutionState.CLAIMED)
RECEIVED_STATES = (ExecutionState.SUBMITTED, ExecutionState.ACCEPTED)
UNCOUNTED_STATES = (ExecutionState.CANCELLED, ExecutionState.WAIVED)


class EventKind(TextChoices):
    """What happened to an execution."""

    CREATED = "created", _("planned")
    SUBMITTED = "submitted", _("marked done")
    WITHDRAWN = "withdrawn", _("mark withdrawn")
    RETURNED = "returned", _("returned")
    ACCEPTED = "accepted", _("accepted")
    REOPENED = "reopened", _("acceptance withdrawn")
    CLAIMED = "claimed", _("said not to be required")
    WAIVED = "waived", _("not required")
    CANCELLED = "cancelled", _("cancelled by an amendment")
    RESTORED = "restored", _("restored by an amendment")
    MOVED = "moved", _("deadline moved")
    COMMENTED = "commented", _("comment")
    EVIDENCE_ADDED = "evidence_added", _("document added")
    EVIDENCE_REMOVED = "evidence_removed", _("document removed")


class EvidenceKind(TextChoices):
    """What confirms an execution."""

    FILE = "file", _("file")
    LINK = "link", _("link")
    DOCUMENT = "document", _("number and date of a document")


class ReminderKind(TextChoices):
    """Why somebody is told."""

    BEFORE = "before", _("the deadline is near")
    ON_DAY = "on_day", _("the deadline is today")
    OVERDUE = "overdue", _("the deadline has passed")
    RETURNED = "returned", _("returned to be mended")
    NUDGE = "nudge", _("the coordinator reminds")
    ESCALATED = "escalated", _("others are overdue")
    ACCEPTANCE = "acceptance", _("awaits acceptance")
    SUMMARY = "summary", _("summary of the week")


IN_ANY_CASE = (ReminderKind.RETURNED, ReminderKind.NUDGE)  # told whatever digest a person has chosen
OF_OVERDUE = (*IN_ANY_CASE, ReminderKind.OVERDUE, ReminderKind.ESCALATED)
OF_OPEN = (
    ReminderKind.BEFORE,
    ReminderKind.ON_DAY,
    ReminderKind.OVERDUE,
    ReminderKind.RETURNED,
    ReminderKind.NUDGE,
    ReminderKind.ESCALATED,
)  # reasons that end when the execution is no longer open


class ReminderState(TextChoices):
    """Where a reminder stands."""

    PLANNED = "planned", _("planned")
    GATHERED = "gathered", _("put in a letter")
    CANCELLED = "cancelled", _("no longer needed")
    MISSED = "missed", _("too late to send")


class ShownReminderState(TextChoices):
    """Where a reminder stands as the administrator sees it: by its own state and by its letter's."""

    PLANNED = "planned", _("planned")
    QUEUED = "queued", _("in the queue")
    SENT = "sent", _("sent")
    FAILED = "failed", _("not delivered")
    DOUBT = "doubt", _("in doubt")
    MISSED = "missed", _("missed")
    CANCELLED = "cancelled", _("no longer needed")


class SummaryLevel(TextChoices):
    """What a line of a summary counts."""

    ROADMAP = "roadmap", _("roadmap")
    SECTION = "section", _("section")
    SCHOOL = "school", _("school")
    RESPONSIBLE = "responsible", _("responsible")
    CONTROL_POINT = "control_point", _("control point")
