"""People as a Russian sentence names them: «Ветровой Марии Олеговне, директору школы»."""

import datetime

from django.utils.translation import get_language

from schools.declension import Case
from schools.models import Person, Position


def case_here(case: Case) -> Case:
    """The case, where the active language has cases."""
    return case if (get_language() or "ru").startswith("ru") else Case.NOMINATIVE


def addressee(person: Person, today: datetime.date) -> str:
    """Return to whom a letter goes: name and post in the dative."""
    case = case_here(Case.DATIVE)
    position = Position.objects.current(today).filter(person=person).first()
    name = person.name_in(case)
    return f"{name}, {person.post_in(position.post, case)}" if position else name


def short_name_in(person: Person, case: Case) -> str:
    """Return the surname with initials in a case: «Ветрову М. О.»."""
    return person.short_name_in(case_here(case))
