"""The QR code drawn as one path has the very modules of the code."""

import re

import pytest
from qrcode.constants import ERROR_CORRECT_L
from qrcode.main import QRCode

from accounts.writers.qr import draw_qr

LINK = "otpauth://totp/%D0%9A%D0%B0%D1%80%D1%82%D0%B0:vetrova@example.org?secret=CBBNQ6KOZYQAK4HOYZKGPTHSQE5MVHE5"


@pytest.mark.parametrize("text", ["a", LINK])
def test_every_dark_module_is_drawn_and_no_light_one(text: str):
    code = QRCode(error_correction=ERROR_CORRECT_L, border=4)
    code.add_data(text)
    matrix = code.get_matrix()
    drawing = draw_qr(text)
    drawn = {
        (int(y), int(x) + step)
        for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", drawing.path)
        for step in range(int(length))
    }
    assert drawing.size == len(matrix)
    assert drawn == {(y, x) for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark}
