"""Lines of a roadmap's lists: passport, indicators, specialists named in the order."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max

from common.versions import save_version
from roadmaps.models import Indicator, PassportEntry, Roadmap, Specialist
from roadmaps.services.traces import touch
from schools.models import Person

Line = PassportEntry | Indicator | Specialist


@transaction.atomic
def add_line(roadmap: Roadmap, *, model: type[Line], values: Mapping[str, Any], by: Person | None) -> Line:
    """Add a line at the end of its list."""
    last = model.objects.filter(roadmap=roadmap).aggregate(last=Max("position"))["last"] or 0
    line: Line = model.objects.create(roadmap=roadmap, position=last + 1, **values)
    touch(roadmap.pk, by=by)
    return line


@transaction.atomic
def change_line(line: Line, *, version: int, values: Mapping[str, Any], by: Person | None) -> Line:
    """Change the line that was read at ``version``; StaleVersionError when somebody else has since."""
    changes = {field: value for field, value in values.items() if getattr(line, field) != value}
    if changes:
        save_version(line, version=version, changes=changes)
        touch(line.roadmap_id, by=by)
    return line


@transaction.atomic
def delete_line(line: Line, *, by: Person | None) -> None:
    """Delete the line; the history keeps what it said."""
    line.delete()
    touch(line.roadmap_id, by=by)


@transaction.atomic
def move_line(line: Line, *, is_up: bool, by: Person | None) -> bool:
    """Swap the line with its neighbour; say if it moved."""
    rows: list[Any] = list(type(line).objects.filter(roadmap=line.roadmap_id))
    place = next(number for number, row in enumerate(rows) if row.pk == line.pk)
    target = place - 1 if is_up else place + 1
    if not 0 <= target < len(rows):
        return False
    rows[place], rows[target] = rows[target], rows[place]
    for position, row in enumerate(rows, start=1):
        row.position = position
    model: Any = type(line)
    model.objects.bulk_update(rows, ["position"])
    rows[target].save(update_fields=["position"])  # the history says who moved it
    touch(line.roadmap_id, by=by)
    return True
