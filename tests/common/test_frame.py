"""The frame of pages: errors that never fail themselves, icons that exist, packages that must be fetched."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.template.loader import render_to_string
from django.test import Client

BASE = Path(settings.BASE_DIR)
ICONS = BASE / "node_modules" / "bootstrap-icons" / "icons"


@pytest.mark.parametrize("code", [400, 500])
def test_an_error_page_needs_no_context(code: int) -> None:
    page = render_to_string(f"{code}.html")
    assert f"Код {code}" in page
    assert "{%" not in page
    for address in re.findall(r'href="/static/([^"]+)"', page):
        assert address.startswith("vendor/") or (BASE / "static" / address).is_file()


@pytest.mark.django_db
def test_an_absent_page_says_what_to_do_next(client: Client) -> None:
    answer = client.get("/no-such-page/", headers={"accept-language": "ru"})
    assert answer.status_code == 404
    assert "Такой страницы нет" in answer.content.decode()


@pytest.mark.skipif(not ICONS.is_dir(), reason="the front-end packages are not fetched")
def test_every_icon_named_in_a_template_exists() -> None:
    named = {
        (path.relative_to(BASE).as_posix(), name)
        for path in (BASE / "templates").rglob("*.html")
        for name in re.findall(r'{% icon "([^"]+)"', path.read_text("utf-8"))
    }
    assert not {(path, name) for path, name in named if not (ICONS / f"{name}.svg").is_file()}


def test_no_template_of_a_page_has_styles_or_scripts_of_its_own() -> None:
    forbidden = re.compile(r'\sstyle="|\son[a-z]+="|<script>|<style|https?://(?!www\.w3\.org)')
    pages = [path for path in (BASE / "templates").rglob("*.html") if "emails" not in path.parts]
    assert not [path.name for path in pages if forbidden.search(path.read_text("utf-8"))]


def test_without_the_packages_the_command_says_what_to_run(tmp_path: Path, settings: object) -> None:
    settings.BASE_DIR = tmp_path  # type: ignore[attr-defined]
    with pytest.raises(CommandError, match="npm ci"):
        call_command("fetch_vendor")
