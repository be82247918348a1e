"""Tests that walk the real portal in Chromium."""
