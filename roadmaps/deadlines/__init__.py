"""Deadlines as people write them, read into dates (plain Python)."""

from roadmaps.deadlines.reader import read
from roadmaps.deadlines.reading import Kind, Reading, Span

__all__ = ["Kind", "Reading", "Span", "read"]
