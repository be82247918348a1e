"""Copies the front-end packages' built files from node_modules into static/vendor."""

import re
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

FONT: Final = "@fontsource-variable/golos-text/files/golos-text"
FILES: Final = {
    "bootstrap.min.css": "bootstrap/dist/css/bootstrap.min.css",
    "bootstrap.bundle.min.js": "bootstrap/dist/js/bootstrap.bundle.min.js",
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
    "chart.umd.min.js": "chart.js/dist/chart.umd.min.js",
    "golos-text-latin.woff2": f"{FONT}-latin-wght-normal.woff2",
    "golos-text-cyrillic.woff2": f"{FONT}-cyrillic-wght-normal.woff2",
    "exclamation-triangle-fill.svg": "bootstrap-icons/icons/exclamation-triangle-fill.svg",
}
# The maps stay behind, and a hashed static storage looks for whatever a file names.
SOURCE_MAP: Final = re.compile(r"\n?(/\*# sourceMappingURL=[^*]*\*/|//# sourceMappingURL=\S*)\s*$")
SYMBOL: Final = re.compile(r'<symbol[^>]*\bid="([a-z0-9-]+)".*?</symbol>', re.DOTALL)
QUOTED: Final = re.compile(r"""["'#]([a-z0-9]+(?:-[a-z0-9]+)*)\b""")
SOURCES: Final = ("templates/**/*.html", "static/js/**/*.js")


class Command(BaseCommand):
    help = "Copy the pinned front-end files from node_modules to static/vendor (run `npm ci` first)."

    def handle(self, *args: Any, **options: Any) -> None:
        base = Path(settings.BASE_DIR)
        packages, vendor = base / "node_modules", base / "static" / "vendor"
        if not packages.is_dir():
            raise CommandError(f"{packages} is absent: run `npm ci` in {base} first.")
        vendor.mkdir(parents=True, exist_ok=True)
        for name, source in FILES.items():
            self._copy(packages / source, vendor / name)
        sprite = packages / "bootstrap-icons" / "bootstrap-icons.svg"
        names = self._draw_icons(sprite, vendor / "icons.svg", base)
        self.stdout.write(f"{len(FILES)} files and {names} icons are in {vendor}.")

    def _copy(self, source: Path, target: Path) -> None:
        if not source.is_file():
            raise CommandError(
                f"{source} is absent: run `npm ci` again, package.json and node_modules differ."
            )
        if source.suffix in {".css", ".js"}:
            target.write_text(SOURCE_MAP.sub("", source.read_text("utf-8")), "utf-8")
        else:
            target.write_bytes(source.read_bytes())

    def _draw_icons(self, sprite: Path, target: Path, base: Path) -> int:
        """A sprite of the icons that our sources name: 30 KB instead of the whole set's 1 MB."""
        named = set()
        sources = [source for pattern in SOURCES for source in base.glob(pattern)]
        sources += [source for app in base.glob("*/apps.py") for source in app.parent.rglob("*.py")]
        for source in sources:
            named.update(QUOTED.findall(source.read_text("utf-8")))
        symbols = [match.group() for match in SYMBOL.finditer(sprite.read_text("utf-8")) if match[1] in named]
        drawn = "\n".join(symbols)
        target.write_text(f'<svg xmlns="http://www.w3.org/2000/svg">\n{drawn}\n</svg>\n', "utf-8")
        return len(symbols)
