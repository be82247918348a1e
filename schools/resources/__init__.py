"""Registers taken out to Excel and taken in from it."""

from schools.resources.people import PersonResource
from schools.resources.register import Outcome, RegisterResource
from schools.resources.schools import SchoolResource

__all__ = ["Outcome", "PersonResource", "RegisterResource", "SchoolResource"]
