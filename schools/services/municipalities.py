"""A municipality's own settings: changed."""

from typing import Any

from django.db import transaction

from common.versions import save_version
from schools.models import Municipality


@transaction.atomic
def change_municipality(municipality: Municipality, *, version: int, changes: dict[str, Any]) -> Municipality:
    """Change the settings; StaleVersionError if somebody else saved since ``version``.

    A new clock, hour or rule of reminding holds from the next morning; a new academic calendar for
    deadlines read from then on. Dates already set stay.
    """
    save_version(municipality, version=version, changes=changes)
    return municipality
