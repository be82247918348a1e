"""The catalogue of reports, by identifier."""

from reports.catalogue.base import Report
from reports.catalogue.execution_report import ExecutionReport

REPORTS: dict[str, Report] = {report.identifier: report for report in (ExecutionReport(),)}
