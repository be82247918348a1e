"""What the operator has: rehearsal, the page of the ledger, health, the day after a restore."""

import datetime
import json
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from accounts.choices import MessageState
from accounts.models import Message
from accounts.services import outbox
from monitoring.choices import ReminderState
from monitoring.models import Morning, Reminder
from monitoring.services import digests, health
from schools.models import Person
from tests.monitoring.mornings import DAY, at_noon, ledger, mornings
from tests.monitoring.pages import read

NIGHT = datetime.datetime(2026, 11, 24, 1, tzinfo=datetime.UTC)


def said(*arguments: str) -> str:
    out = StringIO()
    call_command("send_reminders", *arguments, stdout=out)
    return out.getvalue().replace("\xa0", " ")


class TestRehearsal:
    """A dry run is the real run, taken back."""

    def test_it_says_who_would_get_what_and_why_and_leaves_no_trace(self, cast, duty):
        answer = said("--dry-run", "--date", "2027-02-26", "--municipality", cast.municipality.slug)
        assert f"Ветрова М. О. <{cast.director.email}>: Мария Олеговна, вас ждёт 1 дело" in answer
        assert "срок близко (1), 1 Провести диагностику, СОШ № 3, 01.03.2027" in answer
        assert not Message.objects.exists()
        assert not Reminder.objects.exists()

    def test_a_weekly_letter_is_supposed_to_go_on_the_first_day_of_its_week(self, cast, duty):
        cast.director.user.digest = "weekly"
        cast.director.user.save()
        days = {day: said("--dry-run", "--date", f"2027-03-0{day}") for day in (1, 2)}
        assert [day for day, answer in days.items() if cast.director.email in answer] == [1]

    def test_it_says_when_nobody_is_written_to_on_that_day(self, cast, duty):
        assert "никому не пишем" in said(
            "--dry-run", "--date", "2027-02-28", "--municipality", cast.municipality.slug
        )

    def test_all_letters_go_to_the_one_address_and_to_nobody_else(self, cast, duty):
        said("--to", "check@example.org", "--date", "2027-03-01", "--municipality", cast.municipality.slug)
        assert set(Message.objects.values_list("recipient", flat=True)) == {"check@example.org"}
        assert "Для Ветрова М. О.: Мария Олеговна" in Message.objects.earliest("pk").subject
        digests.run(now=at_noon(duty.due), municipality=cast.municipality.slug)
        assert Message.objects.filter(recipient=cast.director.email).count() == 1

    @pytest.mark.parametrize("arguments", [["--date", "2027-03-01"], ["--municipality", "nowhere"]])
    def test_another_day_is_for_a_rehearsal_and_the_municipality_must_exist(self, cast, arguments):
        with pytest.raises(CommandError):
            said(*arguments)


class TestLedgerPage:
    """The administrator sees each reminder with what became of its letter."""

    @pytest.fixture
    def page(self, cast, duty, client_of):
        mornings(cast, duty.due)
        client = client_of(cast.administrator)
        return lambda **query: client.get(
            reverse("reminder-list", kwargs={"municipality": cast.municipality.slug}), query
        )

    def letter(self, cast, **changes) -> Message:
        Message.objects.filter(recipient=cast.director.email).update(**changes)
        return Message.objects.get(recipient=cast.director.email)

    @pytest.mark.parametrize(
        ("changes", "state"),
        [
            ({}, "queued"),
            ({"state": MessageState.SENT, "sent_at": NIGHT}, "sent"),
            ({"state": MessageState.FAILED}, "failed"),
            ({"doubts": 1}, "doubt"),
        ],
    )
    def test_it_is_found_by_what_became_of_the_letter(self, cast, page, changes, state):
        letter = self.letter(cast, **changes)
        answer = page(state=state)
        assert letter in [row.message for row in answer.context["object_list"]]
        assert answer.context["counts"][state] >= 1
        retry = reverse("message-retry", kwargs={"municipality": cast.municipality.slug, "pk": letter.pk})
        assert (retry in answer.content.decode()) == (state == "failed")

    @pytest.mark.parametrize("is_signing_in", [True, False])
    def test_a_letter_goes_again_to_the_address_as_it_is_now(self, cast, page, client_of, is_signing_in):
        letter = self.letter(cast, state=MessageState.FAILED)
        if not is_signing_in:
            Person.objects.filter(pk=cast.director.pk).update(user=None)
        Person.objects.filter(pk=cast.director.pk).update(email="vetrova@school3.example")
        retry = reverse("message-retry", kwargs={"municipality": cast.municipality.slug, "pk": letter.pk})
        client_of(cast.administrator).post(retry)
        letter.refresh_from_db()
        assert (letter.state, letter.recipient) == (MessageState.WAITING, "vetrova@school3.example")

    def test_an_invitation_goes_again_to_the_login_that_it_opens(self, cast, page, client_of):
        letter = self.letter(cast, state=MessageState.FAILED, message_id="<abc@x>", secret="token")
        Person.objects.filter(pk=cast.director.pk).update(email="vetrova@school3.example")
        retry = reverse("message-retry", kwargs={"municipality": cast.municipality.slug, "pk": letter.pk})
        client_of(cast.administrator).post(retry)
        letter.refresh_from_db()
        assert (letter.state, letter.recipient) == (MessageState.WAITING, cast.director.email)

    def test_a_letter_whose_person_has_no_address_now_goes_nowhere_and_the_page_says_so(
        self, cast, page, client_of
    ):
        letter = self.letter(cast, state=MessageState.FAILED)
        Person.objects.filter(pk=cast.director.pk).update(email="", user=None)
        Person.objects.filter(pk=cast.other_director.pk).update(email=letter.recipient)  # it is another's now
        retry = reverse("message-retry", kwargs={"municipality": cast.municipality.slug, "pk": letter.pk})
        answer = client_of(cast.administrator).post(retry, follow=True)
        assert "нет адреса электронной почты" in read(answer)
        letter.refresh_from_db()
        assert letter.state == MessageState.FAILED

    def test_a_missed_one_is_shown_as_missed(self, cast, page, duty):
        Reminder.objects.filter(person=cast.director).update(state=ReminderState.MISSED)
        rows = page(state="missed").context["object_list"]
        assert [row.person for row in rows] == [cast.director]

    def test_what_a_dead_sender_holds_is_released(self, cast, page, client_of):
        letter = Message.objects.get(recipient=cast.director.email)
        outbox.claim(letter.pk)
        release = reverse("message-release", kwargs={"municipality": cast.municipality.slug, "pk": letter.pk})
        assert release in page().content.decode()
        client_of(cast.administrator).post(release)
        outbox.send_waiting()
        letter.refresh_from_db()
        assert (letter.state, letter.doubts) == (MessageState.SENT, 1)


class TestHealth:
    """Figures for a watchman."""

    def test_all_is_well_and_the_page_tells_no_names(self, cast, client):
        with time_machine.travel(NIGHT, tick=False):
            answer = client.get("/health/")
        assert answer.status_code == 200
        assert set(json.loads(answer.content)) == {
            *("is_well", "unsent", "oldest_unsent_seconds", "failed", "in_doubt"),
            *("is_journal_missing", "late_mornings"),
        }

    def test_a_mail_that_waits_for_an_hour_is_no_health(self, cast, client):
        with time_machine.travel(NIGHT, tick=False) as clock:
            outbox.queue(recipient="a@example.org", subject="Сроки", text="Сроки")
            clock.shift(datetime.timedelta(hours=1))
            answer = client.get("/health/")
        assert answer.status_code == 503
        assert answer.json()["oldest_unsent_seconds"] == 3600

    def test_one_address_put_off_for_an_hour_calls_nobody_while_others_get_their_mail(self, cast):
        with time_machine.travel(NIGHT, tick=False) as clock:
            put_off = outbox.queue(recipient="a@example.org", subject="Сроки", text="Сроки")
            clock.shift(datetime.timedelta(minutes=50))
            later = timezone.now() + datetime.timedelta(minutes=15)
            Message.objects.filter(pk=put_off.pk).update(attempts=4, next_attempt_at=later)
            assert not health.check().is_well  # nothing gets out at all
            outbox.queue(recipient="b@example.org", subject="Сроки", text="Сроки")
            outbox.send_waiting()
            assert health.check().is_well
            assert health.check().oldest_unsent_seconds == 3000

    def test_a_morning_without_letters_is_told_after_half_an_hour(self, cast):
        morning = datetime.datetime(2026, 11, 24, 5, 20, tzinfo=datetime.UTC)
        assert health.check(morning).late_mornings == 0
        assert health.check(morning + datetime.timedelta(minutes=15)).late_mornings == 2
        digests.run(now=morning)
        assert health.check(morning + datetime.timedelta(minutes=15)).late_mornings == 0

    def test_the_command_ends_with_1_when_something_is_wrong(self, cast, capsys):
        with pytest.raises(SystemExit):
            call_command("health")
        assert "late_mornings: 2" in capsys.readouterr().out


def test_after_a_restore_nobody_is_told_twice_and_what_was_not_told_is_told(cast, duty):
    """The backup is of the evening before: neither the letters nor the reminders of the morning are in it."""
    mornings(cast, duty.due - 14 * DAY)
    with time_machine.travel(at_noon(duty.due - 14 * DAY), tick=False):
        outbox.send_waiting()
    backup = list(Reminder.objects.values_list("pk", flat=True))
    mornings(cast, duty.due)
    with time_machine.travel(at_noon(duty.due), tick=False):
        outbox.send_waiting()
    Reminder.objects.exclude(pk__in=backup).delete()
    Message.objects.filter(message_id__contains=f"{duty.due:%Y%m%d}").delete()
    Morning.objects.filter(day=duty.due).delete()
    with time_machine.travel(at_noon(duty.due) + datetime.timedelta(hours=1), tick=False):
        outbox.send_waiting()
    mornings(cast, duty.due, duty.due + DAY, duty.due + 7 * DAY, duty.due + 8 * DAY)
    assert Message.objects.filter(recipient=cast.director.email).count() == 2
    assert ledger(cast.director) == [
        ("before", 14, "gathered"),
        ("before", 7, "missed"),
        ("before", 1, "missed"),
        ("on_day", 0, "gathered"),
        ("overdue", 1, "gathered"),
    ]
