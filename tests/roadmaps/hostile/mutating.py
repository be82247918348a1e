"""Good documents changed by chance: bytes, parts, elements, attributes and texts."""

import copy
import io
import re
import zipfile
from collections.abc import Iterator
from random import Random

from lxml import etree

from tests.roadmaps.hostile.sheets import book
from tests.roadmaps.open_files import cell, open_document, row, table
from tests.roadmaps.orders.sheets import write_sheet
from tests.roadmaps.orders.writing import write_order
from tests.roadmaps.word_files import HEADINGS, ROW, TITLE

_MAIN = re.compile(r"document\.xml$|content\.xml$|sheet1\.xml$|sharedStrings|numbering")
_STRANGE = (
    "", "0", "-1", "999999999999", "NaN", "\u202e", "№" * 300, "1.1.", "\U0001f600", "а\u0301", "01.13.2024",
    "x" * 5000, "\t\n", "31.02.2024", "%s %(a)s {0}", "'; DROP TABLE", "=cmd|'/c calc'!A1", "\u2028",
    "И" * 150 + ".И.", "1." * 200, "до 99.99.9999", "Мероприятие", "Срок", "№",
)  # fmt: skip


def mutated(count: int, seed: int = 1) -> Iterator[tuple[str, bytes, bool]]:
    """So many documents: names, bytes, and that they are not pasted."""
    chance = Random(seed)
    sources = [write_order(number)[0] for number in range(20)] + [
        write_sheet(number)[0] for number in range(8)
    ]
    sources += [book(), open_document(TITLE, table(HEADINGS, row(*map(cell, ROW))))]
    for number in range(count):
        source = chance.choice(sources)
        data = _bytes(source, chance) if chance.random() < 0.25 else _parts(source, chance)
        yield f"mutation {number}", data, False


def _bytes(source: bytes, chance: Random) -> bytes:
    data = bytearray(source)
    for _ in range(chance.randint(1, 30)):
        place = chance.randrange(len(data) or 1)
        kind = chance.randrange(4)
        if kind == 0 and data:
            data[place] = chance.randrange(256)
        elif kind == 1:
            del data[place : place + chance.randint(1, 50)]
        elif kind == 2:
            data[place:place] = chance.randbytes(chance.randint(1, 20))
        else:
            other = chance.randrange(len(data) or 1)
            data[place : place + 20] = data[other : other + 20]
    return bytes(data)


def _parts(source: bytes, chance: Random) -> bytes:
    """The archive with one or two of its parts changed, put together anew."""
    with zipfile.ZipFile(io.BytesIO(source)) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    main = [name for name in parts if _MAIN.search(name)]
    for _ in range(chance.randint(1, 2)):
        name = chance.choice(main if chance.random() < 0.8 else list(parts))
        parts[name] = _changed(parts[name], chance)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return buffer.getvalue()


def _changed(data: bytes, chance: Random) -> bytes:
    """A part whose elements are changed, one to ten times; what is no XML loses some bytes."""
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError:
        return _bytes(data, chance)
    for _ in range(chance.randint(1, 10)):
        _change(list(root.iter(etree.Element)), chance)
    return etree.tostring(root)


def _change(elements: list[etree._Element], chance: Random) -> None:
    one, other = chance.choice(elements), chance.choice(elements)
    kind = chance.randrange(6)
    parent = one.getparent()
    if kind == 0:
        one.text = chance.choice(_STRANGE)
    elif kind == 1 and one.attrib:
        one.attrib[chance.choice(list(one.attrib))] = chance.choice(_STRANGE)
    elif kind == 2 and parent is not None:
        parent.remove(one)
    elif kind == 3 and parent is not None:
        parent.insert(chance.randint(0, len(parent)), copy.deepcopy(one))
    elif kind == 4 and parent is not None and one not in other.iterancestors() and one is not other:
        other.append(one)
    elif kind == 5:
        one.tag = other.tag
