"""Municipalities, their schools, people and groups."""

from schools.models.delegation import Delegation
from schools.models.group import Group
from schools.models.municipality import Municipality
from schools.models.person import Person, Position
from schools.models.school import School, SchoolStatus

__all__ = ["Delegation", "Group", "Municipality", "Person", "Position", "School", "SchoolStatus"]
