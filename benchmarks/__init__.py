"""What is measured: each module is a command (python -m benchmarks.NAME) that prints its figures."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
django.setup()
