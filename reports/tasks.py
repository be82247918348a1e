"""Jobs of reports: arguments are keys; the order's row says what is to be done."""

from celery import shared_task

from reports.services import orders


@shared_task
def build_report(key: int) -> None:
    """Build one ordered report."""
    orders.build(key)


@shared_task
def build_waiting_reports() -> None:
    """Build the orders whose job was lost or whose worker died."""
    orders.build_waiting()
