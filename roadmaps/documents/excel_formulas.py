"""Formulas of a workbook that nobody has worked out: a program wrote the file and no office has opened it."""

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

_WORKBOOK: Final = "xl/workbook.xml"
_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
Uncounted = Mapping[str, Mapping[str, str]]  # {sheet: {cell: formula}}


def uncounted(data: bytes) -> Uncounted:
    """The formulas without a value, as they are written; a workbook of another build than usual has none."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        if not {_WORKBOOK, _RELATIONS} <= names:
            return {}
        found = {}
        targets = _targets(archive.read(_RELATIONS))
        for sheet in _parsed(archive.read(_WORKBOOK)).iter("{*}sheet"):
            path = next((targets.get(value) for name, value in sheet.items() if name.endswith("}id")), None)
            if path in names and (cells := dict(_cells(archive.read(path)))):
                found[sheet.get("name", "")] = cells
        return found


def _targets(relations: bytes) -> dict[str, str]:
    return {
        one.get("Id", ""): posixpath.normpath(posixpath.join("/xl", one.get("Target", ""))).lstrip("/")
        for one in _parsed(relations).iter("{*}Relationship")
    }


def _cells(sheet: bytes) -> Iterator[tuple[str, str]]:
    if b"<f" not in sheet and b":f" not in sheet:
        return
    for _event, cell in etree.iterparse(
        io.BytesIO(sheet), tag="{*}c", resolve_entities=False, no_network=True
    ):
        formula = cell.find("{*}f")
        if formula is not None and cell.get("t") != "str" and not cell.findtext("{*}v"):
            yield cell.get("r", ""), f"={formula.text or '…'}"
        cell.clear(keep_tail=True)


def _parsed(xml: bytes) -> etree._Element:
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
