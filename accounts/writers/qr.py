"""A QR code as one path of an SVG: needs no picture, no style and no other host."""

from dataclasses import dataclass
from itertools import groupby

from qrcode.constants import ERROR_CORRECT_L
from qrcode.main import QRCode


@dataclass(frozen=True, slots=True)
class Drawing:
    """The dark modules as the ``d`` of a path, in a square of ``size`` modules with the quiet border."""

    size: int
    path: str


def draw_qr(text: str) -> Drawing:
    """Draw the QR code of ``text``."""
    code = QRCode(error_correction=ERROR_CORRECT_L, border=4)
    code.add_data(text)
    matrix = code.get_matrix()
    return Drawing(size=len(matrix), path="".join(_row(y, row) for y, row in enumerate(matrix)))


def _row(y: int, modules: list[bool]) -> str:
    pieces, x = [], 0
    for is_dark, run in groupby(modules):
        length = len(list(run))
        if is_dark:
            pieces.append(f"M{x} {y}h{length}v1h-{length}z")
        x += length
    return "".join(pieces)
