"""«Для слабовидящих» and the theme: anyone's choice, kept in a cookie, shown by classes of <html>."""

import pytest
from django.test import Client
from django.urls import reverse

from common.display import COOKIE, Display

AS_THE_SYSTEM = "(prefers-color-scheme: dark)"


@pytest.mark.parametrize(
    ("cookie", "classes", "dark_media"),
    [
        ("", "", AS_THE_SYSTEM),
        ("theme=dark", "", "all"),
        ("theme=light", "", "not all"),
        ("size=2&spacing=wide&colours=bw&theme=dark", "size-2 spacing-wide colours-bw", "not all"),
        ("still=1&tables=1&bare=1&density=dense", "still as-tables no-pictures dense", AS_THE_SYSTEM),
        ("size=9&colours=<script>&other=1", "", AS_THE_SYSTEM),
    ],
)
def test_a_cookie_says_how_to_show(cookie: str, classes: str, dark_media: str) -> None:
    display = Display.from_cookie(cookie)
    assert (display.html_classes, display.dark_media) == (classes, dark_media)


def test_a_stranger_chooses_larger_text_and_comes_back(client: Client) -> None:
    answer = client.post(reverse("display"), {"size": ["2"], "still": ["", "1"], "next": "/display/#display"})
    assert (answer.status_code, answer["Location"]) == (302, "/display/#display")
    assert Display.from_cookie(answer.cookies[COOKIE].value) == Display(size="2", still="1")
    assert 'class="size-2 still"' in client.get(reverse("display")).content.decode()


def test_the_usual_view_keeps_the_theme(client: Client) -> None:
    client.cookies[COOKIE] = "theme=dark&size=3"
    answer = client.post(reverse("display"), {"usual": "1"})
    assert answer.cookies[COOKIE].value == "theme=dark"


@pytest.mark.parametrize(
    "address", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"]
)
def test_nobody_is_sent_to_another_host(client: Client, address: str) -> None:
    for name in ("display", "language"):
        assert client.post(reverse(name), {"next": address})["Location"] == "/"


def test_a_language_is_one_that_the_portal_speaks(client: Client) -> None:
    assert client.post(reverse("language"), {"language": "en"}).cookies["django_language"].value == "en"
    assert "django_language" not in client.post(reverse("language"), {"language": "xx"}).cookies
