"""Faults on purpose: ``python -m tests.faults NAME`` breaks something and counts what came of it."""

import os

import django

if "FAULT_SMALL" in os.environ:  # the process of one fault, started by __main__
    django.setup()
