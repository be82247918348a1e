"""Russian by default, English by choice, whatever the browser wishes."""

from django.urls import reverse


def test_an_english_browser_still_gets_russian(db, client):
    answer = client.get(reverse("sign-in"), headers={"accept-language": "en-US,en;q=0.9"})
    assert answer["Content-Language"] == "ru"
    assert "Вход" in answer.content.decode()


def test_english_is_a_choice_that_is_kept(db, client):
    client.cookies["django_language"] = "en"
    assert "Sign in" in client.get(reverse("sign-in")).content.decode()


def test_a_language_that_the_portal_does_not_speak_is_russian(db, client):
    client.cookies["django_language"] = "xx"
    assert client.get(reverse("sign-in"))["Content-Language"] == "ru"
