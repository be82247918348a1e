"""What registers have in common: a preview, then all rows or none; an error names its row and column."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import tablib
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _
from import_export.resources import ModelResource
from import_export.results import Result, RowResult

from schools.access import Membership
from schools.documents.register import Sheet
from schools.resources.widgets import in_both_languages

STATES = {
    RowResult.IMPORT_TYPE_NEW: "new",
    RowResult.IMPORT_TYPE_UPDATE: "changed",
    RowResult.IMPORT_TYPE_SKIP: "same",
}


@dataclass(frozen=True)
class Problem:
    """What is wrong in one cell (or in the whole row, where ``column`` is empty)."""

    number: int
    column: str
    value: str
    sentence: str


@dataclass(frozen=True)
class Line:
    """What becomes of one row: new, changed or same; ``changes`` are (heading, before, after)."""

    number: int
    title: str
    state: str
    changes: list[tuple[str, str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Outcome:
    """What a register would do or has done; with problems it has done nothing."""

    lines: list[Line]
    problems: list[Problem]

    @property
    def counts(self) -> Counter[str]:
        """How many rows of each state."""
        return Counter(line.state for line in self.lines)


class RegisterResource(ModelResource):  # type: ignore[misc]
    """A register of one municipality; its fields are named by what they are, its columns by ``headings``."""

    headings: dict[str, Any]
    needed: str

    def __init__(self, membership: Membership) -> None:
        """Keep whose register it is."""
        super().__init__()
        self.membership = membership
        self.municipality = membership.municipality
        self.seen: set[Any] = set()

    @classmethod
    def known_headings(cls) -> dict[str, str]:
        """Every heading that a file may have, in small letters, and the field that it names."""
        return {word: name for name, text in cls.headings.items() for word in in_both_languages(text)}

    def try_in(self, sheet: Sheet) -> Outcome:
        """Say what taking the rows in would do, and do nothing."""
        return self._take(sheet, dry_run=True)

    def take_in(self, sheet: Sheet) -> Outcome:
        """Take all rows in, or none if one of them is wrong."""
        return self._take(sheet, dry_run=False)

    def key(self, row: dict[str, str]) -> Any:
        """What no two rows of the file may share."""
        raise NotImplementedError

    def find(self, row: dict[str, str]) -> Any:
        """The row of the register that the file's row means, or None."""
        raise NotImplementedError

    # ---- import-export's own steps ----

    def before_import_row(self, row: dict[str, str], **kwargs: Any) -> None:
        """Refuse a row without its name, and one that stands in the file twice."""
        if not row.get(self.needed):
            raise ValidationError({self.needed: _("This cell must not be empty.")})
        key = self.key(row)
        if key in self.seen:
            raise ValidationError({self.needed: _("The file has this row already, further up.")})
        self.seen.add(key)

    def init_instance(self, row: Any = None) -> Any:
        """A new row belongs to the municipality."""
        return self._meta.model(municipality=self.municipality)

    def get_instance(self, instance_loader: Any, row: dict[str, str]) -> Any:
        """Find the row by its name, in whatever case."""
        return self.find(row)

    def skip_row(self, instance: Any, original: Any, row: Any, import_validation_errors: Any = None) -> bool:
        """Leave alone what stays as it was; a new row never does."""
        if original.pk is None:
            return False
        same: bool = super().skip_row(instance, original, row, import_validation_errors)
        return same

    def before_save_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        """Count the change, so that a form opened before it notices."""
        if instance.pk:
            instance.version += 1

    # ---- what came of it ----

    def _take(self, sheet: Sheet, *, dry_run: bool) -> Outcome:
        self.seen = set()
        dataset = tablib.Dataset(*sheet.rows, headers=sheet.fields)
        result = self.import_data(
            dataset, dry_run=dry_run, use_transactions=True, rollback_on_validation_errors=True
        )
        problems = self._problems(result, sheet)
        if problems:
            return Outcome([], problems)
        return Outcome(
            [self._line(row, number) for row, number in zip(result.rows, sheet.numbers, strict=True)],
            [],
        )

    def _problems(self, result: Result, sheet: Sheet) -> list[Problem]:
        problems = [Problem(0, "", "", str(error.error)) for error in result.base_errors]
        for invalid in result.invalid_rows:
            row = dict(zip(sheet.fields, sheet.rows[invalid.number - 1], strict=True))
            for name, sentences in invalid.error_dict.items():
                known = name if name != NON_FIELD_ERRORS and name in self.headings else ""
                problems += [
                    Problem(
                        sheet.numbers[invalid.number - 1],
                        str(self.headings[known]) if known else "",
                        row.get(known, ""),
                        sentence,
                    )
                    for sentence in sentences
                ]
        for broken in result.error_rows:
            problems += [
                Problem(sheet.numbers[broken.number - 1], "", "", str(error.error)) for error in broken.errors
            ]
        return sorted(problems, key=lambda problem: problem.number)

    def _line(self, result: RowResult, number: int) -> Line:
        changes = []
        if result.is_update():
            for each in self.get_import_fields():
                before = str(each.export(result.original) or "")
                after = str(each.export(result.instance) or "")
                if before != after:
                    changes.append((str(self.headings[each.column_name]), before, after))
        return Line(number, str(result.instance), STATES[result.import_type], changes)
