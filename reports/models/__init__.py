"""Reports ordered by people."""

from reports.models.report_order import ReportOrder

__all__ = ["ReportOrder"]
