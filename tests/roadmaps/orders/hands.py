"""All plans written by hand, by the names of their functions."""

from tests.roadmaps.orders import boroughs, departments, districts, hamlets, towns, villages
from tests.roadmaps.orders.labels import WRITTEN

__all__ = ["WRITTEN", "boroughs", "departments", "districts", "hamlets", "towns", "villages"]
