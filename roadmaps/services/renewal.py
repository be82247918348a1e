"""What was chosen of a newer text put into the roadmap: sections, rows, lines, its own words."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _

from roadmaps.catalogue.amendments import GONE, MOVED
from roadmaps.models import Indicator, PassportEntry, PlanItem, Roadmap, Section, Specialist, Upload
from roadmaps.services import decided
from roadmaps.services.answers import entries_settled
from roadmaps.services.directory import Directory
from roadmaps.services.editing import add_item, change_item, change_roadmap, delete_item
from roadmaps.services.importing import KINDS, decide_dates
from roadmaps.services.lines import add_line, change_line, delete_line
from roadmaps.services.newer_text import ORDER, target_of
from roadmaps.services.pairing import section_called
from roadmaps.services.renewed_form import renewed_form
from roadmaps.services.reordering import reorder_items, reorder_lines
from roadmaps.services.sections import add_section, change_section, delete_section
from roadmaps.services.traces import EditingError
from schools.models import Person

COLUMNS = {"deadline": "deadline_text"}
LINES = {"passport": PassportEntry, "indicators": Indicator, "specialists": Specialist}
LINE_FIELDS = {
    "passport": {"name": "name", "text": "text"},
    "indicators": {"name": "name", "group": "group", "unit": "unit", "values": "values"},
    "specialists": {"number": "number", "name": "name", "position": "post", "area": "area"},
}
Content = Mapping[str, Any]
ITEM_VALUES = ("number", "title", "task", "audience", "result", "report_form", "mark", "extra")


class Renewal:
    """One newer text being taken in; ``run`` does all that was chosen, in one transaction of the caller's."""

    def __init__(
        self, upload: Upload, contents: tuple[Content, Content], taken: Collection[str], by: Person
    ) -> None:
        self.roadmap = target_of(upload)
        self.before, self.after = contents
        self.by = by
        self.directory = Directory(self.roadmap.municipality)
        entries_settled(upload.answers, self.directory)
        self.added: dict[Any, int] = {}  # keys of new rows in the newer text, and in the roadmap
        self.fields: dict[str, set[str]] = {}  # of «activities:12»: what was chosen
        for key in taken:
            row, _sep, rest = key.rpartition(":")[0].rpartition(":")
            self.fields.setdefault(row, set()).add(rest)

    def run(self) -> None:
        """Sections come first and go last: rows move between them."""
        self._own()
        sections = self._sections()
        for part, kind in KINDS:
            self._items(part, kind, sections)
        for part, model in LINES.items():
            self._lines(part, model)
        self._gone_sections()
        self._order()

    def _is_gone(self, part: str, key: Any) -> bool:
        return GONE in self.fields.get(f"{part}:{key}", ())

    def _own(self) -> None:
        chosen = self.fields.get("roadmap:", set())
        values: dict[str, Any] = {name: self.after[name] for name in ("title", "goal") if name in chosen}
        if "period" in chosen:
            values |= {name: _day(self.after["period"][name]) for name in ("start", "end")}
            if values["end"] < values["start"]:
                raise EditingError(_("The last day is before the first one. Swap them or mend one."))
        if "coordinators" in chosen:
            values["coordinators_text"] = self.after["coordinators"]
        order = {f"order_{name}" for name in ORDER} & chosen
        values |= {name: self.after[name] for name in order - {"order_date"}}
        if "order_date" in order:
            values["order_date"] = _day(self.after["order_date"])
        values |= renewed_form(
            self.roadmap,
            self.after,
            with_columns="headings" in chosen,
            with_results="exam_rows" in chosen,
            taken={key: names for key, names in self.fields.items() if key.startswith("texts:")},
        )
        if values:
            change_roadmap(self.roadmap, version=self.roadmap.version, values=values, by=self.by)

    def _sections(self) -> dict[Any, Section]:
        """Change and add sections; return those that stand by the keys that they have in the newer text."""
        found: dict[Any, Section] = {row.pk: row for row in Section.objects.filter(roadmap=self.roadmap)}
        before: Section | None = None
        for place, row in enumerate(self.after["sections"]):
            chosen = self.fields.get(f"sections:{row['pk']}", set())
            values: dict[str, Any] = {"number": row["number"], "title": row["title"]}
            if isinstance(row["pk"], int):
                section = found[row["pk"]]
                values = {name: value for name, value in values.items() if name in chosen}
                change_section(section, version=section.version, values=values, by=self.by)
            elif chosen:
                section = add_section(
                    self.roadmap, values=values, parent=self._parent(place, found), after=before, by=self.by
                )
            else:
                continue
            found[row["pk"]] = before = section
        return found

    def _parent(self, place: int, sections: Mapping[Any, Section]) -> Section | None:
        """The section of the number without its end, the nearest one above."""
        row = self.after["sections"][place]
        name = row["number"].rpartition(".")[0]
        above = self.after["sections"][:place]
        parent = section_called(above, name, row.get("table", 0)) if name else None
        return sections.get(parent["pk"]) if parent else None

    def _section(self, row: Mapping[str, Any], sections: Mapping[Any, Section]) -> Section | None:
        """The section in which the row stands in the newer text; EditingError while it is not taken in."""
        key = row.get("stands_in")
        if key is not None and key not in sections:
            titles = {section["pk"]: section["title"] for section in self.after["sections"]}
            raise EditingError(
                _("«%(row)s» stands in the new section «%(section)s». Take that in too, or leave the row.")
                % {"row": row["title"], "section": titles[key]}
            )
        return sections.get(key)

    def _items(self, part: str, kind: str, sections: Mapping[Any, Section]) -> None:
        known = {row.pk: row for row in PlanItem.objects.filter(roadmap=self.roadmap, kind=kind)}
        above: PlanItem | None = None
        for row in self.after[part]:
            chosen = self.fields.get(f"{part}:{row['pk']}", set())
            if isinstance(row["pk"], int):
                above = known[row["pk"]]
                if chosen:
                    above.refresh_from_db()
                    self._change(above, row, chosen, sections)
            elif chosen:
                above = self._add(row, kind, above, sections)
        for key, item in known.items():
            if self._is_gone(part, key):
                delete_item(item, by=self.by)

    def _change(
        self, item: PlanItem, row: Mapping[str, Any], chosen: set[str], sections: Mapping[Any, Section]
    ) -> None:
        values = {
            COLUMNS.get(name, name): row.get(name, "")
            for name in chosen
            if name not in ("responsible", "section", "dates", "meanings")
        }
        if "section" in chosen:
            values["section"] = self._section(row, sections)
        entries = row.get("responsible", []) if "responsible" in chosen else None
        change_item(
            item,
            version=item.version,
            values=values,
            entries=entries,
            directory=self.directory,
            by=self.by,
        )
        if "meanings" in chosen:
            decided.settle(item, self.directory)
        if "dates" in chosen:
            decided.date(item, row, by=self.by)

    def _add(
        self, row: Mapping[str, Any], kind: str, above: PlanItem | None, sections: Mapping[Any, Section]
    ) -> PlanItem:
        if above is not None:
            above.refresh_from_db()
        values = {name: row[name] for name in ITEM_VALUES if row.get(name)}
        item = add_item(
            self.roadmap,
            kind=kind,
            values={**values, "deadline_text": row.get("deadline", "")},
            entries=row.get("responsible", []),
            section=self._section(row, sections),
            after=above,
            directory=self.directory,
            by=self.by,
        )
        self.added[row["pk"]] = item.pk
        decide_dates(item, dict(row), by=self.by)
        return item

    def _lines(self, part: str, model: type[Any]) -> None:
        fields = LINE_FIELDS[part]
        known = {row.pk: row for row in model.objects.filter(roadmap=self.roadmap)}
        for row in self.after[part]:
            chosen = self.fields.get(f"{part}:{row['pk']}", set())
            if not chosen:
                continue
            if isinstance(row["pk"], int):
                line = known[row["pk"]]
                values = {fields[name]: row.get(name, "") for name in chosen}
                change_line(line, version=line.version, values=values, by=self.by)
            else:
                values = {own: row[name] for name, own in fields.items() if row.get(name)}
                add_line(self.roadmap, model=model, values=values, by=self.by)
        for key, line in known.items():
            if self._is_gone(part, key):
                delete_line(line, by=self.by)

    def _order(self) -> None:
        """Put the rows of the lists chosen in the newer order; rows that it has not keep their places."""
        for part, kind in KINDS:
            if MOVED in self.fields.get(f"{part}:order", ()):
                wanted = [self.added.get(row["pk"], row["pk"]) for row in self.after[part]]
                reorder_items(self.roadmap, kind, wanted=wanted, by=self.by)
        for part, model in (("sections", Section), *LINES.items()):
            if MOVED in self.fields.get(f"{part}:order", ()):
                wanted = [row["pk"] for row in self.after[part]]
                reorder_lines(self.roadmap, model, wanted=wanted, by=self.by)

    def _gone_sections(self) -> None:
        for section in reversed(Section.objects.filter(roadmap=self.roadmap).order_by("position")):
            if not self._is_gone("sections", section.pk):
                continue
            if section.items.kept().exists():
                raise EditingError(
                    _("The section «%(title)s» still has rows. Take them out too, or leave the section.")
                    % {"title": section.title}
                )
            if section.items.exists():
                continue  # rows that wait to be struck out
            for child in section.children.all():
                values = {"parent": section.parent}
                change_section(child, version=child.version, values=values, by=self.by)
            delete_section(section, by=self.by)


def _day(text: str | None) -> Any:
    return Roadmap._meta.get_field("start").to_python(text)
