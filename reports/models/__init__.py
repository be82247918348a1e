"""Reports ordered by people, and the form in which roadmaps go out."""

from reports.models.report_order import ReportOrder
from reports.models.word_template import WordTemplate

__all__ = ["ReportOrder", "WordTemplate"]
