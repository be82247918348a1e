"""Opening a municipality: the first step of an installation."""

import pytest
from django.core.management import CommandError, call_command
from django_scopes import scopes_disabled

from accounts.models import Message, User
from schools.models import Municipality, Position

ADMINISTRATOR = ("--administrator", "Кленов Игорь Львович", "--email", "Klenov@okrug.example")


def _open(capsys, *arguments: str) -> str:
    call_command("create_municipality", *arguments, *ADMINISTRATOR)
    return capsys.readouterr().out


def test_the_link_lets_the_first_administrator_in(db, capsys, client):
    link = _open(capsys, "zarechye", "Зареченский округ", "--installation").split()[-1]
    address = "/" + link.split("/", 3)[3]
    assert client.get(address).status_code == 200
    user = User.objects.get(email="klenov@okrug.example")
    assert user.is_superuser
    assert Message.objects.get().recipient == user.email
    with scopes_disabled():
        position = Position.objects.get(person__user=user)
    assert (position.role, position.person.patronymic) == ("administrator", "Львович")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("admin", "Округ"), "Этот адрес занят самим порталом"),
        (("Заречье", "Округ"), "slug"),
        (("zarechye", "Округ", "--time-zone", "Mars/Olympus"), "Такого часового пояса нет"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_stays(db, capsys, arguments, words):
    with pytest.raises(CommandError) as error:
        _open(capsys, *arguments)
    assert words in str(error.value) or words == "slug"
    assert not Municipality.objects.exists()
    assert not User.objects.exists()
