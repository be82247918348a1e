"""No page asks anything of another host, and none carries scripts or styles inside itself (strict CSP)."""

import re
from pathlib import Path

import pytest

from tests.architecture.places import BASE, own_files

PAGES = list(own_files("templates", ".html"))
MAILS = [path for path in PAGES if "emails" in path.parts]
SOURCES = [
    *(path for path in PAGES if path not in MAILS),
    *own_files("static", ".js", ".css", ".svg", ".webmanifest", ".json"),
]
# Names of XML vocabularies look like addresses, but nothing is asked of them.
NAMES = ("http://www.w3.org/",)
ADDRESS = re.compile(r"""(?:https?:)?//(?:[a-z0-9-]+\.)+[a-z]{2,}[^\s"'<>)]*""", re.IGNORECASE)
INLINE = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*="),
    "a style element": re.compile(r"<style[\s>]"),
    "an event attribute": re.compile(r"<[^>]*\son[a-z]+\s*="),
    "a script without a file": re.compile(r"<script(?![^>]*\ssrc=)(?![^>]*application/json)[^>]*>"),
    "an address that is a script": re.compile(r"javascript:", re.IGNORECASE),
}


def _name(path: Path) -> str:
    return str(path.relative_to(BASE))


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_nothing_names_another_host(path: Path) -> None:
    found = [address for address in ADDRESS.findall(path.read_text("utf-8")) if not address.startswith(NAMES)]
    assert not found


@pytest.mark.parametrize("path", [path for path in PAGES if path not in MAILS], ids=_name)
def test_a_page_carries_no_script_and_no_style_inside(path: Path) -> None:
    text = path.read_text("utf-8")
    assert [what for what, pattern in INLINE.items() if pattern.search(text)] == []
