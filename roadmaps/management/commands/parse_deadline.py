"""The command that reads a deadline («срок») into dates (contract 1)."""

import io
import json
import sys
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from roadmaps import deadlines

COLUMNS = ["text", "from", "to"]
LINES_AT_ONCE = 500


class Command(BaseCommand):
    """Print a deadline's kind, dates and remark as JSON; in batch mode, a TSV in, one object a line out."""

    help = "Read a deadline into dates."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("text", nargs="?", help="the deadline as it is written")
        parser.add_argument("--from", dest="start", help="the first day of the period, such as 2023-09-01")
        parser.add_argument("--to", dest="end", help="the last day of the period, such as 2024-05-31")
        parser.add_argument(
            "--batch", action="store_true", help="read a TSV on standard input: text, from, to"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["batch"]:
            self._batch()
        elif None in (options["text"], options["start"], options["end"]):
            raise CommandError(
                _("Give the deadline's text with --from and --to, or --batch with a table on standard input.")
            )
        else:
            self.stdout.write(_answer(options["text"], *_period(options["start"], options["end"])))

    def _batch(self) -> None:
        answers: list[str] = []
        for number, (text, start, end) in _rows():
            try:
                answers.append(_answer(text, *_period(start, end)))
            except CommandError as error:
                message = _("Line %(number)d: %(message)s") % {"number": number, "message": error}
                raise CommandError(message) from None
            if len(answers) == LINES_AT_ONCE:
                self._flush(answers)
        self._flush(answers)

    def _flush(self, answers: list[str]) -> None:
        if answers:
            self.stdout.write("\n".join(answers))
            answers.clear()


def _rows() -> Iterator[tuple[int, list[str]]]:
    """Yield the number and the three columns of each line of standard input; a heading is passed over."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    for number, line in enumerate(sys.stdin, start=1):
        columns = line.removeprefix("\ufeff").rstrip("\r\n").split("\t")
        if columns == [""] or (number == 1 and columns == COLUMNS):
            continue
        if len(columns) != len(COLUMNS):
            raise CommandError(
                _("Line %(number)d: three columns are needed: text, from, to.") % {"number": number}
            )
        yield number, columns


def _period(start: str, end: str) -> tuple[date, date]:
    first, last = _day(start), _day(end)
    if first > last:
        raise CommandError(
            _("The period begins on %(start)s, after its end on %(end)s.") % {"start": first, "end": last}
        )
    return first, last


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        message = _("“%(text)s” is not a date such as 2023-09-01.") % {"text": text}
        raise CommandError(message) from None


def _answer(text: str, start: date, end: date) -> str:
    reading = deadlines.read(text, start, end)
    occurrences = [{"start": str(span.start), "due": str(span.due)} for span in reading.occurrences]
    answer = {"kind": reading.kind.value, "occurrences": occurrences, "note": reading.note}
    return json.dumps(answer, ensure_ascii=False)
