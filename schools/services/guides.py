"""The guides of the roles, from docs/guides: Markdown → HTML with pictures and headings to link to."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token

from schools.choices import Role

GUIDES = Path(settings.BASE_DIR) / "docs" / "guides"
PICTURES = Path(settings.BASE_DIR) / "docs" / "pictures"
OF_ROLES = {
    Role.DIRECTOR: "director",
    Role.SCHOOL_COORDINATOR: "director",
    Role.SPECIALIST: "specialist",
    Role.COORDINATOR: "coordinator",
    Role.HEAD: "head",
    Role.VIEWER: "viewer",
    Role.ADMINISTRATOR: "administrator",
}
_OTHER = re.compile(r"^(?:\./)?([a-z-]+)\.md(#.*)?$")


@dataclass(frozen=True, slots=True)
class Guide:
    """A guide as a page: its title, its HTML, and its headings (anchor, text)."""

    name: str
    title: str
    html: str
    headings: tuple[tuple[str, str], ...]


def names() -> list[str]:
    """Return the names of the guides that there are, in order."""
    return sorted(path.stem for path in GUIDES.glob("*.md"))


def guide_of(roles: frozenset[str]) -> str:
    """Return the name of the guide for whoever has these roles: of several the first one's."""
    return next((name for role, name in OF_ROLES.items() if role in roles), "director")


def read(name: str) -> Guide:
    """Return a guide; KeyError where there is none."""
    path = GUIDES / f"{name}.md"
    if name not in names():
        raise KeyError(name)
    return _rendered(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=32)
def _rendered(path: Path, changed: int) -> Guide:
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse(path.read_text("utf-8"))
    title, headings = "", []
    for token, inside in pairwise(tokens):
        if token.type != "heading_open":
            continue
        if token.tag == "h1":
            title = title or inside.content
        else:
            anchor = slugify(inside.content, allow_unicode=True)
            token.attrSet("id", anchor)
            headings.append((anchor, inside.content))
    for token in tokens:
        if token.type in ("fence", "code_block"):
            token.attrSet("tabindex", "0")  # a long line is scrolled by keys too
        for child in token.children or ():
            _readdress(child)
    kept = _without_title(tokens)
    html = markdown.renderer.render(kept, markdown.options, {})
    return Guide(path.stem, title, html, tuple(headings))


def _without_title(tokens: list[Token]) -> list[Token]:
    """The page shows the title by itself."""
    if tokens and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        return tokens[3:]
    return tokens


def _readdress(token: Token) -> None:
    """Point pictures and links between guides to the portal's own pages."""
    if token.type == "image":
        picture = str(token.attrGet("src") or "").rpartition("/")[2]
        token.attrSet("src", reverse("help-picture", kwargs={"name": picture}))
        token.attrSet("loading", "lazy")
    elif token.type == "link_open":
        other = _OTHER.match(str(token.attrGet("href") or ""))
        if other:
            token.attrSet("href", reverse("help-guide", kwargs={"name": other[1]}) + (other[2] or ""))
