"""Small Word files made part by part, so that a test shows the very XML that the reader meets."""

import io
import zipfile
from xml.sax.saxutils import escape

from roadmaps.documents import read_document

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
# One list of three levels: «1.», «1.1.», «1.1.1.»; and a list of bullets.
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2."/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2.%3."/></w:lvl>'
    "</w:abstractNum>"
    '<w:abstractNum w:abstractNumId="1">'
    '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def run(text, *, before="", bold=False):
    properties = "<w:rPr><w:b/></w:rPr>" if bold else ""
    parts = []
    for index, line in enumerate(text.split("\n")):
        pieces = '</w:t><w:tab/><w:t xml:space="preserve">'.join(escape(line).split("\t"))
        parts.append(f'{"<w:br/>" if index else ""}<w:t xml:space="preserve">{pieces}</w:t>')
    return f"<w:r>{before}{properties}{''.join(parts)}</w:r>"


def p(text="", *, number=None, style="", bold=False, inside=""):
    """A paragraph; `number` is (list, level) of automatic numbering, `inside` is XML put before its text."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number:
        properties += f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>'
    body = run(text, bold=bold) if text else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}{body}</w:p>"


def tc(text="", *, span=1, merge="", number=None, inside=""):
    """A cell, a paragraph for each item where `text` is a list; `merge` is "restart" or "continue"."""
    properties = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    if merge:
        properties += f'<w:vMerge w:val="{merge}"/>' if merge == "restart" else "<w:vMerge/>"
    texts = text if isinstance(text, list) else [text]
    paragraphs = "".join(p(one, number=number if index == 0 else None) for index, one in enumerate(texts))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}{paragraphs}</w:tc>"


def tr(*cells, properties=""):
    """A row; a plain text stands for a plain cell."""
    made = "".join(cell if cell.startswith("<w:tc>") else tc(cell) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{made}</w:tr>"


def table(*rows, columns=None):
    """A table of rows; `columns` are the widths of its grid."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns or ())
    made = "".join(row if isinstance(row, str) else tr(*row) for row in rows)
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>"


def document(*blocks, styles="", notes=""):
    """The bytes of a Word file of these blocks; a plain text stands for a plain paragraph."""
    body = "".join(block if block.startswith("<w:") else p(block) for block in blocks)
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
        "word/numbering.xml": f'<w:numbering xmlns:w="{W}">{NUMBERING}</w:numbering>',
    }
    if styles:
        parts["word/styles.xml"] = f'<w:styles xmlns:w="{W}">{styles}</w:styles>'
    if notes:
        parts["word/footnotes.xml"] = f'<w:footnotes xmlns:w="{W}">{notes}</w:footnotes>'
    return archive(parts)


def archive(parts):
    """The bytes of a zip archive of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in parts.items():
            made.writestr(name, text)
    return buffer.getvalue()


HEADINGS = ("№ п/п", "Мероприятия", "Сроки", "Ответственные", "Ожидаемый результат")
TITLE = "Дорожная карта по поддержке школ на 2024-2025 годы"
ROW = ("1.1", "Провести совет", "май 2024", "Озерова Л.П.", "Протокол")


def read(*blocks, **parts):
    """What is read of a Word file of these blocks, in the contract's shape."""
    return read_document(document(*blocks, **parts), "приказ.docx").to_dict()


def pick(rows, *keys):
    """These keys of each row."""
    return [tuple(row[key] for key in keys) for row in rows]
