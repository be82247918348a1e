"""Word files whose XML is the trap: entities, depth, spans, lists in circles, texts against patterns."""

from tests.roadmaps.hostile.archives import BODY, packed
from tests.roadmaps.hostile.corpus import hostile
from tests.roadmaps.word_files import HEADINGS, ROW, TITLE, W, document, p, table, tc, tr

LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
DOCTYPES = {
    "a billion laughs": f'<!DOCTYPE d [<!ENTITY a0 "ha">{LAUGHS}]>',
    "one long entity": '<!DOCTYPE d [<!ENTITY a9 "' + "x" * 100_000 + '">]>',
    "an entity of a file": '<!DOCTYPE d [<!ENTITY a9 SYSTEM "file:///etc/passwd">]>',
    "an entity of a site": '<!DOCTYPE d [<!ENTITY a9 SYSTEM "http://127.0.0.1:9/x">]>',
    "entities of parameters": '<!DOCTYPE d [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;<!ENTITY a9 "x">]>',
    "a type from outside": '<!DOCTYPE d SYSTEM "http://127.0.0.1:9/x.dtd">',
}
PLAN = table(HEADINGS, ROW)
COLUMN = '<w:gridCol w:w="9"/>'


def word(body: str, *, head: str = "") -> bytes:
    """A Word file with this in its body."""
    return packed({"word/document.xml": head + BODY % body})


def with_part(name: str, text: str, body: str = "") -> bytes:
    """A Word file with another part beside a plan of numbered rows."""
    plan = table(HEADINGS, tr(tc("", number=(1, 1)), "Совет", "май", "ОО", ""))
    return packed({"word/document.xml": BODY % (p(TITLE) + plan + body), f"word/{name}.xml": text})


def numbering(levels: str, more: str = "") -> bytes:
    """A Word file with these levels of its list."""
    lists = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{more}'
    link = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    return with_part("numbering", f'<w:numbering xmlns:w="{W}">{lists}{link}</w:numbering>')


def nested_tables(depth: int) -> str:
    """A table in a table in a table."""
    return "<w:tbl><w:tr><w:tc>" * depth + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * depth


def spanned(tag: str, value: str) -> bytes:
    """A plan with a cell that says how wide it is."""
    cell = f'<w:tc><w:tcPr><w:{tag} w:val="{value}"/></w:tcPr>{p("x")}</w:tc>'
    return document(TITLE, table(HEADINGS, ROW, f"<w:tr>{cell * 3}</w:tr>"))


def said(text: str) -> bytes:
    """A plan of which every cell and every paragraph says this."""
    return document(TITLE, text, table(HEADINGS, (text,) * 5, ("1", "Совет", text, text, text)), text)


for name, doctype in DOCTYPES.items():
    hostile(name, lambda doctype=doctype: word(p("&a9;").replace("&amp;", "&"), head=doctype))
    hostile(
        f"{name}, in sixteen bits",
        lambda doctype=doctype: packed({
            "word/document.xml": ('<?xml version="1.0" encoding="UTF-16"?>' + doctype + BODY % "&a9;").encode("utf-16")
        }),
    )  # fmt: skip
for value in ("1000000000", "-5", "NaN", "1e400", "", "9" * 5000, "0x10", "١٢"):
    for tag in ("gridSpan", "vMerge"):
        hostile(f"{tag} of {value[:12]!r}", lambda tag=tag, value=value: spanned(tag, value))
for name, body in {
    "not closed": "<w:p>",
    "another body": "</w:body><w:body>",
    "no letters": "\0\1\2",
    "includes of files": '<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="/etc/passwd" parse="text"/>',
    "a chunk from outside": '<w:altChunk w:id="x"/>',
    "commands": "<?xml-stylesheet href='file:///etc/passwd'?><w:p/>",
    "a field that runs": "<w:p><w:instrText>DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe</w:instrText></w:p>",
}.items():
    hostile(f"{name} in the text", lambda body=body: word(body + p(TITLE) + PLAN))
for name, make in {
    "controls in controls": lambda: "<w:sdt><w:sdtContent>" * 50_000 + "</w:sdtContent></w:sdt>" * 50_000,
    "tables in tables": lambda: nested_tables(3_000),
    "tables in few tables": lambda: nested_tables(60),
    "boxes in boxes": lambda: (
        "<w:p><w:r><w:pict><w:txbxContent>" * 200 + "</w:txbxContent></w:pict></w:r></w:p>" * 200
    ),
    "a million paragraphs": lambda: "<w:p/>" * 300_000,
    "a long paragraph": lambda: p("слово " * 300_000),
    "very many runs": lambda: "<w:p>" + "<w:r><w:t>а</w:t></w:r>" * 100_000 + "</w:p>",
    "very many rows": lambda: table(*[("1", "Совет", "май", "ОО", "")] * 20_000),
    "very many cells": lambda: f"<w:tbl><w:tr>{tc('x') * 50_000}</w:tr></w:tbl>",
    "very many headings": lambda: table(
        tuple(f"Срок {n}" for n in range(2_000)), tuple("май" for _ in range(2_000))
    ),
    "very many tables": lambda: table(("1", "2")) * 10_000,
    "a grid of very many columns": lambda: "<w:tbl><w:tblGrid>" + COLUMN * 100_000 + "</w:tblGrid></w:tbl>",
    "a plan in every cell": lambda: table(HEADINGS, tr(*[f"<w:tc>{PLAN}</w:tc>"] * 5)) * 50,
    "rows moved far": lambda: table(HEADINGS, tr(*ROW, properties='<w:gridBefore w:val="999999999"/>')),
}.items():
    hostile(name, lambda make=make: word(p(TITLE) + PLAN + make()))
for name, levels, more in (
    ("a list that begins far", '<w:lvl w:ilvl="1"><w:start w:val="99999999999999"/><w:lvlText w:val="%2."/></w:lvl>', ""),
    ("a list that begins before", '<w:lvl w:ilvl="1"><w:start w:val="-7"/><w:lvlText w:val="%2."/></w:lvl>', ""),
    ("a list of large letters", '<w:lvl w:ilvl="1"><w:start w:val="99999999"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%2"/></w:lvl>', ""),
    ("a list of an unknown shape", '<w:lvl w:ilvl="1"><w:numFmt w:val="?"/><w:lvlText w:val="%9%9"/></w:lvl>', ""),
    ("a list with a long number", '<w:lvl w:ilvl="1"><w:lvlText w:val="' + "%2." * 20_000 + '"/></w:lvl>', ""),
    ("a list of a level that is none", '<w:lvl w:ilvl="99999"/><w:lvl w:ilvl="x"/>', ""),
    ("lists in a circle", '<w:numStyleLink w:val="b"/><w:styleLink w:val="a"/>',
     '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="a"/><w:styleLink w:val="b"/></w:abstractNum>'),
):  # fmt: skip
    hostile(name, lambda levels=levels, more=more: numbering(levels, more))
hostile(
    "styles in a circle",
    lambda: with_part(
        "styles",
        f'<w:styles xmlns:w="{W}">'
        + "".join(
            f'<w:style w:styleId="s{n}"><w:basedOn w:val="s{(n + 1) % 3}"/></w:style>' for n in range(3)
        )
        + "</w:styles>",
    ),
)
hostile(
    "a long line of styles",
    lambda: with_part(
        "styles",
        f'<w:styles xmlns:w="{W}">'
        + "".join(f'<w:style w:styleId="s{n}"><w:basedOn w:val="s{n + 1}"/></w:style>' for n in range(5_000))
        + "</w:styles>",
    ),
)
hostile(
    "notes of notes",
    lambda: with_part("footnotes", f'<w:footnotes xmlns:w="{W}">' + "<w:footnote><w:p>" * 2_000),
)
hostile("broken styles", lambda: with_part("styles", "<w:styles"))
for text in (
    "1.1." * 20_000, "1. " * 20_000, "(" * 50_000, "«" * 50_000, "А.А." * 20_000, "Иванов И.И., " * 5_000,
    "до 01.02.2024, " * 5_000, " " * 500_000 + "x", "дорожная карта " * 10_000, "№ " * 30_000, "20" * 50_000,
    "координатор: " * 10_000, "_" * 100_000, "\t" * 100_000 + "x", "цель " * 20_000 + ":", "приказ от " * 10_000,
    "с 1 по " * 10_000, "директор " * 20_000, "П Р И К А З " * 10_000, "XXXXIIIIVVV." * 10_000, "-" * 100_000,
    "май - июнь, " * 8_000, "А" * 100_000, "утверждена приказом " * 8_000, "раздел 1 " * 20_000, "и " * 60_000,
):  # fmt: skip
    hostile(f"cells that say {text[:14]!r} again and again", lambda text=text: said(text))
