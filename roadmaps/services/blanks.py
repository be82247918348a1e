"""Blanks of a form, «СОШ №___»: found wherever they stand in a roadmap, and filled in all these places."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from roadmaps.choices import ItemKind
from roadmaps.models import PlanItem, Roadmap, Section
from roadmaps.services.editing import change_item, change_roadmap
from roadmaps.services.lines import change_line
from roadmaps.services.sections import change_section
from schools.models import Person

_RUN = r"(?:«_{2,}»|\"_{2,}\"|_{2,})"
BLANK = re.compile(rf"{_RUN}(?:[\s.]{{0,2}}(?:20)?{_RUN})*")
WORDS = 2  # beside a blank that tell what is to be filled in
OWN_FIELDS = ("title", "goal", "order_issuer")
ITEM_FIELDS = ("title", "deadline_text", "task", "audience", "result", "report_form")
LISTS = {
    "passport": ("name", "text"),
    "indicators": ("name", "group"),
    "specialists": ("name", "post", "area"),
}


@dataclass(slots=True)
class Blank:
    """One thing to fill in: its words with the line, and where it stands."""

    key: str
    words: str
    places: list[str] = field(default_factory=list)


def blanks_of(roadmap: Roadmap) -> list[Blank]:
    """The blanks of a roadmap, each once, in the order of the document."""
    found: dict[str, Blank] = {}
    for where, text in _texts(roadmap):
        for match in BLANK.finditer(text):
            key, words = _called(text, match)
            blank = found.setdefault(key, Blank(key, words))
            if where not in blank.places:
                blank.places.append(where)
    return list(found.values())


def has_blanks(roadmap: Roadmap) -> bool:
    """Whether something is still to be filled in; one query."""
    own = (roadmap.title, roadmap.goal, *(text.get("text", "") for text in roadmap.texts))
    if any(BLANK.search(text) for text in own):
        return True
    asked = Q(responsibles__text__contains="__")
    for name in ITEM_FIELDS:
        asked |= Q(**{f"{name}__contains": "__"})
    return bool(PlanItem.objects.kept().filter(asked, roadmap=roadmap).exists())


def has_blanks_or_bare(roadmap: Roadmap) -> bool:
    """Whether something is to be filled in, or a row says nothing of when and who."""
    return bool(blanks_of(roadmap) or bare_rows(roadmap))


def bare_rows(roadmap: Roadmap) -> list[PlanItem]:
    """Rows that say neither when nor who, or only one of these."""
    rows = PlanItem.objects.kept().filter(roadmap=roadmap).filter(Q(deadline_text="") | Q(responsibles=None))
    return list(rows.distinct().prefetch_related("responsibles"))


@transaction.atomic
def fill(roadmap: Roadmap, *, values: Mapping[str, str], by: Person | None) -> None:
    """Write the values (by the blanks' keys) in all places; blanks without a value stay as they are."""

    def changed(row: Any, fields: tuple[str, ...]) -> dict[str, str]:
        return {name: filled(getattr(row, name), values) for name in fields}

    own: dict[str, Any] = changed(roadmap, OWN_FIELDS)
    own["texts"] = [
        {name: filled(text, values) for name, text in one.items() if isinstance(text, str)}
        for one in roadmap.texts
    ]
    own["coordinators_text"] = [filled(text, values) for text in roadmap.coordinators_text]
    change_roadmap(roadmap, version=roadmap.version, values=own, by=by)
    for section in Section.objects.filter(roadmap=roadmap):
        change_section(section, version=section.version, values=changed(section, ("title",)), by=by)
    for item in PlanItem.objects.kept().filter(roadmap=roadmap).prefetch_related("responsibles"):
        item.roadmap = roadmap
        more: dict[str, Any] = {"extra": {name: filled(text, values) for name, text in item.extra.items()}}
        entries = [filled(row.text, values) for row in item.responsibles.all()]
        told = changed(item, ITEM_FIELDS) | more
        change_item(item, version=item.version, values=told, entries=entries, by=by)
    for name, fields in LISTS.items():
        for line in getattr(roadmap, name).all():
            change_line(line, version=line.version, values=changed(line, fields), by=by)


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with the values in place of its blanks."""
    return BLANK.sub(lambda match: values.get(_called(text, match)[0]) or match[0], text)


def _called(text: str, match: re.Match[str]) -> tuple[str, str]:
    """What names a blank wherever it stands, and how it is shown: the words before it, else after it."""
    before = " ".join(text[: match.start()].split()[-WORDS:]).lstrip('«"(')
    after = " ".join(text[match.end() :].split()[:WORDS])
    line = "___"
    is_joined = match.start() > 0 and not text[match.start() - 1].isspace()
    words = f"{before}{'' if is_joined else ' '}{line}" if before else f"{line} {after}".strip()
    return words.casefold().replace(" ", ""), words


def _texts(roadmap: Roadmap) -> Iterator[tuple[str, str]]:
    """Every text of the roadmap with where it stands."""
    for name in OWN_FIELDS:
        yield _("title and goal"), getattr(roadmap, name)
    for row in roadmap.passport.all():
        yield from ((_("passport"), text) for text in (row.name, row.text))
    for section in Section.objects.filter(roadmap=roadmap):
        yield str(section), section.title
    for item in PlanItem.objects.kept().filter(roadmap=roadmap).prefetch_related("responsibles"):
        kind = str(ItemKind(item.kind).label)
        where = f"{kind} {item.number or Truncator(item.title).words(6)}"
        said = (*(getattr(item, name) for name in ITEM_FIELDS), *item.extra.values())
        yield from ((where, text) for text in said)
        yield from ((where, row.text) for row in item.responsibles.all())
    for name in ("indicators", "specialists"):
        for row in getattr(roadmap, name).all():
            where = _("indicators") if name == "indicators" else _("specialists")
            yield from ((where, getattr(row, one)) for one in LISTS[name])
    for one in roadmap.texts:
        yield from ((_("text outside the tables"), text) for text in one.values() if isinstance(text, str))
