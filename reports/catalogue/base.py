"""What a report is: a title, and a sheet of columns and rows; nothing of files."""

from typing import Any, ClassVar, Protocol

from reports.writers.sheet import Sheet
from schools.access import Membership


class Report(Protocol):
    """One report of the catalogue."""

    identifier: ClassVar[str]
    title: ClassVar[Any]

    def sheet(self, parameters: dict[str, Any], membership: Membership) -> Sheet:
        """Prepare the sheet of the report for a person with this membership."""
