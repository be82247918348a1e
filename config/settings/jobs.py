"""What runs when: Celery's settings and the schedule of jobs, a table."""

import os
from pathlib import Path

from celery.schedules import crontab

DATA_DIR = Path(os.environ.get("DATA_DIR", Path(__file__).resolve().parent.parent.parent / "data"))

CELERY_BROKER_URL = os.environ.get("CELERY_BROKER_URL", "filesystem://localhost/")
if CELERY_BROKER_URL.startswith("filesystem"):
    _queue = DATA_DIR / "queue"
    for _name in ("messages", "processed", "control"):
        (_queue / _name).mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(_queue / "messages"),
        "data_folder_out": str(_queue / "messages"),
        "processed_folder": str(_queue / "processed"),
        "control_folder": str(_queue / "control"),
        "store_processed": False,
    }
elif CELERY_BROKER_URL.startswith("redis"):
    CELERY_BROKER_TRANSPORT = "config.broker:Transport"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = False  # what a lost job looked for is a row still, and the next one finds it
CELERY_TASK_TIME_LIMIT = 60 * 30
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = "UTC"

# Every job may run twice, late or never: what is due is a row, a job only looks for it (DESIGN §5, §7).
CELERY_BEAT_SCHEDULE = {
    "plan reminders": {"task": "monitoring.tasks.plan_reminders", "schedule": crontab()},  # each minute
    "send messages": {"task": "accounts.tasks.send_messages", "schedule": 30.0},
    "rebuild stale summaries": {"task": "monitoring.tasks.rebuild_stale_summaries", "schedule": 30.0},
    "rebuild all summaries": {
        "task": "monitoring.tasks.rebuild_all_summaries",
        "schedule": crontab(minute=20, hour="*/6"),
    },
    "read waiting uploads": {"task": "roadmaps.tasks.read_waiting_uploads", "schedule": 60.0},
    "clear uploads": {"task": "roadmaps.tasks.clear_uploads", "schedule": crontab(minute=40, hour=1)},
    "clear incoming files": {
        "task": "monitoring.tasks.clear_incoming_files",
        "schedule": crontab(minute=50, hour=1),
    },
    "build waiting reports": {"task": "reports.tasks.build_waiting_reports", "schedule": 60.0},
}
