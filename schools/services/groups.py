"""Groups: added, changed, deleted while no roadmap names them."""

from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from common.versions import save_version
from schools.choices import GroupRule
from schools.models import Group, Municipality, Person


class GroupError(ValidationError):
    """The group cannot be kept or deleted so; the message says why."""


@transaction.atomic
def add_group(
    municipality: Municipality,
    *,
    name: str,
    rule: str,
    spellings: Sequence[str] = (),
    members: Iterable[Person] = (),
) -> Group:
    """Add a group; GroupError where another group is known by one of its names."""
    group = Group(municipality=municipality, name=" ".join(name.split()), rule=rule)
    group.spellings = _spellings(group.name, spellings)
    _check_names_are_free(group, (group.name, *group.spellings))
    group.save()
    group.members.set(members if rule == GroupRule.LIST else ())
    return group


@transaction.atomic
def change_group(
    group: Group, *, version: int, name: str, rule: str, spellings: Sequence[str], members: Iterable[Person]
) -> Group:
    """Change a group; StaleVersionError if somebody else saved since ``version``."""
    name = " ".join(name.split())
    spellings = _spellings(name, spellings)
    _check_names_are_free(group, (name, *spellings))
    save_version(group, version=version, changes={"name": name, "rule": rule, "spellings": spellings})
    group.members.set(members if rule == GroupRule.LIST else ())
    return group


@transaction.atomic
def delete_group(group: Group) -> None:
    """Delete a group; GroupError while a roadmap names it."""
    try:
        group.delete()
    except ProtectedError as error:
        raise GroupError(
            _("Roadmaps name this group, so it cannot be deleted. Take it out of their rows first.")
        ) from error


def _spellings(name: str, written: Sequence[str]) -> list[str]:
    """Each spelling once, in order, without empty ones and without the name itself."""
    tidy = dict.fromkeys(" ".join(spelling.split()) for spelling in written)
    return [spelling for spelling in tidy if spelling and _plain(spelling) != _plain(name)]


def _plain(text: str) -> str:
    return text.casefold().replace("ё", "е")


def _check_names_are_free(group: Group, names: Iterable[str]) -> None:
    wanted = {_plain(name): name for name in names}
    for other in Group.objects.exclude(pk=group.pk):
        taken = next(
            (_plain(name) for name in (other.name, *other.spellings) if _plain(name) in wanted), None
        )
        if taken is not None:
            raise GroupError(
                _("The group «%(other)s» is known as «%(name)s» already.")
                % {"other": other.name, "name": wanted[taken]}
            )
