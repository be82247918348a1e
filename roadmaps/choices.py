"""Named values of roadmaps."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RoadmapKind(TextChoices):
    """Whose roadmap it is."""

    MUNICIPAL = "municipal", _("municipal")
    SCHOOL = "school", _("a school's own")
    TEMPLATE = "template", _("template")


class RoadmapState(TextChoices):
    """Where a roadmap stands in its life."""

    DRAFT = "draft", _("draft")
    IN_FORCE = "in_force", _("in force")
    COMPLETED = "completed", _("completed")
    ARCHIVED = "archived", _("archived")


EDITABLE_STATES = (RoadmapState.DRAFT, RoadmapState.IN_FORCE)


class ItemKind(TextChoices):
    """What a row of the plan is."""

    ACTIVITY = "activity", _("activity")
    CONTROL_POINT = "control_point", _("control point")
    MECHANISM = "mechanism", _("mechanism")


class DeadlineKind(TextChoices):
    """How a deadline was read (contract 1)."""

    ONCE = "once", _("once")
    SERIES = "series", _("several dates")
    RECURRING = "recurring", _("repeatedly")
    CONTINUOUS = "continuous", _("continuously")
    BY_SCHEDULE = "by_schedule", _("by a separate timetable")
    ON_EVENT = "on_event", _("on an event")
    EMPTY = "empty", _("no deadline written")
    UNKNOWN = "unknown", _("not understood")


class DateSource(TextChoices):
    """Where the dates of an item come from; set by hand wins and survives a new reading."""

    READ = "read", _("read from the text")
    BY_HAND = "by_hand", _("set by hand")
    NONE_NEEDED = "none_needed", _("no date needed")


class ResponsibleKind(TextChoices):
    """What an entry of the column «Ответственные» means."""

    DOUBT = "doubt", _("a doubt to settle")
    PERSON = "person", _("a person")
    GROUP = "group", _("a group")
    SCHOOLS = "schools", _("schools")
    TEXT = "text", _("kept as text")


class UploadState(TextChoices):
    """Where an uploaded document stands."""

    WAITING = "waiting", _("waits to be read")
    READING = "reading", _("is being read")
    FAILED = "failed", _("could not be read")
    READ = "read", _("waits for confirmation")
    CONFIRMED = "confirmed", _("taken in")
    CANCELLED = "cancelled", _("cancelled")
