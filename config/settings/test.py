"""Settings of the tests: the portal's own, with quick passwords, mail in memory and jobs run on the spot."""

import atexit
import os
import shutil
import tempfile

if "DATA_DIR" not in os.environ:  # workers of pytest inherit the folder of the process that starts them
    os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="portal-test-")
    atexit.register(shutil.rmtree, os.environ["DATA_DIR"], ignore_errors=True)
os.environ.setdefault("SECRET_KEY", "tests-only-" + "0" * 50)

from config.settings.base import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MAIL_SHOWS_SECRETS = False
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True
CELERY_TASK_ALWAYS_EAGER = env.bool("TEST_EAGER", default=True)
CELERY_TASK_EAGER_PROPAGATES = True
CACHES["default"]["KEY_PREFIX"] = env("PYTEST_XDIST_WORKER", default="")
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # a file: threads of a test meet as they do in life
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}
LOGGING["loggers"] = {"django.request": {"level": "CRITICAL"}}  # a test asks for what is refused, on purpose
