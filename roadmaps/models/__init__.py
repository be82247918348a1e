"""Roadmaps with all that an order says in them."""

from roadmaps.models.indicator import Indicator
from roadmaps.models.item import Activity, ControlPoint, Mechanism, PlanItem
from roadmaps.models.occurrence import Occurrence
from roadmaps.models.passport import PassportEntry, Specialist
from roadmaps.models.remembered import Remembered
from roadmaps.models.responsible import Responsible
from roadmaps.models.revision import Revision
from roadmaps.models.roadmap import Roadmap
from roadmaps.models.section import Section
from roadmaps.models.spelling import ColumnSpelling
from roadmaps.models.upload import Upload

__all__ = [
    "Activity",
    "ColumnSpelling",
    "ControlPoint",
    "Indicator",
    "Mechanism",
    "Occurrence",
    "PassportEntry",
    "PlanItem",
    "Remembered",
    "Responsible",
    "Revision",
    "Roadmap",
    "Section",
    "Specialist",
    "Upload",
]
