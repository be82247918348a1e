"""The command parse_deadline: one phrase, a table, and what is refused."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

PERIOD = ["--from", "2023-09-01", "--to", "2024-05-31"]


def parsed(*arguments):
    out = io.StringIO()
    call_command("parse_deadline", *arguments, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def fed(monkeypatch, text):
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


def test_a_phrase_is_printed_as_one_object():
    assert parsed("до 31.10.2023 по графику", *PERIOD) == [
        {
            "kind": "once",
            "occurrences": [{"start": "2023-09-01", "due": "2023-10-31"}],
            "note": "по графику",
        }
    ]


def test_a_phrase_that_is_a_dash_is_empty():
    assert parsed("-", *PERIOD) == [{"kind": "empty", "occurrences": [], "note": ""}]


def test_a_table_is_answered_line_by_line(monkeypatch):
    fed(
        monkeypatch,
        "text\tfrom\tto\n"
        "май\t2023-09-01\t2024-05-31\n"
        "\t2023-09-01\t2024-05-31\r\n"
        "\n"
        'по плану "Школа"\t2023-09-01\t2024-05-31\n',
    )
    answers = parsed("--batch")
    assert [answer["kind"] for answer in answers] == ["once", "empty", "by_schedule"]
    assert answers[2]["note"] == 'по плану "Школа"'


def test_a_long_table_is_answered_in_order(monkeypatch):
    fed(monkeypatch, "".join(f"{day % 28 + 1} мая 2024\t2024-01-01\t2024-12-31\n" for day in range(1201)))
    days = [answer["occurrences"][0]["due"] for answer in parsed("--batch")]
    assert days == [f"2024-05-{day % 28 + 1:02}" for day in range(1201)]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["май"], "--from and --to"),
        ([*PERIOD], "--from and --to"),
        (["май", "--from", "01.09.2023", "--to", "2024-05-31"], "“01.09.2023” is not a date"),
        (["май", "--from", "2024-05-31", "--to", "2023-09-01"], "begins on 2024-05-31, after its end"),
    ],
)
def test_a_wrong_call_is_refused_in_a_sentence(arguments, message, settings):
    settings.LANGUAGE_CODE = "en"
    with pytest.raises(CommandError, match=message):
        call_command("parse_deadline", *arguments)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("май\t2023-09-01", "Line 1: three columns"),
        ("май\t2023-09-01\t2024-02-30", "Line 1: “2024-02-30” is not a date"),
    ],
)
def test_a_wrong_line_is_named(monkeypatch, settings, line, message):
    settings.LANGUAGE_CODE = "en"
    fed(monkeypatch, line)
    with pytest.raises(CommandError, match=message):
        call_command("parse_deadline", "--batch")
