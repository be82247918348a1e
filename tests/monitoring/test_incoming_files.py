"""Files that come in pieces: nothing is doubled, lost or mixed up, and nobody sends into another's file."""

import datetime
import io
from urllib.parse import urlencode

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django_scopes import scope

from common.files import FileError
from monitoring.choices import EventKind
from monitoring.models import Event, Evidence, IncomingFile
from monitoring.services import incoming_files, progress
from monitoring.services.evidence import EvidenceError
from monitoring.services.incoming_files import PIECE, OffsetError, PieceError
from tests.cast import NOW, Cast
from tests.monitoring.pages import HTMX, read, url

PDF = b"%PDF-1.7 " + bytes(range(256)) * 4800  # 1.2 MB
PIECES = [PDF[at : at + PIECE] for at in range(0, len(PDF), PIECE)]
HOUR = datetime.timedelta(hours=1)
storage = IncomingFile._meta.get_field("file").storage

pytestmark = pytest.mark.usefixtures("commits")


@pytest.fixture
def commits(monkeypatch):
    """Do at once what waits for the end of a transaction: a test's own never ends."""
    monkeypatch.setattr("django.db.transaction.on_commit", lambda do, **_options: do())


def begin(cast: Cast, content: bytes = PDF, *, name: str = "видео.pdf", **given) -> IncomingFile:
    given = {"by": cast.director, "modified": 1, "asked": "Справка"} | given
    return incoming_files.start(cast.execution, name=name, size=len(content), **given)


def send(cast: Cast, incoming: IncomingFile, *pieces: bytes) -> IncomingFile | None:
    """Send pieces one after another from where the file stands."""
    for piece in pieces:
        incoming = incoming_files.take(
            incoming, offset=incoming_files.held(incoming), piece=piece, by=cast.director
        )
    return incoming


def address(cast: Cast, incoming: IncomingFile, name: str = "incoming-file") -> str:
    return reverse(name, kwargs={"municipality": cast.municipality.slug, "token": incoming.token})


def post(client: Client, at: str, piece: bytes, offset: object = 0):
    return client.post(f"{at}?offset={offset}", piece, content_type="application/octet-stream", **HTMX)


def test_a_file_in_pieces_becomes_one_document_byte_for_byte(cast):
    incoming = begin(cast)
    assert len(PIECES) == 3
    assert send(cast, incoming, *PIECES) is None
    attached = Evidence.objects.get()
    assert (attached.name, attached.asked, attached.size) == ("видео.pdf", "Справка", len(PDF))
    assert (attached.content_type, attached.added_by) == ("application/pdf", cast.director)
    with attached.file.open("rb") as stored:
        assert stored.read() == PDF
    assert not IncomingFile.objects.exists()
    assert not storage.exists(incoming.file.name)
    assert Event.objects.filter(kind=EventKind.EVIDENCE_ADDED).count() == 1


def test_the_same_file_goes_on_where_it_stopped_and_another_begins_anew(cast):
    incoming = send(cast, begin(cast), PIECES[0])
    assert begin(cast) == incoming
    assert incoming_files.held(begin(cast)) == PIECE
    for other in (
        {"modified": 2},
        {"name": "другое.pdf"},
        {"asked": "Приказ"},
        {"content": PDF + b"."},
        {"by": cast.school_coordinator},
    ):
        assert incoming_files.held(begin(cast, **other)) == 0


@pytest.mark.parametrize("offset", [0, PIECE - 1, PIECE + 1, 2 * PIECE])
def test_a_doubled_late_or_early_piece_changes_nothing_and_says_where_the_file_ends(cast, offset):
    incoming = send(cast, begin(cast), PIECES[0])
    with pytest.raises(OffsetError) as refused:
        incoming_files.append(incoming, offset=offset, piece=PIECES[1][:100])
    assert refused.value.received == PIECE
    send(cast, incoming, *PIECES[1:])
    with Evidence.objects.get().file.open("rb") as stored:
        assert stored.read() == PDF


def test_what_a_dead_process_wrote_without_its_row_is_written_over(cast):
    incoming = send(cast, begin(cast), PIECES[0])
    with storage.open(incoming.file.name, "ab") as kept:
        kept.write(b"half a piece")
    send(cast, incoming, *PIECES[1:])
    with Evidence.objects.get().file.open("rb") as stored:
        assert stored.read() == PDF


@pytest.mark.parametrize("left", [0, 1000])
def test_what_the_row_promises_and_the_file_does_not_have_is_sent_again(cast, left):
    incoming = send(cast, begin(cast), PIECES[0])
    if left:
        with storage.open(incoming.file.name, "r+b") as kept:
            kept.truncate(left)
    else:
        storage.delete(incoming.file.name)
    assert incoming_files.held(incoming) == left
    send(cast, incoming, PDF[left:PIECE], *PIECES[1:])
    with Evidence.objects.get().file.open("rb") as stored:
        assert stored.read() == PDF


def test_a_file_that_would_be_refused_whole_is_refused_before_its_first_piece(cast, settings):
    settings.UPLOAD_LIMIT_MB = 1
    for given, words in (({}, "больше 1 МБ"), ({"name": "кино.exe", "content": b"MZ"}, "exe")):
        with pytest.raises(FileError) as refused:
            begin(cast, **given)
        assert words in refused.value.messages[0]
    assert not IncomingFile.objects.exists()


def test_more_than_was_announced_is_not_taken(cast):
    incoming = send(cast, begin(cast, PDF[: PIECE + 10]), PIECES[0])
    for piece in (PIECES[1][:11], PIECES[1] + b"."):
        with pytest.raises(PieceError):
            incoming_files.append(incoming, offset=PIECE, piece=piece)
    assert incoming_files.held(begin(cast, PDF[: PIECE + 10])) == PIECE


def test_a_file_that_is_not_what_it_says_is_refused_when_whole_and_not_kept(cast):
    incoming = begin(cast, b"MZ" + PDF[2:])
    with pytest.raises(EvidenceError):
        send(cast, incoming, b"MZ" + PIECES[0][2:], *PIECES[1:])
    assert not IncomingFile.objects.exists()
    assert not storage.exists(incoming.file.name)
    assert not Evidence.objects.exists()


def test_nothing_is_taken_for_a_mark_made_meanwhile_and_it_goes_on_when_the_mark_is_taken_back(cast):
    incoming = send(cast, begin(cast), *PIECES[:2])
    progress.submit(cast.execution, by=cast.director, note="Справка у секретаря")
    for act in (lambda: send(cast, incoming, PIECES[2]), lambda: begin(cast)):
        with pytest.raises(ValidationError) as refused:
            act()
        assert "Отметка уже стоит" in refused.value.messages[0]
    progress.withdraw(cast.execution, by=cast.director)
    send(cast, begin(cast), PIECES[2])
    assert Evidence.objects.get().size == len(PDF)


def test_a_mark_made_after_the_last_byte_keeps_the_file_for_the_mark_taken_back(cast):
    incoming = begin(cast)
    for at, piece in zip((0, PIECE, 2 * PIECE), PIECES, strict=True):
        incoming = incoming_files.append(incoming, offset=at, piece=piece)
    progress.submit(cast.execution, by=cast.director, note="Справка у секретаря")
    with pytest.raises(progress.ProgressError):
        incoming_files.finish(incoming, by=cast.director)
    progress.withdraw(cast.execution, by=cast.director)
    assert send(cast, begin(cast), b"") is None
    assert Evidence.objects.get().size == len(PDF)


def test_a_person_has_ten_files_on_the_way_and_the_longest_untouched_gives_way(cast):
    with time_machine.travel(NOW, tick=False) as clock:
        begun = []
        for number in range(10):
            begun.append(begin(cast, modified=number))
            clock.shift(60)
        send(cast, begun[0], PIECES[0])
        others = begin(cast, by=cast.school_coordinator)
        clock.shift(60)
        begin(cast, modified=10)
    left = set(IncomingFile.objects.filter(owner=cast.director).values_list("modified", flat=True))
    assert left == {0, 2, 3, 4, 5, 6, 7, 8, 9, 10}
    assert not storage.exists(begun[1].file.name)
    assert IncomingFile.objects.filter(pk=others.pk).exists()


def test_a_file_is_cleared_away_a_day_after_its_last_piece(cast):
    with time_machine.travel(NOW, tick=False) as clock:
        old, fresh = begin(cast), begin(cast, modified=2)
        with scope(municipality=cast.other_municipality):
            foreign = begin(cast.other, by=cast.other.director)
        clock.shift(20 * HOUR)
        send(cast, fresh, PIECES[0])
        clock.shift(5 * HOUR)
        incoming_files.clear_incoming()
    assert list(IncomingFile.objects.all()) == [fresh]
    assert [storage.exists(each.file.name) for each in (old, fresh, foreign)] == [False, True, False]
    with scope(municipality=cast.other_municipality):
        assert not IncomingFile.objects.exists()


def test_the_page_begins_asks_sends_and_gets_the_checklist_with_the_document(cast, client_of):
    client = client_of(cast.director)
    start = url(cast, "incoming-start", cast.execution.pk)
    about = {"line": "any", "name": "видео.pdf", "size": len(PDF), "modified": 5}
    answer = client.post(start, about, **HTMX).json()
    at = answer["address"]
    assert answer["received"] == 0
    assert post(client, at, PIECES[0]).json() == {"received": PIECE}
    doubled = post(client, at, PIECES[0])
    assert (doubled.status_code, doubled.json()) == (409, {"received": PIECE})
    assert client.get(at).json() == {"received": PIECE}
    assert client.post(start, about, **HTMX).json() == {"address": at, "received": PIECE}
    form = read(client.get(url(cast, "execution-submit", cast.execution.pk)))
    assert "видео.pdf 42 %" in form
    assert "Выберите тот же файл" in form
    post(client, at, PIECES[1], PIECE)
    whole = post(client, at, PIECES[2], 2 * PIECE)
    assert 'id="checklist"' in whole.content.decode()
    assert "видео.pdf" in read(whole)
    assert "Отменить загрузку" not in read(whole)


def test_a_file_whose_last_answer_was_lost_is_found_to_be_attached(cast, client_of):
    client, incoming = client_of(cast.director), begin(cast)
    at = address(cast, incoming)
    send(cast, incoming, *PIECES)
    assert client.get(at).json() == {"received": None}
    for piece, offset in ((PIECES[2], 2 * PIECE), (b"", len(PDF))):
        answer = post(client, at, piece, offset)
        assert (answer.status_code, "видео.pdf" in read(answer)) == (200, True)
    assert Evidence.objects.count() == 1


def test_cancelling_deletes_what_has_arrived_at_once(cast, client_of):
    client, incoming = client_of(cast.director), send(cast, begin(cast), PIECES[0])
    answer = client.post(address(cast, incoming, "incoming-cancel"), **HTMX)
    assert answer.status_code == 200
    assert not storage.exists(incoming.file.name)
    assert client.get(address(cast, incoming)).status_code == 404
    assert post(client, address(cast, incoming), PIECES[1], PIECE).status_code == 404


@pytest.mark.parametrize("who", ["school_coordinator", "other_director", "coordinator", "head"])
def test_nobody_else_sends_asks_or_cancels_even_with_the_secret(cast, client_of, who):
    incoming, client = send(cast, begin(cast), PIECES[0]), client_of(cast.person(who))
    at = address(cast, incoming)
    assert client.get(at).status_code == 404
    assert post(client, at, PIECES[1], PIECE).status_code == 404
    assert client.post(address(cast, incoming, "incoming-cancel")).status_code == 404
    assert incoming_files.held(begin(cast)) == PIECE


def test_another_municipality_knows_nothing_of_it(cast, client_of):
    incoming, client = send(cast, begin(cast), PIECES[0]), client_of(cast.other.director)
    here, there = cast.municipality.slug, cast.other_municipality.slug
    for at in (address(cast, incoming), address(cast, incoming).replace(here, there)):
        assert post(client, at, PIECES[1], PIECE).status_code == 404
    assert incoming_files.held(begin(cast)) == PIECE


@pytest.mark.parametrize("offset", ["", "-1", "x", "9" * 5000])
def test_a_piece_from_nowhere_is_not_taken(cast, client_of, offset):
    at = address(cast, begin(cast))
    assert post(client_of(cast.director), at, PIECES[0], offset).status_code == 400


def test_a_piece_larger_than_a_piece_or_cut_off_is_not_taken(cast, client_of):
    client, at = client_of(cast.director), address(cast, begin(cast))
    assert post(client, at, PIECES[0] + b".").status_code == 400
    body = {"wsgi.input": io.BytesIO(b"%PDF"), "CONTENT_LENGTH": "400"}
    cut = client.post(f"{at}?offset=0", b"%PDF", content_type="application/octet-stream", **body)
    assert cut.status_code == 400
    assert incoming_files.held(begin(cast)) == 0


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": "кино.exe"}, "не принимаются"),
        ({"size": 21 * 1024 * 1024}, "больше 20 МБ"),
        ({"size": 0}, "пуст"),
        ({"size": "много"}, "Введите целое число"),
    ],
)
def test_what_will_not_do_is_said_in_words_before_anything_is_sent(cast, client_of, wrong, words):
    about = {"line": "0", "name": "видео.pdf", "size": len(PDF), "modified": 5} | wrong
    answer = client_of(cast.director).post(
        url(cast, "incoming-start", cast.execution.pk),
        urlencode(about),
        content_type="application/x-www-form-urlencoded",
        **HTMX,
    )
    assert answer.status_code == 422
    assert words in read(answer)
