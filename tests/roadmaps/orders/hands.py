"""All plans written by hand, by the names of their functions."""

from tests.roadmaps.orders import departments, districts, hamlets, towns, villages
from tests.roadmaps.orders.labels import WRITTEN

__all__ = ["WRITTEN", "departments", "districts", "hamlets", "towns", "villages"]
