"""The portal's Celery for the faults: every wake-up five times, and oftener than in life."""

from typing import Any

from config.celery import app

OFTEN, TIMES = 10.0, 5
app.conf.beat_schedule = {
    f"{name} {number}": {"task": task, "schedule": OFTEN}
    for name, task in (("send", "accounts.tasks.send_messages"), ("plan", "monitoring.tasks.plan_reminders"))
    for number in range(TIMES)
}
celery: Any = app
