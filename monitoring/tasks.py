"""Jobs of monitoring: each looks for rows that are due and may run twice."""

from celery import shared_task

from monitoring.services import digests, incoming_files, summaries


@shared_task
def rebuild_stale_summaries() -> None:
    """Count the summaries that changed or are of another day."""
    summaries.rebuild_stale()


@shared_task
def rebuild_all_summaries() -> None:
    """Count every summary again."""
    summaries.rebuild_all()


@shared_task
def plan_reminders() -> None:
    """Plan what is due to whom and, from the morning hour on, write the day's letters."""
    digests.run()


@shared_task
def clear_incoming_files() -> None:
    """Clear away the files that stopped on their way."""
    incoming_files.clear_incoming()
