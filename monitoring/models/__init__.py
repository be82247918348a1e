"""What is owed, what was done, who was told, and how it sums up."""

from monitoring.models.acknowledgement import Acknowledgement
from monitoring.models.calendar_feed import CalendarFeed
from monitoring.models.event import Event
from monitoring.models.evidence import Evidence
from monitoring.models.execution import Execution
from monitoring.models.incoming_file import IncomingFile
from monitoring.models.morning import Morning
from monitoring.models.notice import Notice
from monitoring.models.reminder import Reminder
from monitoring.models.summary import Snapshot, Summary, SummaryStatus

__all__ = [
    "Acknowledgement",
    "CalendarFeed",
    "Event",
    "Evidence",
    "Execution",
    "IncomingFile",
    "Morning",
    "Notice",
    "Reminder",
    "Snapshot",
    "Summary",
    "SummaryStatus",
]
